import { findFiles, isAddress } from '../../ingest/pipeline.ts';
import { TriptychError } from '../error.ts';
import { type Addition, MOST_ADDED } from './contract.ts';
import type { Hand } from './hand.ts';
import type { Additions } from './index.ts';
import { keepUpload, type Upload } from './upload.ts';

/** What a server has that reads documents. */
export interface Desk {
  additions: Additions;
  /** Where the files are kept that are sent. */
  folder: string;
  hand: Hand;
}

/**
 * Adds files as they were sent, and pages of the web. A file is kept first: beside one of its name with another content, or,
 * as a `newVersion`, in its place. Throws USAGE where there is nothing to add, too much, or an address that is none.
 */
export async function addDocuments(
  { additions, folder }: Desk,
  given: { files: readonly Upload[]; addresses: readonly string[]; newVersion: boolean; by: string },
): Promise<Addition[]> {
  const { files, addresses, newVersion, by } = given;
  // Nothing but an address of the web: what is none would be taken for a file of this machine.
  const wrong = addresses.find((one) => !isAddress(one));
  if (wrong !== undefined)
    throw new TriptychError('USAGE', `"${wrong}" is no address of the web. Give it whole, with https://.`);
  const { files: pages, failed } = await findFiles([...addresses]);
  if (failed[0]?.error) throw new TriptychError('USAGE', `${failed[0].file}: ${failed[0].error.message}`);
  if (files.length + pages.length === 0)
    throw new TriptychError('USAGE', 'Choose a file, or give an address: there is nothing to add yet.');
  if (files.length + pages.length > MOST_ADDED)
    throw new TriptychError('USAGE', `At most ${MOST_ADDED} documents are added at once.`);
  const started: Addition[] = [];
  for (const file of files) {
    const path = await keepUpload(folder, file, newVersion);
    started.push(additions.add(path, { source: file.name, by }));
  }
  return [...started, ...pages.map((one) => additions.add(one, { source: one, by }))];
}
