import type { Speaker } from '../../src/claim.ts';
import { findIntroduction } from './introduction.ts';
import { type Mention, NO_TIES } from './mention.ts';
import type { NameIndex } from './names.ts';
import { analyse, headEnd, type Parts, roleText } from './parts.ts';
import { isOrganisation, nameOf, type Range } from './runs.ts';
import type { Token } from './tokens.ts';
import { BODIES, GROUPS, HONORIFICS, PREPOSITIONS, ROLES, UTTERANCES } from './vocabulary.ts';

/** A person's name in running text, at tokens `[from, to)`. */
export interface PersonName {
  from: number;
  to: number;
  name: string;
  role?: string;
}

/** Names of persons that stand beside a title in a sentence: they can be taken up later by surname. */
export function findTitledNames(tokens: Token[], index: NameIndex): PersonName[] {
  const parts = analyse(tokens, index);
  return parts.runs
    .filter((run) => run.to - run.from >= 2 && !isOrganisation(parts, run))
    .filter((run) => {
      const before = parts.marks[run.from - 1];
      const gap = tokens[run.from]!.gap;
      const titledBefore = before === 'role' && /^[\s,.]*$/.test(gap) && !/\.\s+$/.test(gap.replace(/^\.\s$/, ''));
      const apposed = tokens[run.to]?.gap.trim() === ',' && titleSoonAfter(parts, run.to);
      return titledBefore || apposed || findIntroduction(tokens, run.from, run.to) !== undefined;
    })
    .map((run) => named(parts, run, roleBeside(parts, run)));
}

/** A person is one who is named and is not merely the object of a preposition or the owner of a human noun. */
export function readPerson(parts: Parts): { mention: Mention; at: Range } | undefined {
  const candidates = personCandidates(parts);
  for (const [i, at] of candidates.entries()) {
    const known = at.speaker ? { speaker: at.speaker } : {};
    const body = bodyOfPerson(parts, at);
    if (body) return { mention: { form: 'body', name: body, ...known, ...NO_TIES }, at };
    if (!standsForItself(parts, at, candidates.slice(i + 1))) continue;
    const name = nameOf(parts.tokens, at);
    const single = !at.speaker && at.to - at.from === 1;
    if (single) return { mention: { form: 'single', name, honorific: true, ...NO_TIES }, at };
    const owner = parts.tokens[at.to - 1]!.possessive;
    const role = nearestRole(parts, at);
    const mention = { form: 'person' as const, name, owner, ...known, ...NO_TIES };
    return { mention: role === undefined ? mention : { role, ...mention }, at };
  }
  return undefined;
}

function named(parts: Parts, run: Range, role: string | undefined): PersonName {
  return { name: nameOf(parts.tokens, run), ...run, ...(role === undefined ? {} : { role }) };
}

interface Candidate extends Range {
  speaker?: Speaker;
}

function personCandidates(parts: Parts): Candidate[] {
  const { tokens, marks } = parts;
  const known: Candidate[] = parts.matches.filter((m) => m.speaker.kind === 'person');
  const unknown = parts.runs.filter((run) => {
    if (isHan(tokens[run.from]!)) return isHanName(parts, run);
    const titled = marks[run.from - 1] === 'role' && /^[\s,.]*$/.test(tokens[run.from]!.gap);
    if (run.to - run.from === 1) return titled && callsOne(tokens[run.from - 1]!.key);
    return run.to - run.from <= LONGEST_NAME && !isOrganisation(parts, run);
  });
  return [...known, ...unknown].sort((a, b) => a.from - b.from);
}

/** "minister Tamm", "my friend Igor": words for one person, directly before a single name. */
function callsOne(key: string): boolean {
  return HONORIFICS.has(key) || (ROLES.has(key) && !GROUPS.has(key));
}

/** In words; longer runs of capitals are headlines or names of organisations. */
const LONGEST_NAME = 6;

function isHan(token: Token): boolean {
  return /\p{Script=Han}/u.test(token.word);
}

/** Two to four characters; the family name stands first. */
function isHanName(parts: Parts, run: Range): boolean {
  return run.to - run.from >= 2 && run.to - run.from <= 4 && parts.tokens.slice(run.from, run.to).every(isHan);
}

