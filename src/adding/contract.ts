import { z } from 'zod';
import type { Step as PipelineStep } from '../../ingest/pipeline.ts';
import { Warning } from '../contract.ts';

/** Documents that are added at once, at most. */
export const MOST_ADDED = 50;

/** What becomes of a document on its way into the knowledge base, in order; only an address is fetched. */
export const STEPS = [
  'fetch',
  'read',
  'attribute',
  'resolve',
  'embed',
  'label',
  'store',
] as const satisfies readonly PipelineStep[];
export const Step = z.enum(STEPS);
export type Step = z.infer<typeof Step>;

/** A document that an editor adds. */
export const Addition = z.object({
  id: z.string(),
  /** Name of the file, or address. */
  source: z.string(),
  by: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
  state: z.enum(['waiting', 'running', 'done']),
  /** The steps that it will take; `step` is the one under way, or the last before it failed. */
  steps: z.array(Step),
  step: Step.nullable(),
  /** What became of it; null before that is known. */
  outcome: z
    .object({
      status: z.enum(['added', 'new version', 'relabelled', 'unchanged', 'failed']),
      /** Name of the document; null where nothing was stored. */
      document: z.string().nullable(),
      claims: z.number().int(),
      warnings: z.array(Warning),
      error: z.object({ code: z.string(), message: z.string() }).nullable(),
    })
    .nullable(),
});
export type Addition = z.infer<typeof Addition>;
