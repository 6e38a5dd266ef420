import { type ComponentChildren, toChildArray } from 'preact';
import { BLOCS, type Bloc } from '../src/claim.ts';
import type { DocumentSummary, Stats, TopicCount, TopicSides } from '../src/contract.ts';
import { compareAddress, documentAddress, searchAddress, verifyAddress } from './address.ts';
import { renderPage } from './page.tsx';
import { BLOC_ORDER, Distribution, When } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import { BLOC_NAMES, countOf, figures, shorten } from './words.ts';

const DOCUMENTS_SHOWN = 7;
/** Characters of a quotation that is offered. */
const QUOTATION_SHOWN = 70;

/** What the front page offers to be tried, all of which finds something. */
export interface Tries {
  searches: string[];
  topics: { id: string; name: string }[];
  quotation: { words: string; speaker: string } | null;
}

/** The front page: what this is, the three jobs it does, each with something to try, and what there is. */
export function homePage(
  data: { stats: Stats; topics: TopicCount[]; sides: TopicSides[]; documents: DocumentSummary[]; tries: Tries },
  viewer?: Viewer,
): string {
  const { stats, topics, sides, documents, tries } = data;
  return renderPage(
    { viewer, title: 'Triptych' },
    <>
      <div class="hero">
        <h1>Who said what, on whose behalf, and exactly where</h1>
        <p>
          Policy texts, official responses and critical articles, taken apart into claims: each with its speaker, the
          way it reached us, and its place in the text. <a href="/search">{countOf(stats.claims, 'claim')}</a> by{' '}
          <a href="/speakers">{countOf(stats.speakers, 'speaker')}</a> in{' '}
          <a href="/documents">{countOf(stats.documents, 'document')}</a>
          {stats.digests > 0 && `, ${digestsOf(stats)} digests in other words than the original’s`}.
        </p>
      </div>
      <div class="jobs">
        <SearchJob tries={tries} />
        <CompareJob topics={topics} tries={tries} />
        <VerifyJob tries={tries} />
      </div>
      {stats.claims === 0 ? (
        <p class="empty home-part">
          Nothing has been read yet. Add documents with <code>triptych ingest FILE-OR-FOLDER</code>.
        </p>
      ) : (
        <div class="home-lists">
          <Topics topics={topics} sides={sides} stats={stats} />
          <Documents documents={documents} />
        </div>
      )}
    </>,
  );
}

function digestsOf({ digests, documents }: Stats): string {
  return digests === documents ? 'all of them' : `${figures(digests)} of them`;
}

function SearchJob({ tries }: { tries: Tries }) {
  return (
    <section class="job" aria-labelledby="job-search">
      <h2 id="job-search">Find claims</h2>
      <p>By words, topic, bloc or speaker; to read in context, export or cite.</p>
      <search>
        <form action="/search">
          <label for="home-query">Words to search for</label>
          <input id="home-query" type="search" name="query" />
          <button type="submit">Search</button>
        </form>
      </search>
      <Try>
        {tries.searches.map((query) => (
          <a key={query} href={searchAddress({ query })}>
            <bdi>{query}</bdi>
          </a>
        ))}
      </Try>
    </section>
  );
}

function CompareJob({ topics, tries }: { topics: TopicCount[]; tries: Tries }) {
  return (
    <section class="job" aria-labelledby="job-compare">
      <h2 id="job-compare">Compare positions</h2>
      <p>What Chinese, European and US speakers say of a topic, side by side.</p>
      <form action="/compare">
        <label for="home-topic">Topic</label>
        <select id="home-topic" name="topic">
          {topics.map((topic) => (
            <option key={topic.id} value={topic.id} selected={topic.id === tries.topics[0]?.id}>
              {topic.name} ({figures(topic.claims)})
            </option>
          ))}
        </select>
        <button type="submit">Compare</button>
      </form>
      <Try>
        {tries.topics.map(({ id, name }) => (
          <a key={id} href={compareAddress({ topic: id })}>
            {name}
          </a>
        ))}
      </Try>
    </section>
  );
}

