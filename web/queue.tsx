import type { ClaimView } from '../src/contract.ts';
import { claimAddress } from './address.ts';
import { Chain, Context } from './claim.tsx';
import { type Choices, CorrectForm } from './correct.tsx';
import { Keys } from './keys.tsx';
import { renderPage } from './page.tsx';
import { Labels } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import { countOf, figures, mannerWords, percent } from './words.ts';

/** The claims that nobody has looked at, the least confident first, one at a time. */
export function queuePage(
  data: { view: ClaimView | null; at: number; total: number } & Choices,
  viewer?: Viewer,
): string {
  const { view, at, total, ...choices } = data;
  const editor = viewer?.editor;
  return renderPage(
    { title: 'Queue', viewer },
    <>
      <h1>Claims to look at</h1>
      <p class="lead">
        {countOf(total, 'claim')} that no person has looked at, those of which the program is least sure first.
        {!editor && viewer?.canSignIn && (
          <>
            {' '}
            <a href="/sign-in">Sign in</a> to correct them.
          </>
        )}
      </p>
      {view === null ? (
        <p class="empty">A person has looked at every claim.</p>
      ) : (
        <>
          <Steps at={at} total={total} />
          {editor && (
            <Keys
              keys={[
                ['j', 'next'],
                ['k', 'previous'],
                ['c', 'all is right'],
                ['x', 'no claim'],
                ['e', 'change the speaker'],
                ['s', 'save'],
              ]}
            />
          )}
          <h2 class="queue-claim">
            <a href={claimAddress(view.claim.id)}>
              <bdi>{view.claim.speaker.name}</bdi>
            </a>
            , <span class="manner">{mannerWords(view.claim)}</span>
          </h2>
          <p class="confidence">
            {percent(view.claim.confidence)} sure that this speaker makes this claim here
            {view.labels.topics.length === 0 && '; on no topic'}
          </p>
          <div class="queue-parts">
            <div>
              <Context view={view} />
              <Chain view={view} />
            </div>
            {editor ? (
              <CorrectForm view={view} editor={editor} queue={at} {...choices} />
            ) : (
              <Labels
                claim={view.claim}
                names={{ topics: new Map(choices.topics.map(({ id, name }) => [id, name])), target: choices.target }}
              />
            )}
          </div>
        </>
      )}
    </>,
  );
}

function Steps({ at, total }: { at: number; total: number }) {
  return (
    <nav class="pages queue-steps" aria-label="Claims of the queue">
      {at > 0 && (
        <a rel="prev" href={`/queue?offset=${at - 1}`} data-key="k">
          ← Previous
        </a>
      )}
      <span>
        {figures(at + 1)} of {figures(total)}
      </span>
      {at + 1 < total && (
        <a rel="next" href={`/queue?offset=${at + 1}`} data-key="j">
          Skip →
        </a>
      )}
    </nav>
  );
}
