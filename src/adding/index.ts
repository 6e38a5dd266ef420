import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { isAddress } from '../../ingest/pipeline.ts';
import { TriptychError } from '../error.ts';
import type { Addition } from './contract.ts';
import { STEPS } from './contract.ts';
import { type Hand, HandLost } from './hand.ts';

/** Additions that are remembered; what they became stands in the knowledge base. */
const REMEMBERED = 100;

/** Documents that editors add, one after the other, each with the steps that it takes. They are remembered until the process ends. */
export class Additions {
  readonly #hand: Hand;
  readonly #all = new Map<string, Addition>();
  readonly #news = new EventEmitter().setMaxListeners(0);
  #last: Promise<void> = Promise.resolve();

  constructor(hand: Hand) {
    this.#hand = hand;
  }

  /** Adds a file or an address when those before it are done. `source` is what people call it. */
  add(location: string, { source, by }: { source: string; by: string }): Addition {
    const addition: Addition = {
      id: randomBytes(9).toString('base64url'),
      source,
      by,
      at: new Date().toISOString(),
      state: 'waiting',
      steps: STEPS.filter((step) => step !== 'fetch' || isAddress(location)),
      step: null,
      outcome: null,
    };
    this.#all.set(addition.id, addition);
    const [oldest] = this.#all.keys();
    if (this.#all.size > REMEMBERED && oldest !== undefined) this.#all.delete(oldest);
    this.#last = this.#last.then(() => this.#run(addition, location));
    return addition;
  }

  /** All that are remembered, newest first. */
  list(): Addition[] {
    return [...this.#all.values()].reverse();
  }

  /** Throws NOT_FOUND. */
  get(id: string): Addition {
    const addition = this.#all.get(id);
    if (!addition)
      throw new TriptychError(
        'NOT_FOUND',
        'Nothing is known of such an addition any more. What was added stands among the documents.',
      );
    return addition;
  }

  /** Calls `tell` whenever an addition has come further; returns how to end that. */
  follow(id: string, tell: (addition: Addition) => void): () => void {
    this.#news.on(id, tell);
    return () => this.#news.off(id, tell);
  }

  /** When all that were added are done. */
  settled(): Promise<void> {
    return this.#last;
  }

  async #run(addition: Addition, location: string): Promise<void> {
    const tell = (news: Partial<Addition>) => this.#news.emit(addition.id, Object.assign(addition, news));
    tell({ state: 'running' });
    try {
      tell({ state: 'done', outcome: await this.#hand.add(location, (step) => tell({ step })) });
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      const message =
        error instanceof HandLost ? error.message : 'Something went wrong inside Triptych. Its log says more.';
      const failed = { code: 'INTERNAL', message };
      tell({
        state: 'done',
        outcome: { status: 'failed', document: null, claims: 0, warnings: [], error: failed },
      });
    }
  }
}
