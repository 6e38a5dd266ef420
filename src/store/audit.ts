import type Database from 'better-sqlite3';
import type { Bloc, Manner, Stance } from '../claim.ts';
import { STANDING } from './filter.ts';

/** Claims that have everything in common that an audit counts, how many there are, and the sums of their confidences. */
export interface AuditRow {
  bloc: Bloc;
  manner: Manner;
  stance: Stance;
  claims: number;
  corrected: number;
  confidence: number;
  speakerConfidence: number;
  stanceConfidence: number;
}

/** What an audit counts of the claims that stand; one that several blocs make jointly counts for each. */
export interface AuditCounts {
  rows: AuditRow[];
  /** In what capacity the claims of a bloc are made, where that is known. */
  capacities: { bloc: Bloc; capacity: string; claims: number }[];
  /** How often each reporting expression brings a claim of a bloc. */
  cues: { bloc: Bloc; cue: string; claims: number }[];
  /** Documents that carry a claim of a bloc, and that a publisher of it published. */
  documents: { bloc: Bloc; carrying: number; published: number }[];
}

export function countForAudit(database: Database.Database): AuditCounts {
  const from = `(SELECT DISTINCT claim, bloc FROM claim_sides) j JOIN claims c ON c.key = j.claim
    JOIN versions v ON v.id = c.version`;
  const rows = database
    .prepare(
      `SELECT j.bloc, c.manner, c.stance, count(*) AS claims, count(o.claim) AS corrected, sum(c.confidence) AS confidence,
              sum(c.speaker_confidence) AS speakerConfidence, sum(c.stance_confidence) AS stanceConfidence
         FROM ${from} LEFT JOIN claim_originals o ON o.claim = c.key WHERE ${STANDING} GROUP BY 1, 2, 3`,
    )
    .all() as AuditRow[];
  const capacities = database
    .prepare(
      `SELECT j.bloc, j.capacity, count(DISTINCT j.claim) AS claims FROM claim_sides j JOIN claims c ON c.key = j.claim
         JOIN versions v ON v.id = c.version WHERE ${STANDING} AND j.capacity IS NOT NULL GROUP BY 1, 2`,
    )
    .all() as AuditCounts['capacities'];
  const cues = database
    .prepare(
      `SELECT j.bloc, c.cue, count(*) AS claims FROM ${from}
        WHERE ${STANDING} AND c.cue IS NOT NULL AND c.manner <> 'own' GROUP BY 1, 2`,
    )
    .all() as AuditCounts['cues'];
  const documents = database
    .prepare(
      `SELECT bloc, count(DISTINCT carrying) AS carrying, count(DISTINCT published) AS published FROM (
         SELECT j.bloc, v.document AS carrying, NULL AS published FROM ${from} WHERE ${STANDING}
         UNION ALL
         SELECT s.bloc, NULL, v.document FROM claims c JOIN versions v ON v.id = c.version
           JOIN hops h ON h.claim = c.key AND h.position = 0 JOIN speakers s ON s.id = h.speaker WHERE ${STANDING})
        GROUP BY 1`,
    )
    .all() as AuditCounts['documents'];
  return { rows, capacities, cues, documents };
}
