import type { ScoredClaim } from '../contract.ts';
import { lengthInWords } from '../text.ts';
import { cluster } from './cluster.ts';
import { countOrigins } from './origins.ts';
import type { Kinship, Statement } from './statement.ts';

/** Claims of one column that make one point, by their places in the list of statements. */
export interface PointGroup {
  side: string;
  /** The clearest first. */
  members: number[];
  speakers: number;
  documents: number;
  origins: number;
}

/** Claims that make one point with this probability on average are shown as one. Less hides claims behind others: with .3 half were others. */
const SAME_POINT = 0.45;

/** The points of a column: its claims, near-paraphrases together. */
export function groupPoints(side: string, statements: readonly Statement[], kinship: Kinship): PointGroup[] {
  const own = statements.flatMap((statement, i) => (statement.sides.includes(side) ? [i] : []));
  const groups = cluster(own.length, (i, j) => kinship.same(own[i]!, own[j]!), SAME_POINT);
  return groups.map((group) => {
    const members = group
      .map((i) => own[i]!)
      .sort((a, b) => clarity(statements[b]!.claim) - clarity(statements[a]!.claim) || a - b);
    const claims = members.map((i) => statements[i]!.claim);
    return {
      side,
      members,
      speakers: new Set(claims.flatMap(({ speaker, jointly }) => [speaker, ...jointly].map(({ id }) => id))).size,
      documents: new Set(claims.map(({ document }) => document)).size,
      origins: countOrigins(members.map((i) => statements[i]!)),
    };
  });
}

/** Words of a claim that is neither a fragment nor a paragraph. */
const [SHORT, LONG] = [6, 40];

/** How well a claim stands for its point: quoted rather than retold, whole, intact, certain, and on the matter. */
function clarity(claim: ScoredClaim): number {
  const length = lengthInWords(claim.text);
  return (
    { direct: 2, own: 1, indirect: 0 }[claim.manner] +
    (claim.quality === 'intact' ? 2 : 0) +
    (claim.digestOf === null ? 1 : 0) +
    (claim.polarity === 'asserted' ? 0.5 : 0) +
    (claim.hedge === null ? 0.5 : 0) +
    (length < SHORT ? -2 : length > LONG ? -1 : 0) +
    claim.confidence +
    claim.score
  );
}
