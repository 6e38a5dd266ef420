import { stripVTControlCharacters } from 'node:util';
import type { HistoryEntry } from './contract.ts';

/** An entry of the log for people: when, who and why, what before and after, and what it does today. */
export function printEntry(entry: HistoryEntry): string {
  const { id, at, by, note, undoes, claim, document, words, before, after, state, present } = entry;
  const what = undoes === null ? 'corrected' : `undid ${undoes} on`;
  const status = state === 'undo' ? '' : ` [${present || state === 'undone' ? state : 'waits for its words'}]`;
  const changes = labelWords(after).map(
    ([label, now]) => `    ${label}: ${new Map(labelWords(before)).get(label) ?? 'unknown'} → ${now}\n`,
  );
  return [
    `${id}${status}  ${at.replace('T', ' ').slice(0, 16)}  ${clean(by)} ${what} ${claim}\n`,
    `    “${clean(words)}” — ${clean(document)}\n`,
    ...changes,
    note === null ? '' : `    ${clean(note)}\n`,
  ].join('');
}

/** Labels and their values in words, in a fixed order. */
export function labelWords({ speaker, bloc, topics, stances, rejected }: HistoryEntry['after']): [string, string][] {
  return [
    ...(speaker ? [['speaker', `${clean(speaker.name)} [${speaker.bloc}]`]] : []),
    ...(bloc ? [['bloc', bloc]] : []),
    ...(topics ? [['topics', topics.join(', ') || 'none']] : []),
    ...Object.entries(stances ?? {}).map(([target, stance]) => [`stance towards ${target}`, stance]),
    ...(rejected === undefined ? [] : [['rejected', rejected ? 'yes' : 'no']]),
  ] as [string, string][];
}

function clean(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
