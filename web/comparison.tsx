import type { Bloc, Claim } from '../src/claim.ts';
import type { Column, CompareRequest, CompareResponse, Link, Point, Row, ScoredClaim, Stats } from '../src/contract.ts';
import { claimAddress, compareAddress, placeAddress, searchAddress, speakerAddress } from './address.ts';
import { BLOC_ORDER, BlocName, Distribution, Silent, When, Words } from './parts.tsx';
import { TimelineSection } from './timeline.tsx';
import {
  BLOC_NAMES,
  countOf,
  LINK_NAMES,
  mannerWords,
  POLARITY_NAMES,
  plain,
  QUALITY_NAMES,
  RELATION_NAMES,
} from './words.ts';

/** One column, and what all its cells need. */
interface Side {
  id: string;
  name: string;
  column: Column;
}

interface Table {
  sides: Side[];
  claims: ReadonlyMap<string, Shown>;
}

/** A claim with the column in which links find it: the first of those in which it stands. */
type Shown = ScoredClaim & { home: string };

/** A table of points by side: rows that several sides share, then what one side alone says; and the same over time. */
export function Comparison(props: {
  request: CompareRequest;
  response: CompareResponse;
  stats: Stats;
  target: string;
}) {
  const { request, response, stats, target } = props;
  const sides = response.order.flatMap((id) => {
    const column = response.columns[id];
    return column ? [{ id, column, name: nameOf(column) }] : [];
  });
  const claims = new Map<string, Shown>();
  for (const { id, column } of sides)
    for (const claim of column.claims) if (!claims.has(claim.id)) claims.set(claim.id, { ...claim, home: id });
  const table = { sides, claims };
  const shared = response.rows.filter(({ relation }) => relation !== 'one-side');
  return (
    <>
      <Balance request={request} sides={sides} stats={stats} claims={response.claims} />
      <Reading request={request} response={response} />
      <p class="printed-only hint">
        Printed are the first rows, and what comes first in each; long claims end in “…”. All of it:{' '}
        {compareAddress(request)}
      </p>
      <table class={`comparison of-${sides.length}`}>
        <caption class="hidden">
          Points by side: each column is a side, each row a question that several of them speak of
        </caption>
        <Head sides={sides} request={request} />
        {shared.map((row, i) => (
          <SharedRow key={row.links[0]?.from ?? i} row={row} number={i + 1} table={table} />
        ))}
        <AloneRow rows={response.rows} table={table} request={request} />
      </table>
      <TimelineSection
        months={response.timeline.months}
        undated={response.timeline.undated}
        strips={sides.map(({ id, name, column }) => ({
          id,
          name,
          bloc: column.bloc,
          months: response.timeline.sides[id] ?? [],
        }))}
        speakers={response.timeline.speakers.map((one) => ({ ...one, bloc: null }))}
        addressOf={(time) => compareAddress({ ...request, from: time, to: time })}
        leadsTo="the comparison of its time alone"
        target={target}
      />
    </>
  );
}

function nameOf({ bloc, speaker }: Column): string {
  return bloc === null ? (speaker?.name ?? '') : BLOC_NAMES[bloc];
}

/** How these claims, and all there are, are distributed: so that an imbalance of the collection is not read as one of the world. */
function Balance(props: { request: CompareRequest; sides: Side[]; stats: Stats; claims: number }) {
  const { request, sides, stats, claims } = props;
  const blocs = sides.flatMap(({ column }) => (column.bloc ? [column.bloc] : []));
  if (request.speaker.length > 0) return null;
  const counts = Object.fromEntries(sides.map(({ id, column }) => [id, column.counts.claims]));
  const shown: Bloc[] = BLOC_ORDER.filter((bloc) => blocs.includes(bloc));
  return (
    <div class="balance">
      <Distribution counts={counts} blocs={shown} of="Claims compared" claims={claims} />
      <Distribution
        counts={stats.blocs}
        blocs={BLOC_ORDER}
        of="All claims of the knowledge base"
        claims={stats.claims}
      />
    </div>
  );
}

/** What has to be known to read the table rightly. */
function Reading({ request, response }: { request: CompareRequest; response: CompareResponse }) {
  const order =
    request.speaker.length > 0 || request.order.trim() !== ''
      ? 'Columns stand in the order that the address of this page asks for.'
      : `Columns stand in the alphabetical order of their names${request.other ? ', Other last' : ''}.`;
  return (
    <details class="reading hint">
      <summary>{order} How to read the table</summary>
      <p>
        Rows that more sides speak to come first, then those where they are known to agree or argue, then those with
        more independent sources. A claim stands in the column of its speaker, whoever printed it. More claims in{' '}
        {countOf(response.documents, 'document')} are not a stronger case. How sides relate is read from their words by
        a program, with its reason beside it, and can be wrong.
      </p>
    </details>
  );
}

