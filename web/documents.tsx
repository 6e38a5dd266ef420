import type { DocumentSummary, DocumentsRequest, DocumentsResponse } from '../src/contract.ts';
import { LIST_LENGTH } from '../src/dossier/contract.ts';
import { documentAddress, documentsAddress } from './address.ts';
import { PageLinks } from './counted.tsx';
import { renderPage } from './page.tsx';
import { When } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import { countOf, figures, QUALITY_NAMES } from './words.ts';

/** The documents that were read, page by page, with a search among their names. */
export function documentsPage(
  { request, response }: { request: DocumentsRequest; response: DocumentsResponse },
  viewer?: Viewer,
): string {
  const { total, documents } = response;
  return renderPage(
    { viewer, title: 'Documents', place: '/documents', data: documentsAddress(request, 'json') },
    <>
      <h1>Documents</h1>
      <p class="lead">
        What was read, each kept as it was read, word by word.
        {viewer?.editor && (
          <>
            {' '}
            <a href="/add">Add documents</a>
          </>
        )}
      </p>
      {total === 0 && request.query === '' ? (
        <p class="empty">
          Nothing has been read yet. Add documents with <code>triptych ingest FILE-OR-FOLDER</code>.
        </p>
      ) : (
        <>
          <Finder query={request.query} />
          <p role="status">
            {total === 0 ? 'No document of that name is here.' : `${countOf(total, 'document')}, newest first`}
          </p>
          <ul class="documents">
            {documents.map((document) => (
              <li key={document.name}>
                <DocumentLine document={document} />
              </li>
            ))}
          </ul>
          <PageLinks
            offset={request.offset}
            length={LIST_LENGTH}
            total={total}
            label="Pages of documents"
            addressOf={(offset) => documentsAddress({ ...request, offset })}
          />
        </>
      )}
    </>,
  );
}

function Finder({ query }: { query: string }) {
  return (
    <search>
      <form class="finder" action="/documents">
        <div>
          <label for="name">Title or publisher, or a part of one</label>
          <input id="name" type="search" name="query" value={query} autocomplete="off" />
        </div>
        <button type="submit">Find</button>
      </form>
    </search>
  );
}

function DocumentLine({ document }: { document: DocumentSummary }) {
  const { digestOf } = document;
  return (
    <article class="document-line">
      <h2>
        <a href={documentAddress(document.name)}>
          <bdi>{document.title ?? document.name}</bdi>
        </a>
      </h2>
      <p class="where">
        {digestOf ? (
          <>
            Triptych’s digest of <bdi>{digestOf.title ?? 'an untitled text'}</bdi> (
            <bdi>{digestOf.publisher ?? 'publisher unknown'}</bdi>, <When date={digestOf.date ?? null} />)
          </>
        ) : (
          <>
            <bdi>{document.publisher ?? 'publisher unknown'}</bdi>, <When date={document.date} />
            {document.kind && (
              <>
                , <bdi>{document.kind}</bdi>
              </>
            )}
          </>
        )}
      </p>
      <p class="marks">
        <span>
          {countOf(document.claims, 'claim')}, {countOf(document.characters, 'character')}
          {document.pages !== null && `, ${countOf(document.pages, 'page')}`}
        </span>
        {digestOf && <span class="label caution">digest in other words</span>}
        {document.quality !== 'intact' && <span class="label caution">{QUALITY_NAMES[document.quality]}</span>}
        {document.warnings.length > 0 && (
          <span class="label caution">
            {figures(document.warnings.length)} {document.warnings.length === 1 ? 'warning' : 'warnings'}
          </span>
        )}
      </p>
    </article>
  );
}
