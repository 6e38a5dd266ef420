import type { Around, Sentence, Span } from '../src/claim.ts';

/** Code units on each side; more would no longer be read at a glance. */
const MOST = 200;
const CUT = '…';

/**
 * The words of a claim's sentence before and after it: a paraphrase is often but a part of one ("the plan as a pretext"), and
 * is not understood without. Verbatim, but for `…` where what goes beyond {@link MOST} code units is cut, at white space if
 * there is any. `sentences` are those of the text, in order.
 */
export function wordsAround(text: string, claim: Span, sentences: readonly Sentence[]): Around {
  const { start, end } = boundsOf(claim, sentences);
  return { before: endOf(text.slice(start, claim.start)), after: beginningOf(text.slice(claim.end, end)) };
}

/** Of the sentences that a claim touches. */
function boundsOf(claim: Span, sentences: readonly Sentence[]): Span {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle]!.end > claim.start) high = middle;
    else low = middle + 1;
  }
  let { start, end } = claim;
  for (let i = low; i < sentences.length && sentences[i]!.start < claim.end; i++) {
    start = Math.min(start, sentences[i]!.start);
    end = Math.max(end, sentences[i]!.end);
  }
  return { start, end };
}

function endOf(words: string): string {
  if (words.length <= MOST) return words;
  const kept = whole(words.slice(-MOST));
  return CUT + kept.slice(Math.max(0, kept.search(/\s/)));
}

function beginningOf(words: string): string {
  if (words.length <= MOST) return words;
  const kept = whole(words.slice(0, MOST));
  const at = kept.search(/\s\S*$/);
  return (at > 0 ? kept.slice(0, at + 1) : kept) + CUT;
}

/** Without half of a surrogate pair at either end. */
function whole(words: string): string {
  return words.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
