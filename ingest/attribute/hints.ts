import type { Cue, CueKind } from './cues.ts';
import type { Report } from './index.ts';
import type { View } from './tokens.ts';
import type { Unit } from './words.ts';

/** What the rules make of units, as the network reads it: a number for each unit. */
export interface Hints {
  /** Indexes into {@link ROLES}. */
  roles: Uint8Array;
  /** Zero, or one more than the index into {@link KINDS} of the reporting expression in which the unit stands. */
  cues: Uint8Array;
}

const ROLES = ['none', 'source', 'cue', 'first', 'indirect', 'direct'] as const;
const KINDS: readonly CueKind[] = ['say', 'tell', 'to', 'object', 'noun', 'seem', 'according'];

const role = (name: (typeof ROLES)[number]) => ROLES.indexOf(name);

/** The rules' reports, and the reporting expressions of {@link cuesOf}, unit by unit. Linear. */
export function hintsOf(seen: View, reports: Report[], cuesByToken: Map<number, Cue>, units: Unit[]): Hints {
  const roles = new Uint8Array(seen.text.length);
  const cues = new Uint8Array(seen.text.length);
  for (const { frame } of reports)
    for (const { start, end } of frame.content) {
      roles.fill(role(frame.direct ? 'direct' : 'indirect'), start, end);
      roles[start] = role('first');
    }
  const mark = (from: number, to: number, as: number) => {
    for (let i = from; i < to; i++) roles.fill(as, seen.tokens[i]!.start, seen.tokens[i]!.end);
  };
  for (const { frame } of reports) {
    mark(frame.cue.first, frame.cue.last, role('cue'));
    if (frame.source) mark(frame.source.from, frame.source.to, role('source'));
  }
  for (const [i, cue] of cuesByToken)
    cues.fill(KINDS.indexOf(cue.kind) + 1, seen.tokens[i]!.start, seen.tokens[i]!.end);
  const hints = { roles: new Uint8Array(units.length), cues: new Uint8Array(units.length) };
  units.forEach(({ start, end }, i) => {
    if (start === end) return;
    hints.roles[i] = roles[start]!;
    hints.cues[i] = cues[start]!;
  });
  return hints;
}
