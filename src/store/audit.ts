import type Database from 'better-sqlite3';
import { BLOCS, type Bloc, CAPACITIES, MANNERS, type Manner, STANCES, type Stance } from '../claim.ts';
import { blocCodes, countDocumentsByBloc, jointOf } from './counts.ts';
import type { Labels } from './labels/index.ts';
import { prepared } from './prepared.ts';

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
  /** Documents that carry a claim of a bloc, and those of them all that a publisher of it published. */
  documents: { bloc: Bloc; carrying: number; published: number }[];
}

/** Counts over the labels in memory; of SQL is asked only what a person corrected, and who published each document. */
export function countForAudit(database: Database.Database, labels: Labels): AuditCounts {
  const corrected = new Set(prepared(database, 'SELECT claim FROM claim_originals').pluck().all() as number[]);
  const carrying = countDocumentsByBloc(labels);
  const published = countPublished(database, labels, corrected);
  return {
    ...countClaims(labels, corrected),
    documents: BLOCS.map((bloc) => ({
      bloc,
      carrying: carrying.get(bloc) ?? 0,
      published: published.get(bloc) ?? 0,
    })),
  };
}

/** How many documents the publishers of each bloc published: who comes first on the way of any claim that nobody corrected. */
function countPublished(
  database: Database.Database,
  labels: Labels,
  corrected: ReadonlySet<number>,
): ReadonlyMap<Bloc, number> {
  const keys = labels.documents.map((version) => {
    const rows = labels.rowsOfVersion(version);
    return labels.keys[rows.find((row) => !corrected.has(labels.keys[row]!)) ?? rows[0]!]!;
  });
  const counts = prepared(
    database,
    `SELECT s.bloc, count(*) FROM json_each(?) k CROSS JOIN hops h ON h.claim = k.value AND h.position = 0
       CROSS JOIN speakers s ON s.id = h.speaker GROUP BY 1`,
  )
    .raw()
    .all(JSON.stringify(keys)) as [Bloc, number][];
  return new Map(counts);
}

/** All but the documents; `corrected` has the keys of those that a person corrected. */
function countClaims(labels: Labels, corrected: ReadonlySet<number>): Omit<AuditCounts, 'documents'> {
  const [manner, stance, { cue, confidence, speakerConfidence, stanceConfidence }] = [
    labels.codesOf('manner'),
    labels.codesOf('stance'),
    labels,
  ];
  const [bloc, capacity] = [labels.codesOf('bloc'), labels.codesOf('capacity')];
  const rows = BLOCS.flatMap((of) =>
    MANNERS.flatMap((how) =>
      STANCES.map((side) => ({ bloc: of, manner: how, stance: side, claims: 0, corrected: 0, ...NO_CONFIDENCE })),
    ),
  );
  const cues = BLOCS.map(() => new Uint32Array(labels.cues.length));
  const capacities = BLOCS.map(() => CAPACITIES.map(() => 0));
  const joint = jointOf(labels);
  const add = (of: number, row: number) => {
    const counted = rows[(of * MANNERS.length + manner[row]!) * STANCES.length + stance[row]!]!;
    counted.claims++;
    if (corrected.has(labels.keys[row]!)) counted.corrected++;
    counted.confidence += confidence[row]!;
    counted.speakerConfidence += speakerConfidence[row]!;
    counted.stanceConfidence += stanceConfidence[row]!;
    if (cue[row]! >= 0 && manner[row] !== OWN) cues[of]![cue[row]!]!++;
  };
  for (let row = 0; row < labels.size; row++) {
    if (joint[row]) {
      for (const code of blocCodes(labels, row)) add(code, row);
      for (const side of capacitySides(labels, row)) capacities[side.bloc]![side.capacity]!++;
    } else {
      add(bloc[row]!, row);
      if (capacity[row]! < CAPACITIES.length) capacities[bloc[row]!]![capacity[row]!]!++;
    }
  }
  return {
    rows: rows.filter(({ claims }) => claims > 0),
    capacities: BLOCS.flatMap((of, i) =>
      CAPACITIES.map((name, j) => ({ bloc: of, capacity: name, claims: capacities[i]![j]! })),
    ).filter(({ claims }) => claims > 0),
    cues: BLOCS.flatMap((of, i) =>
      labels.cues.map((name, j) => ({ bloc: of, cue: name, claims: cues[i]![j]! })).filter(({ claims }) => claims > 0),
    ),
  };
}

const NO_CONFIDENCE = { confidence: 0, speakerConfidence: 0, stanceConfidence: 0 };

const OWN = MANNERS.indexOf('own');

/** In which capacities which blocs make a joint claim, by their places, each pair once. */
function capacitySides(labels: Labels, row: number): { bloc: number; capacity: number }[] {
  const pairs = new Map<number, { bloc: number; capacity: number }>();
  for (const side of labels.sidesOf(row)) {
    if (side.capacity === undefined) continue;
    const [bloc, capacity] = [BLOCS.indexOf(side.bloc), CAPACITIES.indexOf(side.capacity)];
    pairs.set(bloc * CAPACITIES.length + capacity, { bloc, capacity });
  }
  return [...pairs.values()];
}
