import { LRUCache } from 'lru-cache';
import type { NameFinder } from '../neutral.ts';
import { readWording, type Wording } from './wording.ts';

/** Wordings that are kept for each finder of names, those asked for last: some kilobytes each. */
const MOST = 3000;

const known = new WeakMap<NameFinder, LRUCache<string, Wording>>();

/**
 * As {@link readWording}, read once: what a claim says in its words outlives every write, and reading it is a third of the
 * time of a comparison. It is shared: nobody may change it.
 */
export function wordingOf(text: string, findNames: NameFinder, cues: readonly string[]): Wording {
  const wordings = known.get(findNames) ?? new LRUCache<string, Wording>({ max: MOST });
  known.set(findNames, wordings);
  const key = JSON.stringify([text, cues]);
  const wording = wordings.get(key) ?? readWording(text, findNames, cues);
  wordings.set(key, wording);
  return wording;
}
