import type { Sentence, Span, Speaker } from '../../src/claim.ts';
import type { Cast } from './cast.ts';
import type { Discourse } from './discourse.ts';
import type { FullName } from './full-names.ts';
import type { Mention } from './mention.ts';
import { findPlaces } from './places.ts';
import { tokenise } from './tokens.ts';
import { keysOf, type Seen } from './trail.ts';
import type { Pronoun } from './usage.ts';
import { type ANAPHORS, GROUPS, ORGANISATION_WORDS } from './vocabulary.ts';

/** Finds whom a word of a document takes up: every answer is the mention that decides. */
export class Antecedents {
  readonly #cast: Cast;
  readonly #discourse: Discourse;
  readonly #sentences: Sentence[];
  readonly #date: string | undefined;

  constructor(discourse: Discourse, cast: Cast, document: { sentences: Sentence[]; date: string | undefined }) {
    this.#discourse = discourse;
    this.#cast = cast;
    this.#sentences = document.sentences;
    this.#date = document.date;
  }

  /** The person who was last called by a full name of which this is a part; family names first, then given names. */
  findByName(part: string, at: number): Seen | undefined {
    const key = tokenise(part).at(-1)?.key;
    return key === undefined ? undefined : this.#discourse.trail.findBearer(key, at);
  }

  /** The last one before `at` who was called by this whole name. */
  findByWholeName(name: string, at: number): Seen | undefined {
    return this.#before(at, ({ speaker, full }) => full && speaker.name === name);
  }

  /** Whether several people of the document bear this name. */
  isShared(part: string): boolean {
    const key = tokenise(part).at(-1)?.key;
    return key !== undefined && this.#discourse.trail.bearersOf(key) > 1;
  }

