import { z } from 'zod';
import { BLOCS, SPEAKER_KINDS, STANCES } from '../claim.ts';

/** The requests and answers about corrections, for the command line, the HTTP interface and the pages. */

const line = (most: number) => z.string().trim().min(1).max(most);

/** Who corrects, and why; both are shown with the correction for ever. */
const Signature = {
  by: line(200),
  note: line(2000)
    .nullish()
    .transform((note) => note ?? null),
};

/** What is to be set of a claim. A speaker is an identifier or a name; of topics all that the claim is on. */
export const CorrectionRequest = z.strictObject({
  ...Signature,
  speaker: line(500).optional(),
  bloc: z.enum(BLOCS).optional(),
  topics: z.array(line(200)).max(100).optional(),
  /** By the identifier of the target; the empty one stands for the first target. */
  stances: z.record(z.string(), z.enum(STANCES)).optional(),
  reject: z.literal(true).optional(),
});
export type CorrectionRequest = z.infer<typeof CorrectionRequest>;

export const UndoRequest = z.strictObject(Signature);
export type UndoRequest = z.infer<typeof UndoRequest>;

/** Labels that were set, or stood there before: see `LabelSet` in record.ts. */
export const LabelSet = z.strictObject({
  speaker: z
    .strictObject({
      id: line(500),
      name: line(500),
      kind: z.enum(SPEAKER_KINDS),
      bloc: z.enum(BLOCS),
      country: z.string().optional(),
      affiliation: z.string().optional(),
    })
    .optional(),
  bloc: z.enum(BLOCS).optional(),
  topics: z.array(line(200)).optional(),
  stances: z.record(z.string(), z.enum(STANCES)).optional(),
  rejected: z.boolean().optional(),
});

/** One line of the history of a claim, and what it does today. */
export const HistoryEntry = z.object({
  id: z.string(),
  claim: z.string(),
  document: z.string(),
  words: z.string(),
  at: z.string(),
  by: z.string(),
  note: z.string().nullable(),
  before: LabelSet,
  after: LabelSet,
  undoes: z.string().nullable(),
  /** `outdone`: later corrections have set all of its labels again. */
  state: z.enum(['in force', 'outdone', 'undone', 'undo']),
  /** False where the claim does not stand in any current version: the correction waits for its words to come back. */
  present: z.boolean(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;
