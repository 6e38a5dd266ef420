import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { PDFParse } from 'pdf-parse';
import { TriptychError } from '../../src/error.ts';
import { explain } from './pdf.ts';
import type { PdfPage } from './pdf-page.ts';

/** A page as it is printed: a PNG picture, and the size of the page in points, in which the places of its words are given. */
export interface Picture {
  png: Uint8Array;
  width: number;
  height: number;
}

/** Pixels of a picture: letters of ten points can be read, and no page, however large it says it is, takes more. */
const WIDE = 1100;
const TALL = 2600;

/** The fonts that every reader of PDFs must bring along (ISO 32000-1, 9.6.2.2), as pdf.js has them. */
function standardFonts(): string {
  const ofParser = createRequire(createRequire(import.meta.url).resolve('pdf-parse'));
  return join(dirname(ofParser.resolve('pdfjs-dist/package.json')), 'standard_fonts') + sep;
}

interface Loader {
  load(): Promise<{ numPages: number; getPage(number: number): Promise<PdfPage> }>;
}

/** Draws one page of a PDF, counted from 1. Nothing that the file does is done. Throws NOT_FOUND, and what `readPdf` throws. */
export async function picturePage(bytes: Uint8Array, number: number): Promise<Picture> {
  const parser = new PDFParse({
    data: bytes.slice(),
    isEvalSupported: false,
    stopAtErrors: false,
    standardFontDataUrl: standardFonts(),
  });
  try {
    const document = await (parser as unknown as Loader).load();
    if (number < 1 || number > document.numPages)
      throw new TriptychError('NOT_FOUND', `the file has ${document.numPages} pages, and no page ${number}`);
    const { width, height } = (await document.getPage(number)).getViewport({ scale: 1 });
    const { pages } = await parser.getScreenshot({
      partial: [number],
      scale: Math.min(WIDE / width, TALL / height),
      imageDataUrl: false,
      imageBuffer: true,
    });
    return { png: pages[0]!.data, width, height };
  } catch (cause) {
    throw cause instanceof TriptychError ? cause : explain(cause);
  } finally {
    await parser.destroy();
  }
}
