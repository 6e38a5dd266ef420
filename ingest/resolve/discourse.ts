import type { Attribution, Block, Metadata, Sentence, Span, Speaker } from '../../src/claim.ts';
import type { Cast } from './cast.ts';
import { findTitledNames, type Mention, readMention } from './mention.ts';
import { isClose, type Token, tokenise } from './tokens.ts';
import { keysOf, type Seen, Trail } from './trail.ts';
import { type ANAPHORS, BODIES, ORGANISATION_WORDS, ROLES, UTTERANCES } from './vocabulary.ts';

/** The course of one document: who is mentioned where, and whom a later word takes up. */
export class Discourse {
  readonly #cast: Cast;
  readonly #sentences: Sentence[];
  readonly #contents: Span[];
  readonly #trail = new Trail();
  readonly #lowerCase = new Set<string>();
  readonly #capital = new Set<string>();
  /** Offsets of names that own an utterance. */
  readonly #things = new Set<number>();
  readonly #date: string | undefined;

  constructor(
    input: { text: string; blocks: Block[]; sentences: Sentence[]; attributions: Attribution[]; metadata: Metadata },
    cast: Cast,
  ) {
    this.#cast = cast;
    this.#sentences = input.sentences;
    this.#date = input.metadata.date;
    this.#contents = merge(input.attributions.flatMap((a) => a.content));
    const lines = input.sentences.map((sentence) => tokenise(input.text, sentence.start, sentence.end));
    for (const token of lines.flat()) if (!token.capital) this.#lowerCase.add(token.key);
    for (const tokens of lines) for (const token of tokens.slice(1)) if (token.capital) this.#capital.add(token.key);
    const isRunning = (i: number) =>
      !/^(?:heading|furniture)$/.test(input.blocks[input.sentences[i]!.block]?.kind ?? '');
    const running = [...lines.keys()].filter(isRunning);
    for (const i of running) defineAcronyms(lines[i]!, cast);
    for (const i of running) this.#scan(lines[i]!, i);
  }

