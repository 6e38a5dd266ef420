import { BLOCS, CAPACITIES, MANNERS, POLARITIES, STANCES } from '../src/claim.ts';
import {
  type SearchRequest,
  type SearchResponse,
  SORTS,
  type Sort,
  type Stats,
  type TopicCount,
} from '../src/contract.ts';
import { FILTERS, type FilterName, searchAddress } from './address.ts';
import { ClaimCount, Counted } from './counted.tsx';
import { renderPage } from './page.tsx';
import { ClaimCard, namesOf } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import {
  BLOC_NAMES,
  CAPACITY_NAMES,
  countOf,
  dateWords,
  figures,
  MANNER_NAMES,
  POLARITY_NAMES,
  plain,
  STANCE_NAMES,
  shorten,
} from './words.ts';

/** Values a filter shows at once; the rest folds away. */
const VALUES_SHOWN = 8;
/** Values that unfold; one that comes after them is typed, as an operator. */
const VALUES_FOLDED = 24;

/** Tells one search and one page of it from another. */
function titleOf({ query, offset }: SearchRequest): string {
  const page = offset > 0 ? `From ${figures(offset + 1)}` : '';
  return [shorten(query, IN_TITLE), page, 'Search'].filter(Boolean).join(' – ');
}

/** Characters of a query in the title of its page. */
const IN_TITLE = 80;

/** Claims found by words and filters, with counts, and ways to take them along. */
export function searchPage(
  data: {
    request: SearchRequest;
    response: SearchResponse;
    topics: TopicCount[];
    /** What the stances are towards. */
    target: string;
    stats: Stats;
  },
  viewer?: Viewer,
): string {
  const { request, response, stats } = data;
  const labels = namesOf(data);
  const names = (filter: FilterName, value: string) => nameValue(response, labels.topics, filter, value);
  return renderPage(
    {
      viewer,
      title: titleOf(request),
      place: '/search',
      data: searchAddress(request, 'json'),
    },
    <>
      <h1>Search claims</h1>
      <search>
        <form id="search" class="search-box" action="/search">
          <label for="query">Words to search for</label>
          <div class="row">
            <input id="query" type="search" name="query" value={request.query} />
            <button type="submit">Search</button>
          </div>
          <p class="hint">
            “clean network” in this order, -word without it, speaker:"Wang Yi" topic:cloud bloc:us before:2021
          </p>
          {request.sort !== 'relevance' && <input type="hidden" name="sort" value={request.sort} />}
          {request.limit !== 20 && <input type="hidden" name="limit" value={request.limit} />}
        </form>
      </search>
      {/* A script says here what was found for what was typed: what is read aloud must stay when its words change. */}
      <p id="told" class="hidden" role="status" />
      <div class="with-side">
        <div id="results">
          {request.query.trim() !== '' && (
            <p class="printed-only">
              <bdi>{request.query}</bdi>
            </p>
          )}
          <Chips request={request} response={response} names={names} />
          <Notes response={response} />
          <Summary request={request} response={response} stats={stats} />
          {response.claims.length > 0 && (
            <>
              <h2 class="hidden">Claims found</h2>
              <ol class="cards" start={request.offset + 1}>
                {response.claims.map((claim) => (
                  <li key={claim.id}>
                    <ClaimCard
                      claim={claim}
                      names={labels}
                      tick="take"
                      {...(claim.score < 1 || claim.why.marks.length > 0 ? { why: claim.why } : {})}
                    />
                  </li>
                ))}
              </ol>
            </>
          )}
          <Pages request={request} response={response} />
        </div>
        <Filters request={request} response={response} names={names} />
      </div>
    </>,
  );
}

type NameOf = (filter: FilterName, value: string) => string;

function nameValue(response: SearchResponse, topics: ReadonlyMap<string, string>, filter: FilterName, value: string) {
  const fixed: Partial<Record<FilterName, Record<string, string>>> = {
    bloc: BLOC_NAMES,
    capacity: CAPACITY_NAMES,
    manner: MANNER_NAMES,
    polarity: { ...POLARITY_NAMES, asserted: 'says this' },
    stance: STANCE_NAMES,
  };
  const counted = response.facets[filter].find((one) => one.value === value)?.name;
  return plain(fixed[filter]?.[value] ?? (filter === 'topic' ? topics.get(value) : undefined) ?? counted ?? value);
}

