import type { Embeddings } from '@langchain/core/embeddings';
import type { Bloc, Claim, Topic } from './claim.ts';
import { blocsOf, type Column, type CompareRequest, type CompareResponse, type ScoredClaim } from './contract.ts';
import { rank } from './rank.ts';
import type { Store } from './store/index.ts';

/** The columns in a fixed order: that in which the sides of the debate spoke up in 2020. */
const COLUMNS = ['us', 'china', 'europe'] as const;

/**
 * The positions of the blocs on a topic, or on any words, side by side: what was asserted or denied, and not what somebody
 * is said not to have said. A joint claim stands in the columns of all who make it. A column is ranked by how surely a claim is on
 * the topic and its speaker's (for words, by the search's own ranking), and an empty one says where was searched.
 */
export async function compare(
  store: Store,
  embeddings: Embeddings,
  request: CompareRequest,
  topics: readonly Topic[],
): Promise<CompareResponse> {
  const topic = topics.find(({ id }) => id === request.topic);
  const hits = topic ? store.matchTopic(topic.id) : await rank(store, embeddings, request.topic, {});
  const claims = store
    .claims(hits.map(({ key }) => key))
    .map((claim, i) => ({ ...claim, score: hits[i]?.score ?? 0 }))
    .filter(({ polarity }) => polarity !== 'unsaid');
  const { documents } = store.stats();
  const searched = store.documentsByBloc();
  const column = (bloc: Bloc) =>
    toColumn(
      claims.filter((claim) => blocsOf(claim).includes(bloc)),
      { bloc, limit: request.limit, documents, searched: searched.get(bloc) ?? 0 },
    );
  const [us, china, europe] = COLUMNS.map(column) as [Column, Column, Column];
  return {
    topic: request.topic,
    name: topic?.name ?? null,
    documents,
    claims: claims.filter((claim) => request.other || blocsOf(claim).some((bloc) => bloc !== 'other')).length,
    columns: { us, china, europe, ...(request.other ? { other: column('other') } : {}) },
  };
}

function toColumn(
  claims: ScoredClaim[],
  { bloc, limit, documents, searched }: { bloc: Bloc; limit: number; documents: number; searched: number },
): Column {
  return {
    claims: claims.slice(0, limit),
    counts: {
      claims: claims.length,
      speakers: new Set(claims.flatMap((claim) => speakersOf(claim, bloc))).size,
      documents: distinct(claims, ({ document }) => document),
      searched,
    },
    note:
      claims.length > 0
        ? null
        : `No claim in ${plural(documents, 'document')} searched, ${searched} of which report this side on other matters.`,
  };
}

/** Those who make a claim on one side. */
function speakersOf(claim: Claim, side: Bloc): string[] {
  const all = [{ id: claim.speaker.id, bloc: claim.bloc }, ...claim.jointly];
  return all.filter(({ bloc }) => bloc === side).map(({ id }) => id);
}

function distinct(claims: readonly Claim[], of: (claim: Claim) => string): number {
  return new Set(claims.map(of)).size;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