  /** True for capitalised words that this document also writes small: they name nobody. */
  isCommon(name: string): boolean {
    const tokens = tokenise(name);
    if (tokens.every((t) => this.#lowerCase.has(t.key))) return true;
    const [only] = tokens;
    return tokens.length === 1 && !this.#capital.has(only!.key) && ABSTRACT.test(only!.key);
  }

  note(
    speaker: Speaker,
    span: Span,
    { human = false, thing = false, role }: { human?: boolean; thing?: boolean; role?: string | undefined } = {},
  ): void {
    const full = tokenise(speaker.name).length > 1;
    const entry = { ...span, speaker, sentence: this.sentenceAt(span.start), quoted: false, full, human, thing };
    this.#trail.add(role === undefined ? entry : { ...entry, role });
  }

  /** The person who was last called by a full name of which this is a part; family names first, then given names. */
  findByName(part: string, at: number): Speaker | undefined {
    const key = tokenise(part).at(-1)?.key;
    return key === undefined ? undefined : this.#trail.findBearer(key, at);
  }

  /** "the Commission" for the European Commission: the last organisation whose name has these words, where it is longer. */
  findShortened(name: string, at: number): Speaker | undefined {
    const keys = keysOf(name);
    for (const { speaker } of this.#trail.before(at)) {
      if (speaker.kind !== 'organisation') continue;
      const longer = [speaker.name, ...speaker.aliases].map(keysOf).filter((full) => full.length > keys.length);
      if (keys.some((key) => ORGANISATION_WORDS.has(key)) && longer.some((full) => keys.every((k) => full.includes(k))))
        return speaker;
    }
    return undefined;
  }

  /** Whom "he", "she" or "they" takes up. */
  findPerson(at: number, { group = false } = {}): Speaker | undefined {
    return this.#last(at, (s) => group || s.human || s.speaker.kind === 'person', PERSON_REACH);
  }

  /** Whom "it" takes up. */
  findThing(at: number): Speaker | undefined {
    return this.#last(
      at,
      (s) => s.thing || /^(?:organisation|state)$/.test(s.speaker.kind) || (s.speaker.kind === 'unnamed' && !s.human),
      THING_REACH,
    );
  }

  /** Who stands right before a "who" or "which". */
  findAntecedent(at: number): Speaker | undefined {
    const near = this.#trail.within(at - ANTECEDENT_REACH, at);
    return near.findLast((s) => s.end <= at && s.sentence === this.sentenceAt(at))?.speaker;
  }

  /** Whom "the paper", "the company", "the administration", "the country", "the statement" takes up. */
  findAnaphor(kind: keyof typeof ANAPHORS, noun: string, at: number): Speaker | undefined {
    const before = [...this.#trail.before(at)];
    const pick = (test: (speaker: Speaker) => boolean) =>
      before.find((s) => !s.quoted && test(s.speaker)) ?? before.find((s) => test(s.speaker));
    const source = (s: Speaker) => this.#cast.sourceKind(s);
    if (kind === 'publication')
      return (
        pick((s) => source(s) === 'press' || isPressName(s)) ??
        pick((s) => s.kind === 'organisation' && source(s) !== 'government')
      )?.speaker;
    if (kind === 'company')
      return (pick((s) => source(s) === 'company') ?? pick((s) => s.kind === 'organisation' && source(s) === undefined))
        ?.speaker;
    if (kind === 'country') return pick((s) => s.kind === 'state')?.speaker;
    if (kind === 'utterance') return pick((s) => s.kind === 'person')?.speaker;
    const named = pick(
      (s) => s.kind === 'organisation' && [s.name, ...s.aliases].some((name) => keysOf(name).includes(noun)),
    );
    if (named) return named.speaker;
    return /^(?:government|administration)$/.test(noun) ? pick((s) => s.kind === 'state')?.speaker : undefined;
  }

  /** Who held the office when the document was written: first whom the text calls so, then the registry's people. */
  findByRole(mention: Mention & { form: 'role' }, at: number, people: Speaker[]): Speaker | undefined {
    const wanted = keysOf(mention.role);
    const countries = [...mention.bodies.map((b) => b.country), ...mention.codes].filter((c) => c !== undefined);
    const fits = (s: Speaker) => countries.length === 0 || s.country === undefined || countries.includes(s.country);
    for (const { speaker, role } of this.#trail.before(at))
      if (fits(speaker) && (speaker.kind === 'person' ? this.#holds(speaker, wanted, role) : isCalled(speaker, wanted)))
        return speaker;
    if (countries.length === 0 || wanted.length < 2) return undefined;
    const near = people.filter((s) => s.kind === 'person' && s.country && countries.includes(s.country));
    const holders = near.filter((s) => this.#holds(s, wanted));
    // "Secretary of State" is not "Under Secretary of State", unless nobody else is meant.
    const exact = holders.filter((s) => this.#titlesOf(s).some((title) => keysOf(title).length === wanted.length));
    const sure = exact.length > 0 ? exact : holders;
    return sure.length === 1 ? sure[0] : undefined;
  }

  /** "In a speech given by X, the state proposed": X, when X is named in the sentence between its beginning and `at`. */
  findSpeechGiver(text: string, at: number): Speaker | undefined {
    const sentence = this.#sentences[this.sentenceAt(at)];
    if (!sentence || at < sentence.start) return undefined;
    const speech = SPEECH.exec(text.slice(sentence.start, at));
    if (!speech) return undefined;
    const from = sentence.start + speech.index;
    return this.#trail.within(from, at).find((s) => s.end <= at && s.speaker.kind === 'person' && !s.quoted)?.speaker;
  }

  /** The only organisation that the sentence names outside of quoted words, before `at` if it can be. */
  findSentenceBody(at: number): Speaker | undefined {
    const { start, end } = this.#sentences[this.sentenceAt(at)] ?? { start: at, end: at };
    const bodies = this.#trail.within(start, end).filter((s) => s.speaker.kind === 'organisation' && !s.quoted);
    const before = bodies.filter((s) => s.start < at);
    const pool = before.length > 0 ? before : bodies;
    return new Set(pool.map((s) => s.speaker.id)).size === 1 ? pool[0]!.speaker : undefined;
  }

  sentenceAt(offset: number): number {
    let [low, high] = [0, this.#sentences.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#sentences[middle]!.start <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #holds(speaker: Speaker, wanted: string[], said?: string): boolean {
    return this.#titlesOf(speaker, said).some((title) => {
      const keys = keysOf(title).map(ungendered);
      return wanted.every((key) => keys.includes(ungendered(key)));
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

  /** The last fitting mention before `at`, its sentence's first one: subjects stand first, and are taken up. */
  #last(at: number, test: (seen: Seen) => boolean, reach: number): Speaker | undefined {
    const first = this.#sentences[Math.max(0, this.sentenceAt(at) - reach)]?.start ?? 0;
    const fitting = this.#trail.within(first, at).filter(test);
    const outside = fitting.filter((s) => !s.quoted);
    const pool = outside.length > 0 ? outside : fitting;
    const nearest = pool.at(-1)?.sentence;
    return pool.find((s) => s.sentence === nearest)?.speaker;
  }

  #scan(tokens: Token[], sentence: number): void {
    for (const match of this.#cast.names.find(tokens)) {
      if (ownsUtterance(tokens, match.to)) this.#things.add(tokens[match.from]!.start);
      const span = { start: tokens[match.from]!.start, end: tokens[match.to - 1]!.end };
      const { speaker } = match;
      const body = speaker.kind === 'person' ? tokens[match.to] : undefined;
      if (body && BODIES.has(body.key)) {
        const place = this.#cast.place({ bodies: [speaker], codes: [], elsewhere: false });
        const name = `${tokens[match.to - 1]!.word} ${body.word.toLowerCase()}`;
        const known = this.#cast.organisation(name, place);
        this.#push(known, { ...span, end: body.end }, sentence, true);
      } else if (speaker.kind !== 'person' || match.to - match.from > 1) {
        this.#push(speaker, span, sentence, match.to - match.from > 1);
      } else this.#pushSingle(speaker, tokens, match.from, sentence);
    }
    this.#scanSurnames(tokens, sentence);
    for (const found of findTitledNames(tokens, this.#cast.names)) {
      const around = readMention(windowOf(tokens, found.from, found.to), this.#cast.names);
      const place = this.#cast.place(around.form === 'person' && around.name === found.name ? around : NO_TIES);
      const speaker = this.#cast.person(found.name, place, found.role);
      const span = { start: tokens[found.from]!.start, end: tokens[found.to - 1]!.end };
      this.#push(speaker, span, sentence, true, found.role);
    }
  }

  /** Surnames of people who were called by their full name before. */
  #scanSurnames(tokens: Token[], sentence: number): void {
    tokens.forEach((token, at) => {
      if (!token.capital || !this.#trail.hasBearer(token.key) || this.#trail.covers(token.start)) return;
      const bearer = this.findByName(token.word, token.start);
      if (!bearer || this.#isBesideName(tokens, at)) return;
      if (ownsUtterance(tokens, at + 1)) this.#things.add(token.start);
      this.#push(bearer, { start: token.start, end: token.end }, sentence, false);
    });
  }

  /** Another capitalised word right before or after, that is no title: then the name is somebody else's. */
  #isBesideName(tokens: Token[], at: number): boolean {
    const isName = (token: Token | undefined, close: boolean) =>
      close &&
      token?.capital &&
      !ROLES.has(token.key) &&
      this.#capital.has(token.key) &&
      !this.#lowerCase.has(token.key);
    const token = tokens[at]!;
    const after = tokens[at + 1];
    const name =
      isName(tokens[at - 1], isClose(token, tokens[at - 1])) || isName(after, !!after && isClose(after, token));
    return name === true;
  }

  /** A surname alone is whoever bears it here; beside another given name it is nobody that is known. */
  #pushSingle(speaker: Speaker, tokens: Token[], at: number, sentence: number): void {
    const token = tokens[at]!;
    const mention = readMention(tokens.slice(Math.max(0, at - 1), at + 2), this.#cast.names);
    if (mention.form === 'person' && mention.speaker !== speaker) return;
    const bearer = this.findByName(token.word, token.start) ?? speaker;
    this.#push(bearer, { start: token.start, end: token.end }, sentence, false);
  }

  #push(speaker: Speaker, span: Span, sentence: number, full: boolean, role?: string): void {
    const thing = this.#things.has(span.start);
    const quoted = this.#isQuoted(span);
    const entry = { ...span, speaker, sentence, quoted, full, human: false, thing };
    this.#trail.add(role === undefined ? entry : { ...entry, role });
  }

  #isQuoted({ start, end }: Span): boolean {
    let [low, high] = [0, this.#contents.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#contents[middle]!.end < end) low = middle + 1;
      else high = middle;
    }
    return low < this.#contents.length && this.#contents[low]!.start <= start;
  }
}

/** The same places as spans in order that do not overlap. */
function merge(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

/** Endings of words that name nobody, should they stand only at the beginning of sentences, where every word is capital. */
const ABSTRACT =
  /(?:isms?|tions?|sions?|ments?|ity|ities|ness|ings?|ances?|ences?|ships?|cy|cies|ists|ers|ors|ans|ants|ents)$/;

function ownsUtterance(tokens: Token[], at: number): boolean {
  return tokens[at - 1]!.possessive && tokens.slice(at, at + 2).some((t) => UTTERANCES.has(t.key));
}

/** In sentences. Persons stay in mind over a paragraph or two; "it" seldom reaches beyond the sentence before. */
const PERSON_REACH = 12;
const THING_REACH = 3;
/** In characters: room for a comma and an apposition of a few words. */
const ANTECEDENT_REACH = 60;

const NO_TIES = { bodies: [], codes: [], elsewhere: false };

const SPEECH =
  /\b(?:speech|statement|address|remarks|interview|letter|article|tweet|post|testimony|op-ed|commentary|briefing|message|announcement|column|essay)\b(?=[^.;]{0,80}\b(?:by|from|with|of)\b)|[’']s?\s+(?:speech|statement|address|remarks|interview|letter|article|tweet|testimony|op-ed)\b/iu;

/** The words around a name within its punctuation, for its titles and its organisation. */
function windowOf(tokens: Token[], from: number, to: number): Token[] {
  let start = from;
  while (start > 0 && from - start < WINDOW && !/[.;:!?()“”"]/.test(tokens[start]!.gap)) start--;
  let end = to;
  while (
    end < tokens.length &&
    end - to < WINDOW &&
    !/[.;:!?“”"]/.test(tokens[end]!.gap) &&
    (end > to || tokens[end]!.gap.includes(','))
  )
    end++;
  return tokens.slice(start, end);
}

/** Words to each side: the longest titles seen were eight words long. */
const WINDOW = 8;

/** "the Center for Strategic Studies (CSS)": from here on the letters are a name too. */
function defineAcronyms(tokens: Token[], cast: Cast): void {
  tokens.forEach((token, i) => {
    if (!token.capitals || !/\(\s*$/.test(token.gap) || token.word.length < 2 || cast.names.named(token.word)) return;
    for (let from = Math.max(0, i - LONGEST_EXPANSION); from < i - 1; from++) {
      const words = tokens.slice(from, i);
      if (!words[0]!.capital || initials(words) !== token.word || words.some((t, j) => j > 0 && /[.;:]\s/.test(t.gap)))
        continue;
      const name = words.map((t, j) => (j === 0 ? t.word : `${t.gap === '-' ? '-' : ' '}${t.word}`)).join('');
      const known = cast.names.named(name) ?? cast.organisation(name, cast.placeIn(undefined));
      cast.names.add(known, [token.word]);
      return;
    }
  });
}

/** In words: no acronym of more letters is in use, with as many small words between. */
const LONGEST_EXPANSION = 9;

function initials(words: Token[]): string {
  return words
    .filter((t) => t.capital)
    .map((t) => t.word[0])
    .join('');
}

/** "the chairman" after "the chairman of the conference", who has no name. */
function isCalled(speaker: Speaker, role: string[]): boolean {
  return speaker.kind === 'unnamed' && role.every((key) => keysOf(speaker.name).includes(key));
}

function isPressName(speaker: Speaker): boolean {
  return (
    speaker.kind === 'organisation' && keysOf(speaker.name).some((key) => PRESS.has(key) && ORGANISATION_WORDS.has(key))
  );
}

const PRESS = new Set(
  'times post news journal daily herald press magazine review guardian telegraph tribune gazette chronicle'.split(' '),
);

/** "spokesman", "spokeswoman" and "spokesperson" are one office, as are "chairman" and "chair". */
function ungendered(key: string): string {
  return key.replace(/(?:wo)?man$|person$/, '');
}
