import { BLOCS, type Bloc, CAPACITIES, MANNERS, STANCES } from '../claim.ts';
import type { AuditCounts, AuditRow, Store } from '../store/index.ts';
import type { AuditResponse, BlocAudit, Imbalance } from './contract.ts';
import { kindOfVerb, VERB_KINDS } from './verbs.ts';

const MEASURES = ['own', 'clear', 'neutral', 'doubting', 'endorsing'] as const;

/** What the knowledge base holds of every bloc, side by side, and where one is treated otherwise than all others. */
export function audit(store: Store): AuditResponse {
  const counts = store.countForAudit();
  const { documents, claims } = store.stats();
  const blocs = BLOCS.map((bloc) => auditBloc(bloc, counts));
  return { documents, claims, blocs: blocs.map(({ of: _, ...bloc }) => bloc), imbalances: findImbalances(blocs) };
}

/** Some of all. */
interface Part {
  some: number;
  all: number;
}

type Counted = BlocAudit & { of: Record<(typeof MEASURES)[number], Part> };

function auditBloc(bloc: Bloc, counts: AuditCounts): Counted {
  const rows = counts.rows.filter((row) => row.bloc === bloc);
  const sum = (value: (row: AuditRow) => number) => rows.reduce((total, row) => total + value(row), 0);
  const claims = sum((row) => row.claims);
  const by = <T extends string>(values: readonly T[], of: (row: AuditRow) => T) =>
    tally(values, (value) => sum((row) => (of(row) === value ? row.claims : 0)));
  const manners = by(MANNERS, (row) => row.manner);
  const stances = by(STANCES, (row) => row.stance);
  const cues = counts.cues.filter((cue) => cue.bloc === bloc);
  const verbs = tally(VERB_KINDS, (kind) =>
    cues.reduce((total, cue) => total + (kindOfVerb(cue.cue) === kind ? cue.claims : 0), 0),
  );
  const reported = VERB_KINDS.reduce((total, kind) => total + verbs[kind], 0);
  const of = {
    own: { some: manners.own, all: claims },
    clear: { some: claims - stances.neutral, all: claims },
    neutral: { some: verbs.neutral, all: reported },
    doubting: { some: verbs.doubting, all: reported },
    endorsing: { some: verbs.endorsing, all: reported },
  };
  const documents = counts.documents.find((one) => one.bloc === bloc);
  const mean = (value: (row: AuditRow) => number) => shareOf({ some: sum(value), all: claims });
  return {
    bloc,
    claims,
    documents: documents?.carrying ?? 0,
    published: documents?.published ?? 0,
    corrected: sum((row) => row.corrected),
    manners,
    stances,
    capacities: tally(
      CAPACITIES,
      (capacity) => counts.capacities.find((one) => one.bloc === bloc && one.capacity === capacity)?.claims ?? 0,
    ),
    verbs,
    shares: tally(MEASURES, (measure) => shareOf(of[measure])),
    confidence: {
      claim: mean((row) => row.confidence),
      speaker: mean((row) => row.speakerConfidence),
      stance: mean((row) => row.stanceConfidence),
    },
    of,
  };
}

/**
 * Shares of a bloc whose interval of confidence has nothing in common with that of all other blocs together. It is a first
 * look: claims of one document are more alike than chance has it, so of a few documents nearly all lie apart.
 */
function findImbalances(blocs: readonly Counted[]): Imbalance[] {
  return MEASURES.flatMap((measure) =>
    blocs.flatMap(({ bloc, of }) => {
      const here = of[measure];
      const others = blocs.filter((other) => other.bloc !== bloc).map((other) => other.of[measure]);
      const rest = { some: total(others, 'some'), all: total(others, 'all') };
      if (here.all === 0 || rest.all === 0) return [];
      const [a, b] = [interval(here), interval(rest)];
      if (a.low <= b.high && b.low <= a.high) return [];
      return [{ measure, bloc, share: round(here.some / here.all), others: round(rest.some / rest.all) }];
    }),
  );
}

function total(parts: readonly Part[], which: keyof Part): number {
  return parts.reduce((sum, part) => sum + part[which], 0);
}

/** Two-sided 95 %. */
const Z = 1.96;

/** The interval of a share in which the true one lies with 95 % (Wilson, "Probable inference", JASA 1927). */
export function interval({ some, all }: Part): { low: number; high: number } {
  const share = some / all;
  const middle = share + Z ** 2 / (2 * all);
  const width = Z * Math.sqrt((share * (1 - share)) / all + Z ** 2 / (4 * all ** 2));
  const scale = 1 + Z ** 2 / all;
  return { low: (middle - width) / scale, high: (middle + width) / scale };
}

function shareOf({ some, all }: Part): number | null {
  return all === 0 ? null : round(some / all);
}

function tally<T extends string, V>(keys: readonly T[], value: (key: T) => V): Record<T, V> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<T, V>;
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}
