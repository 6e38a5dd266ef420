import { BLOCS, type Bloc } from '../src/claim.ts';
import type { CompareRequest, CompareResponse, Stats, TopicCount, TopicSides } from '../src/contract.ts';
import { compareAddress } from './address.ts';
import { Comparison } from './comparison.tsx';
import { renderPage } from './page.tsx';
import { BLOC_ORDER, BlocName, Silent, When } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import { BLOC_NAMES, figures } from './words.ts';

/** What blocs or speakers say of a topic, side by side; without a topic, which side says how much of each. */
export function comparePage(
  data: {
    request: CompareRequest;
    response: CompareResponse | null;
    topics: TopicCount[];
    sides: TopicSides[];
    stats: Stats;
    /** Names to choose from. */
    speakers: string[];
    /** What the stances are towards. */
    target: string;
  },
  viewer?: Viewer,
): string {
  const { request, response, topics, sides, stats, target } = data;
  const subject = response?.name ?? request.topic;
  const names = Object.values(response?.columns ?? {}).flatMap(({ speaker }) => (speaker ? [speaker.name] : []));
  const title = [subject, names.join(' and ')].filter((part) => part !== '').join(' – ');
  return renderPage(
    {
      viewer,
      title: response ? `${title} – Compare` : 'Compare',
      place: '/compare',
      data: response ? compareAddress(request, 'json') : undefined,
    },
    <>
      <h1>{response ? <Title response={response} names={names} /> : 'Compare positions'}</h1>
      <Picker request={request} topics={topics} speakers={data.speakers} asked={response !== null} />
      {response ? (
        <>
          <Bounds request={request} />
          <Comparison request={request} response={response} stats={stats} target={target} />
        </>
      ) : (
        <Overview topics={topics} sides={sides} />
      )}
    </>,
  );
}

function Title({ response, names }: { response: CompareResponse; names: string[] }) {
  const whose = names.length > 0 && <bdi>{names.join(' and ')}</bdi>;
  if (response.topic.trim() === '') return <>{whose}, compared</>;
  return (
    <>
      {response.name ?? <bdi>“{response.topic}”</bdi>}
      {whose && <>: {whose}</>}, compared
    </>
  );
}

/** A form for each way to ask, so that choosing a topic never competes with words left in another field. */
function Picker(props: { request: CompareRequest; topics: TopicCount[]; speakers: string[]; asked: boolean }) {
  const { request, topics, speakers, asked } = props;
  const known = topics.some((topic) => topic.id === request.topic);
  const [one = '', other = ''] = request.speaker;
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
        <Kept request={request} names={['order', 'other']} />
      </form>
      <form action="/compare">
        <label for="words">or words of your own</label>
        <div class="row">
          <input id="words" type="search" name="topic" value={known ? '' : request.topic} />
          <button type="submit">Compare</button>
        </div>
        <Kept request={request} names={['order', 'other']} />
      </form>
      <details open={one !== ''}>
        <summary>Two speakers</summary>
        <form action="/compare">
          <label for="speaker-one">First speaker</label>
          <input id="speaker-one" name="speaker" value={one} list="speakers" required />
          <label for="speaker-two">Second speaker</label>
          <input id="speaker-two" name="speaker" value={other} list="speakers" required />
          <label for="speakers-topic">
            Topic or words <span class="optional">(may be empty)</span>
          </label>
          <div class="row">
            <input id="speakers-topic" name="topic" value={request.topic} />
            <button type="submit">Compare</button>
          </div>
          <datalist id="speakers">
            {speakers.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </form>
      </details>
      {asked && <Settings request={request} />}
    </div>
  );
}

