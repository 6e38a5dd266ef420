import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Registry } from '../../src/claim.ts';
import { type EmbeddingModel, Store } from '../../src/store/index.ts';
import { documents } from './documents.ts';
import { DIMENSIONS } from './vectors.ts';
import { World } from './world.ts';

/** What the generated vectors say they were made by. */
export const MODEL: EmbeddingModel = { name: 'generated', dimensions: DIMENSIONS };
export const SEED = 2020;
/** Raised with every change of what is generated. */
const EDITION = 1;

/**
 * The path of a database with so many generated claims, made through the store's own writing where it is not there yet
 * (about eight minutes a million) or is wanted `fresh`; what was interrupted goes on. It is kept in the system's temporary
 * folder, a file for each number of claims, set of labels and edition of the generator; an older form of it is migrated when
 * it is opened.
 */
export function generated(claims: number, registry: Registry, options: { fresh?: boolean } = {}): string {
  const folder = join(tmpdir(), 'triptych-scale');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${claims}-${formOf(registry)}.db`);
  if (existsSync(path) && !options.fresh) return path;
  const unfinished = `${path}.unfinished`;
  if (options.fresh) for (const end of ['', '-wal', '-shm']) rmSync(unfinished + end, { force: true });
  const began = performance.now();
  generate(unfinished, { claims, seed: SEED, registry });
  rmSync(`${path}-wal`, { force: true });
  renameSync(unfinished, path);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  process.stderr.write(`generated ${path}: ${Math.round(statSync(path).size / 1e6)} MB in ${seconds} s\n`);
  return path;
}

/** Writes a new database, or goes on with one that an earlier run began. */
export function generate(
  path: string,
  { claims, seed, registry }: { claims: number; seed: number; registry: Registry },
): void {
  const store = Store.open(path, MODEL);
  const world = new World(seed, claims, registry.topics);
  const first = store.stats().documents;
  for (const document of documents(world, { seed, claims, targets: registry.targets, first })) store.save(document);
  store.close();
}

function formOf({ topics, targets }: Registry): string {
  const labels = [...topics, ...targets].map(({ id }) => id);
  return createHash('sha256')
    .update(JSON.stringify([EDITION, labels]))
    .digest('hex')
    .slice(0, 8);
}
