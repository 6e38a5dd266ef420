import type Database from 'better-sqlite3';
import { Codes, type Near, roomFor } from './codes.ts';

/**
 * Vectors from which on an index in memory pays: up to here sqlite-vec's exact scan takes three milliseconds or less
 * (`npm run bench:scale`), and needs no building.
 */
export const WORTHWHILE = 5_000;
/** Chunks, spread over all, from which the mean of the vectors is taken. */
const SAMPLED = 8;
/** Changes that are followed at once; where there are more, everything is read anew. */
const FOLLOWED = 4_000;

/**
 * The vectors of standing claims in memory, for collections that are too large for an exact scan. It is filled when it is
 * asked to be, and then in step with the database, whoever writes to it: `changes` tells the keys of claims that were touched.
 */
export class NearestIndex {
  readonly #database: Database.Database;
  readonly #worthwhile: number;
  readonly #lastChange: Database.Statement<[], number>;
  #codes: Codes | undefined;
  /** The last of the changes that the codes know of. */
  #seen = 0;
  #wanted = false;
  #filling: Promise<void> | undefined;
  #closed = false;

  constructor(database: Database.Database, options: { worthwhile?: number } = {}) {
    this.#database = database;
    this.#worthwhile = options.worthwhile ?? WORTHWHILE;
    this.#lastChange = database.prepare<[], number>('SELECT coalesce(max(number), 0) FROM changes').pluck();
  }

