import type Database from 'better-sqlite3';
import type { Filter } from '../../contract.ts';
import { CLAIM_TABLES, type Condition, toCondition } from '../filter.ts';
import type { Labels } from '../labels/index.ts';
import { byScore, type Near } from './codes.ts';
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

  constructor(database: Database.Database, index: NearestIndex, labels: () => Labels) {
    this.#database = database;
    this.#index = index;
    this.#labels = labels;
  }

  /**
   * Standing claims whose vectors lie nearest to a unit vector, best first by cosine, damaged text counting less, among those
   * that satisfy a filter.
   */
  match(vector: Float32Array, filter: Partial<Filter>): Near[] {
    const labels = this.#labels();
    const rows = labels.rowsWithin(filter);
    const among = rows && (() => rows.map((row) => labels.keys[row]!));
    const near = this.#index.nearest(vector, NEIGHBOURS, among) ?? this.#scan(vector, toCondition(filter));
    const isDamaged = near.map(({ key }) => labels.isDamaged(labels.rowOf(key)));
    if (!isDamaged.includes(true)) return near;
    return near.map(({ key, score }, i) => ({ key, score: isDamaged[i] ? score * DAMAGED : score })).sort(byScore);
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

  #scan(vector: Float32Array, { sql, values }: Condition): Near[] {
    return this.#database
      .prepare<unknown[], Near>(
        `SELECT claim AS key, 1 - distance AS score FROM claim_vectors
          WHERE embedding MATCH ? AND k = ${NEIGHBOURS} AND claim IN (SELECT c.key FROM ${CLAIM_TABLES} WHERE ${sql})`,
      )
      .all(vector, ...values)
      .sort(byScore);
  }
}
