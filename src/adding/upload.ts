import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { TriptychError } from '../error.ts';

/** The largest file that is taken: as much as is read of one. */
export const LARGEST_FILE = 50_000_000;
/** Longest name of a file that is kept. */
const LONGEST = 120;
/** Files of one name that are kept beside each other. */
const MOST_ALIKE = 1000;

/** A file as somebody sends it. */
export interface Upload {
  name: string;
  bytes: Uint8Array;
}

/** The fields and files of a form, as a browser sends them (RFC 7578). Throws USAGE where the body is none. */
export async function parseForm(body: unknown, type: string): Promise<{ fields: URLSearchParams; files: Upload[] }> {
  const fields = new URLSearchParams();
  const files: Upload[] = [];
  const bytes = Buffer.isBuffer(body) ? new Uint8Array(body) : new Uint8Array();
  const form = await new Response(bytes, { headers: { 'Content-Type': type } }).formData().catch((cause: unknown) => {
    throw new TriptychError('USAGE', 'The form cannot be understood. Load the page again, and send it anew.', {
      cause,
    });
  });
  for (const [name, value] of form)
    if (typeof value === 'string') fields.append(name, value);
    else if (value.size > 0 || value.name)
      files.push({ name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  return { fields, files };
}

/**
 * Keeps a file in a folder, under a name that leads nowhere else, and returns its path: that of a file with the same content,
 * where there is one. One of another content takes the next free name, or, as a `newVersion`, the place of the one before.
 */
export async function keepUpload(folder: string, { name, bytes }: Upload, newVersion: boolean): Promise<string> {
  await mkdir(folder, { recursive: true });
  const plain = toFileName(name);
  const ending = extname(plain);
  for (let i = 1; i <= MOST_ALIKE; i++) {
    const path = join(folder, i === 1 ? plain : `${plain.slice(0, plain.length - ending.length)}-${i}${ending}`);
    if (existsSync(path) && !newVersion && !(await readFile(path)).equals(bytes)) continue;
    await writeFile(path, bytes);
    return path;
  }
  throw new TriptychError('USAGE', `There are ${MOST_ALIKE} files named ${plain} already. Give this one another name.`);
}

/** Without folders, control and reserved characters, and dots at the beginning, which hide a file. */
function toFileName(name: string): string {
  const last = basename(name.replaceAll('\\', '/')).normalize('NFC');
  const safe = last
    .replace(/[\p{C}<>:"|?*/]/gu, '')
    .replace(/^[.\s]+/u, '')
    .trim();
  const ending = extname(safe).slice(0, 20);
  const stem = [...safe.slice(0, safe.length - extname(safe).length)].slice(0, LONGEST).join('');
  return `${stem || 'document'}${ending}`;
}
