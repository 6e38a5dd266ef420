import type Database from 'better-sqlite3';
import type { Filter } from '../../contract.ts';
import { CLAIM_TABLES, STANDING, toCondition } from '../filter.ts';
import type { Labels } from '../labels.ts';
import type { Near } from './codes.ts';
import type { NearestIndex } from './index.ts';

/** sqlite-vec sorts the best k by selection, quadratic in k: 200 cost five times what 10 cost, 1,000 sixty times. */
export const NEIGHBOURS = 200;
/** What a match in damaged text counts: without its frequent words every sentence of it is rich in the wanted ones. */
export const DAMAGED = 0.6;

/** Finds claims by meaning: with the index in memory where it is filled, else by an exact scan. */
export class MeaningMatcher {
  readonly #database: Database.Database;
  readonly #index: NearestIndex;
  readonly #labels: () => Labels;
  readonly #damaged: Database.Statement<[string], number>;

  constructor(database: Database.Database, index: NearestIndex, labels: () => Labels) {
    this.#database = database;
    this.#index = index;
    this.#labels = labels;
    this.#damaged = database
      .prepare<[string], number>(
        `SELECT c.key FROM json_each(?) k CROSS JOIN claims c ON c.key = k.value
          WHERE EXISTS (SELECT 1 FROM versions v INDEXED BY damaged_versions WHERE v.id = c.version AND v.quality = 'damaged')`,
      )
      .pluck();
  }

  /**
   * Standing claims whose vectors lie nearest to a unit vector, best first by cosine, damaged text counting less, among those
   * that satisfy a filter.
   */
  match(vector: Float32Array, filter: Partial<Filter>): Near[] {
    const { sql, values } = toCondition(filter);
    const allowed = () => this.#labels().keysWithin(filter);
    const near =
      this.#index.nearest(vector, NEIGHBOURS, sql === STANDING ? undefined : allowed) ??
      this.#scan(vector, sql, values);
    const damaged = new Set(this.#damaged.all(JSON.stringify(near.map(({ key }) => key))));
    return near
      .map(({ key, score }) => ({ key, score: damaged.has(key) ? score * DAMAGED : score }))
      .sort((a, b) => b.score - a.score || a.key - b.key);
  }

  /** Cosines with the vectors of claims, by key; claims without a vector are left out. */
  cosines(vector: Float32Array, keys: readonly number[]): Map<number, number> {
    const near = this.#index.nearest(vector, keys.length, () => keys) ?? this.#read(vector, keys);
    return new Map(near.map(({ key, score }) => [key, score]));
  }

  #read(vector: Float32Array, keys: readonly number[]): Near[] {
    const find = this.#database.prepare<[Float32Array, bigint], Near>(
      'SELECT claim AS key, 1 - vec_distance_cosine(embedding, ?) AS score FROM claim_vectors WHERE claim = ?',
    );
    return keys.flatMap((key) => find.get(vector, BigInt(key)) ?? []);
  }

  #scan(vector: Float32Array, sql: string, values: unknown[]): Near[] {
    return this.#database
      .prepare<unknown[], Near>(
        `SELECT claim AS key, 1 - distance AS score FROM claim_vectors
          WHERE embedding MATCH ? AND k = ${NEIGHBOURS} AND claim IN (SELECT c.key FROM ${CLAIM_TABLES} WHERE ${sql})`,
      )
      .all(vector, ...values);
  }
}
