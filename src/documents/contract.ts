import { z } from 'zod';

/** What a person can correct of a document. */
export const FIELDS = [
  'title',
  'author',
  'publisher',
  'date',
  'modified',
  'address',
  'language',
  'country',
  'kind',
  'licence',
] as const;
export type Field = (typeof FIELDS)[number];

/** Fields with their right values; null gives back what the document says itself. */
const Fields = z.partialRecord(z.enum(FIELDS), z.string().trim().min(1).max(1000).nullable());

export const DocumentCorrectionRequest = z.strictObject({
  by: z.string().trim().min(1).max(200),
  note: z
    .string()
    .trim()
    .min(1)
    .max(2000)
    .nullish()
    .transform((note) => note ?? null),
  set: Fields,
});
export type DocumentCorrectionRequest = z.infer<typeof DocumentCorrectionRequest>;

/** An entry of the log: of each field the latest counts. */
export const DocumentCorrection = z.object({
  /** ISO 8601, UTC. */
  at: z.string(),
  by: z.string(),
  note: z.string().nullable(),
  set: Fields,
});
export type DocumentCorrection = z.infer<typeof DocumentCorrection>;
