import { existsSync } from 'node:fs';
import { LRUCache } from 'lru-cache';
import { findOriginal, type Picture, pictureOf } from '../ingest/pipeline.ts';
import type { Box } from './claim.ts';
import type { DocumentView } from './contract.ts';
import { TriptychError } from './error.ts';
import type { Store } from './store/index.ts';
import { placeOf } from './trace.ts';

/** Bytes of the pictures that are kept. */
const MOST = 32_000_000;
/** Within so many bytes a PDF says that it is one (ISO 32000-1, annex H.3.4.1). */
const HEAD = 1024;

/** Pages of PDFs as they are printed, drawn one after the other from the file or snapshot that a version was read from. */
export class Sheets {
  readonly #store: Store;
  readonly #kept = new LRUCache<string, Picture>({ maxSize: MOST, sizeCalculation: ({ png }) => png.length });
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Whether there may be pictures of a version's pages: it has pages, and what it was read from is still there. */
  has({ name, version, pages }: Pick<DocumentView, 'name' | 'version' | 'pages'>): boolean {
    if (pages === null) return false;
    const { location, snapshot } = this.#store.getOrigin(name, version);
    return snapshot !== undefined || existsSync(location);
  }

  /** The picture of a page, counted from 1. Throws NOT_FOUND, saying why there is none, and what reading a PDF throws. */
  async get(name: string, version: string, page: number): Promise<Picture> {
    const key = `${version} ${page}`;
    const drawing = this.#last.then(async () => {
      const kept = this.#kept.get(key);
      if (kept) return kept;
      const picture = await pictureOf(await this.#originalOf(name, version), page);
      this.#kept.set(key, picture);
      return picture;
    });
    this.#last = drawing.catch(() => {});
    return drawing;
  }

  async #originalOf(name: string, version: string): Promise<Uint8Array> {
    const { location, inputHash, snapshot } = this.#store.getOrigin(name, version);
    const bytes = snapshot?.bytes ?? (await findFile(location, inputHash));
    if (!Buffer.from(bytes.subarray(0, HEAD)).includes('%PDF-')) throw missing('it was not read from a PDF');
    return bytes;
  }
}

/** Where the claims of a version stand on one of its printed pages: boxes in points, from the upper left corner. */
export function boxesOn(
  store: Store,
  { name, version, text, claimList }: DocumentView,
  page: number,
): { claim: string; boxes: Box[] }[] {
  const trace = store.findTrace(store.getDocument(name, version).id);
  if (!trace) return [];
  return claimList.flatMap((claim) => {
    const place = placeOf(text, trace, claim);
    const boxes = place && 'boxes' in place ? place.boxes.filter((box) => box.page === page) : [];
    return boxes.length === 0 ? [] : [{ claim: claim.id, boxes }];
  });
}

async function findFile(location: string, inputHash: string): Promise<Uint8Array> {
  const bytes = await findOriginal(location, inputHash).catch((error: unknown) => {
    if (error instanceof TriptychError && error.code === 'MISSING') throw missing('its file is not where it was');
    throw error;
  });
  if (bytes) return bytes;
  throw missing('its file has changed since this version was read, or was read with metadata that it does not have');
}

function missing(why: string): TriptychError {
  return new TriptychError('NOT_FOUND', `The printed pages of the document cannot be shown: ${why}.`);
}
