import { renderPage } from './page.tsx';
import type { Viewer } from './viewer.ts';

/** Says what went wrong and where to go on. */
export function errorPage({ status, message }: { status: number; message: string }, viewer?: Viewer): string {
  const title = TITLES[status] ?? (status < 500 ? 'This request cannot be answered' : 'Something went wrong');
  return renderPage(
    { viewer, title },
    <>
      <p class="kicker">Error {status}</p>
      <h1>{title}</h1>
      <p>
        <bdi>{message}</bdi>
      </p>
      <p>
        {status === 401 && viewer?.canSignIn ? (
          <>
            <a href="/sign-in">Sign in as an editor</a>, or go
          </>
        ) : (
          'Go'
        )}{' '}
        on with <a href="/search">a search</a>, <a href="/speakers">the speakers</a>,{' '}
        <a href="/documents">the documents</a> or <a href="/">the front page</a>.
      </p>
    </>,
  );
}

const TITLES: Record<number, string> = {
  400: 'This request cannot be understood',
  401: 'This is for editors',
  403: 'Nothing can be written here',
  404: 'There is nothing at this address',
  405: 'This address is for something else',
  408: 'The request did not arrive in time',
  413: 'This is too large',
  431: 'This is too long for an address',
  500: 'Something went wrong',
};
