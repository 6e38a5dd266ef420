import type { Reading } from '../../src/claim.ts';
import type { ReadOptions } from './index.ts';
import { Reader } from './reader.ts';

/** How many files are read at one time: one that takes long holds up no second one. */
const MOST = 2;
/** Milliseconds after which a reader that nobody needed is ended: it holds some 100 MB. */
const IDLE = 60_000;

/** Readers that are kept for the next file, since to start one takes longer than to read most files. */
export class Readers {
  readonly #free: Reader[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #all = new Set<Reader>();
  #busy = 0;
  #idle: NodeJS.Timeout | undefined;

  /** As {@link Reader.read}; waits while as many as may be are at work. */
  async read(bytes: Uint8Array, options: ReadOptions): Promise<Reading> {
    if (this.#busy >= MOST) await new Promise<void>((next) => this.#waiting.push(next));
    else this.#busy++;
    clearTimeout(this.#idle);
    const reader = this.#free.pop() ?? new Reader();
    this.#all.add(reader);
    try {
      return await reader.read(bytes, options);
    } finally {
      this.#free.push(reader);
      const next = this.#waiting.shift();
      if (next) next();
      else if (--this.#busy === 0) this.#idle = setTimeout(() => void this.close(), IDLE).unref();
    }
  }

  /** Ends them. A later {@link Readers.read} starts others. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const all = [...this.#all];
    this.#all.clear();
    this.#free.length = 0;
    await Promise.all(all.map((reader) => reader.close()));
  }
}
