import { z } from 'zod';
import { BLOCS, POLARITIES, SPEAKER_KINDS, STANCES } from '../claim.ts';
import { HistoryEntry } from '../corrections/contract.ts';

const named = z.object({ text: z.string(), similarity: z.number() });

/** Something known of a speaker that places them in a bloc, by blocs.yaml or by their entry in speakers.yaml. */
export const BlocFact = z.object({
  what: z.enum(['entry', 'name', 'affiliation', 'country']),
  value: z.string(),
  bloc: z.enum(BLOCS),
});
export type BlocFact = z.infer<typeof BlocFact>;

/** Why a claim has, or has not, one topic: see `TopicReason` in ingest/classify. */
export const TopicReason = z.object({
  id: z.string(),
  given: z.boolean(),
  probability: z.number(),
  threshold: z.number(),
  terms: z.array(z.string()),
  headingTerms: z.array(z.string()),
  similarity: z.number(),
  nearest: named.nullable(),
  words: z.array(z.object({ word: z.string(), weight: z.number() })),
});
export type TopicReason = z.infer<typeof TopicReason>;

/** Why the words of a claim have their stance towards one target: see `StanceReason` in ingest/classify. */
export const StanceReason = z.object({
  target: z.string(),
  stance: z.enum(STANCES),
  confidence: z.number(),
  threshold: z.number(),
  terms: z.array(z.string()),
  headingTerms: z.array(z.string()),
  nearest: z.array(named.extend({ side: z.enum(['for', 'against']) })),
  words: z.array(z.object({ word: z.string(), weight: z.number() })),
  relation: z.number(),
});
export type StanceReason = z.infer<typeof StanceReason>;

/** Why a claim has its labels: the words, names, rules, similarities and confidences behind each. */
export const WhyResponse = z.object({
  claim: z.string(),
  text: z.string(),
  /** The words of the last heading above the claim; null where there is none. */
  heading: z.string().nullable(),
  polarity: z.enum(POLARITIES),
  speaker: z.object({
    name: z.string(),
    kind: z.enum(SPEAKER_KINDS),
    /** Probability, 0 to 1, that this speaker is meant. */
    confidence: z.number(),
    mention: z.string().nullable(),
    rule: z.string().nullable(),
    decidedBy: z.string().nullable(),
  }),
  bloc: z.object({ bloc: z.enum(BLOCS), facts: z.array(BlocFact) }),
  /** The topics given, and the likeliest of the others; null where the embedding model could not be asked. */
  topics: z.array(TopicReason).nullable(),
  /** Before a denial turns it; null where the embedding model could not be asked. */
  stances: z.array(StanceReason).nullable(),
  /** Why topics and stances cannot be explained; null where they are. */
  unexplained: z.string().nullable(),
  /** Corrections in force: they win over all of the above. */
  corrections: z.array(HistoryEntry),
});
export type WhyResponse = z.infer<typeof WhyResponse>;
