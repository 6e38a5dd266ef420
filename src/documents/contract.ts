import { z } from 'zod';
import type { Claim } from '../claim.ts';

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

/** A stretch of a paragraph that changed: words of both versions, or of the newer or the older one alone. */
export interface ChangedPiece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** What a version has otherwise than an older one, in the order of the text. */
export interface Changes {
  parts: ({ kind: 'same'; blocks: string[] } | { kind: 'changed'; pieces: ChangedPiece[] })[];
  /** Claims of the older version that do not stand in the newer one, in text order. */
  gone: Claim[];
  /** Claims of the newer version that did not stand in the older one. */
  came: Claim[];
  /** How many claims stand in both. */
  kept: number;
}
