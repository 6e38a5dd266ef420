import type { Span } from '../claim.ts';
import type { Difference, Match } from '../contract.ts';
import { differencesOf } from './differences.ts';
import { extentOf, type Mates, type Sides } from './sides.ts';
import type { PassageVersion } from './store.ts';

/** Where a version carries the quotation, and how it differs there. */
export interface Place extends Span {
  version: PassageVersion;
  differences: Difference[];
  verdict: Match['verdict'];
  /** Differences and words in them; those of punctuation and spelling, and what the quotation marks itself, not counted. */
  changes: number;
  weight: number;
  page: number | null;
}

/** The place that an alignment shows. */
export function toPlace(sides: Sides, mates: Mates): Place {
  const { version, atoms } = sides.passage;
  const { start } = atoms[extentOf(mates).start]!;
  return {
    version,
    start,
    end: withFinalMark(sides, mates),
    ...weigh(differencesOf(sides, mates)),
    page: version.blocks.findLast((block) => block.start <= start)?.page ?? null,
  };
}

/** The same place with other differences. */
export function changed(place: Place, differences: Difference[]): Place {
  return { ...place, ...weigh(differences) };
}

function weigh(differences: Difference[]): Pick<Place, 'differences' | 'verdict' | 'changes' | 'weight'> {
  const changes = differences.filter(({ kind }) => !SLIGHT.has(kind));
  return {
    differences,
    verdict: verdictOf(differences),
    changes: changes.length,
    weight: changes.reduce((sum, { expected, found }) => sum + `${expected} ${found}`.trim().split(/\s+/).length, 0),
  };
}

/** 0 for a verbatim place, 1 for a trimmed and 2 for an altered one, 3 for one in text that is not intact, 4 for none. */
export function rank(place: Place | undefined): number {
  if (place === undefined) return 4;
  return place.version.quality === 'intact' ? RANKS[place.verdict] : 3;
}

const RANKS = { verbatim: 0, trimmed: 1, altered: 2 } as const;
/** Kinds of which a quotation tells itself. */
const MARKED = new Set<Difference['kind']>(['hidden', 'bracketed']);
const SLIGHT = new Set<Difference['kind']>(['hidden', 'bracketed', 'punctuation', 'spelling']);

function verdictOf(differences: Difference[]): Match['verdict'] {
  if (differences.length === 0) return 'verbatim';
  return differences.every(({ kind }) => MARKED.has(kind)) ? 'trimmed' : 'altered';
}

/** Orders places: the least changed first; of equals originals before digests, then the earliest. */
export function byQuality(a: Place, b: Place): number {
  return (
    rank(a) - rank(b) ||
    a.changes - b.changes ||
    a.weight - b.weight ||
    a.differences.length - b.differences.length ||
    Number(a.version.digestOf !== null) - Number(b.version.digestOf !== null) ||
    compare(a.version.date ?? '9', b.version.date ?? '9') ||
    compare(a.version.document, b.version.document) ||
    a.start - b.start
  );
}

/** Places of one version without those that overlap a better one. */
export function withoutOverlaps(places: Place[]): Place[] {
  const kept: Place[] = [];
  for (const place of places.toSorted(byQuality)) {
    if (!kept.some((other) => place.start < other.end && other.start < place.end)) kept.push(place);
  }
  return kept;
}

/** The end of the last word, or of the punctuation mark after it that both texts have. */
function withFinalMark({ quotation, passage }: Sides, mates: Mates): number {
  const { end } = passage.atoms[extentOf(mates).end - 1]!;
  const mark = quotation.text.charAt(quotation.atoms.at(-1)!.end);
  const closes = mates.at(-1)! >= 0 && /[.,;:?!。，；：？！]/u.test(mark) && passage.text.charAt(end) === mark;
  return closes ? end + 1 : end;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
