import type { Extraction, Span } from '../../../src/claim.ts';
import type { Evidence, Grounded } from './ground.ts';
import type { Passage } from './passages.ts';

/** What another extractor found in the whole document, by passage; of its contents only what stands in passages that are `unread`. */
export function shareOut(
  { attributions, own }: Pick<Extraction, 'attributions' | 'own'>,
  passages: readonly Passage[],
  unread: ReadonlySet<Passage>,
): Map<Passage, Evidence> {
  const evidence = new Map(
    [...unread].map((passage): [Passage, Evidence] => [
      passage,
      { attributions: [], own: [], dropped: { invented: 0, leaked: 0, misplaced: 0 } },
    ]),
  );
  const grounded = attributions.map(({ within: _, ...attribution }): Grounded => ({ attribution }));
  attributions.forEach(({ content, within }, i) => {
    const parts = content.flatMap((span) => partsIn(span, passages, unread));
    const [first] = parts;
    if (!first) return;
    const mine = grounded[i] as Grounded;
    mine.attribution.content = parts.map(({ start, end }) => ({ start, end }));
    const outer = within === undefined ? undefined : grounded[within];
    if (outer) mine.outer = outer;
    evidence.get(first.passage)?.attributions.push(mine);
  });
  for (const statement of own) {
    const [first] = partsIn(statement.content, passages, unread);
    if (first) evidence.get(first.passage)?.own.push(statement);
  }
  return evidence;
}

/** The parts of a span that stand in passages of a set. */
function partsIn(span: Span, passages: readonly Passage[], unread: ReadonlySet<Passage>) {
  const parts: (Span & { passage: Passage })[] = [];
  for (let i = firstEndingAfter(passages, span.start); i < passages.length; i++) {
    const passage = passages[i] as Passage;
    if (passage.start >= span.end) break;
    if (unread.has(passage))
      parts.push({ start: Math.max(span.start, passage.start), end: Math.min(span.end, passage.end), passage });
  }
  return parts;
}

function firstEndingAfter(passages: readonly Passage[], offset: number): number {
  let [low, high] = [0, passages.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((passages[middle] as Passage).end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