function VerifyJob({ tries: { quotation } }: { tries: Tries }) {
  return (
    <section class="job" aria-labelledby="job-verify">
      <h2 id="job-verify">Check a quotation</h2>
      <p>Is it real, whole, and that speaker’s? See which words differ.</p>
      <form action="/verify" method="post">
        <label for="home-quotation">Quotation</label>
        <textarea id="home-quotation" name="quotation" rows={2} />
        <button type="submit">Check</button>
      </form>
      <Try>
        {quotation && (
          <a href={verifyAddress({ quotation: quotation.words, speaker: quotation.speaker })}>
            <bdi>
              “{shorten(quotation.words, QUOTATION_SHOWN)}” {quotation.speaker}
            </bdi>
          </a>
        )}
        <a href="/verify#draft-form">a whole draft</a>
      </Try>
    </section>
  );
}

/** Links that show what a job does, to those who do not know yet what to ask. */
function Try({ children }: { children: ComponentChildren }) {
  const links = toChildArray(children);
  if (links.length === 0) return null;
  return (
    <div class="try">
      <span>Try</span>
      <ul>
        {links.map((link, i) => (
          <li key={i}>{link}</li>
        ))}
      </ul>
    </div>
  );
}

/** Topics, each with how much of it which bloc says. */
function Topics({ topics, sides, stats }: { topics: TopicCount[]; sides: TopicSides[]; stats: Stats }) {
  const known = topics.filter((topic) => topic.claims > 0);
  const sidesOf = new Map(sides.map((one) => [one.id, one.sides]));
  const largest = Math.max(1, ...sides.map((one) => totalOf(one.sides)));
  return (
    <section aria-labelledby="topics">
      <h2 id="topics">Topics, and whose claims they are</h2>
      <Distribution
        counts={stats.blocs}
        blocs={BLOC_ORDER}
        of="By the bloc of the speaker, not of the publisher"
        claims={stats.claims}
      />
      <ul class="topics">
        {known.map((topic) => (
          <li key={topic.id}>
            <a href={compareAddress({ topic: topic.id })}>{topic.name}</a>{' '}
            <span class="count">{figures(topic.claims)}</span>
            <Sides sides={sidesOf.get(topic.id) ?? {}} of={largest} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type Counts = TopicSides['sides'];

function totalOf(sides: Counts): number {
  return BLOCS.reduce((sum, bloc) => sum + (sides[bloc]?.claims ?? 0), 0);
}

/** A bar as long as there are claims, in parts by bloc; in words for who does not see it. */
function Sides({ sides, of }: { sides: Counts; of: number }) {
  let at = 0;
  const parts = BLOC_ORDER.flatMap((bloc): { bloc: Bloc; x: number; width: number; claims: number }[] => {
    const claims = sides[bloc]?.claims ?? 0;
    const width = Math.round((1000 * claims) / of) / 10;
    at += width;
    return claims === 0 ? [] : [{ bloc, x: Math.round(10 * (at - width)) / 10, width, claims }];
  });
  return (
    <>
      <span class="hidden">
        : {parts.map(({ bloc, claims }) => `${BLOC_NAMES[bloc]} ${figures(claims)}`).join(', ')}
      </span>
      <svg class="sides" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {parts.map(({ bloc, x, width }) => (
          <rect key={bloc} class={`fill-${bloc}`} x={x} y="0" width={width} height="4" />
        ))}
      </svg>
    </>
  );
}

/** The newest documents, by the date of what they carry. */
function Documents({ documents }: { documents: DocumentSummary[] }) {
  const newest = documents
    .map((document) => ({ document, of: document.digestOf ?? document }))
    .sort((a, b) => compare(b.of.date ?? '', a.of.date ?? '') || compare(a.document.name, b.document.name))
    .slice(0, DOCUMENTS_SHOWN);
  return (
    <section aria-labelledby="documents">
      <h2 id="documents">Newest documents</h2>
      <ul class="plain">
        {newest.map(({ document, of }) => (
          <li key={document.name}>
            <a href={documentAddress(document.name)}>
              <bdi>{document.title ?? document.name}</bdi>
            </a>
            <span class="aside">
              <When date={of.date ?? null} />
              {of.publisher && (
                <>
                  , <bdi>{of.publisher}</bdi>
                </>
              )}
              , {countOf(document.claims, 'claim')}
            </span>
          </li>
        ))}
      </ul>
      {documents.length > DOCUMENTS_SHOWN && (
        <p>
          <a href="/documents">All {countOf(documents.length, 'document')}</a>
        </p>
      )}
    </section>
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
