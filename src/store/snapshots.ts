import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type Database from 'better-sqlite3';
import type { Metadata, Snapshot } from '../claim.ts';

/** A snapshot with what is known of it beside the bytes. */
export interface StoredSnapshot extends Snapshot {
  /** When the address first gave this version's text: ISO 8601, UTC. `at` is the last time. */
  since: string;
  /** What a person said of the document when it was fetched. */
  given: Metadata;
}

/** Keeps what a version was read from, in the place of what gave the same text before. */
export function saveSnapshot(
  database: Database.Database,
  version: number,
  { address, headers, bytes, hash, at }: Snapshot,
  given: Metadata,
): void {
  database
    .prepare(
      `INSERT INTO snapshots (version, address, headers, gzip, hash, since, at, given)
       VALUES (@version, @address, @headers, @gzip, @hash, @at, @at, @given)
       ON CONFLICT (version) DO UPDATE SET address = excluded.address, headers = excluded.headers,
         gzip = excluded.gzip, hash = excluded.hash, at = excluded.at, given = excluded.given`,
    )
    .run({
      version,
      address,
      headers: JSON.stringify(headers),
      gzip: gzipSync(bytes),
      hash,
      at,
      given: JSON.stringify(given),
    });
}

/** The snapshot that a version was read from; undefined where it was read from a file. */
export function findSnapshot(database: Database.Database, version: number): StoredSnapshot | undefined {
  const row = database
    .prepare('SELECT address, headers, gzip, hash, since, at, given FROM snapshots WHERE version = ?')
    .get(version) as
    | { address: string; headers: string; gzip: Buffer; hash: string; since: string; at: string; given: string }
    | undefined;
  if (!row) return undefined;
  const { gzip, headers, given, ...rest } = row;
  return { ...rest, bytes: gunzipSync(gzip), headers: JSON.parse(headers), given: JSON.parse(given) };
}

/** Every snapshot whose bytes are not those of which its hash was made, in sentences. */
export function checkSnapshots(database: Database.Database): string[] {
  const versions = database.prepare('SELECT version FROM snapshots').pluck().all() as number[];
  return versions.flatMap((version) => {
    const { address, bytes, hash } = findSnapshot(database, version)!;
    const found = createHash('sha256').update(bytes).digest('hex');
    return found === hash ? [] : [`The snapshot of ${address} is not the one its hash was made of.`];
  });
}
