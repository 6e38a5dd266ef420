import type { ClaimView } from '../src/contract.ts';
import { BlocName, Note, Stance, When } from './parts.tsx';
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
export function History({ view }: { view: ClaimView }) {
  const { history } = view;
  return (
    <section aria-labelledby="history" class="corrections">
      <h2 id="history">Corrections</h2>
      {history.length === 0 ? (
        <p>
          None. Who runs this knowledge base can correct the labels: <code>triptych correct {view.claim.id}</code>
        </p>
      ) : (
        <>
          <p>{countOf(history.length, 'entry', 'entries')}, oldest first. None is ever changed or removed.</p>
          <ol class="history">
            {history.map((entry) => (
              <li key={entry.id} class={entry.state === 'in force' ? 'in-force' : 'past'}>
                <EntryWords entry={entry} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function EntryWords({ entry }: { entry: Entry }) {
  return (
    <>
      <p>
        <When date={entry.at.slice(0, 10)} />, <bdi>{entry.by}</bdi>
        {entry.undoes === null ? ' corrected ' : ' took back '}
        <code>{entry.undoes ?? entry.id}</code> {entry.undoes === null && <span class="label">{entry.state}</span>}
      </p>
      <dl class="facts-list">
        {(['speaker', 'bloc', 'topics', 'stances', 'rejected'] as const)
          .filter((label) => entry.after[label] !== undefined)
          .map((label) => (
            <div key={label}>
              <dt>{LABEL_NAMES[label]}</dt>
              <dd>
                <Value labels={entry.before} label={label} /> → <Value labels={entry.after} label={label} />
              </dd>
            </div>
          ))}
      </dl>
      {entry.note !== null && (
        <p>
          <bdi>“{entry.note}”</bdi>
        </p>
      )}
    </>
  );
}

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
