import Database from 'better-sqlite3';
import * as sqliteVec from 'sqlite-vec';

/** Cosines of the exact scan are of 32 bits. */
const ROUNDING = 1e-6;

/** sqlite-vec alone: the exact scan of the same table, without Triptych. */
export class ExactScan {
  readonly #database: Database.Database;
  readonly #nearest: Database.Statement<[Float32Array], { key: number; score: number }>;
  readonly #cosine: Database.Statement<[Float32Array, bigint], number>;

  constructor(path: string) {
    this.#database = new Database(path, { readonly: true });
    sqliteVec.load(this.#database);
    this.#nearest = this.#database.prepare(
      'SELECT claim AS key, 1 - distance AS score FROM claim_vectors WHERE embedding MATCH ? AND k = 10',
    );
    this.#cosine = this.#database
      .prepare<[Float32Array, bigint], number>(
        'SELECT 1 - vec_distance_cosine(embedding, ?) FROM claim_vectors WHERE claim = ?',
      )
      .pluck();
  }

  /** The ten nearest, nearest first. */
  nearest(vector: Float32Array): { key: number; score: number }[] {
    return this.#nearest.all(vector);
  }

  /**
   * Part of the wanted that was found, of as many: what is exactly as near as the farthest of them is as good, since of
   * equally near claims the scan happens to name some.
   */
  recall(vector: Float32Array, found: readonly number[], wanted: readonly { key: number; score: number }[]): number {
    const least = Math.min(...wanted.map(({ score }) => score)) - ROUNDING;
    const near = found
      .slice(0, wanted.length)
      .filter((key) => wanted.some((one) => one.key === key) || this.#cosine.get(vector, BigInt(key))! >= least);
    return near.length / wanted.length;
  }

  /** All vectors, in no order, for programs that want them handed over. */
  *vectors(): Generator<{ key: number; vector: Float32Array }> {
    const chunks = this.#database.prepare(
      `SELECT c.rowids, c.validity, v.vectors FROM claim_vectors_chunks c
         JOIN claim_vectors_vector_chunks00 v ON v.rowid = c.chunk_id`,
    );
    type Row = { rowids: Buffer; validity: Buffer; vectors: Buffer };
    for (const { rowids, validity, vectors } of chunks.iterate() as Iterable<Row>) {
      const floats = new Float32Array(Uint8Array.from(vectors).buffer);
      const size = rowids.length / 8;
      const dimensions = floats.length / size;
      for (let i = 0; i < size; i++)
        if ((validity[i >> 3]! >> (i & 7)) & 1)
          yield {
            key: Number(rowids.readBigInt64LE(8 * i)),
            vector: floats.slice(i * dimensions, (i + 1) * dimensions),
          };
    }
  }

  /** All claims with their words. */
  texts(): Iterable<{ key: number; text: string }> {
    return this.#database.prepare('SELECT key, text FROM claims').iterate() as Iterable<{ key: number; text: string }>;
  }

  close(): void {
    this.#database.close();
  }
}
