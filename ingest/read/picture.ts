import { TriptychError } from '../../src/error.ts';
import { meanOf, OCR_SCALE, type Recogniser, recognised } from './ocr.ts';
import { type Draft, joinParts } from './part.ts';
import { layOut } from './pdf-layout.ts';

/** Reads a picture of a page by recognising its characters; throws NO_TEXT_LAYER where there are none. */
export async function readPicture(bytes: Uint8Array, openRecogniser: () => Promise<Recogniser>): Promise<Draft> {
  const recogniser = await openRecogniser();
  try {
    const { rows, confidences } = await recogniser.recognise(bytes, 1, OCR_SCALE);
    if (confidences.length === 0)
      throw new TriptychError(
        'NO_TEXT_LAYER',
        'no characters were recognised in the picture; make it sharper, or name its language, e.g. --ocr-languages deu',
      );
    const recognition = meanOf(confidences);
    const warnings = [recognised(recognition, 1)];
    return { ...joinParts(layOut([rows])), metadata: {}, origins: {}, recognition, original: { rows }, warnings };
  } finally {
    await recogniser.close();
  }
}
