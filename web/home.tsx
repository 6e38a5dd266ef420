import type { DocumentSummary, Stats, TopicCount } from '../src/contract.ts';
import { compareAddress, documentAddress } from './address.ts';
import { renderPage } from './page.tsx';
import { BLOC_ORDER, Distribution, When } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import { countOf, figures } from './words.ts';

const DOCUMENTS_SHOWN = 6;

/** The front page: what this is, and the three jobs it does. */
export function homePage(
  data: { stats: Stats; topics: TopicCount[]; documents: DocumentSummary[] },
  viewer?: Viewer,
): string {
  const { stats, topics, documents } = data;
  return renderPage(
    { viewer, title: 'Triptych' },
    <>
      <div class="hero">
        <h1>Who said what, on whose behalf, and exactly where</h1>
        <p>
          Triptych reads policy texts, official responses and critical articles, splits them into claims, and keeps with
          each claim its speaker, the way it reached the document, and its place in the stored text. So far:{' '}
          <a href="/search">{countOf(stats.claims, 'claim')}</a> by {countOf(stats.speakers, 'speaker')} in{' '}
          <a href="/documents">{countOf(stats.documents, 'document')}</a>
          {stats.digests > 0 && `, ${figures(stats.digests)} of them digests in other words than the original’s`}.
        </p>
      </div>
      <div class="jobs">
        <SearchJob />
        <CompareJob topics={topics} />
        <VerifyJob />
      </div>
      <section class="home-part" aria-labelledby="whose">
        <h2 id="whose">Whose claims are here</h2>
        <Distribution
          counts={stats.blocs}
          blocs={BLOC_ORDER}
          of="By the bloc of the speaker, not of the publisher"
          claims={stats.claims}
        />
      </section>
      <div class="home-lists">
        <Topics topics={topics} />
        <Documents documents={documents} />
      </div>
    </>,
  );
}

function SearchJob() {
  return (
    <section class="job" aria-labelledby="job-search">
      <h2 id="job-search">Find claims</h2>
      <p>By words, topic, bloc or speaker, and take them along as CSV.</p>
      <search>
        <form action="/search">
          <label for="home-query">Words to search for</label>
          <input id="home-query" type="search" name="query" />
          <button type="submit">Search</button>
        </form>
      </search>
    </section>
  );
}

function CompareJob({ topics }: { topics: TopicCount[] }) {
  return (
    <section class="job" aria-labelledby="job-compare">
      <h2 id="job-compare">Compare positions</h2>
      <p>What Chinese, European and US speakers say of a topic, side by side.</p>
      <form action="/compare">
        <label for="home-topic">Topic</label>
        <select id="home-topic" name="topic">
          {topics.map((topic) => (
            <option key={topic.id} value={topic.id}>
              {topic.name} ({figures(topic.claims)})
            </option>
          ))}
        </select>
        <button type="submit">Compare</button>
      </form>
    </section>
  );
}

function VerifyJob() {
  return (
    <section class="job" aria-labelledby="job-verify">
      <h2 id="job-verify">Check a quotation</h2>
      <p>Is it real, whole, and that speaker’s? See which words differ, and whether that is serious.</p>
      <form action="/verify">
        <label for="home-quotation">Quotation</label>
        <textarea id="home-quotation" name="quotation" rows={2} />
        <button type="submit">Check</button>
      </form>
    </section>
  );
}

function Topics({ topics }: { topics: TopicCount[] }) {
  const known = topics.filter((topic) => topic.claims > 0);
  return (
    <section aria-labelledby="topics">
      <h2 id="topics">Topics</h2>
      <ul class="topics">
        {known.map((topic) => (
          <li key={topic.id}>
            <a href={compareAddress({ topic: topic.id })}>{topic.name}</a>{' '}
            <span class="count">{figures(topic.claims)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Documents({ documents }: { documents: DocumentSummary[] }) {
  return (
    <section aria-labelledby="documents">
      <h2 id="documents">Documents</h2>
      <ul class="plain">
        {documents.slice(0, DOCUMENTS_SHOWN).map((document) => (
          <li key={document.name}>
            <a href={documentAddress(document.name)}>
              <bdi>{document.title ?? document.name}</bdi>
            </a>
            <span class="aside">
              {document.digestOf ? 'digest' : <When date={document.date} />}, {countOf(document.claims, 'claim')}
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
