import type { Box } from '../src/claim.ts';
import type { DocumentView } from '../src/contract.ts';
import { documentAddress, placeAddress, sheetAddress } from './address.ts';
import { languageTag, Text } from './document.tsx';
import { renderPage } from './page.tsx';
import { Note } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import { countOf, figures, plain } from './words.ts';

/** Space around the words of a claim, in points. */
const AROUND = 1.5;

/** What is shown of one page of a document. */
interface Sheet {
  view: DocumentView;
  /** Counted from 1. */
  page: number;
  /** The size of the page in points; or why there is no picture of it. */
  picture: { width: number; height: number } | string;
  /** Where claims stand on the page. */
  places: { claim: string; boxes: Box[] }[];
  highlight: string | undefined;
}

/** A page of a document as it is printed, beside its text as it was read: with the claims marked in both. */
export function sheetPage(sheet: Sheet, viewer?: Viewer): string {
  const { view, page, picture, highlight } = sheet;
  const title = view.title ?? view.name;
  const blocks = view.blocks.filter((block) => block.page === page);
  return renderPage(
    { viewer, title: `Page ${page} of ${title}`, place: '/documents' },
    <>
      <p class="kicker">
        Page {figures(page)} of {figures(view.pages ?? page)}
      </p>
      <h1>
        <bdi>{title}</bdi>
      </h1>
      <Turn sheet={sheet} />
      {typeof picture === 'string' && (
        <Note>
          <bdi>{picture}</bdi> Its text as it was read is here.
        </Note>
      )}
      <div class={typeof picture === 'string' ? undefined : 'sheet'}>
        {typeof picture !== 'string' && <Picture {...sheet} picture={picture} />}
        <article class="text" lang={languageTag(view.language)} aria-labelledby="text-title">
          <h2 id="text-title" lang="en">
            Text as it was read
          </h2>
          {blocks.length === 0 && <p class="empty">No text was read from this page.</p>}
          <Text view={{ ...view, blocks }} highlight={highlight} isOnePage />
        </article>
      </div>
    </>,
  );
}

function Turn({ sheet: { view, page } }: { sheet: Sheet }) {
  return (
    <nav class="pages" aria-label="Pages of the document">
      {page > 1 && (
        <a rel="prev" href={sheetAddress(view, page - 1)}>
          ← Page {page - 1}
        </a>
      )}
      <a href={documentAddress(view.name, view.current ? undefined : view.version)}>The whole text</a>
      {page < (view.pages ?? 0) && (
        <a rel="next" href={sheetAddress(view, page + 1)}>
          Page {page + 1} →
        </a>
      )}
    </nav>
  );
}

/** The picture, and over it a frame around the words of each claim that leads to them in the text. */
function Picture(props: Sheet & { picture: { width: number; height: number } }) {
  const { view, page, picture, places, highlight } = props;
  const { width, height } = picture;
  const speakers = new Map(view.claimList.map(({ id, speaker }) => [id, speaker.name]));
  return (
    <figure class="printed">
      <svg viewBox={`0 0 ${round(width)} ${round(height)}`} width={round(width)} height={round(height)}>
        <title>{`Page ${page} as it is printed`}</title>
        <image href={sheetAddress(view, page, { png: true })} width={round(width)} height={round(height)} />
        {places.map(({ claim, boxes }) => (
          <a
            key={claim}
            href={placeAddress({ id: claim, document: view.name }, view.current ? undefined : view.version)}
          >
            <title>{`A claim of ${plain(speakers.get(claim) ?? '')}`}</title>
            {boxes.map(({ left, top, right, bottom }) => (
              <rect
                key={`${left} ${top}`}
                class={claim === highlight ? 'printed-claim current' : 'printed-claim'}
                x={round(left - AROUND)}
                y={round(top - AROUND)}
                width={round(right - left + 2 * AROUND)}
                height={round(bottom - top + 2 * AROUND)}
              />
            ))}
          </a>
        ))}
      </svg>
      <figcaption>
        As it is printed, drawn from the file with the hash of this version.{' '}
        {places.length > 0 && `${countOf(places.length, 'claim')} marked.`}
      </figcaption>
    </figure>
  );
}

const round = (points: number) => Math.round(points * 10) / 10;
