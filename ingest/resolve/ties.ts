import { isForeignTo } from './bodies.ts';
import type { Ties } from './mention.ts';
import type { Parts } from './parts.ts';
import { isOrganisation, nameOf, type Range } from './runs.ts';

/** Organisations, states and countries beside the head, the nearest to it first. */
export function findTies(parts: Parts, head?: Range): Ties {
  const { tokens, matches, places, runs } = parts;
  const at = head?.from ?? 0;
  const near = <T extends Range>(list: T[]) => [...list].sort((a, b) => Math.abs(a.from - at) - Math.abs(b.from - at));
  const others = matches.filter((m) => m.from !== head?.from);
  const continent = tokens.some((t) => t.key === 'european' && t.capital) ? parts.union : undefined;
  const bodies = near(others.filter((m) => m.speaker.kind !== 'person' && !isForeignTo(parts, m))).map(
    (m) => m.speaker,
  );
  const employers = near(others.filter((m) => m.speaker.kind === 'person')).map((m) => m.speaker);
  bodies.sort((a, b) => Number(a.kind === 'state') - Number(b.kind === 'state'));
  const run = near(runs.filter((r) => r.from !== head?.from && isTied(parts, r)))[0];
  const codes = near(places.filter((p) => !head || p.to <= head.from || p.from >= head.to)).map((p) => p.code);
  const elsewhere = /^(?:its|their|our|his|her)$/.test(tokens[0]?.key ?? '') || tokens.some((t) => t.key === 'its');
  return {
    bodies: [...bodies, ...(continent ? [continent] : []), ...employers],
    codes,
    elsewhere,
    ...(run ? { unknownBody: nameOf(tokens, run) } : {}),
  };
}

/** A run that stands before a role, owns what follows, or is the object of "of", "at", "for" or "from". */
function isTied({ tokens, marks }: Parts, run: Range): boolean {
  const before = tokens[run.from - 1]?.key === 'the' ? tokens[run.from - 2] : tokens[run.from - 1];
  return (
    marks[run.to] === 'role' ||
    tokens[run.to - 1]!.possessive ||
    /^(?:of|at|for|from|with)$/.test(before?.key ?? '') ||
    /^(?:group|corp)/.test(tokens[run.to]?.key ?? '') ||
    isOrganisation({ tokens }, run)
  );
}