  /**
   * Fills the index, a chunk of vectors at a time so that other work goes on, where there are enough of them; later it fills
   * itself when they have become enough.
   */
  prepare(): Promise<void> {
    this.#wanted = true;
    this.#filling ??= this.#fill().finally(() => {
      this.#filling = undefined;
    });
    return this.#filling;
  }

  close(): void {
    this.#closed = true;
    this.#codes = undefined;
  }

  /**
   * The `count` nearest claims, nearest first, with their cosines, of all or of the keys that `among` gives; undefined where
   * the index is not filled, and an exact scan has to do.
   */
  nearest(vector: Float32Array, count: number, among?: () => Iterable<number>): Near[] | undefined {
    if (!this.#wanted || !this.#follow()) return undefined;
    return this.#codes?.nearest(vector, count, among?.());
  }

  /** Vectors of claims by their keys, exact to about .001, those without one left out; undefined where the index is not filled. */
  vectors(keys: readonly number[]): Map<number, Float32Array> | undefined {
    if (!this.#wanted || !this.#follow() || !this.#codes) return undefined;
    const codes = this.#codes;
    return new Map(
      keys.flatMap((key) => {
        const vector = codes.vectorOf(key);
        return vector ? [[key, vector] as const] : [];
      }),
    );
  }

  async #fill(): Promise<void> {
    do {
      this.#codes = undefined;
      this.#seen = this.#lastChange.get()!;
      const { dimensions, chunks } = this.#survey();
      if (chunks === undefined) return;
      const codes = new Codes(dimensions, meanOf(this.#database, chunks, dimensions));
      const rejected = new Set(
        this.#database.prepare('SELECT key FROM claims WHERE rejected = 1').pluck().all() as number[],
      );
      for (const chunk of chunks) {
        const { keys, vectors } = readChunk(this.#database, chunk, dimensions, rejected);
        codes.setAll(keys, vectors);
        await new Promise((go) => setImmediate(go));
        if (this.#closed) return;
      }
      this.#codes = codes;
      // What was written while reading is told by the changes; where those are too many, it is read again.
    } while (!this.#catchUp());
  }

  /** Dimensions of the stored vectors, and the chunks that hold them; none where they are too few or too many. */
  #survey(): { dimensions: number; chunks?: number[] } {
    const { sql } = this.#database.prepare("SELECT sql FROM sqlite_schema WHERE name = 'claim_vectors'").get() as {
      sql: string;
    };
    const dimensions = Number(/float\[(\d+)\]/.exec(sql)?.[1]);
    const total = this.#database.prepare('SELECT count(*) FROM claim_vectors_rowids').pluck().get() as number;
    if (total < this.#worthwhile || total > roomFor(dimensions)) return { dimensions };
    const chunks = this.#database.prepare('SELECT chunk_id FROM claim_vectors_chunks ORDER BY 1').pluck().all();
    return { dimensions, chunks: chunks as number[] };
  }

  /** Whether the codes are there and know of all changes. Where that takes longer it goes on beside, for a later query. */
  #follow(): boolean {
    if (this.#filling) return false;
    if (this.#lastChange.get()! === this.#seen) return this.#codes !== undefined;
    if (this.#codes && this.#catchUp()) return true;
    this.prepare().catch(() => {});
    return false;
  }

  /** Takes up the changes since the last look; false where they are too many, or concern everything. */
  #catchUp(): boolean {
    const last = this.#lastChange.get()!;
    if (last === this.#seen) return true;
    const rows = this.#database
      .prepare('SELECT number, claim FROM changes WHERE number > ? ORDER BY number LIMIT ?')
      .all(this.#seen, FOLLOWED + 1) as { number: number; claim: number | null }[];
    const complete = rows[0]?.number === this.#seen + 1 && rows.length <= FOLLOWED;
    if (!complete || rows.some(({ claim }) => claim === null)) return false;
    const vectorOf = this.#database.prepare('SELECT embedding FROM claim_vectors WHERE claim = ?').pluck();
    const isRejected = this.#database.prepare('SELECT rejected FROM claims WHERE key = ?').pluck();
    for (const key of new Set(rows.map(({ claim }) => claim as number))) {
      const bytes = isRejected.get(key) === 0 ? (vectorOf.get(BigInt(key)) as Buffer | undefined) : undefined;
      if (bytes) this.#codes?.set(key, toFloats(bytes));
      else this.#codes?.delete(key);
    }
    this.#seen = rows.at(-1)!.number;
    return true;
  }
}

/** Notes that the vectors of all claims have changed. */
export function noteNewVectors(database: Database.Database): void {
  database.exec('INSERT INTO changes (claim) VALUES (NULL)');
}

/** The mean of the vectors in some chunks. */
function meanOf(database: Database.Database, chunks: readonly number[], dimensions: number): Float32Array {
  const sum = new Float64Array(dimensions);
  const step = Math.max(1, Math.floor(chunks.length / SAMPLED));
  let count = 0;
  for (let i = 0; i < chunks.length; i += step) {
    const { keys, vectors } = readChunk(database, chunks[i]!, dimensions);
    count += keys.length;
    for (let at = 0; at < vectors.length; at++) sum[at % dimensions]! += vectors[at]!;
  }
  return Float32Array.from(sum, (x) => x / Math.max(1, count));
}

/**
 * The vectors of a chunk, one after the other, without those of some keys: straight from the tables in which sqlite-vec keeps
 * them (`ARCHITECTURE.md` there), since through the virtual table they would take twenty times as long.
 */
function readChunk(
  database: Database.Database,
  chunk: number,
  dimensions: number,
  without: ReadonlySet<number> = new Set(),
): { keys: number[]; vectors: Float32Array } {
  const row = database
    .prepare(
      `SELECT c.size, c.validity, c.rowids, v.vectors FROM claim_vectors_chunks c
         JOIN claim_vectors_vector_chunks00 v ON v.rowid = c.chunk_id WHERE c.chunk_id = ?`,
    )
    .get(chunk) as { size: number; validity: Buffer; rowids: Buffer; vectors: Buffer } | undefined;
  if (!row) return { keys: [], vectors: new Float32Array(0) };
  const vectors = toFloats(row.vectors);
  const keys: number[] = [];
  for (let i = 0; i < row.size; i++) {
    const key = Number(row.rowids.readBigInt64LE(8 * i));
    if (((row.validity[i >> 3]! >> (i & 7)) & 1) === 0 || without.has(key)) continue;
    if (keys.length < i) vectors.copyWithin(keys.length * dimensions, i * dimensions, (i + 1) * dimensions);
    keys.push(key);
  }
  return { keys, vectors: vectors.subarray(0, keys.length * dimensions) };
}

/** Stored floats, which may lie at any byte of a buffer. */
function toFloats(bytes: Buffer): Float32Array {
  if (bytes.byteOffset % 4 !== 0) return new Float32Array(Uint8Array.from(bytes).buffer);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}
