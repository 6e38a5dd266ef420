import type { HistoryEntry } from '../src/corrections/contract.ts';
import { claimAddress } from './address.ts';
import { EntryWords } from './corrected.tsx';
import { renderPage } from './page.tsx';
import type { Viewer } from './viewer.ts';
import { countOf, shorten } from './words.ts';

/** Entries of the log that one page shows. */
const SHOWN = 200;

/** The log of everything that people corrected, newest first. */
export function correctionsPage({ entries }: { entries: HistoryEntry[] }, viewer?: Viewer): string {
  return renderPage(
    { title: 'Corrections', data: '/corrections.json', viewer },
    <>
      <h1>Corrections</h1>
      <p class="lead">
        Every label that a person set, newest first: who, when, why, and what was before and after. None is ever changed
        or removed; what is undone stays here, too.
      </p>
      {entries.length === 0 ? (
        <p class="empty">Nobody has corrected a label yet.</p>
      ) : (
        <p>
          {countOf(entries.length, 'entry', 'entries')}
          {entries.length > SHOWN && `, of which the newest ${SHOWN} are shown`}
        </p>
      )}
      <ol class="log">
        {entries.slice(0, SHOWN).map((entry) => (
          <li key={entry.id} class={entry.state === 'in force' ? 'in-force' : 'past'}>
            <p class="words">
              <a href={claimAddress(entry.claim)}>
                <bdi>{shorten(entry.words, 140)}</bdi>
              </a>
            </p>
            <EntryWords entry={entry} editor={viewer?.editor ?? null} />
          </li>
        ))}
      </ol>
    </>,
  );
}
