/** One run of characters as pdf.js gives it: `transform` places it, `height` is the size of its font, in points. */
interface Run {
  str: string;
  transform: number[];
  width: number;
  height: number;
  hasEOL: boolean;
  fontName: string;
}

/** What is used of a page of pdf.js. */
export interface PdfPage {
  getViewport(options: { scale: number }): {
    height: number;
    width: number;
    convertToViewportPoint(x: number, y: number): number[];
  };
  getTextContent(): Promise<{ items: object[] }>;
  cleanup(): void;
}

/** A printed line, in points from the upper left corner of its page. */
export interface Row {
  text: string;
  page: number;
  left: number;
  right: number;
  /** The base line. */
  y: number;
  /** Size of the largest letters. */
  size: number;
  /** The font of most letters. */
  font: string;
  /** Height of the page. */
  height: number;
}

/** A gap wider than this part of the font size is a space that the file does not write. */
const SPACE = 0.15;
/** Words further apart than this are in different cells or columns; justified lines stay below one and a half. */
const CELL = 2;
/** Runs whose base lines differ by less than this part of the font size stand on one line. */
const SAME_LINE = 0.5;
/** A raised number this much smaller than its line refers to a note. */
const RAISED_SIZE = 0.85;
/** After a unit a raised number is an exponent. */
const UNIT = /(?:^|[\s\d])(?:k|c|m|d)?m$|(?:^|\s)(?:ft|in|mi|10)$/;
const EXPONENTS: Record<string, string> = {
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
};
/** Text at right angles to most of the page, such as a stamp in the margin, is left out while it is less than this share. */
const TURNED_SHARE = 0.3;

/** The printed lines of a page, in the order in which the file writes them; cells are separated by tabs. */
export async function rowsOf(page: PdfPage, number: number): Promise<Row[]> {
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const place = (run: Run): Placed => placeRun(run, (x, y) => viewport.convertToViewportPoint(x, y));
  const runs = withoutTurned(items.filter((item): item is Run => 'str' in item).map(place));
  const lines = new Lines(number, viewport.height);
  for (const run of runs) lines.add(run);
  return lines.finish();
}

interface Placed {
  words: string;
  x: number;
  y: number;
  width: number;
  size: number;
  font: string;
  ends: boolean;
  turned: boolean;
}

function placeRun(run: Run, convert: (x: number, y: number) => number[]): Placed {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = run.transform;
  const [x = 0, y = 0] = convert(e, f);
  const [aheadX = 0, aheadY = 0] = convert(e + a, f + b);
  return {
    words: run.str,
    x,
    y,
    width: run.width,
    size: run.height || Math.hypot(c, d),
    font: run.fontName,
    ends: run.hasEOL,
    turned: Math.abs(aheadY - y) > Math.abs(aheadX - x),
  };
}

function withoutTurned(runs: Placed[]): Placed[] {
  const length = (list: Placed[]): number => list.reduce((sum, run) => sum + run.words.trim().length, 0);
  const straight = runs.filter((run) => !run.turned || run.words.trim() === '');
  return length(straight) > (1 - TURNED_SHARE) * length(runs) ? straight : runs;
}

class Lines {
  readonly #rows: Row[] = [];
  readonly #page: number;
  readonly #height: number;
  #row: Row | undefined;
  #fonts = new Map<string, number>();

  constructor(page: number, height: number) {
    this.#page = page;
    this.#height = height;
  }

  add(run: Placed): void {
    if (run.words.trim() === '') {
      if (this.#row && run.words !== '') this.#row.text += ' ';
    } else {
      if (this.#row && Math.abs(run.y - this.#row.y) > SAME_LINE * Math.max(run.size, this.#row.size)) this.#end();
      if (this.#row) this.#extend(this.#row, run);
      else this.#begin(run);
      this.#fonts.set(run.font, (this.#fonts.get(run.font) ?? 0) + run.words.length);
    }
    if (run.ends) this.#end();
  }

  finish(): Row[] {
    this.#end();
    return this.#rows;
  }

  #begin(run: Placed): void {
    const { words: text, x: left, y, size, font } = run;
    this.#row = { text, page: this.#page, left, right: left + run.width, y, size, font, height: this.#height };
  }

  #extend(row: Row, run: Placed): void {
    const gap = run.x - row.right;
    if (isRaisedNumber(row, run)) {
      if (UNIT.test(row.text)) row.text += [...run.words.trim()].map((digit) => EXPONENTS[digit] ?? digit).join('');
    } else if (gap > CELL * row.size && row.text.trim() !== '')
      row.text = `${row.text.trimEnd()}\t${run.words.trimStart()}`;
    else row.text += (gap > SPACE * run.size && !/\s$/.test(row.text) && !/^\s/.test(run.words) ? ' ' : '') + run.words;
    if (run.size > row.size) Object.assign(row, { size: run.size, y: run.y });
    row.right = Math.max(row.right, run.x + run.width);
  }

  #end(): void {
    if (this.#row) {
      const font = [...this.#fonts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
      this.#rows.push({ ...this.#row, text: this.#row.text.replace(/[^\S\t]+/g, ' ').trim(), font });
    }
    this.#row = undefined;
    this.#fonts = new Map();
  }
}

function isRaisedNumber(row: Row, run: Placed): boolean {
  return (
    /^\s*\[?\d{1,3}(?:[,–-]\d{1,3})*\]?\s*$/.test(run.words) &&
    run.size < RAISED_SIZE * row.size &&
    row.y - run.y > 0.1 * row.size
  );
}
