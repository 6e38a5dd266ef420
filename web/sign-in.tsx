import { renderPage } from './page.tsx';
import type { Viewer } from './viewer.ts';

/** Where editors enter the token; where there is none, that nobody can. */
export function signInPage(viewer: Viewer): string {
  if (!viewer.canSignIn)
    return renderPage(
      { title: 'Read-only', viewer },
      <>
        <h1>Read-only</h1>
        <p>
          Nobody can sign in here. Who runs this knowledge base can start it with <code>TRIPTYCH_TOKEN</code> set, and
          give that token to editors.
        </p>
      </>,
    );
  return renderPage(
    { title: 'Sign in', viewer },
    <>
      <h1>Sign in as an editor</h1>
      <p class="lead">
        Editors correct labels and add documents. Everything they do is written down with their name, and can be undone.
      </p>
      <form class="sign-in" method="post" action="/sign-in">
        <label for="name">Your name</label>
        <input id="name" name="name" required maxLength={200} autocomplete="name" />
        <label for="token">Token</label>
        <input id="token" name="token" type="password" required autocomplete="current-password" />
        <p class="hint">
          Whoever runs this knowledge base has the token. It is not kept: a sealed cookie keeps you signed in for twelve
          hours, or until you sign out.
        </p>
        <button type="submit">Sign in</button>
      </form>
    </>,
  );
}