/** What to know of how the query was read. */
function Notes({ response }: { response: SearchResponse }) {
  if (response.notes.length === 0) return null;
  return (
    <ul class="notes" role="status" aria-label="How the query was read">
      {response.notes.map(({ message }) => (
        <li key={message}>
          <bdi>{message}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** The operators that were typed and the filters that are set, each a link to the same search without it. */
function Chips(props: { request: SearchRequest; response: SearchResponse; names: NameOf }) {
  const { request, response, names } = props;
  const operators = response.operators.map(({ text, without }) => ({
    label: plain(text),
    rest: { ...request, query: without },
  }));
  const filters = FILTERS.flatMap((filter) =>
    (request[filter] as string[]).map((value) => ({
      label: `${FILTER_NAMES[filter]}: ${names(filter, value)}`,
      rest: { ...request, [filter]: (request[filter] as string[]).filter((one) => one !== value) },
    })),
  );
  const chips: { label: string; rest: Partial<SearchRequest> }[] = [...operators, ...filters];
  const { from, to, ...undated } = request;
  if (from) chips.push({ label: `From: ${dateWords(from)}`, rest: { ...undated, ...(to && { to }) } });
  if (to) chips.push({ label: `To: ${dateWords(to)}`, rest: { ...undated, ...(from && { from }) } });
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label="Active filters">
      {chips.map(({ label, rest }) => (
        <li key={label}>
          <a class="chip" href={searchAddress({ ...rest, offset: 0 })}>
            <span class="hidden">Remove filter </span>
            {label}
            <span class="cross" aria-hidden="true">
              ×
            </span>
          </a>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <a href={searchAddress({ query: response.operators.reduceRight(cutOut, request.query) })}>Remove all</a>
        </li>
      )}
    </ul>
  );
}

function cutOut(query: string, { start, end }: { start: number; end: number }): string {
  return `${query.slice(0, start).trimEnd()} ${query.slice(end).trimStart()}`.trim();
}

function Summary({ request, response, stats }: { request: SearchRequest; response: SearchResponse; stats: Stats }) {
  const first = request.offset + 1;
  const last = request.offset + response.claims.length;
  return (
    <div class="summary">
      <p id="found">
        {response.total === 0 ? (
          `No claim found among ${countOf(stats.claims, 'claim')} in ${countOf(stats.documents, 'document')}. Try other words or fewer filters.`
        ) : (
          <>
            <strong>{countOf(response.total, 'claim')}</strong>
            {response.claims.length < response.total && ` (${figures(first)}–${figures(last)} shown)`}
          </>
        )}
      </p>
      {response.total > 1 && <Order request={request} />}
      {response.claims.length > 0 && <Downloads request={request} response={response} />}
      <p class="to-filters">
        <a href="#filters">Filters</a>
      </p>
    </div>
  );
}

/** In what order they come, each a link to the same search in that order. */
function Order({ request }: { request: SearchRequest }) {
  const hasWords = request.query.trim() !== '';
  const asked = !hasWords && request.sort === 'relevance' ? 'newest' : request.sort;
  return (
    <ul class="order" aria-label="Order">
      {SORTS.filter((sort) => hasWords || sort !== 'relevance').map((sort) => (
        <li key={sort}>
          <a href={searchAddress({ ...request, sort, offset: 0 })} aria-current={sort === asked ? 'true' : undefined}>
            {SORT_NAMES[sort]}
          </a>
        </li>
      ))}
    </ul>
  );
}

const SORT_NAMES: Record<Sort, string> = { relevance: 'Best match', newest: 'Newest', oldest: 'Oldest' };

/** Ways to take claims along: all that were found, or those that are selected, as a file or, by a script, to the clipboard. */
function Downloads({ request, response }: { request: SearchRequest; response: SearchResponse }) {
  const { limit: _, offset: __, ...all } = request;
  const parameters = new URL(searchAddress(all), 'http://localhost').searchParams;
  return (
    <details class="take">
      <summary>Export or cite</summary>
      <form id="take" action="/take">
        {[...parameters].map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <label for="take-format">As</label>
        <select id="take-format" name="format">
          {TAKE_FORMATS.map(([format, name]) => (
            <option key={format} value={format}>
              {name}
            </option>
          ))}
        </select>
        <button type="submit" name="which" value="all">
          All {countOf(response.total, 'claim')}
        </button>
        <button type="submit" name="which" value="ticked" class="second">
          Only the selected
        </button>
        <button type="button" class="second" data-take hidden aria-live="polite">
          Copy the selected
        </button>
      </form>
    </details>
  );
}

const TAKE_FORMATS = [
  ['csv', 'CSV'],
  ['json', 'JSON'],
  ['bib', 'BibTeX'],
  ['ris', 'RIS'],
  ['csl', 'CSL-JSON'],
] as const;

function Pages({ request, response }: { request: SearchRequest; response: SearchResponse }) {
  const next = request.offset + request.limit;
  const before = Math.max(0, request.offset - request.limit);
  if (request.limit === 0 || (request.offset === 0 && next >= response.total)) return null;
  return (
    <nav class="pages" aria-label="Pages of results">
      {request.offset > 0 && (
        <a rel="prev" href={searchAddress({ ...request, offset: before })}>
          ← Previous
        </a>
      )}
      <span>
        Page {figures(Math.floor(request.offset / request.limit) + 1)} of{' '}
        {figures(Math.ceil(response.total / request.limit))}
      </span>
      {next < response.total && (
        <a rel="next" href={searchAddress({ ...request, offset: next })}>
          Next →
        </a>
      )}
    </nav>
  );
}

const FILTER_NAMES: Record<FilterName, string> = {
  topic: 'Topic',
  bloc: 'Bloc',
  speaker: 'Speaker',
  capacity: 'Speaks',
  manner: 'Manner',
  polarity: 'Said or denied',
  stance: 'Stance',
  document: 'Document',
};

const FIXED: Partial<Record<FilterName, readonly string[]>> = {
  bloc: BLOCS,
  capacity: CAPACITIES,
  manner: MANNERS,
  polarity: POLARITIES,
  stance: STANCES,
};

function Filters({ request, response, names }: { request: SearchRequest; response: SearchResponse; names: NameOf }) {
  return (
    <section id="filters" class="filters" aria-labelledby="filters-title" tabIndex={-1}>
      <h2 id="filters-title">Filters</h2>
      {FILTERS.map((filter) => (
        <FilterValues key={filter} filter={filter} request={request} response={response} names={names} />
      ))}
      <fieldset>
        <legend>Date of the document</legend>
        <div class="dates">
          <DateField name="from" label="From" value={request.from} />
          <DateField name="to" label="To" value={request.to} />
        </div>
        <p class="hint">A year, month or day: 2020, 2020-08 or 2020-08-05.</p>
        <Dates request={request} response={response} />
      </fieldset>
      <button type="submit" form="search">
        Apply filters
      </button>
    </section>
  );
}

interface Value {
  value: string;
  chosen: boolean;
  /** What would be found if this value alone of its filter were chosen. */
  count: number;
}

/** Chosen values first, then the others by their counts; fixed vocabularies whole and in their own order. */
function listValues(filter: FilterName, request: SearchRequest, response: SearchResponse): Value[] {
  const chosen = request[filter] as string[];
  const counted = new Map(response.facets[filter].map((one) => [one.value, one.count]));
  const fixed = FIXED[filter];
  const values = fixed ?? [...new Set([...chosen, ...counted.keys()])];
  return values.map((value) => ({ value, chosen: chosen.includes(value), count: counted.get(value) ?? 0 }));
}

function FilterValues(props: { filter: FilterName; request: SearchRequest; response: SearchResponse; names: NameOf }) {
  const { filter, request, response, names } = props;
  const values = listValues(filter, request, response);
  const open = Math.max(VALUES_SHOWN, values.filter((one) => one.chosen).length);
  const rest = values.slice(open, open + VALUES_FOLDED);
  const left = values.length - open - rest.length;
  const list = (some: Value[]) => (
    <ul>
      {some.map(({ value, chosen, count }) => (
        <li key={value}>
          <label>
            <input type="checkbox" form="search" name={filter} value={value} checked={chosen} />
            <span class="value">{names(filter, value)}</span>
            <ClaimCount count={count} />
          </label>
        </li>
      ))}
    </ul>
  );
  if (values.length === 0) return null;
  return (
    <fieldset>
      <legend>{FILTER_NAMES[filter]}</legend>
      {list(values.slice(0, open))}
      {rest.length > 0 && (
        <details>
          <summary>
            {figures(rest.length)} more<span class="hidden"> under {FILTER_NAMES[filter]}</span>
          </summary>
          {list(rest)}
          {left > 0 && (
            <p class="hint">
              and more: type <code>{filter}:</code> and a name among the words.
            </p>
          )}
        </details>
      )}
    </fieldset>
  );
}

/** Years and months in which something was found, each a link to what was found in it. */
function Dates({ request, response }: { request: SearchRequest; response: SearchResponse }) {
  const { date } = response.facets;
  if (date.length === 0) return null;
  const list = (some: typeof date) => (
    <ul>
      {some.map(({ value, count }) => (
        <li key={value} class={value.length === 4 ? undefined : 'month'}>
          <Counted href={searchAddress({ ...request, from: value, to: value, offset: 0 })} count={count}>
            {dateWords(value)}
          </Counted>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {list(date.slice(0, VALUES_SHOWN))}
      {date.length > VALUES_SHOWN && (
        <details>
          <summary>
            {figures(date.length - VALUES_SHOWN)} more<span class="hidden"> dates</span>
          </summary>
          {list(date.slice(VALUES_SHOWN))}
        </details>
      )}
    </>
  );
}

function DateField({ name, label, value }: { name: 'from' | 'to'; label: string; value: string | undefined }) {
  return (
    <label>
      {label}
      <input
        type="text"
        form="search"
        name={name}
        value={value ?? ''}
        pattern="\d{4}(-\d{2}(-\d{2})?)?"
        title="A year, month or day: 2020, 2020-08 or 2020-08-05"
      />
    </label>
  );
}
