import { Worker } from 'node:worker_threads';
import type { LabelData } from '../labels/index.ts';
import type { VocabularyData } from '../vocabulary.ts';

/** What is read of a database before anybody asks for it, as it is at one moment. */
export interface Ahead {
  /** The last of the changes, by log, that the labels know of. */
  seen: ReadonlyMap<string, number>;
  labels: LabelData;
  vocabulary: VocabularyData;
}

/** A thread that reads ahead. Its promises are undefined where it was stopped, or could not read. */
export interface Reading {
  labels: Promise<Pick<Ahead, 'seen' | 'labels'> | undefined>;
  /** Comes after the labels. */
  vocabulary: Promise<VocabularyData | undefined>;
  stop(): void;
}

/** Megabytes for what has just been made: lists of some thousand rows, to which V8 would give three times as much. */
const YOUNG = 12;

/** Reads the database of a path in a thread, six seconds for a million claims, in which this one can fill the index of vectors. */
export function readAhead(path: string): Reading {
  const isSource = import.meta.url.endsWith('.ts');
  const worker = new Worker(new URL(isSource ? './thread-source.mjs' : './thread.js', import.meta.url), {
    execArgv: [],
    workerData: path,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
  });
  const part = <T>(of: (ahead: Partial<Ahead>) => T | undefined) =>
    new Promise<T | undefined>((resolve) => {
      worker.on('message', (ahead: Partial<Ahead>) => {
        const found = of(ahead);
        if (found !== undefined) resolve(found);
      });
      worker.once('error', () => resolve(undefined));
      worker.once('exit', () => resolve(undefined));
    });
  return {
    labels: part(({ seen, labels }) => seen && labels && { seen, labels }),
    vocabulary: part(({ vocabulary }) => vocabulary),
    stop: () => void worker.terminate(),
  };
}
