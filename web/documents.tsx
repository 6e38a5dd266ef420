import type { DocumentSummary } from '../src/contract.ts';
import { documentAddress } from './address.ts';
import { renderPage } from './page.tsx';
import { When } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import { countOf, figures, QUALITY_NAMES } from './words.ts';

/** All documents that were read. */
export function documentsPage({ documents }: { documents: DocumentSummary[] }, viewer?: Viewer): string {
  return renderPage(
    { viewer, title: 'Documents', place: '/documents', data: '/documents.json' },
    <>
      <h1>Documents</h1>
      <p>
        {countOf(documents.length, 'document')} {documents.length === 1 ? 'was' : 'were'} read. Each is kept as it was
        read, word by word.
        {viewer?.editor && (
          <>
            {' '}
            <a href="/add">Add documents</a>
          </>
        )}
      </p>
      {documents.length === 0 ? (
        <p class="empty">
          Nothing has been read yet. Add documents with <code>triptych ingest FILE-OR-FOLDER</code>.
        </p>
      ) : (
        <ul class="documents">
          {documents.map((document) => (
            <li key={document.name}>
              <DocumentLine document={document} />
            </li>
          ))}
        </ul>
      )}
    </>,
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
        {digestOf && <span class="label caution">digest, not the original’s words</span>}
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
