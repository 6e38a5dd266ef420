import type { Metadata, Reading, Source } from '../../src/claim.ts';
import { TriptychError } from '../../src/error.ts';
import { completeMetadata, FROM_NAME, parseFields } from './metadata.ts';
import type { Found } from './part.ts';

/** What the registry says of a publisher goes with the publisher. */
const OF_PUBLISHER = new Set(['registry', 'file name']);

/**
 * A reading with what people corrected of its metadata, whose origin is then `corrected`; a corrected publisher or address
 * brings what the registry knows of it. `found` is what the document says itself; none where nothing is corrected.
 */
export function correctReading(
  reading: Reading,
  corrected: Metadata,
  { name, sources }: { name: string; sources: Source[] },
): { reading: Reading; found?: Found } {
  if (Object.keys(corrected).length === 0) return { reading };
  const found: Found = { metadata: reading.metadata, origins: reading.origins };
  const own = corrected.publisher === undefined && corrected.address === undefined ? found : withoutRegistry(found);
  const { metadata, origins, warnings } = completeMetadata(own, { name, given: corrected, sources });
  for (const key of Object.keys(corrected) as (keyof Metadata)[]) origins[key] = 'corrected';
  const others = reading.warnings.filter(({ code }) => code !== FROM_NAME);
  return { reading: { ...reading, metadata, origins, warnings: [...others, ...warnings] }, found };
}

/** Fields of metadata as a person gives them, in their one form. Throws USAGE naming the field that cannot be. */
export function checkMetadata(fields: Record<string, unknown>): Metadata {
  try {
    return parseFields(fields, 'a correction');
  } catch (error) {
    throw error instanceof TriptychError ? new TriptychError('USAGE', error.message, { cause: error }) : error;
  }
}

function withoutRegistry({ metadata, origins }: Found): Found {
  const keys = (Object.keys(metadata) as (keyof Metadata)[]).filter((key) => !OF_PUBLISHER.has(origins[key] ?? ''));
  const pick = <T extends object>(all: T) =>
    Object.fromEntries(keys.flatMap((key) => (key in all ? [[key, all[key as keyof T]]] : [])));
  return { metadata: pick(metadata), origins: pick(origins) };
}
