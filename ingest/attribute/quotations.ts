import type { Block, Span } from '../../src/claim.ts';

/** An outermost quotation: one span for each block it covers, quotation marks included. */
export interface Quotation {
  spans: Span[];
  /** Index of the block in which it opens. */
  block: number;
  /** A closing mark was found; an unclosed quotation ends with its block or list. */
  closed: boolean;
}

/**
 * Outermost quotations of a document, in order. A quotation goes on over following blocks where they reopen it, where
 * a later block closes it before opening another, or where a colon leaves it open before list items. Linear.
 */
export function findQuotations(text: string, blocks: Block[]): Quotation[] {
  const scans = blocks.map((block) => scanBlock(text, block));
  const closesNext = nextMarkCloses(scans, blocks);
  const found: Quotation[] = [];
  let open: Quotation | undefined;
  blocks.forEach((block, index) => {
    const scan = scans[index]!;
    const body = bodyStart(text, block);
    let from = 0;
    if (open) {
      const closer = scan.unmatchedClose;
      const reopened = scan.pairs[0]?.start === body && isDouble(text, body) ? scan.pairs[0] : undefined;
      if (closer !== undefined && (!reopened || reopened.end > closer)) {
        open.spans.push({ start: body, end: closer });
        open.closed = true;
        open = undefined;
        from = closer;
      } else if (reopened) {
        open.spans.push({ start: body, end: reopened.end });
        from = reopened.end;
        if (reopened.closed) [open.closed, open] = [true, undefined];
      } else {
        open.spans.push({ start: body, end: block.end });
        from = block.end;
      }
    }
    for (const pair of scan.pairs) {
      if (pair.start < from) continue;
      const quotation: Quotation = { spans: [{ start: pair.start, end: pair.end }], block: index, closed: pair.closed };
      found.push(quotation);
      from = pair.end;
      if (!pair.closed) open = quotation;
    }
    if (open && !goesOn(text, blocks, scans, closesNext, index, open)) open = undefined;
  });
  return found;
}

interface Pair extends Span {
  closed: boolean;
}
interface Scan {
  /** Outermost pairs in order; the last may be unclosed and then ends with the block. */
  pairs: Pair[];
  /** Offset after the first closing double mark that nothing in this block opened. */
  unmatchedClose: number | undefined;
}

/** How many blocks a quotation may run on without being reopened before it is taken for a missing mark. */
const MAX_RUN = 12;
/** Deeper nesting is a sign of missing marks, and would cost time. */
const MAX_DEPTH = 6;
const CLOSER: Record<string, string> = { '“': '”', '«': '»', '「': '」', '『': '』', '‘': '’' };

/** Offset of the first character of a block after its list marker. */
export function bodyStart(text: string, block: Block): number {
  const head = text.slice(block.start, Math.min(block.end, block.start + 16));
  const marker = /^\s*(?:[-*•◦▪‣·–—]\s+|\(?(?:\p{N}{1,3}|[a-zA-Z])[.)]\s+)?/u.exec(head)?.[0] ?? '';
  return Math.min(block.end, block.start + marker.length);
}

function goesOn(
  text: string,
  blocks: Block[],
  scans: Scan[],
  closesNext: boolean[],
  index: number,
  open: Quotation,
): boolean {
  const next = blocks[index + 1];
  if (!next || next.kind === 'heading' || next.kind === 'furniture' || next.kind === 'table') return false;
  const here = blocks[index]!;
  const first = scans[index + 1]!.pairs[0]?.start;
  if (first === bodyStart(text, next) && isDouble(text, first)) return true;
  if (closesNext[index + 1]) return true;
  if (next.kind !== 'item') return false;
  return (
    (here.kind === 'item' && blocks[open.block]!.kind !== 'item') ||
    /:\s*$/.test(text.slice(Math.max(here.start, here.end - 4), here.end))
  );
}

/** For each block: whether the first double mark from here on, in the next few blocks, closes rather than opens. */
function nextMarkCloses(scans: Scan[], blocks: Block[]): boolean[] {
  const closes: boolean[] = new Array(scans.length).fill(false);
  let distance = Number.POSITIVE_INFINITY;
  for (let i = scans.length - 1; i >= 0; i--) {
    const { unmatchedClose, pairs } = scans[i]!;
    if (unmatchedClose !== undefined) distance = 0;
    else if (pairs.some((pair) => !pair.closed) || blocks[i]!.kind === 'heading') distance = Number.POSITIVE_INFINITY;
    else distance++;
    closes[i] = distance < MAX_RUN;
  }
  return closes;
}

/** How far the mark that ends a mistyped quotation is looked for. */
const MISTYPED = 2_000;

