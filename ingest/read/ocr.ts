import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page as Recognised, Worker } from 'tesseract.js';
import type { Warning } from '../../src/claim.ts';
import { TriptychError } from '../../src/error.ts';
import { importOptional } from '../../src/optional.ts';
import type { Row } from './pdf-page.ts';

/** Words that are less sure than this, of 100, are specks and lines that were taken for letters. */
const LEAST_CONFIDENCE = 20;
/** Heights of lines that differ from the page's usual one by less are the same size: measured letters vary. */
const SAME_SIZE = 0.3;
/** Dots per point (1/72 inch) of the pictures that are recognised: 300 dpi is what Tesseract was trained for. */
export const OCR_SCALE = 300 / 72;

/** A page whose characters were recognised. */
export interface RecognisedPage {
  rows: Row[];
  /** How sure each of its words is, 0 to 1. */
  confidences: number[];
}

/** Recognises characters in pictures of pages with Tesseract, which is an optional package. */
export class Recogniser {
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /**
   * Loads the languages, codes of Tesseract joined by `+` (`eng`, `eng+chi_sim`), each from its package
   * `@tesseract.js-data/CODE`. Throws USAGE with the command that installs what is missing.
   */
  static async open(languages: string): Promise<Recogniser> {
    const codes = languages.split('+').map((code) => code.trim());
    const { default: tesseract } = await importOptional(
      () => import('tesseract.js'),
      `tesseract.js ${codes.map(packageOf).join(' ')}`,
      'reading of scanned pages',
    );
    const data = codes.map((code) => ({ code, path: pathOf(code) }));
    // Tesseract looks for all languages in one folder, and each package is a folder of its own.
    const folder = await mkdtemp(join(tmpdir(), 'triptych-ocr-'));
    try {
      for (const { code, path } of data) await copyFile(path, join(folder, `${code}.traineddata.gz`));
      const worker = await tesseract.createWorker(codes, tesseract.OEM.LSTM_ONLY, {
        langPath: folder,
        cacheMethod: 'none',
        gzip: true,
      });
      return new Recogniser(worker);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** The lines of a picture (PNG, JPEG, WebP or BMP) of a page, in reading order; `scale` in pixels a point. */
  async recognise(picture: Uint8Array, page: number, scale: number): Promise<RecognisedPage> {
    const { data } = await this.#worker.recognize(Buffer.from(picture), {}, { blocks: true, text: false });
    return toPage(data, page, scale);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

function packageOf(code: string): string {
  return `@tesseract.js-data/${code}`;
}

function pathOf(code: string): string {
  if (!/^[a-z]{3}(?:_[a-z]+)?$/i.test(code))
    throw new TriptychError(
      'USAGE',
      `"${code}" is no language of Tesseract; expected codes such as eng or eng+chi_sim.`,
    );
  const { resolve } = createRequire(import.meta.url);
  for (const quality of ['4.0.0_best_int', '4.0.0'])
    try {
      return resolve(`${packageOf(code)}/${quality}/${code}.traineddata.gz`);
    } catch (error) {
      if ((error as { code?: string }).code !== 'MODULE_NOT_FOUND') throw error;
    }
  throw new TriptychError(
    'USAGE',
    `Reading scanned pages in ${code} needs the package ${packageOf(code)}: npm install ${packageOf(code)}`,
  );
}

function toPage({ blocks }: Recognised, page: number, scale: number): RecognisedPage {
  const lines = (blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines));
  const confidences: number[] = [];
  const height = Math.max(0, ...lines.map(({ bbox }) => bbox.y1)) / scale;
  const usual = median(lines.map(({ rowAttributes }) => rowAttributes.rowHeight));
  const rows = lines.flatMap((line): Row[] => {
    const words = line.words.filter(({ text, confidence }) => confidence >= LEAST_CONFIDENCE && text.trim() !== '');
    if (words.length === 0) return [];
    for (const { confidence } of words) confidences.push(confidence / 100);
    const { rowHeight } = line.rowAttributes;
    const size = Math.abs(rowHeight - usual) <= SAME_SIZE * usual ? usual : rowHeight;
    return [
      {
        text: words.map(({ text }) => text).join(' '),
        page,
        left: line.bbox.x0 / scale,
        right: line.bbox.x1 / scale,
        y: (line.baseline.y0 + line.baseline.y1) / 2 / scale,
        size: size / scale,
        font: '',
        height,
      },
    ];
  });
  return { rows, confidences };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** What the reader of a text should know of its recognition, with the mean confidence of its words, 0 to 1. */
export function recognised(confidence: number, pages: number): Warning {
  return {
    code: 'RECOGNISED',
    message: `the words of ${pages} page${pages === 1 ? '' : 's'} were recognised in pictures (OCR), ${Math.round(100 * confidence)}% sure on the average: they can be searched and pointed at, and are not shown as quotations`,
  };
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
