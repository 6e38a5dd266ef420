import type { Embeddings } from '@langchain/core/embeddings';
import type { Registry } from '../claim.ts';
import {
  type Column,
  type CompareRequest,
  type CompareResponse,
  MOST_SHOWN,
  type Row,
  type ScoredClaim,
} from '../contract.ts';
import type { NameFinder } from '../neutral.ts';
import { rank } from '../rank.ts';
import type { Matter } from '../store/facts.ts';
import type { Store } from '../store/index.ts';
import { countOrigins } from './origins.ts';
import { utter } from './pair.ts';
import { groupPoints, type PointGroup } from './points.ts';
import { alignPoints, type RowFound, relationOf } from './rows.ts';
import { findSides, type Side } from './sides.ts';
import { compareAll, type Statement } from './statement.ts';
import { type Survey, survey } from './survey.ts';

/** What a comparison draws on. */
export interface Sources {
  store: Store;
  embeddings: Embeddings;
  registry: Pick<Registry, 'topics' | 'targets'>;
  findNames: NameFinder;
}

/**
 * What blocs or speakers say on a topic, or on any words, side by side: what was asserted or denied, and not what somebody
 * is said not to have said. A column is ranked by how surely a claim is on the topic and its speaker's (for words, by the
 * search's own ranking). Counts and timeline are of all claims; points and rows of those that rank highest in each column.
 * Throws USAGE where the request names a speaker or a column that does not exist.
 */
export async function compare(sources: Sources, request: CompareRequest): Promise<CompareResponse> {
  const { store, embeddings, registry, findNames } = sources;
  const sides = findSides(store, request);
  const topic = registry.topics.find(({ id }) => id === request.topic);
  const speakers = request.speaker.length > 0 ? sides.map(({ id }) => id) : undefined;
  const hits =
    topic || !request.topic.trim()
      ? undefined
      : await rank(store, embeddings, request.topic, { filter: speakers ? { speaker: speakers } : {}, findNames });
  const { from, to } = request;
  const matter: Matter = { topic: topic?.id, hits, speakers, from, to };
  const look = () => survey(store, matter, sides, MOST_SHOWN);
  // What is asked again and again; a topic of a large collection has many claims to look at.
  const found = hits ? look() : store.remember(JSON.stringify([matter, sides.map(({ id }) => id)]), look);
  const statements = readStatements(sources, sides, found, request.limit);
  const kinship = compareAll(statements);
  const points = sides.flatMap(({ id }) => groupPoints(id, statements, kinship));
  const rows = alignPoints(points, statements, kinship, registry.targets);
  const documents = store.countDocuments();
  return {
    topic: request.topic,
    name: topic?.name ?? null,
    documents,
    claims: found.claims,
    order: sides.map(({ id }) => id),
    columns: Object.fromEntries(
      sides.map((side) => [
        side.id,
        toColumn(side, { found, statements, points, documents, dated: from !== undefined || to !== undefined }),
      ]),
    ),
    rows: rows.map((row) => toRow(row, statements, sides)),
    timeline: found.timeline,
  };
}

/** The claims that rank highest in each column, in order of rank, each once. */
function readStatements(
  { store, registry, findNames }: Sources,
  sides: readonly Side[],
  found: Survey,
  limit: number,
): Statement[] {
  const chosen = new Map<number, { key: number; score: number; sides: string[] }>();
  for (const { id } of sides)
    for (const { key, score } of found.sides.get(id)?.best.slice(0, limit) ?? []) {
      const before = chosen.get(key)?.sides ?? [];
      if (!before.includes(id)) chosen.set(key, { key, score, sides: [...before, id] });
    }
  const ranked = [...chosen.values()].sort((a, b) => b.score - a.score || a.key - b.key);
  const keys = ranked.map(({ key }) => key);
  const vectors = store.vectors(keys);
  const stances = store.stances(keys, registry.targets[0]?.id ?? '');
  const copies = store.copyGroups();
  return store.claims(keys).map((claim, i) => {
    const { key, score, sides: columns } = ranked[i]!;
    const vector = vectors.get(key) ?? new Float32Array();
    const utterance = utter({ ...claim, vector, stances: stances.get(key) ?? [] }, findNames);
    const source = copies.get(claim.document) ?? claim.document;
    return { ...utterance, claim: { ...claim, score }, source, sides: columns };
  });
}

function toColumn(
  side: Side,
  given: {
    found: Survey;
    statements: readonly Statement[];
    points: readonly PointGroup[];
    documents: number;
    /** Only claims of some time were asked for. */
    dated: boolean;
  },
): Column {
  const { id, bloc, speaker, searched } = side;
  const { claims = 0, speakers = 0, documents = 0 } = given.found.sides.get(id) ?? {};
  const shown = given.statements.filter(({ sides }) => sides.includes(id));
  return {
    bloc,
    speaker,
    claims: shown.map(({ claim }): ScoredClaim => claim),
    counts: {
      claims,
      speakers,
      documents,
      points: given.points.filter((point) => point.side === id).length,
      origins: countOrigins(shown),
      searched,
    },
    note:
      claims > 0
        ? null
        : `No claim in ${plural(given.documents, 'document')} searched, ${searched} of which report this side on other matters${given.dated ? ' or at other times' : ''}.`,
  };
}

function toRow({ points, about, links }: RowFound, statements: readonly Statement[], sides: readonly Side[]): Row {
  const idOf = (i: number) => statements[i]!.claim.id;
  const speaking = sides.filter(({ id }) => points.some(({ side }) => side === id));
  return {
    about,
    relation: relationOf({ points, links }),
    cells: Object.fromEntries(
      speaking.map(({ id }) => [
        id,
        points
          .filter(({ side }) => side === id)
          .map(({ members, speakers, documents, origins }) => ({
            claims: members.map(idOf),
            speakers,
            documents,
            origins,
          })),
      ]),
    ),
    silent: sides.filter((side) => !speaking.includes(side)).map(({ id }) => id),
    links: links.map(({ kind, earlier, later, because, likelihood }) => ({
      kind,
      from: idOf(later),
      to: idOf(earlier),
      because,
      likelihood: Math.round(likelihood * 100) / 100,
    })),
  };
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
