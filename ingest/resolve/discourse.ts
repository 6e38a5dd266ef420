import type { Attribution, Block, Sentence, Span, Speaker } from '../../src/claim.ts';
import { INDEFINITE, isBodyOf } from './bodies.ts';
import type { Cast, Place } from './cast.ts';
import { FullNames } from './full-names.ts';
import { findGroups } from './groups.ts';
import { findIntroduction } from './introduction.ts';
import { NO_TIES } from './mention.ts';
import type { Match } from './names.ts';
import { findTitledNames } from './persons.ts';
import { findPlaces } from './places.ts';
import { readMention } from './read-mention.ts';
import { isClose, type Token, tokenise } from './tokens.ts';
import { keysOf, type Seen, Trail } from './trail.ts';
import { Usage } from './usage.ts';
import { ANAPHORS, BODIES, GOVERNMENT, ROLES, UTTERANCES } from './vocabulary.ts';

/** The course of one document: who is mentioned where. */
export class Discourse {
  readonly #cast: Cast;
  readonly #sentences: Sentence[];
  readonly #contents: Span[];
  readonly trail = new Trail();
  readonly usage = new Usage();
  readonly fullNames = new FullNames();
  readonly #text: string;
  readonly #lowerCase = new Set<string>();
  readonly #capital = new Set<string>();
  /** Names of bodies and codes of countries that the text names; found when first asked for. */
  #named: Set<string> | undefined;
  /** Offsets of names that own an utterance. */
  readonly #things = new Set<number>();

  constructor(
    input: { text: string; blocks: Block[]; sentences: Sentence[]; attributions: Attribution[] },
    cast: Cast,
  ) {
    this.#cast = cast;
    this.#sentences = input.sentences;
    this.#text = input.text;
    this.#contents = merge(input.attributions.flatMap((a) => a.content));
    const lines = input.sentences.map((sentence) => tokenise(input.text, sentence.start, sentence.end));
    for (const token of lines.flat()) if (!token.capital) this.#lowerCase.add(token.key);
    for (const tokens of lines) for (const token of tokens.slice(1)) if (token.capital) this.#capital.add(token.key);
    const isRunning = (i: number) =>
      !/^(?:heading|furniture)$/.test(input.blocks[input.sentences[i]!.block]?.kind ?? '');
    const running = [...lines.keys()].filter(isRunning);
    for (const i of running) defineAcronyms(lines[i]!, cast);
    for (const i of running) {
      this.usage.observe(lines[i]!);
      this.fullNames.observe(lines[i]!);
    }
    for (const i of running) this.#scan(lines[i]!, i);
  }

