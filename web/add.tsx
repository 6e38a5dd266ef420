import type { Addition, Step } from '../src/adding/contract.ts';
import type { DocumentView, TopicCount } from '../src/contract.ts';
import { changesAddress, documentAddress } from './address.ts';
import { FormToken } from './correct.tsx';
import { MendForm } from './mend.tsx';
import { renderPage } from './page.tsx';
import { ClaimCard, Note, namesOf, When } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import { countOf, QUALITY_NAMES } from './words.ts';

/** Claims of a new document that are shown at once. */
const CLAIMS_SHOWN = 20;

const STEP_NAMES: Record<Step, string> = {
  fetch: 'Fetch it from the web',
  read: 'Read its text',
  attribute: 'Find who says what',
  resolve: 'Find out who is meant',
  embed: 'Compare meanings',
  label: 'Find topics and stances',
  store: 'Store it',
};

const STATUS_NAMES = {
  added: 'Added',
  'new version': 'Added as a new version',
  relabelled: 'Read again: the text is the same, the labels are new',
  unchanged: 'Known already, and unchanged',
  failed: 'Not added',
} as const;

/** Where editors add files and addresses, and what became of those they added. */
export function addPage({ additions }: { additions: Addition[] }, viewer?: Viewer): string {
  return renderPage(
    { title: 'Add documents', place: '/documents', viewer },
    <>
      <h1>Add documents</h1>
      {viewer?.editor && (
        <form class="add-form" method="post" action="/add" encType="multipart/form-data">
          <FormToken editor={viewer.editor} />
          <label for="add-file">Files</label>
          <input
            id="add-file"
            type="file"
            name="file"
            multiple
            accept=".txt,.md,.markdown,.html,.htm,.xhtml,.mhtml,.mht,.pdf,.docx,.epub"
          />
          <p class="hint">PDF, Word, EPUB, HTML, saved pages, Markdown and text, each up to 50 MB.</p>
          <label class="check">
            <input type="checkbox" name="again" value="1" /> A file of a name that is there already is its new version
          </label>
          <label for="add-address">Addresses of pages</label>
          <textarea id="add-address" name="address" rows={3} placeholder="https://" />
          <p class="hint">One a line. robots.txt is obeyed, and what came is kept.</p>
          <button type="submit">Add</button>
        </form>
      )}
      {additions.length > 0 && (
        <section aria-labelledby="recent">
          <h2 id="recent">Added of late</h2>
          <ul class="plain">
            {additions.map((one) => (
              <li key={one.id}>
                <a href={`/add/${one.id}`}>
                  <bdi>{one.source}</bdi>
                </a>
                <span class="aside">
                  {one.outcome ? STATUS_NAMES[one.outcome.status] : 'under way'}, by <bdi>{one.by}</bdi>,{' '}
                  <When date={one.at.slice(0, 10)} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>,
  );
}

/** What becomes of one addition: its steps as they run, then the report, the claims, and what may be mended. */
export function additionPage(
  data: { addition: Addition; view: DocumentView | null; topics: TopicCount[]; target: string },
  viewer?: Viewer,
): string {
  const { addition, view } = data;
  const isDone = addition.state === 'done';
  return renderPage(
    // Without scripts the page asks again by itself.
    { title: `Adding ${addition.source}`, place: '/documents', viewer, refresh: isDone ? undefined : 2 },
    <>
      <p class="kicker">
        <a href="/add">Add documents</a>
      </p>
      <h1>
        <bdi>{view?.title ?? addition.source}</bdi>
      </h1>
      <Steps addition={addition} />
      <Report addition={addition} view={view} />
      {view && viewer?.editor && <MendForm view={view} editor={viewer.editor} />}
      {view && <Claims view={view} topics={data.topics} target={data.target} />}
    </>,
  );
}

function Steps({ addition }: { addition: Addition }) {
  const { steps, step, state, outcome } = addition;
  const at = step === null ? -1 : steps.indexOf(step);
  const stateOf = (i: number) => {
    if (state === 'done' && outcome?.status !== 'failed') return 'done';
    if (i < at) return 'done';
    if (i > at) return 'to come';
    return state === 'done' ? 'failed' : 'under way';
  };
  return (
    <section aria-labelledby="steps" data-events={state === 'done' ? undefined : `/add/${addition.id}/events`}>
      <h2 id="steps" class="hidden">
        Steps
      </h2>
      <div role="status">
        <ol class="progress">
          {steps.map((one, i) => (
            <li key={one} data-step-name={one} class={stateOf(i).replace(' ', '-')}>
              <span class="sign" aria-hidden="true" />
              {STEP_NAMES[one]} <span class="hidden">({stateOf(i)})</span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Report({ addition, view }: { addition: Addition; view: DocumentView | null }) {
  const { outcome } = addition;
  if (!outcome) return null;
  const { status, error, warnings } = outcome;
  return (
    <section aria-labelledby="report" class="report">
      <h2 id="report">{STATUS_NAMES[status]}</h2>
      {error && (
        <Note>
          <bdi>{sentence(error.message)}</bdi> (<code>{error.code}</code>)
        </Note>
      )}
      {view && (
        <p>
          <a href={documentAddress(view.name)}>
            <bdi>{view.name}</bdi>
          </a>
          : <bdi>{view.publisher ?? 'publisher unknown'}</bdi>, <When date={view.date} />,{' '}
          {countOf(view.claimList.length, 'claim')}
          {view.quality !== 'intact' && `, ${QUALITY_NAMES[view.quality]}`}.
          {status === 'new version' && (
            <>
              {' '}
              <a href={changesAddress(view.name)}>What changed</a>
            </>
          )}
        </p>
      )}
      {warnings.length > 0 && (
        <>
          <h3>{countOf(warnings.length, 'warning')}</h3>
          <ul>
            {warnings.map(({ code, message }) => (
              <li key={code + message}>
                <bdi>{message}</bdi> <code>{code}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** A reason as the command line gives it after the name of a file, as a sentence of its own. */
function sentence(reason: string): string {
  return reason.slice(0, 1).toUpperCase() + reason.slice(1);
}

function Claims({ view, topics, target }: { view: DocumentView; topics: TopicCount[]; target: string }) {
  const names = namesOf({ topics, target });
  if (view.claimList.length === 0) return <p class="empty">No claim was found in this document.</p>;
  return (
    <section aria-labelledby="claims">
      <h2 id="claims">Its claims</h2>
      <ol class="cards">
        {view.claimList.slice(0, CLAIMS_SHOWN).map((claim) => (
          <li key={claim.id}>
            <ClaimCard claim={claim} names={names} />
          </li>
        ))}
      </ol>
      {view.claimList.length > CLAIMS_SHOWN && (
        <p>
          <a href={documentAddress(view.name)}>All {countOf(view.claimList.length, 'claim')} in the text</a>
        </p>
      )}
    </section>
  );
}
