import type { Span } from '../src/claim.ts';
import type { Difference } from '../src/contract.ts';

/** A piece of a text; `difference` where the other text has other words there, or none. */
export interface Piece {
  text: string;
  difference: Difference | null;
}

/**
 * A text cut where it differs from another: the document's words (`expectedAt`), or the quotation's (`foundAt`). `start`
 * is where the text begins in that to which the offsets belong. What is wholly absent from this side has no piece, and
 * marks that lie beyond the text's end are shown as far as it goes.
 */
export function piecesOf(
  text: string,
  start: number,
  differences: Difference[],
  side: 'expectedAt' | 'foundAt',
): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const difference of differences) {
    const span = within(difference[side], start, text.length, at);
    if (span.end <= span.start) continue;
    pieces.push({ text: text.slice(at, span.start), difference: null });
    pieces.push({ text: text.slice(span.start, span.end), difference });
    at = span.end;
  }
  return [...pieces, { text: text.slice(at), difference: null }].filter((piece) => piece.text !== '');
}

/** Offsets of a span in a text that begins at `start`; differences that touch share no character. */
function within(span: Span, start: number, length: number, from: number): Span {
  const clamp = (offset: number) => Math.min(length, Math.max(from, offset - start));
  return { start: clamp(span.start), end: clamp(span.end) };
}
