import { z } from 'zod';
import { BLOCS, CAPACITIES, MANNERS, STANCES } from '../claim.ts';
import { VERB_KINDS } from './verbs.ts';

const count = z.number().int();
const share = z.number().nullable();

/** What the knowledge base holds of one bloc. Shares and confidences are 0 to 1, null where there is nothing to share. */
export const BlocAudit = z.object({
  bloc: z.enum(BLOCS),
  claims: count,
  /** Documents that carry a claim of the bloc. */
  documents: count,
  /** Documents whose publisher is of the bloc. */
  published: count,
  /** Claims of which a person corrected a label. */
  corrected: count,
  manners: z.record(z.enum(MANNERS), count),
  stances: z.record(z.enum(STANCES), count),
  capacities: z.record(z.enum(CAPACITIES), count),
  /** How reports of the bloc's claims are worded; claims in their own voice, and without a reporting word, are none. */
  verbs: z.record(z.enum(VERB_KINDS), count),
  shares: z.object({ own: share, clear: share, neutral: share, doubting: share, endorsing: share }),
  /** Mean confidence in the claim, in who makes it, and in its stance. */
  confidence: z.object({ claim: share, speaker: share, stance: share }),
});
export type BlocAudit = z.infer<typeof BlocAudit>;

/** A share of one bloc that lies apart from that of all others, by more than chance would have it. */
export const Imbalance = z.object({
  measure: z.enum(['own', 'clear', 'neutral', 'doubting', 'endorsing']),
  bloc: z.enum(BLOCS),
  share: z.number(),
  /** The same share of all other blocs together. */
  others: z.number(),
});
export type Imbalance = z.infer<typeof Imbalance>;

export const AuditResponse = z.object({
  documents: count,
  claims: count,
  blocs: z.array(BlocAudit),
  imbalances: z.array(Imbalance),
});
export type AuditResponse = z.infer<typeof AuditResponse>;