function Head({ sides, request }: { sides: Side[]; request: CompareRequest }) {
  return (
    <thead>
      <tr>
        {sides.map(({ id, column, name }) => (
          <th key={id} scope="col" id={`column-${id}`} class="column-head">
            <span class="column-name">{column.bloc ? <BlocName bloc={column.bloc} /> : <bdi>{name}</bdi>}</span>
            <Counts column={column} />
            {column.claims.length < column.counts.claims && (
              <a class="all" href={searchOf(request, column)}>
                {countOf(column.claims.length, 'claim')} shown: search them all
              </a>
            )}
            {column.note !== null && <span class="empty">{column.note}</span>}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Counts({ column: { counts } }: { column: Column }) {
  const parts = [
    countOf(counts.claims, 'claim'),
    countOf(counts.speakers, 'speaker'),
    `${countOf(counts.documents, 'document')}${counts.claims > 0 ? ` (${counts.origins} independent)` : ''}`,
  ];
  return <span class="counts">{parts.join(', ')}</span>;
}

function searchOf(request: CompareRequest, { bloc, speaker }: Column): string {
  const { topic, from, to } = request;
  const who = bloc ? { bloc: [bloc] } : { speaker: speaker ? [speaker.id] : [] };
  return searchAddress({ query: topic, ...who, from, to });
}

function SharedRow({ row, number, table }: { row: Row; number: number; table: Table }) {
  const { sides, claims } = table;
  const silent = sides.filter(({ id }) => row.silent.includes(id));
  return (
    <tbody class={`question ${row.relation}`}>
      <tr class="question-head">
        <th scope="rowgroup" colSpan={sides.length} id={`row-${number}`}>
          <span class="relation">
            <Sign kind={row.relation} /> {RELATION_NAMES[row.relation]}
          </span>
          {row.about.length > 0 && (
            <span class="about">
              on <bdi>{row.about.join(', ')}</bdi>
            </span>
          )}
          {silent.length > 0 && <span class="hidden">; silent: {silent.map(({ name }) => name).join(', ')}</span>}
        </th>
      </tr>
      <tr class="cells">
        {sides.map((side) => (
          <td key={side.id} headers={`row-${number} column-${side.id}`}>
            <SideName side={side} />
            <Points points={row.cells[side.id] ?? []} side={side} table={table} shown={SHOWN} />
          </td>
        ))}
      </tr>
      {row.links.length > 0 && (
        <tr class="links">
          <td colSpan={sides.length} headers={`row-${number}`}>
            <Links links={row.links} claims={claims} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** Everything that no other side takes up, column by column. */
function AloneRow(props: { rows: Row[]; table: Table; request: CompareRequest }) {
  const { rows, table, request } = props;
  const { sides } = table;
  const alone = rows.filter(({ relation }) => relation === 'one-side');
  if (alone.length === 0) return null;
  return (
    <tbody class="question one-side">
      <tr class="question-head">
        <th scope="rowgroup" colSpan={sides.length} id="row-alone">
          <span class="relation">
            <Sign kind="one-side" /> one side alone
          </span>
          <span class="about">points that no other column takes up</span>
        </th>
      </tr>
      <tr class="cells">
        {sides.map((side) => (
          <td key={side.id} headers={`row-alone column-${side.id}`}>
            <SideName side={side} />
            <Points
              points={alone.flatMap(({ cells }) => cells[side.id] ?? [])}
              side={side}
              table={table}
              shown={SHOWN_ALONE}
              all={searchOf(request, side.column)}
            />
          </td>
        ))}
      </tr>
    </tbody>
  );
}

/** The side of a cell, where the columns stand one below the other. */
function SideName({ side: { column, name } }: { side: Side }) {
  return <p class="cell-side">{column.bloc ? <BlocName bloc={column.bloc} /> : <bdi>{name}</bdi>}</p>;
}

function Points(props: {
  points: Point[];
  side: Side;
  table: Table;
  shown: number;
  /** Where all claims of the side are; without it every point unfolds. */
  all?: string;
}) {
  const { points, side, shown, all } = props;
  const { sides, claims } = props.table;
  if (points.length === 0)
    return (
      <p class="empty">
        <Silent />: none in {countOf(side.column.counts.searched, 'source')} searched
      </p>
    );
  const list = (some: Point[]) => (
    <ul class="points">
      {some.map((point) => (
        <li key={point.claims[0]}>
          <PointCard point={point} side={side} table={{ sides, claims }} />
        </li>
      ))}
    </ul>
  );
  const folded = points.slice(shown, all === undefined ? undefined : shown + FOLDED);
  const left = points.length - shown - folded.length;
  return (
    <>
      {list(points.slice(0, shown))}
      {folded.length > 0 && (
        <details class="more">
          <summary>{countOf(folded.length, 'more point')}</summary>
          {list(folded)}
          {left > 0 && (
            <p>
              <a href={all}>And {countOf(left, 'further point')}: search them all</a>
            </p>
          )}
        </details>
      )}
    </>
  );
}

/** Points of a cell beyond these are folded away, so that a row can be taken in at a glance: where sides meet, and where not. */
const [SHOWN, SHOWN_ALONE] = [3, 6];
/** Points of one side alone that unfold; those after them are found by a search. */
const FOLDED = 9;

function PointCard({ point, side, table: { sides, claims } }: { point: Point; side: Side; table: Table }) {
  const [first, ...others] = point.claims.flatMap((id) => claims.get(id) ?? []);
  if (!first) return null;
  const home = sides.find(({ id }) => id === first.home && id !== side.id);
  if (home && others.length === 0) return <JointPoint claim={first} home={home} />;
  return (
    <article class="claim point" id={anchorOf(first, side)}>
      <Words claim={first} />
      <Source claim={first} />
      {others.length > 0 && (
        <details class="others">
          <summary>
            {countOf(point.claims.length, 'claim')} by {countOf(point.speakers, 'speaker')} in{' '}
            {countOf(point.documents, 'document')}, {countOf(point.origins, 'origin')}
          </summary>
          <ul>
            {others.map((claim) => (
              <li key={claim.id} id={anchorOf(claim, side)}>
                <Words claim={claim} />
                <Source claim={claim} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

/** A joint claim in a further column: whole in one of them is enough. */
function JointPoint({ claim, home }: { claim: Shown; home: Side }) {
  return (
    <article class="claim point">
      <Words claim={claim} />
      <p class="who">
        <Speakers claim={claim} />
        <span class="manner">
          jointly, <a href={`#claim-${claim.id}`}>more under {plain(home.name)}</a>
        </span>
      </p>
      <Ways claim={claim} />
    </article>
  );
}

function anchorOf(claim: Shown, side: Side): string | undefined {
  return claim.home === side.id ? `claim-${claim.id}` : undefined;
}

/** Who said it, where it stands, and what to mind. */
function Source({ claim }: { claim: Claim }) {
  return (
    <>
      <p class="who">
        <Speakers claim={claim} />
        <span class="manner">{mannerWords(claim)}</span>
      </p>
      <p class="where">
        {claim.digestOf === null && (
          <>
            <cite>
              <bdi>{claim.title ?? claim.document}</bdi>
            </cite>
            ,{' '}
          </>
        )}
        <When date={claim.date} />
        {claim.page !== null && `, page ${claim.page}`}
      </p>
      {(claim.polarity !== 'asserted' || claim.hedge !== null || claim.quality !== 'intact') && (
        <p class="cautions">
          {claim.polarity !== 'asserted' && <span class="label caution">{POLARITY_NAMES[claim.polarity]}</span>}{' '}
          {claim.hedge !== null && (
            <span class="label caution">
              hedged: <bdi>“{claim.hedge}”</bdi>
            </span>
          )}{' '}
          {claim.quality !== 'intact' && <span class="label caution">{QUALITY_NAMES[claim.quality]}</span>}
        </p>
      )}
      <Ways claim={claim} />
    </>
  );
}

/** All who make the claim. */
function Speakers({ claim }: { claim: Claim }) {
  return (
    <>
      {[claim.speaker, ...claim.jointly].map(({ id, name }, i) => (
        <span key={id}>
          {i > 0 && 'and '}
          <a class="speaker" href={speakerAddress(id)}>
            <bdi>{name}</bdi>
          </a>{' '}
        </span>
      ))}
    </>
  );
}

function Ways({ claim }: { claim: Claim }) {
  return (
    <p class="ways">
      <a href={placeAddress(claim)}>See it in the document</a> <a href={claimAddress(claim.id)}>Details and citation</a>
    </p>
  );
}

/** Links beyond this many are folded away. */
const LINKS = 4;

function Links({ links, claims }: { links: Link[]; claims: Table['claims'] }) {
  const list = (some: Link[]) => (
    <ul class="link-list">
      {some.map((link) => (
        <li key={`${link.kind} ${link.from} ${link.to}`}>
          <Sign kind={link.kind} /> <ClaimLink claim={claims.get(link.from)} /> {LINK_NAMES[link.kind]}{' '}
          <ClaimLink claim={claims.get(link.to)} />: <bdi>{link.because}</bdi>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {list(links.slice(0, LINKS))}
      {links.length > LINKS && (
        <details>
          <summary>{countOf(links.length - LINKS, 'more link')}</summary>
          {list(links.slice(LINKS))}
        </details>
      )}
    </>
  );
}

function ClaimLink({ claim }: { claim: ScoredClaim | undefined }) {
  if (!claim) return null;
  return (
    <a href={`#claim-${encodeURIComponent(claim.id)}`}>
      <bdi>{claim.speaker.name}</bdi>
    </a>
  );
}

const SIGNS = { contradict: '≠', differ: '⇹', agree: '=', 'both-speak': '·', 'one-side': '1', answers: '↩' } as const;

/** A shape for each relation, so that colour is never needed. */
function Sign({ kind }: { kind: keyof typeof SIGNS }) {
  return (
    <span class={`relation-sign ${kind}`} aria-hidden="true">
      {SIGNS[kind]}
    </span>
  );
}
