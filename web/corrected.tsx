import type { ClaimView } from '../src/contract.ts';
import { FormToken } from './correct.tsx';
import { BlocName, Note, Stance, When } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import { countOf } from './words.ts';

type Entry = ClaimView['history'][number];
type Labels = Entry['after'];

/** What a person said of a claim, before anything else: that it is rejected, or which labels are a person's. */
export function CorrectedNote({ view }: { view: ClaimView }) {
  const { corrected } = view.claim;
  if (corrected.length === 0) return null;
  const rejection = view.history.findLast((entry) => entry.state === 'in force' && entry.after.rejected);
  if (corrected.includes('rejected') && rejection)
    return (
      <Note>
        Rejected by <bdi>{rejection.by}</bdi> on <When date={rejection.at.slice(0, 10)} />
        {rejection.note !== null && (
          <>
            : <bdi>“{rejection.note}”</bdi>
          </>
        )}
        . No search, comparison, export or count shows this claim any more.
      </Note>
    );
  return (
    <Note>
      Corrected by a person: {corrected.join(', ')}. <a href="#history">What it was before</a>
    </Note>
  );
}

/** Every correction of a claim, oldest first: when, who, why, and what before and after. */
export function History({ view, viewer }: { view: ClaimView; viewer: Viewer | undefined }) {
  const { history } = view;
  return (
    <section aria-labelledby="history" class="corrections">
      <h2 id="history">Corrections</h2>
      {history.length === 0 ? (
        <p>
          None. <HowTo claim={view.claim.id} viewer={viewer} />
        </p>
      ) : (
        <>
          <p>{countOf(history.length, 'entry', 'entries')}, oldest first. None is ever changed or removed.</p>
          <ol class="history">
            {history.map((entry) => (
              <li key={entry.id} class={entry.state === 'in force' ? 'in-force' : 'past'}>
                <EntryWords entry={entry} editor={viewer?.editor ?? null} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** How a reader comes to correct a claim, or whom to tell. */
function HowTo({ claim, viewer }: { claim: string; viewer: Viewer | undefined }) {
  if (viewer?.editor) return <a href="#correct">Correct the labels</a>;
  if (viewer?.canSignIn)
    return (
      <>
        Editors <a href="/sign-in">sign in</a> to correct the labels.
      </>
    );
  return (
    <>
      Who runs this knowledge base can correct the labels: <code>triptych correct {claim}</code>
    </>
  );
}

/** One entry of the log: who did what, and before and after. Editors can undo what is in force. */
export function EntryWords({ entry, editor }: { entry: Entry; editor: Viewer['editor'] }) {
  const labels = LABELS.filter((label) => entry.after[label] !== undefined);
  const isSame = labels.every((label) => JSON.stringify(entry.before[label]) === JSON.stringify(entry.after[label]));
  const did = entry.undoes !== null ? ' took back ' : isSame ? ' confirmed ' : ' corrected ';
  return (
    <>
      <p>
        <When date={entry.at.slice(0, 10)} />, <bdi>{entry.by}</bdi>
        {did}
        <code>{entry.undoes ?? entry.id}</code> {entry.undoes === null && <span class="label">{entry.state}</span>}
      </p>
      <dl class="facts-list">
        {labels.map((label) => (
          <div key={label}>
            <dt>{LABEL_NAMES[label]}</dt>
            <dd>
              {!isSame && (
                <>
                  <Value labels={entry.before} label={label} /> →{' '}
                </>
              )}
              <Value labels={entry.after} label={label} />
            </dd>
          </div>
        ))}
      </dl>
      {entry.note !== null && (
        <p>
          <bdi>“{entry.note}”</bdi>
        </p>
      )}
      {editor && entry.undoes === null && entry.state !== 'undone' && (
        <form method="post" action={`/corrections/${encodeURIComponent(entry.id)}/undo`}>
          <FormToken editor={editor} />
          <button type="submit" class="second">
            Undo<span class="hidden"> {entry.id}</span>
          </button>
        </form>
      )}
    </>
  );
}

const LABELS = ['speaker', 'bloc', 'topics', 'stances', 'rejected'] as const;
const LABEL_NAMES = {
  speaker: 'Speaker',
  bloc: 'Bloc',
  topics: 'Topics',
  stances: 'Stance',
  rejected: 'Rejected',
} as const;

function Value({ labels, label }: { labels: Labels; label: keyof typeof LABEL_NAMES }) {
  const { speaker, bloc, topics, stances, rejected } = labels;
  if (labels[label] === undefined) return <span class="unknown">unknown</span>;
  if (label === 'speaker') return <bdi>{speaker?.name}</bdi>;
  if (label === 'bloc') return <BlocName bloc={bloc!} />;
  if (label === 'topics') return <bdi>{topics?.join(', ') || 'none'}</bdi>;
  if (label === 'rejected') return <>{rejected ? 'yes' : 'no'}</>;
  return (
    <>
      {Object.entries(stances!).map(([id, stance], i) => (
        <span key={id}>
          {i > 0 && ', '}
          <Stance stance={stance} target={id} />
        </span>
      ))}
    </>
  );
}
