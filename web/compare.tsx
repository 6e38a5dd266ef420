import type { Bloc } from '../src/claim.ts';
import type { Column, CompareRequest, CompareResponse, TopicCount } from '../src/contract.ts';
import { compareAddress, searchAddress } from './address.ts';
import { renderPage } from './page.tsx';
import { BLOC_ORDER, BlocName, ClaimCard, Distribution, type Names, namesOf } from './parts.tsx';
import { BLOC_NAMES, countOf, figures } from './words.ts';

/** What the blocs say of a topic, in columns side by side; without a topic, the topics to choose from. */
export function comparePage(data: {
  request: CompareRequest;
  response: CompareResponse | null;
  topics: TopicCount[];
  /** What the stances are towards. */
  target: string;
}): string {
  const { request, response, topics } = data;
  const asked = request.topic.trim() !== '' && response !== null;
  const name = response?.name ?? request.topic;
  return renderPage(
    {
      title: asked ? `${name} – Compare` : 'Compare',
      place: '/compare',
      data: asked ? compareAddress(request, 'json') : undefined,
    },
    <>
      <h1>{asked ? <Title response={response} request={request} /> : 'Compare positions'}</h1>
      <Picker request={request} topics={topics} />
      {asked ? (
        <Comparison request={request} response={response} names={namesOf(data)} />
      ) : (
        <AllTopics topics={topics} other={request.other} />
      )}
    </>,
  );
}

function Title({ response, request }: { response: CompareResponse; request: CompareRequest }) {
  if (response.name !== null) return <>{response.name}, compared</>;
  return (
    <>
      <bdi>“{request.topic}”</bdi>, compared
    </>
  );
}

/** Two forms, so that choosing a topic never competes with words left in the other field. */
function Picker({ request, topics }: { request: CompareRequest; topics: TopicCount[] }) {
  const known = topics.some((topic) => topic.id === request.topic);
  return (
    <div class="picker">
      <form action="/compare">
        <label for="topic">Topic</label>
        <div class="row">
          <select id="topic" name="topic">
            {!known && <option value="">Choose a topic</option>}
            {topics.map((topic) => (
              <option key={topic.id} value={topic.id} selected={topic.id === request.topic}>
                {topic.name} ({figures(topic.claims)})
              </option>
            ))}
          </select>
          <button type="submit">Compare</button>
        </div>
        <Other request={request} />
      </form>
      <form action="/compare">
        <label for="words">or words of your own</label>
        <div class="row">
          <input id="words" type="search" name="topic" value={known ? '' : request.topic} autocomplete="off" />
          <button type="submit">Compare</button>
        </div>
        <Other request={request} />
      </form>
    </div>
  );
}

function Other({ request }: { request: CompareRequest }) {
  return (
    <label class="check">
      <input type="checkbox" name="other" value="1" checked={request.other} /> with a column for all other speakers
    </label>
  );
}

function AllTopics({ topics, other }: { topics: TopicCount[]; other: boolean }) {
  return (
    <section aria-labelledby="all-topics">
      <h2 id="all-topics">All topics</h2>
      <ul class="topic-list">
        {topics.map((topic) => (
          <li key={topic.id}>
            <h3>
              <a href={compareAddress({ topic: topic.id, other })}>{topic.name}</a>{' '}
              <span class="count">{countOf(topic.claims, 'claim')}</span>
            </h3>
            <p>{topic.definition}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Comparison(props: { request: CompareRequest; response: CompareResponse; names: Names }) {
  const { request, response, names } = props;
  const columns = BLOC_ORDER.flatMap((bloc) => {
    const column = response.columns[bloc];
    return column ? [{ bloc, column }] : [];
  });
  const counts = Object.fromEntries(columns.map(({ bloc, column }) => [bloc, column.counts.claims]));
  return (
    <>
      <Distribution
        counts={counts}
        blocs={columns.map(({ bloc }) => bloc)}
        of="Claims on this topic in these columns"
        claims={response.claims}
      />
      <p class="hint">
        Columns stand in the alphabetical order of their names{request.other && ', Other last'}. A claim stands in the
        column of its speaker, whoever printed it. A longer column means more claims in{' '}
        {countOf(response.documents, 'document')}, not a stronger case.
      </p>
      <div class={`columns of-${columns.length}`}>
        {columns.map(({ bloc, column }) => (
          <ColumnOf key={bloc} bloc={bloc} column={column} request={request} response={response} names={names} />
        ))}
      </div>
    </>
  );
}

function ColumnOf(props: {
  bloc: Bloc;
  column: Column;
  request: CompareRequest;
  response: CompareResponse;
  names: Names;
}) {
  const { bloc, column, response, names } = props;
  const { counts, claims } = column;
  const search = searchAddress(
    response.name === null ? { query: response.topic, bloc: [bloc] } : { topic: [response.topic], bloc: [bloc] },
  );
  return (
    <section class="column" aria-labelledby={`column-${bloc}`}>
      <div class="column-head">
        <h2 id={`column-${bloc}`}>
          <BlocName bloc={bloc} />
        </h2>
        <p class="counts">
          {countOf(counts.claims, 'claim')}, {countOf(counts.speakers, 'speaker')},{' '}
          {countOf(counts.documents, 'document')}
        </p>
      </div>
      {claims.length === 0 && (
        <p class="empty">{column.note ?? `No claim in ${countOf(counts.searched, 'document')}.`}</p>
      )}
      {claims.length > 0 && (
        <ol class="cards">
          {claims.map((claim) => (
            <li key={claim.id}>
              <ClaimCard claim={claim} names={names} column={bloc} />
            </li>
          ))}
        </ol>
      )}
      {claims.length > 0 && claims.length < counts.claims && (
        <p>
          <a href={search}>
            Search all claims of {BLOC_NAMES[bloc]} ({figures(counts.claims)})
          </a>
        </p>
      )}
    </section>
  );
}