/** "Trump administration", "Mrs. Clinton's presidential campaign". */
function bodyOfPerson({ tokens, marks }: Parts, { from, to }: Range): string | undefined {
  for (let i = to; i < Math.min(to + 2, tokens.length); i++) {
    if (marks[i] !== 'word' && marks[i] !== 'run') return undefined;
    if (!BODIES.has(tokens[i]!.key) || !/^['’s\s]*$/u.test(tokens[i]!.gap)) continue;
    return `${nameOf(tokens, { from, to })} ${tokens[i]!.word.toLowerCase()}`;
  }
  return undefined;
}

function standsForItself(parts: Parts, candidate: Candidate, later: Candidate[]): boolean {
  const { tokens, marks, roles } = parts;
  if (isObject(parts, candidate)) return false;
  const next = roles.find((r) => r.from >= candidate.to);
  const between = next ? tokens.slice(candidate.to, next.from) : [];
  const simple = between.every((t) => !/[,;:(]/.test(t.gap) && !PREPOSITIONS.has(t.key));
  if (tokens[candidate.to - 1]!.possessive) {
    const group = tokens.findIndex((t, i) => i >= candidate.to && GROUPS.has(t.key));
    const near = group >= 0 && group - candidate.to <= 2;
    return !(next && simple) && !near;
  }
  const direct = next && next.from === candidate.to && /^[^\S\n]*$/.test(tokens[next.from]!.gap);
  if (direct && later.length > 0) return false;
  if (direct && candidate.to - candidate.from === 1) return false;
  if (direct && !candidate.speaker) return tokens[candidate.from]!.capitals && marks[candidate.from - 1] === undefined;
  return true;
}

/** "a spokesman for Maria Smith": yes. "the Prime Minister of Poland Maria Smith": no, the place is the object. */
function isObject({ tokens, marks, places }: Parts, candidate: Range): boolean {
  let at = candidate.from - 1;
  const isDemonym = (i: number) => places.some((p) => p.form === 'demonym' && p.from <= i && i < p.to);
  while (at >= 0 && (marks[at] === 'role' || tokens[at]!.key === 'the' || isDemonym(at))) at--;
  if (at < 0 || !PREPOSITIONS.has(tokens[at]!.key)) return false;
  // "An op-ed in the Herald by Maria Smith".
  if (
    tokens[at]!.key === 'by' &&
    tokens[at - 1]?.capital &&
    tokens.slice(0, headEnd(tokens)).some(({ key }) => UTTERANCES.has(key))
  )
    return false;
  const head = tokens[at - 1];
  return !(head && (UTTERANCES.has(head.key) || /^(?:given|made|delivered|written|issued|published)$/.test(head.key)));
}

/** The title nearest to a name, of those that begin before token `limit`; of two as near, the one before it. */
function nearestRole({ tokens, titles }: Parts, { from, to }: Range, limit = tokens.length): string | undefined {
  const next = firstThat(titles, (title) => title.to > from);
  const [before, after] = [titles[next - 1], titles[next]];
  const isAfter = after && after.from < limit && (!before || after.from - to + 1 < from - before.to);
  const nearest = isAfter ? after : before;
  if (!nearest) return undefined;
  // "Former Estonian minister": the country parts the two.
  const former = tokens.slice(Math.max(0, nearest.from - 3), nearest.from).some((t) => t.key === 'former');
  return former ? `former ${roleText(tokens, nearest)}` : roleText(tokens, nearest);
}

/** The first place in text order from which on it is so; the length where it never is. */
function firstThat(ranges: Range[], isSo: (range: Range) => boolean): number {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(ranges[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The title beside a name, or else what the text introduces somebody as. */
function roleBeside(parts: Parts, run: Range): string | undefined {
  const introduced = findIntroduction(parts.tokens, run.from, run.to);
  const end = introduced && introduced.from >= run.to ? introduced.to : run.to;
  return nearestRole(parts, run, Math.max(end, run.to + NEAR)) ?? introduced?.title;
}

/** In words after a name, within which a title is his. */
const NEAR = 6;

function titleSoonAfter({ tokens, marks }: Parts, at: number): boolean {
  for (let i = at; i < Math.min(at + 5, tokens.length); i++) {
    if (i > at && /[,;.:]/.test(tokens[i]!.gap)) return false;
    if (marks[i] === 'role') return true;
  }
  return false;
}
