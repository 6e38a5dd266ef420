import { ingest, type Workshop } from '../../ingest/pipeline.ts';
import type { DocumentCorrectionRequest } from '../documents/contract.ts';
import { correctDocument } from '../documents/correct.ts';
import type { Addition, Step } from './contract.ts';

/** What became of a document. */
export type Outcome = NonNullable<Addition['outcome']>;

/** Who reads and labels documents for a server: the process itself, or one beside it, which leaves the pages their time. */
export interface Hand {
  /** Reads a file or an address, and tells of each step when it begins. */
  add(location: string, onStep: (step: Step) => void): Promise<Outcome>;
  /** As `correctDocument`, and throws what it throws. */
  correct(name: string, request: DocumentCorrectionRequest): Promise<void>;
  close(): Promise<void>;
}

/** The process beside this one ended before it had done what was asked of it. */
export class HandLost extends Error {
  override readonly name = 'HandLost';
}

/** The work done in this process. What it takes is opened when it is first needed, and closed by who opened it. */
export function workHere(workshop: () => Promise<Workshop>): Hand {
  return {
    async add(location, onStep) {
      const opened = await workshop();
      const [outcome] = await ingest([location], { ...opened, onStep });
      const { status, claims = 0, warnings = [], error = null } = outcome!;
      const document = status === 'failed' ? null : (opened.store.findName(location) ?? null);
      return { status, document, claims, warnings, error };
    },
    async correct(name, request) {
      await correctDocument(await workshop(), name, request);
    },
    async close() {},
  };
}