  /**
   * "the Commission" for the European Commission, "Haiyuan" for Haiyuan Cable: the last organisation whose name is longer
   * and has these words, or begins with the only one.
   */
  findShortened(name: string, at: number): Seen | undefined {
    const keys = keysOf(name);
    const organised = keys.some((key) => ORGANISATION_WORDS.has(key));
    if (!organised && keys.length > 1) return undefined;
    return this.#before(at, ({ speaker }) => {
      if (speaker.kind !== 'organisation') return false;
      const longer = namesOf(speaker).filter((full) => full.length > keys.length);
      return longer.some((full) => (organised ? keys.every((key) => full.includes(key)) : full[0] === keys[0]));
    });
  }

  /** Whom "he" or "she" takes up: nobody whom the document calls by the other one, and none of `barred`. */
  findPerson(at: number, pronoun: Pronoun | undefined, barred: Barred) {
    const { usage } = this.#discourse;
    const isOther = ({ speaker, role }: Seen) => {
      const own = usage.of(speaker.name) ?? (role === undefined ? undefined : usage.of(role));
      return pronoun !== undefined && own !== undefined && own !== pronoun;
    };
    const isPerson = (s: Seen) => (s.human || s.speaker.kind === 'person') && !barred.has(s.speaker.id);
    return this.#last(at, (s) => isPerson(s) && !isOther(s), PERSON_REACH) ?? this.#last(at, isPerson, PERSON_REACH);
  }

  /**
   * "Anna Keller disagreed. “...,” she said.": a name that nothing introduces, at the head of this sentence or the one
   * before, and nearer than `known`.
   */
  findNewcomer(at: number, pronoun: Pronoun, known: Seen | undefined): FullName | undefined {
    const { fullNames, usage } = this.#discourse;
    const sentence = this.#discourse.sentenceAt(at);
    const first = this.#sentences[Math.max(0, sentence - 1, known === undefined ? 0 : known.sentence + 1)]?.start ?? 0;
    const found = fullNames.findLast(first, at, (one) => one.opens && this.#isNew(one.name));
    const own = found && usage.of(found.name);
    return found && (own === undefined || own === pronoun) ? found : undefined;
  }

  /** The name right before a "who". */
  findNewcomerAt(at: number): FullName | undefined {
    return this.#discourse.fullNames.findLast(
      at - ANTECEDENT_REACH,
      at,
      ({ name, end }) => at - end <= 2 && this.#isNew(name),
    );
  }

  /** A name of which the text writes no word small, and that is neither a body's nor a group's. */
  #isNew(name: string): boolean {
    const tokens = tokenise(name);
    const isOther = ({ key }: { key: string }) =>
      ORGANISATION_WORDS.has(key) || GROUPS.has(key) || this.#discourse.isWritten(key);
    if (tokens.some(isOther) || findPlaces(tokens).length > 0) return false;
    const kind = this.#cast.names.named(name)?.kind;
    return kind === undefined || kind === 'person';
  }

  /** Whom "they" takes up: people without names, or else an organisation or state, or else somebody of unknown sex. */
  findGroup(at: number, barred: Barred): Seen | undefined {
    const several = this.#last(at, (s) => s.group && !barred.has(s.speaker.id), GROUP_REACH);
    const body = this.#last(at, (s) => isBody(s.speaker) && !barred.has(s.speaker.id), GROUP_REACH);
    if (several && body && body.sentence > several.sentence && body.source) return body;
    return several ?? body ?? this.#last(at, (s) => s.human, GROUP_REACH);
  }

  /** Whom "it" takes up: none of `barred`, and owners and places only where there is nobody else. */
  findThing(at: number, barred: Barred): Seen | undefined {
    const isThing = (s: Seen) =>
      (s.thing || isBody(s.speaker) || (s.speaker.kind === 'unnamed' && !s.human && !s.group)) &&
      !barred.has(s.speaker.id);
    return this.#last(at, (s) => isThing(s) && !s.aside, THING_REACH) ?? this.#last(at, isThing, THING_REACH);
  }

  /** Who stands right before a "who" or "which". */
  findAntecedent(at: number): Seen | undefined {
    const near = this.#discourse.trail.within(at - ANTECEDENT_REACH, at);
    return near.findLast((s) => s.end <= at && s.sentence === this.#discourse.sentenceAt(at));
  }

  /** Whom "the paper", "the company", "the administration", "the country", "the statement" takes up: none of `barred`. */
  findAnaphor(kind: keyof typeof ANAPHORS, noun: string, at: number, barred: Barred): Seen | undefined {
    const pick = (fits: (speaker: Speaker) => boolean) => this.#lastOf((s) => !barred.has(s.id) && fits(s), at);
    if (kind === 'publication') return this.#findPublication(at, pick);
    // "The nation says that calls to the USA must be safe": of a country the name and the noun stand side by side.
    if (kind === 'country') return this.#lastOf((s) => s.kind === 'state', at);
    if (kind === 'utterance') return pick((s) => s.kind === 'person');
    const isNamed = (s: Seen) =>
      !barred.has(s.speaker.id) &&
      s.speaker.kind === 'organisation' &&
      isNamedWith(s.speaker, noun) &&
      this.#isCalledWith(s, noun);
    const named = this.#before(at, (s) => !s.quoted && isNamed(s)) ?? this.#before(at, isNamed);
    if (named) return named;
    const company = kind === 'company' && pick((s) => this.#cast.sourceKind(s) === 'company' || this.#mayBeCompany(s));
    if (company) return company;
    // "The agency" may be one of news.
    if (noun === 'agency') return pick((s) => this.#cast.sourceKind(s) === 'press' || isPressName(s));
    if (ANY_BODY.test(noun))
      return this.#before(
        at,
        (s) =>
          s.speaker.kind === 'organisation' &&
          !barred.has(s.speaker.id) &&
          (s.source || (s.sentence >= this.#discourse.sentenceAt(at) - 1 && isAssociation(s.speaker))),
      );
    return /^(?:government|administration)$/.test(noun) ? pick((s) => s.kind === 'state') : undefined;
  }

  /** By the noun or by letters: "the EU toolbox" is no group, whoever made it. */
  #isCalledWith(seen: Seen, noun: string): boolean {
    const words = this.#discourse.wordsAt(seen);
    return words.length < 2 || words.some(({ key }) => key === noun);
  }

  /** "The principles" after "the Riga Principles": the last body in whose name the noun stands. */
  findByNoun(noun: string, at: number): Seen | undefined {
    return this.#before(at, ({ speaker }) => speaker.kind === 'organisation' && isNamedWith(speaker, noun));
  }

  /** A newspaper, or an unlisted organisation that was heard after it: whoever was heard last is taken up. */
  #findPublication(at: number, pick: (test: (speaker: Speaker) => boolean) => Seen | undefined): Seen | undefined {
    const press = pick((s) => this.#cast.sourceKind(s) === 'press' || isPressName(s));
    const heard = this.#before(at, (s) => s.source && this.#mayBeCompany(s.speaker));
    if (press && heard && heard.start > press.start && heard.sentence >= this.#discourse.sentenceAt(at) - 1)
      return heard;
    return press ?? pick((s) => s.kind === 'organisation' && this.#cast.sourceKind(s) !== 'government');
  }

  /** An organisation of which neither the registry nor its name says what it is. */
  #mayBeCompany(speaker: Speaker): boolean {
    if (speaker.kind !== 'organisation' || this.#cast.sourceKind(speaker) !== undefined) return false;
    return !isPressName(speaker) && !keysOf(speaker.name).some((key) => PUBLIC_BODIES.has(key));
  }

  /** Who held the office when the document was written: first whom the text calls so, then the registry's people. */
  findByRole(mention: Mention & { form: 'role' }, at: number, people: Speaker[]): Seen | Speaker | undefined {
    const wanted = officeOf(mention.role);
    if (wanted.length === 0) return undefined;
    const countries = [...mention.bodies.map((b) => b.country), ...mention.codes].filter((c) => c !== undefined);
    const fits = (s: Speaker) =>
      (countries.length === 0 || s.country === undefined || countries.includes(s.country)) &&
      this.#mayBelong(s, mention.unknownBody);
    const called = this.#before(
      at,
      ({ speaker, role }) =>
        fits(speaker) && (speaker.kind === 'person' ? this.#holds(speaker, wanted, role) : isCalled(speaker, wanted)),
    );
    if (called) return called;
    const held = this.#findHolder(mention, wanted, people);
    if (held) return held;
    if (countries.length === 0 || wanted.length < 2) return undefined;
    const near = people.filter((s) => s.kind === 'person' && s.country && countries.includes(s.country));
    const holders = near.filter((s) => this.#holds(s, wanted));
    // "Secretary of State" is not "Under Secretary of State", unless nobody else is meant.
    const exact = holders.filter((s) => this.#titlesOf(s).some((title) => officeOf(title).length === wanted.length));
    const sure = exact.length > 0 ? exact : holders;
    return sure.length === 1 ? sure[0] : undefined;
  }

  /** "A ministry spokesman said so. X made the remarks in Riga", "... “...,” spokesman X said": the one who is named next. */
  findNamedNext({ role, bodies, codes }: Mention & { form: 'role' }, span: Span): Seen | undefined {
    const sentence = this.#discourse.sentenceAt(span.start);
    const end = this.#sentences[Math.min(this.#sentences.length - 1, sentence + 1)]?.end ?? span.end;
    const countries = [...bodies.map(({ country }) => country), ...codes].filter((code) => code !== undefined);
    const next = this.#discourse.trail
      .within(span.end, end)
      .find((s) => s.speaker.kind === 'person' && s.full && !s.quoted && s.sentence === sentence + 1);
    if (!next || countries.length === 0) return undefined;
    const { country } = next.speaker;
    if (country !== undefined && !countries.includes(country)) return undefined;
    const wanted = officeOf(role);
    const isSame =
      wanted.length > 0 && wanted.every((key) => officeOf(this.#discourse.wordBefore(next.start)).includes(key));
    return isSame || this.#discourse.makesRemarks(next.end) ? next : undefined;
  }

  /** "The spokesman of the Harbour Office" is none of a body whose names the registry has, and that is not one of them. */
  #mayBelong({ affiliation }: Speaker, body: string | undefined): boolean {
    if (affiliation === undefined || body === undefined) return true;
    const listed = this.#cast.names.named(affiliation);
    if (!listed || !this.#cast.isListed(listed)) return true;
    const keys = keysOf(body);
    return !keys.some((key) => ORGANISATION_WORDS.has(key)) || keys.some((key) => isNamedWith(listed, key));
  }

  /** "Acme's founder": the only person of the registry who has that office in a body that the words name. */
  #findHolder({ bodies }: Mention, wanted: string[], people: Speaker[]): Speaker | undefined {
    const body = bodies.find(({ kind }) => kind === 'organisation');
    if (!body) return undefined;
    const holders = people.filter((s) => s.kind === 'person' && s.affiliation === body.name && this.#holds(s, wanted));
    return holders.length === 1 ? holders[0] : undefined;
  }

  /** "The singer" after "X, a singer from Y": the last person whom the text introduced by these words. */
  findByIntroduction(words: string, at: number): Seen | undefined {
    const title = /^(?:the|this|that)\s+(.+)$/i.exec(words)?.[1]?.toLowerCase();
    if (title === undefined) return undefined;
    const isCalled = ({ title: held }: { title: string }) => held.toLowerCase() === title;
    return this.#before(at, ({ speaker }) => speaker.kind === 'person' && speaker.roles.some(isCalled));
  }

  /** "The researchers" after "researchers at the university": the group that these words introduced. */
  findSameGroup(words: string, at: number): Seen | undefined {
    const head = tokenise(words).at(-1)?.key;
    if (head === undefined) return undefined;
    return this.#before(
      at,
      (s) => s.group && s.speaker.name.length > words.length && keysOf(s.speaker.name).includes(head),
    );
  }

  /** "In a speech given by X, the state proposed": X, when X is named in the sentence between its beginning and `at`. */
  findSpeechGiver(text: string, at: number): Seen | undefined {
    const sentence = this.#sentences[this.#discourse.sentenceAt(at)];
    if (!sentence || at < sentence.start) return undefined;
    const start = Math.max(sentence.start, at - SPEECH_REACH);
    const speech = SPEECH.exec(text.slice(start, at));
    if (!speech) return undefined;
    const from = start + speech.index;
    return this.#discourse.trail.within(from, at).find((s) => s.end <= at && s.speaker.kind === 'person' && !s.quoted);
  }

  /** The only organisation that the sentence names outside of quoted words, before `at` if it can be, and that is not `other`. */
  findSentenceBody(at: number, other: Speaker | undefined): Speaker | undefined {
    const { start, end } = this.#sentences[this.#discourse.sentenceAt(at)] ?? { start: at, end: at };
    const seen = this.#discourse.trail.within(start, end);
    const bodies = seen.filter(
      (s) =>
        s.speaker.kind === 'organisation' &&
        !s.quoted &&
        s.speaker.id !== other?.id &&
        !this.#discourse.isTold(s.start),
    );
    const before = bodies.filter((s) => s.start < at);
    const pool = before.length > 0 ? before : bodies;
    return new Set(pool.map((s) => s.speaker.id)).size === 1 ? pool[0]!.speaker : undefined;
  }

  /** The last fitting one who is named outside of what somebody says, or else at all. */
  #lastOf(fits: (speaker: Speaker) => boolean, at: number): Seen | undefined {
    return this.#before(at, (s) => !s.quoted && fits(s.speaker)) ?? this.#before(at, (s) => fits(s.speaker));
  }

  #before(at: number, test: (seen: Seen) => boolean): Seen | undefined {
    for (const seen of this.#discourse.trail.before(at)) if (test(seen)) return seen;
    return undefined;
  }

  /**
   * The last fitting mention before `at`: in the nearest sentence that has one, whoever speaks there, or else the first,
   * since subjects stand first and are taken up.
   */
  #last(at: number, test: (seen: Seen) => boolean, reach: number): Seen | undefined {
    const first = this.#sentences[Math.max(0, this.#discourse.sentenceAt(at) - reach)]?.start ?? 0;
    const fitting = this.#discourse.trail.within(first, at).filter(test);
    const outside = fitting.filter((s) => !s.quoted);
    const pool = outside.length > 0 ? outside : fitting;
    const nearest = pool.filter((s) => s.sentence === pool.at(-1)?.sentence);
    return nearest.find((s) => s.source) ?? nearest[0];
  }

  #holds(speaker: Speaker, wanted: string[], said?: string): boolean {
    return this.#titlesOf(speaker, said).some((title) => {
      const keys = officeOf(title);
      return wanted.every((key) => keys.includes(key));
    });
  }

  /** Offices held at the date of the document, and what the text calls the speaker. */
  #titlesOf(speaker: Speaker, said?: string): string[] {
    const date = this.#date;
    const current = speaker.roles.filter(({ from, to }) => {
      const past = date && to && to < date.slice(0, to.length);
      const future = date && from && from.slice(0, date.length) > date;
      return !past && !future;
    });
    return [...(said === undefined ? [] : [said]), ...current.map((role) => role.title)];
  }
}

/** Identifiers of those whom a word cannot take up. */
type Barred = ReadonlySet<string>;

/** In sentences. Persons stay in mind over a paragraph or two; "it" seldom reaches beyond the sentence before. */
const PERSON_REACH = 12;
const THING_REACH = 3;
const GROUP_REACH = 3;
/** In characters: room for a comma and an apposition of a few words. */
const ANTECEDENT_REACH = 60;

/** In characters: longer than sentences are, but for those that never end. */
const SPEECH_REACH = 1_000;

const SPEECH =
  /\b(?:speech|statement|address|remarks|interview|letter|article|tweet|post|testimony|op-ed|commentary|briefing|message|announcement|column|essay)\b(?=[^.;]{0,80}\b(?:by|from|with|of)\b)|[’']s?\s+(?:speech|statement|address|remarks|interview|letter|article|tweet|testimony|op-ed)\b/iu;

/** What any body that was heard may be called, whatever its name. */
/** People or firms that have joined. */
function isAssociation({ name }: Speaker): boolean {
  return keysOf(name).some((key) =>
    /^(?:association|alliance|federation|league|coalition|society|chamber|forum)$/.test(key),
  );
}

const ANY_BODY = /^(?:group|organi[sz]ation|institution)$/;

/** Words in the names of organisations that are no companies. */
const PUBLIC_BODIES = new Set(
  `ministry department university institute commission committee council court parliament senate congress embassy authority
  administration party union government foundation cabinet campaign army navy association society forum panel board
  federation alliance conference coalition assembly bureau`.split(/\s+/),
);

function isBody({ kind }: Speaker): boolean {
  return kind === 'organisation' || kind === 'state';
}

function namesOf(speaker: Speaker): string[][] {
  return [speaker.name, ...speaker.aliases].map(keysOf);
}

/** Whether a noun stands in one of a body's names: "the ministry" for the Ministry of Trade. */
export function isNamedWith(speaker: Speaker, noun: string): boolean {
  return namesOf(speaker).some((keys) => keys.includes(noun));
}

/** "the chairman" after "the chairman of the conference", who has no name. */
function isCalled(speaker: Speaker, role: string[]): boolean {
  return speaker.kind === 'unnamed' && role.every((key) => officeOf(speaker.name).includes(key));
}

function isPressName(speaker: Speaker): boolean {
  return (
    speaker.kind === 'organisation' && keysOf(speaker.name).some((key) => PRESS.has(key) && ORGANISATION_WORDS.has(key))
  );
}

const PRESS = new Set(
  'times post news journal daily herald press magazine review guardian telegraph tribune gazette chronicle'.split(' '),
);

/** The words of an office, whatever it is called by: the one who holds it now, a man or a woman, by letters or in full. */
function officeOf(title: string): string[] {
  return keysOf(title)
    .filter((key) => !TEMPORARY.has(key))
    .flatMap((key) => SAME_OFFICE.get(key) ?? [key.replace(/(?:wo)?man$|person$/, '')]);
}

const TEMPORARY = new Set('former outgoing incoming acting interim then ex new'.split(' '));

const SAME_OFFICE = new Map([
  ['ceo', ['chief', 'executive']],
  ['cfo', ['chief', 'financial']],
  ['cto', ['chief', 'technology']],
  ['head', ['chief']],
  ['boss', ['chief']],
  ['premier', ['prime', 'minister']],
  ['cofounder', ['founder']],
  ['co-founder', ['founder']],
]);
