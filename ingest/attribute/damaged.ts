import world, { type Countries } from 'world-countries';
import type { Attribution, Block, OwnStatement, Span } from '../../src/claim.ts';

/** Nothing in damaged text is certain. */
const CONFIDENCE = 0.25;
const OWN_CONFIDENCE = 0.15;
/** Words of a source before its cue, and of a piece of content: where sentences ended is lost. */
const SOURCE_WORDS = 3;
const PIECE_WORDS = 24;
const FEWEST_WORDS = 3;

const SAID =
  /^(?:said|says|stated|states|wrote|argued|argues|noted|announced|claimed|claims|reported|described|declared|referred|warned|believes|insisted|added|remarked|criticized|criticised|asserted|told|explained|concluded)$/;

/**
 * Attributions of text without capitals and full stops, cut at reporting words: the words before a cue are taken for its
 * source, those after it for the content. Never called a quotation. Linear.
 */
export function extractDamaged(text: string, blocks: Block[]): { attributions: Attribution[]; own: OwnStatement[] } {
  const words = blocks.flatMap(({ kind, start, end }) => (kind === 'furniture' ? [] : wordsOf(text, start, end)));
  const attributions: Attribution[] = [];
  const own: OwnStatement[] = [];
  const span = (from: number, to: number): Span => ({ start: words[from]!.start, end: words[to - 1]!.end });
  const rest = (from: number, to: number) => {
    for (let i = from; i < to; i += PIECE_WORDS) {
      const end = to - i < PIECE_WORDS * 1.5 ? to : i + PIECE_WORDS;
      if (end - i >= 5) own.push({ content: span(i, end), confidence: OWN_CONFIDENCE });
      if (end === to) break;
    }
  };
  const isCue = (i: number) =>
    words[i]!.word === 'according' ||
    (SAID.test(words[i]!.word) && !COUNTRY_PAIRS.has(`${words[i - 1]?.word} ${words[i]!.word}`));
  const cues = [...words.keys()].filter(isCue);
  let done = 0;
  cues.forEach((cue, k) => {
    const according = words[cue]!.word === 'according';
    const next = cues[k + 1];
    const stop =
      next === undefined
        ? words.length
        : Math.max(cue + 1, next - (words[next]!.word === 'according' ? 0 : SOURCE_WORDS));
    const source: [number, number] = according
      ? [cue + 1, Math.min(stop, cue + 3)]
      : [Math.max(done, cue - SOURCE_WORDS), cue];
    const from = according ? source[1] : cue + 1;
    const to = endOf(words, from, Math.min(stop, from + PIECE_WORDS));
    if (source[0] >= source[1] || to - from < FEWEST_WORDS) return;
    rest(done, Math.min(source[0], cue));
    attributions.push({
      source: [span(...source)],
      cue: [span(cue, cue + 1)],
      content: [span(from, to)],
      manner: 'indirect',
      confidence: CONFIDENCE,
    });
    done = to;
  });
  rest(done, words.length);
  return { attributions, own };
}

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

/** Where a month begins what was another sentence ("In June 2020, ..."), once enough was said; "may" is more often the verb. */
function endOf(words: { word: string }[], from: number, to: number): number {
  let at = from + FEWEST_WORDS;
  while (at < to && !MONTH.test(words[at]!.word)) at++;
  return Math.min(at, to);
}

const MONTH = /^(?:january|february|march|april|june|july|august|september|october|november|december)$/;

function wordsOf(text: string, from: number, to: number): (Span & { word: string })[] {
  return [...text.slice(from, to).matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    start: from + index,
    end: from + index + word.length,
    word: word.toLowerCase(),
  }));
}
