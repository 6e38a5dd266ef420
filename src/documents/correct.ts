import { basename } from 'node:path';
import { checkMetadata, correctReading, labelReading, nameOf, type Workshop } from '../../ingest/pipeline.ts';
import { TriptychError } from '../error.ts';
import type { DocumentCorrection, DocumentCorrectionRequest } from './contract.ts';

/**
 * Sets metadata of a document by a person's word, for good: an entry of the log, which every later reading of the document
 * heeds. Its claims are labelled anew at once from the stored text, since publisher, author and date decide who speaks, and
 * for whom. Throws NOT_FOUND where there is no such document, USAGE where nothing is set or a value cannot be.
 */
export async function correctDocument(
  workshop: Workshop,
  name: string,
  { by, note, set }: DocumentCorrectionRequest,
  now = new Date(),
): Promise<DocumentCorrection> {
  const { store, registry } = workshop;
  if (Object.keys(set).length === 0)
    throw new TriptychError('USAGE', 'Say what to correct: title, author, publisher, date ...');
  const checked = checkMetadata(Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null)));
  const before = store.getStoredReading(name);
  const log = store.documentCorrections;
  const last = log.list(name).at(-1)?.at;
  // Later than what is known, even if a clock is wrong: who writes last has seen the rest.
  const at = new Date(Math.max(now.getTime(), last === undefined ? 0 : Date.parse(last) + 1)).toISOString();
  const entry: DocumentCorrection = { at, by, note, set: { ...set, ...checked } };
  const corrected = log.inForce(name, entry);
  const { location, inputHash } = before;
  const { found, reading } = correctReading(before.reading, corrected, {
    name: basename(location),
    sources: registry.sources,
  });
  const labelled = await labelReading(reading, nameOf(location), workshop);
  store.correctDocument(name, entry, { location, inputHash, registry, found, ...labelled });
  return entry;
}
