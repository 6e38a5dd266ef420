import iconv from 'iconv-lite';
import type { Block, Box, ByteRun, Bytes, LineRun, PartRun, Place, Reading, Span, Trace } from './claim.ts';

/**
 * Where a stretch of a text stands in the original: bytes of the file, from the first character's to the last one's, with
 * the mark-up between them; or boxes on pages, one for each printed line. Undefined where no character of it has a place.
 */
export function placeOf(text: string, trace: Trace, span: Span): Place | undefined {
  if (trace.of !== 'pages') {
    const [first, last] = [byteAt(text, trace, span.start, 'from'), byteAt(text, trace, span.end, 'to')];
    if (!first || !last || first.part !== last.part || first.at >= last.at) return undefined;
    const bytes: Bytes = { from: first.at, to: last.at };
    return { bytes: trace.of === 'bytes' ? bytes : { ...bytes, part: trace.parts[first.part]!.name } };
  }
  const first = trace.runs.findIndex((run) => run.end > span.start);
  const boxes: Box[] = [];
  for (let i = first; i >= 0 && i < trace.runs.length && trace.runs[i]!.start < span.end; i++)
    boxes.push(clip(trace.runs[i]!, span));
  return boxes.length === 0 ? undefined : { boxes };
}

/** The blocks of a reading, each with its place in the original; of lines on one page and column, the box around them. */
export function withPlaces({ text, blocks, trace }: Pick<Reading, 'text' | 'blocks' | 'trace'>): Block[] {
  if (!trace) return blocks;
  return blocks.map((block) => {
    const place = placeOf(text, trace, block);
    if (!place) return block;
    return { ...block, ...('boxes' in place ? { boxes: outline(place.boxes) } : place) };
  });
}

/**
 * The byte at which a character stands (`from`), or at which the one before it ends (`to`): exact within a run; between two,
 * where the run beside it ends, which is the one in the same part.
 */
function byteAt(
  text: string,
  trace: Exclude<Trace, { of: 'pages' }>,
  at: number,
  side: 'from' | 'to',
): { at: number; part: number } | undefined {
  const runs: readonly (ByteRun | PartRun)[] = trace.runs;
  const isBefore = (run: ByteRun) => (side === 'from' ? run.start <= at : run.start < at);
  const before = lastWhere(runs, isBefore);
  const [run, next] = [runs[before], runs[before + 1]];
  if (run && (side === 'from' ? at < run.end : at <= run.end)) {
    const part = partOf(run);
    const encoding = trace.of === 'bytes' ? trace.encoding : trace.parts[part]!.encoding;
    return { part, at: at === run.end ? run.to : run.from + sizeOf(text.slice(run.start, at), encoding) };
  }
  const isEdge = run && next && partOf(run) !== partOf(next);
  const takesRun = run && (isEdge ? side === 'to' : side === 'from' || !next);
  if (takesRun) return { part: partOf(run), at: run.to };
  return next && { part: partOf(next), at: next.from };
}

function partOf(run: ByteRun | PartRun): number {
  return 'part' in run ? run.part : 0;
}

/** The index of the last run of which something holds that holds of all before it; -1 where there is none. */
function lastWhere(runs: readonly ByteRun[], holds: (run: ByteRun) => boolean): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(runs[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The part of a line's box in which the characters of a span stand, as if all were of one width. */
function clip({ start, end, box }: LineRun, span: Span): Box {
  const x = (at: number) => Math.round(10 * (box.left + ((box.right - box.left) * (at - start)) / (end - start))) / 10;
  return { ...box, left: x(Math.max(start, span.start)), right: x(Math.min(end, span.end)) };
}

/** Boxes of lines that follow one another downwards as one. */
function outline(lines: readonly Box[]): Box[] {
  const around: Box[] = [];
  for (const line of lines) {
    const last = around.at(-1);
    if (last && last.page === line.page && line.bottom >= last.bottom - (line.bottom - line.top) / 2)
      Object.assign(last, {
        left: Math.min(last.left, line.left),
        top: Math.min(last.top, line.top),
        right: Math.max(last.right, line.right),
        bottom: Math.max(last.bottom, line.bottom),
      });
    else around.push({ ...line });
  }
  return around;
}

function sizeOf(text: string, encoding: string): number {
  return encoding === 'utf-8' ? Buffer.byteLength(text) : iconv.encode(text, encoding).length;
}
