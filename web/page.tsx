import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { FormToken } from './correct.tsx';
import type { Viewer } from './viewer.ts';
import { plain } from './words.ts';

const PLACES = [
  { address: '/search', name: 'Search' },
  { address: '/compare', name: 'Compare' },
  { address: '/verify', name: 'Verify' },
  { address: '/topics', name: 'Topics' },
  { address: '/speakers', name: 'Speakers' },
  { address: '/sources', name: 'Sources' },
  { address: '/documents', name: 'Documents' },
  { address: '/about', name: 'About' },
] as const;
export type Place = (typeof PLACES)[number]['address'];

/** What every page says about itself. `data` is the address of the same content as JSON. */
export interface Frame {
  title: string;
  place?: Place | undefined;
  data?: string | undefined;
  viewer?: Viewer | undefined;
  /** The address of the same content as linked data (JSON-LD). */
  linked?: string | undefined;
  /** Seconds after which the page asks again, where there are no scripts. */
  refresh?: number | undefined;
  /** Where the page is a file that is sent on: it needs nothing beside it, and its links lead to where it was made. */
  alone?: Alone | undefined;
}

/** What a page that stands alone holds: the style sheet, and the address of where it was made, without a `/` at its end. */
export interface Alone {
  style: string;
  origin: string;
}

/** Nothing is shown before the end of the page is there, so that nothing moves (HTML Standard, link type `expect`). */
const SHOWN_WHOLE = { rel: 'expect', href: '#foot', blocking: 'render' };

/** A whole HTML document: head, navigation, the given content in `main`, and a foot. */
export function renderPage(frame: Frame, content: ComponentChildren): string {
  const page = `<!doctype html>\n${renderToString(<Page frame={frame}>{content}</Page>)}`;
  // A quotation mark of a text is written `&quot;`, so that this is found in tags alone.
  if (!frame.alone) return page;
  const origin = encodeURI(frame.alone.origin);
  return page.replaceAll(' href="/', () => ` href="${origin}/`);
}

function Page({ frame, children }: { frame: Frame; children: ComponentChildren }) {
  const title = plain(frame.title);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title === 'Triptych' ? title : `${title} – Triptych`}</title>
        {frame.refresh && (
          <noscript>
            <meta http-equiv="refresh" content={String(frame.refresh)} />
          </noscript>
        )}
        {frame.alone ? <style dangerouslySetInnerHTML={{ __html: frame.alone.style }} /> : <Linked frame={frame} />}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="top">
          <a class="name" href="/">
            <Sign />
            Triptych
          </a>
          {!frame.alone && <Ways place={frame.place} />}
          {frame.viewer?.editor && <EditorPart editor={frame.viewer.editor} />}
        </header>
        <main id="main">{children}</main>
        <footer class="foot" id="foot">
          <p>
            Every claim points at its exact place in a stored text. Labels are made by a program and can be wrong:{' '}
            <a href="/about">how they are made</a>.
          </p>
          <p>
            {frame.viewer?.canSignIn && !frame.viewer.editor && <a href="/sign-in">Sign in as an editor</a>}{' '}
            {frame.data && <a href={frame.data}>This page as JSON</a>}
          </p>
        </footer>
      </body>
    </html>
  );
}

/** What the page takes from beside it. */
function Linked({ frame: { data, linked } }: { frame: Frame }) {
  return (
    <>
      <link {...SHOWN_WHOLE} />
      <link rel="stylesheet" href="/style.css" />
      <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      {data && <link rel="alternate" href={data} type="application/json" />}
      {linked && <link rel="alternate" href={linked} type="application/ld+json" />}
      <script src="/script.js" type="module" />
    </>
  );
}

function Ways({ place }: { place: Place | undefined }) {
  return (
    <nav aria-label="Main">
      <ul>
        {PLACES.map(({ address, name }) => (
          <li key={address}>
            <a href={address} aria-current={address === place ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What only editors have: the ways to their work, and out. */
function EditorPart({ editor }: { editor: NonNullable<Viewer['editor']> }) {
  return (
    <nav class="editor" aria-label="Editor">
      <ul>
        <li>
          <a href="/add">Add</a>
        </li>
        <li>
          <a href="/queue">Queue</a>
        </li>
        <li>
          <a href="/corrections">Corrections</a>
        </li>
        <li>
          <form method="post" action="/sign-out">
            <FormToken editor={editor} />
            <button type="submit" class="link">
              Sign out <bdi>{editor.name}</bdi>
            </button>
          </form>
        </li>
      </ul>
    </nav>
  );
}

function Sign() {
  return (
    <svg class="sign" viewBox="0 0 22 16" width="22" height="16" aria-hidden="true" focusable="false">
      <rect x="0" y="0" width="6" height="16" />
      <rect x="8" y="0" width="6" height="16" />
      <rect x="16" y="0" width="6" height="16" />
    </svg>
  );
}