/** Which columns there are, in which order, and of which time. */
function Settings({ request }: { request: CompareRequest }) {
  return (
    <details>
      <summary>Columns and dates</summary>
      <form action="/compare">
        <Kept request={request} names={['topic', 'speaker', 'limit']} />
        {request.speaker.length === 0 && (
          <>
            <label for="order">Order of the columns</label>
            <select id="order" name="order">
              <option value="">Alphabetical</option>
              {orders().map((order) => (
                <option key={order.join()} value={order.join()} selected={order.join() === request.order}>
                  {order.map((bloc) => BLOC_NAMES[bloc]).join(', ')}
                </option>
              ))}
            </select>
            <label class="check">
              <input type="checkbox" name="other" value="1" checked={request.other} /> with a column for all other
              speakers
            </label>
          </>
        )}
        <div class="dates">
          <label for="from">From</label>
          <label for="to">To</label>
          <input id="from" name="from" value={request.from ?? ''} placeholder="2020-08" />
          <input id="to" name="to" value={request.to ?? ''} placeholder="2020-09" />
        </div>
        <button type="submit">Apply</button>
      </form>
    </details>
  );
}

/** Every other order of the named blocs. */
function orders(): Bloc[][] {
  const blocs = BLOC_ORDER.filter((bloc) => bloc !== 'other');
  const permute = (rest: Bloc[]): Bloc[][] =>
    rest.length === 0
      ? [[]]
      : rest.flatMap((bloc) => permute(rest.filter((one) => one !== bloc)).map((list) => [bloc, ...list]));
  return permute(blocs).slice(1);
}

/** Parts of a request that a form leaves as they are. */
function Kept({ request, names }: { request: CompareRequest; names: (keyof CompareRequest)[] }) {
  const values = names.flatMap((name) => {
    const value = request[name];
    if (Array.isArray(value)) return value.map((one) => ({ name, value: one }));
    if (value === undefined || value === '' || value === false || (name === 'limit' && value === 50)) return [];
    return [{ name, value: value === true ? '1' : String(value) }];
  });
  return (
    <>
      {values.map(({ name, value }) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

/** The bounds of the dates, with a way to lift them. */
function Bounds({ request }: { request: CompareRequest }) {
  const { from, to, ...rest } = request;
  if (!from && !to) return null;
  return (
    <p class="bounds">
      Only {from === to ? 'of ' : from ? 'from ' : 'up to '}
      <When date={from ?? to ?? null} />
      {from && to && from !== to && (
        <>
          {' '}
          to <When date={to} />
        </>
      )}
      . <a href={compareAddress(rest)}>All dates</a>
    </p>
  );
}

/** Which side says how much of each topic, and which is silent. */
function Overview({ topics, sides }: { topics: TopicCount[]; sides: TopicSides[] }) {
  const known = new Map(sides.map((one) => [one.id, one]));
  return (
    <section aria-labelledby="overview">
      <h2 id="overview">Who speaks of what</h2>
      <p class="hint">
        Claims by topic and bloc of the speaker. Columns stand in the alphabetical order of their names.
      </p>
      <div class="chart">
        <table class="overview">
          <thead>
            <tr>
              <th scope="col">Topic</th>
              {BLOC_ORDER.map((bloc) => (
                <th key={bloc} scope="col">
                  <BlocName bloc={bloc} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {topics.map((topic) => (
              <tr key={topic.id}>
                <th scope="row">
                  <a href={compareAddress({ topic: topic.id })}>{topic.name}</a>
                  <span class="definition">{topic.definition}</span>
                </th>
                {BLOC_ORDER.map((bloc) => (
                  <td key={bloc}>
                    <Share count={known.get(topic.id)?.sides[bloc]?.claims ?? 0} of={largest(sides)} bloc={bloc} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function largest(sides: TopicSides[]): number {
  return Math.max(1, ...sides.flatMap((one) => BLOCS.map((bloc) => one.sides[bloc]?.claims ?? 0)));
}

function Share({ count, of, bloc }: { count: number; of: number; bloc: Bloc }) {
  if (count === 0) return <Silent />;
  return (
    <>
      <span class="share">{figures(count)}</span>
      <svg class="share-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class={`fill-${bloc}`} x="0" y="0" width={Math.max(1, Math.round((100 * count) / of))} height="10" />
      </svg>
    </>
  );
}
