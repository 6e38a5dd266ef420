import iconv from 'iconv-lite';
import type { Block, Box, ByteRun, LineRun, PartRun, Span, Trace } from '../../src/claim.ts';
import type { Row } from './pdf-page.ts';

/** The characters of a file, or of a part of one. */
export interface Characters {
  text: string;
  encoding: string;
  bytes: Uint8Array;
  type: 'html' | 'xml' | 'markdown' | 'text';
}

/** What a text was made from: the characters of a file, those of parts of a file, or the printed lines of pages. */
export type Original = Characters | { parts: readonly (Characters & { name: string })[] } | { rows: readonly Row[] };

/** What is no white space, and nothing that has no width; of Markdown, without the signs that stand inside words. */
const WORD = /[^\s\u00ad\u200b\u2060\ufeff]+/gu;
const UNSIGNED = /[^\s\u00ad\u200b\u2060\ufeff*_`]+/gu;
/** So many characters without white space tell a place in a document. */
const KEY = 24;
/** Fewer tell one only beside the place that was found before. */
const SHORT_KEY = 10;
/** Characters that must agree after a difference, and how many of the original it may pass over: the mark of a note, an entity. */
const AGREEMENTS = [
  { agree: 8, skipped: 32 },
  { agree: 4, skipped: 12 },
];
/** How many characters of the text a difference may change: a repaired letter, a sign that was added. */
const CHANGED = 6;
/** So many characters are left without a trace before the next are looked for. */
const LEFT = 8;
/** How far from it. */
const NEAR = 2000;
/** Characters that searches may pass over in all, for one document: a tenth of a second. What is not found by then has no trace. */
const SEARCHED = 200_000_000;
/** Elements whose content no reader sees. */
const UNSEEN = new Set([
  ...['script', 'style', 'title', 'template', 'noscript', 'textarea', 'svg'],
  // What is deleted in a document of Word, and the instructions of its fields.
  ...['w:deltext', 'w:instrtext'],
]);
/** Stands between two parts, and in no text. */
const BETWEEN = '\u0000';
const TAG = /<\/?([a-z][^\s/>]*)|<[!?]/iy;
/** How much of a line's height is above its base line, in parts of its size; the rest is below. */
const ASCENT = 0.8;
const DESCENT = 0.2;

/**
 * Where each character of a finished text came from. Readers rebuild, repair and reorder, so it is told afterwards: both
 * texts without white space are aligned, block by block, and only equal characters are taken for the same. Undefined where
 * the file's bytes cannot be told from its characters, since not all of them could be decoded.
 */
export function traceText(text: string, blocks: readonly Block[], original: Original): Trace | undefined {
  if ('rows' in original) {
    const source = original.rows.map((row) => row.text).join('\n');
    const said = skeletonOf(text, [{ start: 0, end: text.length }], WORD);
    const seen = skeletonOf(source, [{ start: 0, end: source.length }], WORD);
    return { of: 'pages', runs: lineRuns(said, seen, align(said, seen, blocks), original.rows) };
  }
  const parts = 'parts' in original ? original.parts : [original];
  const words = parts.some(({ type }) => type === 'markdown') ? UNSIGNED : WORD;
  const { source, starts } = joined(parts);
  const said = skeletonOf(text, [{ start: 0, end: text.length }], words);
  const seen = skeletonOf(
    source,
    parts.flatMap((part, i) => seenSpans(part).map((span) => moved(span, starts[i]!))),
    words,
  );
  const runs = sameRuns(text, source, said, seen, align(said, seen, blocks));
  const found = dealt(runs, starts).map((some, i) => toBytes(some, starts[i]!, parts[i]!));
  if (!('parts' in original)) return found[0] && { of: 'bytes', encoding: original.encoding, runs: found[0] };
  return {
    of: 'parts',
    parts: original.parts.map(({ name, encoding }) => ({ name, encoding })),
    runs: found
      .flatMap((some, part): PartRun[] => (some ?? []).map((run) => ({ ...run, part })))
      .sort((a, b) => a.start - b.start),
  };
}

/** The texts of parts one after the other, and where each begins. */
function joined(parts: readonly Characters[]): { source: string; starts: number[] } {
  let next = 0;
  const starts = parts.map(({ text }) => {
    const start = next;
    next += text.length + BETWEEN.length;
    return start;
  });
  return { source: parts.map(({ text }) => text).join(BETWEEN), starts };
}

/** Runs by the part in which they stand. */
function dealt(runs: readonly ByteRun[], starts: readonly number[]): ByteRun[][] {
  const hands = starts.map((): ByteRun[] => []);
  let part = 0;
  for (const run of runs) {
    while (run.from < starts[part]!) part--;
    while (run.from >= (starts[part + 1] ?? Number.POSITIVE_INFINITY)) part++;
    hands[part]!.push(run);
  }
  return hands;
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** The characters of a text that are not white space, and where each stands. */
interface Skeleton {
  text: string;
  at: Uint32Array;
}

function skeletonOf(text: string, spans: readonly Span[], words: RegExp): Skeleton {
  const at = new Uint32Array(spans.reduce((sum, { start, end }) => sum + end - start, 0));
  let size = 0;
  const parts: string[] = [];
  for (const { start, end } of spans)
    for (const { 0: word, index } of text.slice(start, end).matchAll(words)) {
      parts.push(word);
      for (let i = 0; i < word.length; i++) at[size++] = start + index + i;
    }
  return { text: parts.join(''), at: at.subarray(0, size) };
}

/** The stretches between tags, comments and scripts; all, where there are none. */
function seenSpans({ text, type }: Characters): Span[] {
  if (type === 'markdown' || type === 'text') return [{ start: 0, end: text.length }];
  const lower = text.toLowerCase();
  const spans: Span[] = [];
  let from = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', Math.max(from, at + 1))) {
    TAG.lastIndex = at;
    const found = TAG.exec(text);
    if (!found) continue;
    spans.push({ start: from, end: at });
    const name = found[1]?.toLowerCase() ?? '';
    const isUnseen = found[0][1] !== '/' && UNSEEN.has(name) && !(type === 'xml' && isEmpty(text, at));
    const mark = text.startsWith('<!--', at) ? '-->' : isUnseen ? `</${name}` : '>';
    const end = lower.indexOf(mark, at + 1);
    if (end < 0) return spans;
    from = mark.startsWith('</') ? end : end + mark.length;
  }
  return [...spans, { start: from, end: text.length }];
}

/** Whether the element that begins there has no content, as `<title/>`. */
function isEmpty(text: string, at: number): boolean {
  return text[text.indexOf('>', at) - 1] === '/';
}

const NONE = -1;

/** For each character of the one skeleton the index of its mate in the other, or {@link NONE}. */
function align(said: Skeleton, source: Skeleton, blocks: readonly Block[]): Int32Array {
  const aligner = new Aligner(said.text, source.text);
  let from = 0;
  for (const block of blocks) {
    while (from < said.at.length && said.at[from]! < block.start) from++;
    let to = from;
    while (to < said.at.length && said.at[to]! < block.end) to++;
    aligner.add(from, to);
    from = to;
  }
  return wholeCharacters(said.text, aligner.mates);
}

class Aligner {
  readonly mates: Int32Array;
  readonly #said: string;
  readonly #source: string;
  /** Where in the source the last mate ended. */
  #next = 0;
  #budget = SEARCHED;

  constructor(said: string, source: string) {
    this.mates = new Int32Array(said.length).fill(NONE);
    this.#said = said;
    this.#source = source;
  }

  /** Aligns the characters `[from, to)`, one block. */
  add(from: number, to: number): void {
    let isPlaced = false;
    for (let i = from; i < to && this.#budget > 0; ) {
      if (isPlaced && this.#said[i] === this.#source[this.#next]) this.mates[i++] = this.#next++;
      else {
        const place = this.#resume(i, to) ?? this.#search(i, to);
        isPlaced = place !== undefined;
        if (place) [i, this.#next] = place;
        else i += LEFT;
      }
    }
  }

  /** Where the two agree again after a small difference. */
  #resume(from: number, to: number): [number, number] | undefined {
    for (const { agree, skipped } of AGREEMENTS)
      for (let i = from; i <= from + CHANGED && i < to; i++) {
        const key = this.#said.slice(i, Math.min(to, i + agree));
        this.#budget -= skipped;
        for (let at = this.#next; at <= this.#next + skipped; at++)
          if (this.#source.startsWith(key, at)) return [i, at];
      }
    return undefined;
  }

  /** Where the next characters stand further on, or, if they are enough to be sure, anywhere. */
  #search(from: number, to: number): [number, number] | undefined {
    for (let i = from; i <= from + CHANGED && i < to; i += CHANGED) {
      const key = this.#said.slice(i, Math.min(to, i + KEY));
      const found =
        key.length < SHORT_KEY
          ? this.#find(key, this.#next, this.#next + NEAR)
          : (this.#find(key, this.#next) ?? this.#find(key, 0));
      if (found !== undefined) return [i, found];
    }
    return undefined;
  }

  #find(key: string, from: number, to?: number): number | undefined {
    const found = to === undefined ? this.#source.indexOf(key, from) : this.#source.slice(from, to).indexOf(key);
    this.#budget -= to === undefined ? (found < 0 ? this.#source.length : found) - from : to - from;
    if (found < 0) return undefined;
    return to === undefined ? found : from + found;
  }
}

/** Mates of both halves of a character beyond the Basic Multilingual Plane, or of neither. */
function wholeCharacters(said: string, mates: Int32Array): Int32Array {
  for (let i = 0; i < said.length; i++) {
    const unit = said.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00 && mates[i + 1] !== mates[i]! + 1) mates[i] = NONE;
    if (unit >= 0xdc00 && unit < 0xe000 && (mates[i - 1] === NONE || mates[i - 1] !== mates[i]! - 1)) mates[i] = NONE;
  }
  return mates;
}

/** Runs of equal characters, plain white space between them included, as offsets in both texts. */
function sameRuns(text: string, source: string, said: Skeleton, seen: Skeleton, mates: Int32Array): ByteRun[] {
  const runs: ByteRun[] = [];
  mates.forEach((mate, i) => {
    if (mate === NONE) return;
    const [start, from, run] = [said.at[i]!, seen.at[mate]!, runs.at(-1)];
    if (run && isPlain(text, run.end, start) && isPlain(source, run.to, from) && start - run.end === from - run.to)
      Object.assign(run, { end: start + 1, to: from + 1 });
    else runs.push({ start, end: start + 1, from, to: from + 1 });
  });
  return runs;
}

/** Nothing, or white space that has one byte for each character in most encodings. */
function isPlain(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!'\t\n\r '.includes(text[i]!)) return false;
  return true;
}

/** Runs of characters of a part that begins at `start`, as runs of its bytes. */
function toBytes(runs: ByteRun[], start: number, { text, encoding, bytes }: Characters): ByteRun[] | undefined {
  const places = new Map<number, number>();
  let [at, byte] = [0, 0];
  const wanted = new Set(runs.flatMap(({ from, to }) => [from - start, to - start]));
  for (const place of [...[...wanted].sort((a, b) => a - b), text.length]) {
    byte += sizeOf(text.slice(at, place), encoding);
    at = place;
    places.set(place, byte);
  }
  // A byte-order mark is no character of the text.
  const mark = bytes.length - byte;
  if (mark !== 0 && !(mark <= 4 && (bytes[0]! >= 0xef || bytes[0] === 0))) return undefined;
  const move = (place: number): number => places.get(place - start)! + mark;
  return runs.map((run) => ({ ...run, from: move(run.from), to: move(run.to) }));
}

function sizeOf(text: string, encoding: string): number {
  return encoding === 'utf-8' ? Buffer.byteLength(text) : iconv.encode(text, encoding).length;
}

/** Runs of characters of one printed line, with the part of the line in which they stand. */
function lineRuns(said: Skeleton, seen: Skeleton, mates: Int32Array, rows: readonly Row[]): LineRun[] {
  let next = 0;
  const starts = rows.map(({ text }) => {
    const start = next;
    next += text.length + 1;
    return start;
  });
  const found: { start: number; end: number; row: number; from: number; to: number }[] = [];
  let row = 0;
  mates.forEach((mate, i) => {
    if (mate === NONE) return;
    const [start, at, run] = [said.at[i]!, seen.at[mate]!, found.at(-1)];
    while (starts[row]! > at) row--;
    while ((starts[row + 1] ?? Number.POSITIVE_INFINITY) <= at) row++;
    const from = at - starts[row]!;
    if (run && run.row === row && from >= run.to && start - run.end <= 1)
      Object.assign(run, { end: start + 1, to: from + 1 });
    else found.push({ start, end: start + 1, row, from, to: from + 1 });
  });
  return found.map((run) => ({ start: run.start, end: run.end, box: boxOf(rows[run.row]!, run.from, run.to) }));
}

/** Where the characters `[from, to)` of a line stand, as if all were of one width: to a tenth of a point. */
function boxOf({ page, text, left, right, y, size }: Row, from: number, to: number): Box {
  const x = (at: number): number => left + ((right - left) * at) / text.length;
  const round = (value: number): number => Math.round(10 * value) / 10;
  return {
    page,
    left: round(x(from)),
    top: round(y - ASCENT * size),
    right: round(x(to)),
    bottom: round(y + DESCENT * size),
  };
}
