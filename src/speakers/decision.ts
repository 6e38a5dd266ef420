import { createHash } from 'node:crypto';
import type { Constraints } from './link.ts';

/** What a person decided on who is who. */
export interface Decision {
  /** Of what it says: an entry that was changed has another. */
  id: string;
  /** ISO 8601, UTC. */
  at: string;
  by: string;
  note: string | null;
  /** `merge`: all that `speaker` was is `into`. `split`: some descriptions of `speaker` are `into`. `rename`: it is called `name`. */
  kind: (typeof DECISION_KINDS)[number];
  speaker: string;
  into: string | null;
  /** The name of `into`, or the new one. */
  name: string;
  /** Keys of the profiles that are `into`. */
  profiles: string[];
  /** Of a split, keys of the profiles that stay `speaker`. */
  rest: string[];
}

export const DECISION_KINDS = ['merge', 'split', 'rename'] as const;

/** The decision with the identifier that it has by what it says. */
export function identify(decision: Omit<Decision, 'id'>): Decision {
  const { at, by, note, kind, speaker, into, name, profiles, rest } = decision;
  const content = JSON.stringify([at, by, note, kind, speaker, into, name, profiles, rest]);
  return { id: createHash('sha256').update(content).digest('hex').slice(0, 16), ...decision };
}

/** Who a speaker is, and is called, by the decisions since; the oldest first. */
export function followDecisions<T extends { id: string; name: string }>(decisions: readonly Decision[], speaker: T): T {
  let now = speaker;
  for (const { kind, speaker: from, into, name } of decisions) {
    if (kind === 'merge' && into !== null && from === now.id) now = { ...now, id: into, name };
    if (kind === 'rename' && from === now.id) now = { ...now, name };
  }
  return now;
}

/** What decisions come to, the oldest first: later ones go over earlier ones. */
export function constraintsOf(decisions: readonly Decision[]): Pick<Constraints, 'decided' | 'names'> {
  const decided = new Map<string, string>();
  const names = new Map<string, string>();
  for (const { kind, speaker, into, name, profiles, rest } of decisions) {
    names.set(into ?? speaker, name);
    if (into === null) continue;
    if (kind === 'merge') for (const [key, id] of decided) if (id === speaker) decided.set(key, into);
    for (const key of profiles) decided.set(key, into);
    for (const key of rest) decided.set(key, speaker);
  }
  return { decided, names };
}