function isDouble(text: string, at: number): boolean {
  return /^(?:["“„«「『]|''|``)/.test(text.slice(at, at + 2));
}

/** One pass over a block with a stack of open marks. */
function scanBlock(text: string, block: Block): Scan {
  const scan: Scan = { pairs: [], unmatchedClose: undefined };
  const stack: { close: string; start: number }[] = [];
  const singles = singleClosers(text, block);
  const open = (at: number, close: string) => {
    if (stack.length < MAX_DEPTH) stack.push({ close, start: at });
  };
  const close = (mark: string, end: number) => {
    const at = stack.findLastIndex((entry) => entry.close === mark);
    if (at < 0) return false;
    const start = stack[at]!.start;
    stack.length = at;
    if (at === 0) scan.pairs.push({ start, end, closed: true });
    return true;
  };
  for (let i = block.start; i < block.end; i++) {
    const char = text[i]!;
    if (char === '„') open(i, '“');
    else if (char === '“' && stack.at(-1)?.close === '“') close('“', i + 1);
    else if (char === '‘' || char === "'") i = scanSingle(char, i);
    else if (char in CLOSER) open(i, CLOSER[char]!);
    else if (char === '`' && text[i + 1] === '`') open(i++, "''");
    else if (char === '"') scanStraight('"', i, 1);
    else if (char === '’') {
      if (singles.closes(i) && !singles.isPossessive(i)) close('’', i + 1);
    } else if (char === '”' || char === '»' || char === '」' || char === '』') {
      if (char === '”' && !stack.length && isMistyped(i)) {
        open(i, '”');
        continue;
      }
      const straight = char === '”' && stack.every((entry) => entry.close !== '”') && close('"', i + 1);
      if (!straight && !close(char, i + 1)) scan.unmatchedClose ??= i + 1;
    }
  }
  const outer = stack.find((entry) => entry.close !== '’' && entry.close !== "'");
  if (outer) {
    scan.pairs = scan.pairs.filter((pair) => pair.end <= outer.start);
    scan.pairs.push({ start: outer.start, end: block.end, closed: false });
  }
  return scan;

  /** A closing mark where only an opening one makes sense: "said: ”We go.”" */
  function isMistyped(i: number): boolean {
    const begins = i === block.start || /\s/.test(text[i - 1]!);
    return begins && /^\p{L}[^”“"]*”/u.test(text.slice(i + 1, Math.min(block.end, i + MISTYPED)));
  }

  function scanSingle(char: string, i: number): number {
    if (char === "'" && text[i + 1] === "'") {
      scanStraight("''", i, 2);
      return i + 1;
    }
    const mark = char === '‘' ? '’' : "'";
    if (mark === "'" && stack.some((entry) => entry.close === "'")) {
      if (singles.closes(i) && !singles.isPossessive(i)) close("'", i + 1);
    } else if (singles.opens(i) && singles.hasCloser(i)) open(i, mark);
    return i;
  }

  function scanStraight(mark: string, i: number, length: number): void {
    const before = text[i - 1] ?? ' ';
    const isOpen = stack.some((entry) => entry.close === mark);
    const afterSpace = i === block.start || /[\s([{—–“‘]/.test(before);
    const curly = stack.at(-1)?.close === '”' && !afterSpace && !isOpen;
    if (curly) close('”', i + length);
    else if (isOpen && !(afterSpace && stack.at(-1)?.close !== mark)) close(mark, i + length);
    else if (afterSpace || !/[.,!?…]/.test(before) || /[\p{L}\p{N}]/u.test(text[i + length] ?? ' ')) open(i, mark);
    else scan.unmatchedClose ??= scan.pairs.length ? undefined : i + length;
  }
}

/** Tells apostrophes from single quotation marks in one block, from the characters beside them. */
function singleClosers(text: string, block: Block) {
  const isLetter = (at: number) => at >= block.start && at < block.end && /[\p{L}\p{N}]/u.test(text[at]!);
  const closes = (i: number) => /\S/.test(text[i - 1] ?? ' ') && i > block.start && !isLetter(i + 1);
  let last = -1;
  let lastFirm = -1;
  for (let i = block.end - 1; i >= block.start && last < 0; i--) {
    if ((text[i] === '’' || text[i] === "'") && closes(i)) last = i;
  }
  for (let i = block.end - 1; i >= block.start && lastFirm < 0; i--) {
    if ((text[i] === '’' || text[i] === "'") && closes(i) && !/[sS]/.test(text[i - 1]!)) lastFirm = i;
  }
  return {
    opens: (i: number) =>
      !isLetter(i - 1) &&
      /\S/.test(text[i + 1] ?? ' ') &&
      !/^.(?:\d0s|tis|twas|em|cause)\b/i.test(text.slice(i, i + 6)),
    closes,
    hasCloser: (i: number) => last > i,
    /** "citizens’ data’ ": a plural's apostrophe, where a firmer closing mark still comes. */
    isPossessive: (i: number) => /s/i.test(text[i - 1]!) && /^\s\p{Ll}/u.test(text.slice(i + 1, i + 3)) && lastFirm > i,
  };
}
