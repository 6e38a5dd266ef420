import world, { type Countries } from 'world-countries';
import type { Attribution, Block, OwnStatement, Span } from '../../src/claim.ts';

/** Nothing in damaged text is certain. */
const CONFIDENCE = 0.25;
const OWN_CONFIDENCE = 0.15;
/** Words of a source before its cue, and of a piece of content: where sentences ended is lost. A name counts as one. */
const SOURCE_WORDS = 3;
const PIECE_WORDS = 24;
const FEWEST_WORDS = 3;

const SAID =
  /^(?:said|says|stated|states|wrote|argued|argues|noted|announced|claimed|claims|reported|described|declared|referred|warned|believes|insisted|added|remarked|criticized|criticised|asserted|told|explained|concluded)$/;

/** A word, or a whole name, which nothing cuts. */
interface Unit extends Span {
  word: string;
  named: boolean;
}

/** Units `[from, to)`. */
interface Range {
  from: number;
  to: number;
}

/**
 * Attributions of text without capitals and full stops, cut at reporting words and at `names`, where the text names those
 * who are known: the name or the words before a cue are taken for its source, what follows for the content. Never called
 * a quotation. Linear.
 */
export function extractDamaged(
  text: string,
  blocks: Block[],
  names: Span[] = [],
): { attributions: Attribution[]; own: OwnStatement[] } {
  const words = blocks.flatMap(({ kind, start, end }) => (kind === 'furniture' ? [] : wordsOf(text, start, end)));
  const units = joinNames(words, names);
  const reports = [...units.keys()]
    .filter((i) => isCue(units, i))
    .map((cue) => ({ cue, source: isAccording(units, cue) ? sourceAfter(units, cue) : sourceBefore(units, cue) }));
  const attributions: Attribution[] = [];
  const own: OwnStatement[] = [];
  const span = ({ from, to }: Range): Span => ({ start: units[from]!.start, end: units[to - 1]!.end });
  const keep = (rest: Range) => {
    for (const piece of piecesOf(units, rest)) own.push({ content: span(piece), confidence: OWN_CONFIDENCE });
  };
  let done = 0;
  reports.forEach(({ cue, source: found }, k) => {
    const next = reports[k + 1];
    const stop = next ? Math.max(cue + 1, Math.min(next.cue, next.source.from)) : units.length;
    const source = { from: Math.max(done, found.from), to: Math.min(found.to, Math.max(stop, cue)) };
    const from = Math.max(cue + 1, source.to);
    const content = { from, to: endOf(units, from, stop) };
    if (source.from >= source.to || content.to - from < FEWEST_WORDS) return;
    keep({ from: done, to: Math.min(source.from, cue) });
    attributions.push({
      source: [span(source)],
      cue: [span({ from: cue, to: cue + 1 })],
      content: [span(content)],
      manner: 'indirect',
      confidence: CONFIDENCE,
    });
    done = content.to;
  });
  keep({ from: done, to: units.length });
  return { attributions, own };
}

function isAccording(units: Unit[], at: number): boolean {
  return units[at]!.word === 'according';
}

function isCue(units: Unit[], at: number): boolean {
  const { word, named } = units[at]!;
  if (named) return false;
  return word === 'according' || (SAID.test(word) && !COUNTRY_PAIRS.has(`${units[at - 1]?.word} ${word}`));
}

/** The name before a cue, with its titles or one that stands right before it ("an author of a paper"); without a name the last few words. */
function sourceBefore(units: Unit[], cue: number): Range {
  const last = ADVERB.test(units[cue - 1]?.word ?? '') ? cue - 2 : cue - 1;
  if (!units[last]?.named) return { from: Math.max(0, cue - SOURCE_WORDS), to: cue };
  let from = last;
  while (TITLE.test(units[from - 1]?.word ?? '')) from--;
  if (from === last && units[last - 1]?.named) from--;
  return { from, to: last + 1 };
}

/** Offices that stand before the name of whoever holds them. */
const TITLE =
  /^(?:(?:spokes|chair|congress)(?:man|woman|person)|(?:under)?secretary|minister|president|premier|chancellor|senator|representative|commissioner|ambassador|governor|mayor|director|general|chief|executive|professor|advis[eo]r|analyst|historian|deputy|vice|prime|former)$/;

/** What may stand between a name and its verb. */
const ADVERB = /^(?:also|later|then|further|once|often|now|\p{L}{3,}ly)$/u;

/** The name after "according to", or else two words. */
function sourceAfter(units: Unit[], cue: number): Range {
  return { from: cue + 1, to: Math.min(units.length, units[cue + 1]?.named ? cue + 2 : cue + 3) };
}

/**
 * Where a piece that begins at `from` ends: before `stop`, or where a month begins what was another sentence ("In June
 * 2020, ..."), once enough was said, or after so many words.
 */
function endOf(units: Unit[], from: number, stop: number): number {
  const limit = Math.min(stop, from + PIECE_WORDS);
  let at = from + FEWEST_WORDS;
  while (at < limit && !MONTH.test(units[at]!.word)) at++;
  return Math.min(at, limit);
}

/** "May" is more often the verb. */
const MONTH = /^(?:january|february|march|april|june|july|august|september|october|november|december)$/;

/** Pieces of what nobody is said to say; what is left too short for one joins the last. */
function* piecesOf(units: Unit[], { from, to }: Range): Generator<Range> {
  for (let at = from; at < to; ) {
    const end = to - at < PIECE_WORDS * 1.5 ? to : endOf(units, at, to);
    if (end - at >= FEWEST_OWN_WORDS) yield { from: at, to: end };
    at = end;
  }
}

const FEWEST_OWN_WORDS = 5;

// Its types describe a CommonJS default export, which Node unwraps: at run time this is the list itself.
const countries = world as unknown as Countries;

/** Neighbours within the name of a country ("united states"): there the second word reports nothing. */
const COUNTRY_PAIRS = new Set(
  countries.flatMap(({ name }) =>
    [name.common, name.official].flatMap((one) => {
      const parts = one.toLowerCase().split(/[^\p{L}]+/u);
      return parts.slice(1).map((part, i) => `${parts[i]} ${part}`);
    }),
  ),
);

/** The words in order, those of each name as one. */
function joinNames(words: Unit[], names: Span[]): Unit[] {
  const units: Unit[] = [];
  let next = 0;
  let joined = -1;
  for (const word of words) {
    while (next < names.length && names[next]!.end <= word.start) next++;
    const within = next < names.length && names[next]!.start <= word.start;
    const last = units.at(-1);
    if (within && last && joined === next) {
      last.end = word.end;
      last.word += ` ${word.word}`;
    } else units.push({ ...word, named: within });
    joined = within ? next : -1;
  }
  return units;
}

function wordsOf(text: string, from: number, to: number): Unit[] {
  return [...text.slice(from, to).matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    start: from + index,
    end: from + index + word.length,
    word: word.toLowerCase(),
    named: false,
  }));
}
