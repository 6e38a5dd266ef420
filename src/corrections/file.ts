import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, dump, load } from 'js-yaml';
import { z } from 'zod';
import { TriptychError } from '../error.ts';
import { LabelSet } from './contract.ts';
import { type Entry, identify } from './record.ts';

/** Where corrections travel, in the folder of the registry. */
export const CORRECTIONS_FILE = 'corrections.yaml';

const HEAD = `# What people corrected, oldest first; written by \`triptych corrections --export\`, read by every \`triptych ingest\`.
# README.md in this folder has the format. Entries may be added (without an id), and are never changed.
`;

const time = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/, 'must be such as 2020-08-05T10:00:00.000Z');
const text = z.string().trim().min(1);

const FileEntry = z.strictObject({
  id: text.optional(),
  claim: text,
  document: text,
  words: text,
  at: time.transform((at) => new Date(at).toISOString()),
  by: text,
  note: text.optional(),
  before: LabelSet.default({}),
  after: LabelSet.default({}),
  undoes: text.optional(),
});

/**
 * The entries of `corrections.yaml` in a folder; none where there is no such file. Throws BAD_CORPUS naming the entry that
 * is not understood, or that is no longer what its identifier was made of.
 */
export function readCorrections(folder: string): Entry[] {
  const path = join(folder, CORRECTIONS_FILE);
  return existsSync(path) ? parseCorrections(readFileSync(path, 'utf8')) : [];
}

/** The entries of a YAML file. Throws as {@link readCorrections} does. */
export function parseCorrections(yaml: string): Entry[] {
  let content: unknown;
  try {
    content = load(yaml, { schema: CORE_SCHEMA }) ?? [];
  } catch (cause) {
    throw new TriptychError('BAD_CORPUS', `${CORRECTIONS_FILE}: not valid YAML: ${(cause as Error).message}`, {
      cause,
    });
  }
  if (!Array.isArray(content)) throw bad('must be a list of entries');
  return content.map((given, i) => parseEntry(given, i + 1));
}

/** Entries as YAML, which {@link parseCorrections} reads as the same entries. */
export function printCorrections(entries: readonly Entry[]): string {
  const list = entries.map(({ note, undoes, before, after, ...entry }) => ({
    ...entry,
    ...(note === null ? {} : { note }),
    ...(undoes === null ? {} : { undoes }),
    before,
    after,
  }));
  return HEAD + (list.length === 0 ? '[]\n' : dump(list, { schema: CORE_SCHEMA, lineWidth: -1 }));
}

/** Writes entries in place of the file, whole or not at all. */
export function writeCorrections(path: string, entries: readonly Entry[]): void {
  const fresh = `${path}.${process.pid}.new`;
  writeFileSync(fresh, printCorrections(entries));
  renameSync(fresh, path);
}

function parseEntry(given: unknown, number: number): Entry {
  const parsed = FileEntry.safeParse(given);
  const name = (given as { id?: unknown } | null)?.id;
  const place = `entry ${typeof name === 'string' ? `"${name}"` : `number ${number}`}`;
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw bad(`${place}${issue?.path.length ? `, field ${issue.path.join('.')}` : ''}: ${issue?.message}`);
  }
  const { id, note = null, undoes = null, ...rest } = parsed.data;
  if (undoes === null && Object.keys(rest.after).length === 0) throw bad(`${place}: says neither "after" nor "undoes"`);
  const entry = { ...rest, note, undoes } as Omit<Entry, 'id'>;
  const made = identify(entry);
  if (id !== undefined && id !== made)
    throw bad(
      `${place} was changed after it was made. Give back what it said; to correct a correction, add an entry without an id`,
    );
  return { id: made, ...entry };
}

function bad(message: string): TriptychError {
  return new TriptychError('BAD_CORPUS', `${CORRECTIONS_FILE}: ${message}.`);
}
