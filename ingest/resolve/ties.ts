import type { Speaker } from '../../src/claim.ts';
import { isForeignTo } from './bodies.ts';
import { isMatter } from './matter.ts';
import type { Ties } from './mention.ts';
import type { Parts } from './parts.ts';
import { findPlaces } from './places.ts';
import { isOrganisation, nameOf, type Range } from './runs.ts';

/**
 * Organisations, states and countries beside the head, the nearest to it first. Where somebody is ("in Brussels") counts only
 * where nothing else tells whose he is, and so do those whom a clause behind him names; whom he is sent to ("ambassador to
 * the EU") and what he deals with never do.
 */
export function findTies(all: Parts, head?: Range): Ties {
  const own = without(all, (range) => isSentTo(all, range) || isMatter(all, range));
  const unplaced = without(own, (range) => isPlacedIn(all, range));
  const clause = clauseStart(all, head);
  const first = without(unplaced, ({ from }) => from > clause);
  const found = [first, unplaced].map((parts) => tiesOf(parts, head)).find(isTold);
  return found ?? tiesOf(own, head);
}

function isTold({ bodies, codes, unknownBody }: Ties): boolean {
  return bodies.length > 0 || codes.length > 0 || unknownBody !== undefined;
}

/** Where a clause begins that says more of somebody: "a US official [who briefed European diplomats]". */
function clauseStart({ tokens }: Parts, head: Range | undefined): number {
  const at = tokens.findIndex(({ key }, i) => i >= (head?.to ?? 1) && /^(?:who|which|whose)$/.test(key));
  return at < 0 ? tokens.length : at;
}

function without(parts: Parts, isOut: (range: Range & { speaker?: Speaker }) => boolean): Parts {
  const isIn = (range: Range & { speaker?: Speaker }) => !isOut(range);
  return {
    ...parts,
    matches: parts.matches.filter(isIn),
    places: parts.places.filter(isIn),
    continents: parts.continents.filter(isIn),
  };
}

function isSentTo({ tokens }: Parts, { from }: Range): boolean {
  const at = tokens[from - 1]?.key === 'the' ? from - 2 : from - 1;
  return tokens[at]?.key === 'to' && SENT.test(tokens[at - 1]?.key ?? '');
}

const SENT =
  /^(?:ambassadors?|envoys?|emissar(?:y|ies)|delegat(?:es?|ions?)|representatives?|missions?|embassy|commerce)$/;

/** Of bodies only those that are called by a place: an official in the Commission is its own. */
function isPlacedIn({ tokens, union }: Parts, { from, to, speaker }: Range & { speaker?: Speaker }): boolean {
  const at = tokens[from - 1]?.key === 'the' ? from - 2 : from - 1;
  if (tokens[at]?.key !== 'in') return false;
  const isArea = speaker === undefined || speaker === union || speaker.kind === 'state';
  return isArea || findPlaces(tokens.slice(from, to)).length > 0;
}

function tiesOf(parts: Parts, head: Range | undefined): Ties {
  const { tokens, matches, places, runs } = parts;
  const at = head?.from ?? 0;
  const near = <T extends Range>(list: T[]) => [...list].sort((a, b) => Math.abs(a.from - at) - Math.abs(b.from - at));
  const others = matches.filter((m) => m.from !== head?.from);
  const continent = parts.continents.length > 0 ? parts.union : undefined;
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
