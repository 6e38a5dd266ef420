import { keepOpen } from '../../ingest/pipeline.ts';
import type { Config } from '../config.ts';
import type { DocumentCorrectionRequest } from '../documents/contract.ts';
import { type ErrorCode, TriptychError } from '../error.ts';
import { keepHeapSmall } from '../heap.ts';
import { Knowledge } from '../knowledge.ts';
import { openWorkshop } from '../workshop.ts';
import type { Step } from './contract.ts';
import { workHere } from './hand.ts';

/** The inside of the process of `workBeside`: first what to open, then tasks in, and to each its steps and an answer out. */
export interface Opening {
  config: Config;
  /** Whether the vectors in the database may be of another model. */
  anyModel?: boolean;
}

export type Task = { add: string } | { correct: string; request: DocumentCorrectionRequest };

export type Answer = { id: number } & (
  | { step: Step }
  | { result: unknown }
  | { code: ErrorCode; message: string }
  | { bug: string }
);

keepHeapSmall();
// Who started this ends it, also where Ctrl-C is meant for both.
process.on('SIGINT', () => {});
process.once('disconnect', () => process.exit());
process.once('message', ({ config, anyModel = false }: Opening) => {
  const workshop = Knowledge.open(config, { anyModel })
    .then((knowledge) => openWorkshop(knowledge, config))
    .then((opened) => ({ ...opened, kept: keepOpen(opened) }));
  // Each task says what is wrong with it.
  workshop.catch(() => {});
  const hand = workHere(() => workshop);
  process.on('message', async ({ id, ...task }: Task & { id: number }) => {
    const tell = (answer: Omit<Answer, 'id'>) => process.send?.({ id, ...answer });
    try {
      if ('add' in task) tell({ result: await hand.add(task.add, (step) => tell({ step })) });
      else tell({ result: await hand.correct(task.correct, task.request) });
    } catch (error) {
      if (error instanceof TriptychError) tell({ code: error.code, message: error.message });
      else tell({ bug: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
});