  /** True for capitalised words that this document also writes small: they name nobody. */
  isCommon(name: string): boolean {
    const tokens = tokenise(name);
    if (tokens.every((t) => this.#lowerCase.has(t.key))) return true;
    const [only] = tokens;
    return tokens.length === 1 && !this.#capital.has(only!.key) && ABSTRACT.test(only!.key);
  }

  /** Whether those who stand at an offset are told something there: "told the paper", "in an interview with it". */
  isTold(at: number): boolean {
    return TOLD.test(this.#text.slice(Math.max(0, at - TOLD_REACH), at));
  }

  /** The words of a mention. */
  wordsAt({ start, end }: Span): Token[] {
    return tokenise(this.#text, start, end);
  }

  /** The word right before an offset, on its line. */
  wordBefore(at: number): string {
    return WORD_BEFORE.exec(this.#text.slice(Math.max(0, at - LONGEST_WORD), at))?.[1] ?? '';
  }

  /** Whether the one whose name ends at an offset "made the remarks". */
  makesRemarks(at: number): boolean {
    return REMARKS.test(this.#text.slice(at, at + REMARKS_REACH));
  }

  /** Whether the document writes a word small somewhere. */
  isWritten(key: string): boolean {
    return this.#lowerCase.has(key);
  }

  /** Adds a mention that speaks. `human` is an unnamed person, `group` several, `thing` what somebody wrote or said. */
  note(
    speaker: Speaker,
    span: Span,
    as: Partial<Pick<Seen, 'human' | 'group' | 'thing' | 'role' | 'namedAt'>> = {},
  ): void {
    const full = tokenise(speaker.name).length > 1;
    const sentence = this.sentenceAt(span.start);
    this.trail.add({ start: span.start, end: span.end, speaker, sentence, ...NOTHING_SAID, full, source: true, ...as });
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
        this.#push(known, { ...span, end: body.end }, sentence, { full: true });
      } else if (speaker.kind === 'person' && match.to - match.from > 1) {
        this.#push(this.#bearerAt(match, tokens), span, sentence, { full: true });
      } else if (speaker.kind !== 'person') {
        this.#push(speaker, span, sentence, { full: match.to - match.from > 1 });
      } else this.#pushSingle(speaker, tokens, match.from, sentence);
    }
    this.#scanSurnames(tokens, sentence);
    this.#scanGroups(tokens, sentence);
    this.#scanDescribedBodies(tokens, sentence);
    for (const found of findTitledNames(tokens, this.#cast.names)) {
      const around = readMention(windowOf(tokens, found.from, found.to), this.#cast.names);
      const said = this.#cast.place(around.form === 'person' && around.name === found.name ? around : NO_TIES);
      const place = said.affiliation === undefined ? (this.#placeOfOwner(tokens, found) ?? said) : said;
      const introduced = findIntroduction(tokens, found.from, found.to)?.asNew;
      const speaker = this.#cast.person(found.name, place, found.role, introduced);
      const span = { start: tokens[found.from]!.start, end: tokens[found.to - 1]!.end };
      this.#push(speaker, span, sentence, { full: true, ...(found.role === undefined ? {} : { role: found.role }) });
    }
  }

  /** Who is meant by a full name, by how the text introduces its bearer there; the last one where it does not. */
  #bearerAt({ from, to, speaker }: Match, tokens: Token[]): Speaker {
    const introduction = findIntroduction(tokens, from, to);
    if (!introduction) return this.#cast.lastBearer(speaker);
    const around = readMention(windowOf(tokens, from, to), this.#cast.names);
    const isHis = around.form === 'person' && around.speaker === speaker;
    const place = this.#cast.place(isHis ? around : NO_TIES);
    const role = introduction.title ?? (isHis ? around.role : undefined);
    return this.#cast.bearer(speaker, { place, role, introduced: introduction.asNew }, this.#isAbout(speaker));
  }

  /** "X, the council's secretary": where the text has called a body so, X belongs to it. */
  #placeOfOwner(tokens: Token[], { from, to }: { from: number; to: number }): Place | undefined {
    const near = [...tokens.slice(Math.max(0, from - WINDOW), from), ...tokens.slice(to, to + WINDOW)];
    const noun = near.find((t, i) => t.possessive && !t.capital && /^(?:the|this|that)$/i.test(near[i - 1]?.key ?? ''));
    const isFirm = noun !== undefined && ANAPHORS.company.has(noun.key);
    if (!noun || !(isFirm || ANAPHORS.body.has(noun.key))) return undefined;
    const at = tokens[from]!.start;
    for (const { speaker, sentence } of this.trail.before(at)) {
      if (isFirm && sentence < this.sentenceAt(at) - 1) return undefined;
      if (isFirm && this.#mayBeFirm(speaker)) return this.#cast.place({ ...NO_TIES, bodies: [speaker] });
      if (speaker.kind === 'organisation' && keysOf(speaker.name).includes(noun.key))
        return this.#cast.place({ ...NO_TIES, bodies: [speaker] });
    }
    return undefined;
  }

  #mayBeFirm(speaker: Speaker): boolean {
    return speaker.kind === 'organisation' && !/^(?:press|government)$/.test(this.#cast.sourceKind(speaker) ?? '');
  }

  /** Whether the text names the country or the body of somebody listed. */
  #isAbout({ country, affiliation, roles }: Speaker): boolean {
    this.#named ??= namedIn(this.#text, this.#cast);
    const bodies = [affiliation, ...roles.map(({ body }) => body)];
    return bodies.some((body) => body !== undefined && this.#named!.has(body)) || this.#named.has(country ?? '');
  }

  /** People without a name: "two officials", and those whom "they" takes up. */
  #scanGroups(tokens: Token[], sentence: number): void {
    for (const { from, to } of findGroups(tokens)) {
      const span = { start: tokens[from]!.start, end: tokens[to - 1]!.end };
      const place = this.#cast.place(readMention(tokens.slice(from, to), this.#cast.names));
      const words = this.#text.slice(span.start, span.end).replace(/\s+/g, ' ');
      this.#push(this.#cast.unnamed(words, place), span, sentence, { group: true });
    }
  }

  /** "Norway's communications authority": bodies that are named by what they are and where. */
  #scanDescribedBodies(tokens: Token[], sentence: number): void {
    tokens.forEach((token, i) => {
      if (token.capital || !ANAPHORS.body.has(token.key)) return;
      let from = i - 1;
      while (from >= 0 && i - from < LONGEST_DESCRIPTION && !tokens[from]!.capital) from--;
      if (!tokens[from]?.capital || INDEFINITE.test(tokens[from - 1]?.key ?? '')) return;
      const words = tokens.slice(from, i + 1);
      const mention = readMention(words, this.#cast.names);
      if (this.trail.covers(token.start)) return;
      const body =
        mention.form === 'organisation'
          ? this.#cast.organisation(mention.name, this.#cast.place(mention))
          : from === 1 && tokens[0]!.key === 'the'
            ? this.#bodyOfCountry(words)
            : undefined;
      if (!body) return;
      this.#push(body, { start: words[0]!.start, end: token.end }, sentence, { full: true });
    });
  }

  /** "The Chinese embassy", as the subject of a sentence: a body that only its country and its task tell from others. */
  #bodyOfCountry(words: Token[]): Speaker | undefined {
    const [place] = findPlaces(words);
    if (place?.from !== 0 || !isBodyOf(words, place)) return undefined;
    if (GOVERNMENT.has(words.at(-1)!.key)) return this.#cast.state(place.code);
    return this.#cast.organisation(words.map(({ word }) => word).join(' '), this.#cast.placeIn(place.code));
  }

  /** Surnames of people who were called by their full name before. */
  #scanSurnames(tokens: Token[], sentence: number): void {
    tokens.forEach((token, at) => {
      if (!token.capital || !this.trail.hasBearer(token.key) || this.trail.covers(token.start)) return;
      const bearer = this.trail.findBearer(token.key, token.start)?.speaker;
      if (!bearer || this.#isBesideName(tokens, at)) return;
      if (ownsUtterance(tokens, at + 1)) this.#things.add(token.start);
      this.#push(bearer, { start: token.start, end: token.end }, sentence, {});
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
    const bearer = this.trail.findBearer(token.key, token.start)?.speaker ?? speaker;
    this.#push(bearer, { start: token.start, end: token.end }, sentence, {});
  }

  #push(speaker: Speaker, span: Span, sentence: number, as: { full?: boolean; group?: boolean; role?: string }): void {
    const thing = this.#things.has(span.start);
    const quoted = this.#isQuoted(span);
    const aside = !thing && this.#isAside(speaker, span);
    const { start, end } = span;
    this.trail.add({ start, end, speaker, sentence, ...NOTHING_SAID, quoted, thing, aside, ...as });
  }

  #isAside({ kind }: Speaker, { start, end }: Span): boolean {
    if (/['’]s$/iu.test(this.#text.slice(end - 2, end)) || /['’]/u.test(this.#text[end] ?? '')) return true;
    return kind === 'state' && WHERE.test(this.#text.slice(Math.max(0, start - WHERE_REACH), start));
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

function namedIn(text: string, cast: Cast): Set<string> {
  const tokens = tokenise(text);
  const bodies = cast.names.find(tokens).flatMap(({ speaker }) => (speaker.kind === 'person' ? [] : speaker));
  const codes = findPlaces(tokens).map(({ code }) => code);
  return new Set([...bodies.map(({ name }) => name), ...bodies.flatMap(({ country }) => country ?? []), ...codes]);
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

const NOTHING_SAID = {
  quoted: false,
  full: false,
  human: false,
  group: false,
  thing: false,
  aside: false,
  source: false,
};

/** What stands before a country where something happens, or comes from. */
const WHERE = /\b(?:in|within|across|inside|outside|throughout|from|to|into|through)\s(?:the\s)?$/iu;
const WHERE_REACH = 'throughout the '.length + 1;

const TOLD =
  /\b(?:told|tells|telling|(?:spoke|speaking|speaks|talked) (?:to|with)|interview(?:ed)? (?:with|by|to|in)|quoted by)\s(?:the\s)?$/iu;
const TOLD_REACH = 'interviewed with the '.length + 1;

/** In characters. */
const LONGEST_WORD = 40;
const WORD_BEFORE = /(\p{L}+)[^\S\n]$/u;
const REMARKS =
  /^(?:,[^,.]*,)?\s(?:made|gave|issued)\s(?:the|these|those)\s(?:remarks?|comments?|statements?|response)\b/;
/** In characters: room for an apposition. */
const REMARKS_REACH = 120;

/** In words before the noun: "Norway's national communications authority". */
const LONGEST_DESCRIPTION = 3;

/** The words around a name within its punctuation and beside the verbs of its sentence, for its titles and its organisation. */
function windowOf(tokens: Token[], from: number, to: number): Token[] {
  let start = from;
  let commas = 0;
  while (start > 0 && from - start < WINDOW && !/[.;:!?()“”"]/.test(tokens[start]!.gap)) {
    // "The chairman of Acme, X": one comma may stand before the name; what stands before others is not of X.
    if (tokens[start]!.gap.includes(',') && (start < from || ++commas > 1)) break;
    if (REPORTS.test(tokens[start - 1]!.key)) {
      // "In an interview with the paper, X": what is told is not told by whom it is told to.
      if (commas > 0) start = from;
      break;
    }
    start--;
  }
  let end = to;
  while (
    end < tokens.length &&
    end - to < WINDOW_AFTER &&
    !/[.;:!?“”"]/.test(tokens[end]!.gap) &&
    (end > to || tokens[end]!.gap.includes(',')) &&
    !isPastApposition(tokens, to, end)
  )
    end++;
  // "Quoting X, the paper wrote": what says something itself is no apposition.
  const isSubject = tokens[to]?.key === 'the' && tokens.slice(to + 1, end).every(({ capital }) => capital);
  return tokens.slice(start, isSubject && REPORTS.test(tokens[end]?.key ?? '') ? to : end);
}

/** Behind the comma that ends what is said of a name, or in what the sentence says that he did. */
function isPastApposition(tokens: Token[], to: number, at: number): boolean {
  return REPORTS.test(tokens[at]!.key) || (at > to && tokens[at]!.gap.includes(',') && !tokens[at]!.capital);
}

/** What parts who speaks from whom he speaks to, or of. */
const REPORTS =
  /^(?:said|says|told|tells|telling|spoke|speaks|speaking|talked|quoted|quotes|quoting|cited|cites|citing|wrote|writes|asked|asks|interview|reported|reports|interviewed|warned|warns|argued|argues|added|adds|is|was|are|were|has|had)$/;

/** Words to each side: the longest titles seen were eight words long. */
const WINDOW = 8;
/** What follows a name has clauses: "who teaches the law of the sea at the University of Norland". */
const WINDOW_AFTER = 14;

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
      if (!cast.isListed(known) && !known.aliases.includes(token.word)) known.aliases.push(token.word);
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
