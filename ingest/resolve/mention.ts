import type { Speaker } from '../../src/claim.ts';
import { isStopWord } from '../../src/text.ts';
import type { Match, NameIndex } from './names.ts';
import { findPlaces, type Place } from './places.ts';
import { isClose, type Token } from './tokens.ts';
import {
  ANAPHORS,
  BODIES,
  GOVERNMENT,
  GROUPS,
  HONORIFICS,
  ORGANISATION_WORDS,
  PARTICLES,
  PORTFOLIOS,
  PREPOSITIONS,
  PRONOUNS,
  ROLE_MODIFIERS,
  ROLES,
  UTTERANCES,
} from './vocabulary.ts';

/** What a mention says about where its speaker belongs. */
export interface Ties {
  /** Organisations and states of the registry, the nearest first. */
  bodies: Speaker[];
  /** A named organisation that the registry does not know. */
  unknownBody?: string;
  /** Country codes, the nearest first. */
  codes: string[];
  /** "its chief executive": the organisation stands elsewhere in the sentence. */
  elsewhere: boolean;
}

/** What kind of mention it is, and what it says. */
export type Mention = Ties &
  (
    | { form: 'person'; name: string; speaker?: Speaker; role?: string; owner: boolean }
    | { form: 'known'; speaker: Speaker; owner: boolean }
    | { form: 'state'; code: string }
    | { form: 'organisation'; name: string }
    | { form: 'body'; name: string; speaker?: Speaker }
    | { form: 'single'; name: string; honorific: boolean }
    | { form: 'role'; role: string; plural: boolean; definite: boolean }
    | { form: 'anaphor'; kind: keyof typeof ANAPHORS; noun: string }
    | { form: 'pronoun'; kind: keyof typeof PRONOUNS }
    | { form: 'other' }
  );

/** A person's name in running text, at tokens `[from, to)`. */
export interface PersonName {
  from: number;
  to: number;
  name: string;
  role?: string;
}

/** Reads a mention, the words of a source span. It looks at nothing outside the mention. */
export function readMention(tokens: Token[], index: NameIndex): Mention {
  const parts = analyse(dropLeading(tokens), index);
  const ties = findTies(parts);
  const pronoun = readPronoun(parts);
  if (pronoun) return { ...ties, form: 'pronoun', kind: pronoun };
  const person = readPerson(parts);
  if (person) return { ...person.mention, ...findTies(parts, person.at) };
  const head = readApposition(parts) ?? readRole(parts) ?? readBody(parts) ?? readAnaphor(parts) ?? readUnknown(parts);
  return { ...head, ...ties };
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
      return titledBefore || apposed;
    })
    .map((run) => named(parts, run, nearestRole(parts, run)));
}

/** A mention's own words: without a leading cue, a relative clause and trailing punctuation. */
export function mentionText(text: string, tokens: Token[]): string {
  const kept = dropLeading(tokens);
  const clause = kept.findIndex((t, i) => i > 0 && /^(?:who|which|whose)$/.test(t.key));
  const own = clause > 0 ? kept.slice(0, clause) : kept;
  const words = own.map(
    (t, i) =>
      (i === 0 ? '' : own[i - 1]!.end > t.start ? ' ' : text.slice(own[i - 1]!.end, t.start)) +
      text.slice(t.start, t.end),
  );
  const line = words.join('').replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_MENTION ? line : `${line.slice(0, LONGEST_MENTION).replace(/\s+\S*$/, '')} …`;
}

/** In characters: what is longer describes more than a speaker, and no column holds it. */
const LONGEST_MENTION = 120;

type Mark = 'role' | 'match' | 'place' | 'run' | 'word';

interface Range {
  from: number;
  to: number;
}

interface Parts {
  tokens: Token[];
  marks: Mark[];
  matches: Match[];
  places: Place[];
  /** Capitalised words that nothing else explains. */
  runs: Range[];
  roles: Range[];
  /** For which "European" stands where no country does. */
  union: Speaker | undefined;
}

function named(parts: Parts, run: Range, role: string | undefined): PersonName {
  return { ...run, name: nameOf(parts.tokens, run), ...(role === undefined ? {} : { role }) };
}

/** "said Maria Smith", "according to the ministry": a source span may begin with the cue. */
function dropLeading(tokens: Token[]): Token[] {
  let at = 0;
  while (at < tokens.length - 1 && LEADING.has(tokens[at]!.key) && !tokens[at]!.capitals) at++;
  return tokens.slice(at);
}

const LEADING = new Set(
  `according to by from says said say and but as per that while when where because if like even with in perhaps maybe
  meanwhile however moreover yesterday today recently also later then still now instead nonetheless nevertheless likewise
  thus so yet earlier similarly further furthermore besides finally clearly apparently reportedly of course`.split(
    /\s+/,
  ),
);

function analyse(tokens: Token[], index: NameIndex): Parts {
  const marks: Mark[] = tokens.map(() => 'word');
  const roles = markRoles(tokens, marks);
  const matches = index.find(tokens).filter((match) => isWhole(tokens, marks, match));
  for (const match of matches) marks.fill('match', match.from, match.to);
  const places = findPlaces(tokens).filter(({ from, to }) => !marks.slice(from, to).includes('match'));
  for (const place of places) if (standsAlone(tokens, marks, place)) marks.fill('place', place.from, place.to);
  const runs = findRuns(tokens, marks);
  for (const run of runs) marks.fill('run', run.from, run.to);
  const left = roles.map((r) => ({ ...r })).filter(({ from, to }) => marks.slice(from, to).includes('role'));
  return { tokens, marks, matches, places, runs, roles: left, union: index.named('European Union') };
}

/** Marks roles with what belongs to them on both sides: "former deputy prime minister for digital affairs". */
function markRoles(tokens: Token[], marks: Mark[]): Range[] {
  const found: Range[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (!ROLES.has(tokens[i]!.key) || (tokens[i]!.capitals === false && tokens[i]!.key === 'gen')) continue;
    let from = i;
    while (
      from > 0 &&
      !tokens[from - 1]!.possessive &&
      /^[\s-]*$/.test(tokens[from]!.gap) &&
      isModifier(tokens, from - 1, i)
    )
      from--;
    let to = tokens[i]!.possessive ? i + 1 : portfolioEnd(tokens, i + 1);
    while (to < tokens.length && ROLES.has(tokens[to]!.key) && /^[\s-]*$/.test(tokens[to]!.gap)) to++;
    marks.fill('role', from, to);
    const last = found.at(-1);
    const joined = last && from - last.to <= 1 && (from === last.to || tokens[last.to]!.key === 'and');
    if (joined) {
      marks.fill('role', last.from, to);
      last.to = to;
    } else found.push({ from, to });
    i = to - 1;
  }
  return found;
}

/** "digital minister", "trade secretary": an office before a title names no organisation. */
function isModifier(tokens: Token[], at: number, role: number): boolean {
  const { key } = tokens[at]!;
  return ROLE_MODIFIERS.has(key) || (PORTFOLIOS.has(key) && OFFICES.test(tokens[role]!.key));
}

const OFFICES = /^(?:minister|secretary|commissioner|adviser|advisor|officer|undersecretary|ambassador)$/;

function portfolioEnd(tokens: Token[], start: number): number {
  if (!/^(?:of|for)$/.test(tokens[start]?.key ?? '')) return start;
  let end = start + 1;
  let seen = start;
  while (end < tokens.length && end - start < 8) {
    const key = tokens[end]!.key;
    if (PORTFOLIOS.has(key)) seen = end;
    else if (!/^(?:the|and|of)$/.test(key)) break;
    end++;
  }
  return seen > start ? seen + 1 : start;
}

/** A surname beside another given name, or a country inside a company's name, is not the speaker of that name. */
function isWhole(tokens: Token[], marks: Mark[], match: Match): boolean {
  const { from, to, speaker } = match;
  // "Minister of Foreign Affairs" is no mention of the magazine of that name.
  if (speaker.kind !== 'person' && marks.slice(from, to).every((mark) => mark === 'role')) return false;
  if (speaker.kind !== 'person' && to - from > 1) return true;
  const before = from > 0 && isClose(tokens[from]!, tokens[from - 1]) ? tokens[from - 1]! : undefined;
  const after = to < tokens.length && isClose(tokens[to]!, tokens[to - 1]) ? tokens[to]! : undefined;
  if (speaker.kind === 'person') {
    if (to - from > 1) return true;
    const alone = (token: Token | undefined, at: number) =>
      !token?.capital ||
      marks[at] === 'role' ||
      isStopWord(token.key) ||
      findPlaces([token]).length > 0 ||
      BODIES.has(token.key);
    return alone(before, from - 1) && alone(after, to) && !(before && isHanPart(tokens[from]!, before));
  }
  if (isPartOfTitle(tokens, from) || isFamilyName(tokens, marks, from)) return false;
  const next = after?.capital && marks[to] !== 'role' ? after : undefined;
  return !next || (!ORGANISATION_WORDS.has(next.key) && tokens[to + 1]?.capital === true) || isStopWord(next.key);
}

/** "Michael Jordan": after a capitalised word that is no title, place or common word. */
function isFamilyName(tokens: Token[], marks: Mark[], at: number): boolean {
  const before = tokens[at - 1];
  if (!before?.capital || !isClose(tokens[at]!, before) || marks[at - 1] === 'role') return false;
  const common = isStopWord(before.key) || GROUPS.has(before.key) || ORGANISATION_WORDS.has(before.key);
  return !common && findPlaces([before]).length === 0 && findPlaces([tokens[at]!]).length > 0;
}

function isHanPart(token: Token, before: Token): boolean {
  return /\p{Script=Han}/u.test(token.word) && /\p{Script=Han}/u.test(before.word);
}

/** "Bank of China": the name goes on to the left. */
function isPartOfTitle(tokens: Token[], from: number): boolean {
  const of = tokens[from - 1];
  const head = tokens[from - 2]?.key === 'the' ? tokens[from - 3] : tokens[from - 2];
  return of?.key === 'of' && head?.capital === true && ORGANISATION_WORDS.has(head.key);
}

/** "China Mobile" and "Jordan Smith" are names; in "Polish Prime Minister" and "Japan's NTT" the place stands by itself. */
function standsAlone(tokens: Token[], marks: Mark[], place: Place): boolean {
  if (isPartOfTitle(tokens, place.from) || isFamilyName(tokens, marks, place.from)) return false;
  const after = tokens[place.to];
  if (!after || !isClose(after, tokens[place.to - 1]) || !after.capital || marks[place.to] !== 'word') return true;
  return place.form === 'demonym' && !ORGANISATION_WORDS.has(after.key) && !tokens[place.to + 1]?.capital;
}

function findRuns(tokens: Token[], marks: Mark[]): Range[] {
  const found: Range[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (!canBegin(tokens, marks, i)) continue;
    let end = i + 1;
    while (end < tokens.length) {
      const next = nextOfRun(tokens, marks, end, i);
      if (next === undefined) break;
      end = next;
    }
    found.push({ from: i, to: end });
    i = end - 1;
  }
  return found;
}

function canBegin(tokens: Token[], marks: Mark[], at: number): boolean {
  const token = tokens[at]!;
  if (marks[at] !== 'word' || !token.capital || /^\d+$/.test(token.word)) return false;
  const common = isStopWord(token.key) || GROUPS.has(token.key) || NUMBERS.has(token.key) || LEADING.has(token.key);
  return !common || (token.capitals && token.key !== 'the' && token.word.length > 2);
}

const NUMBERS = new Set(
  'one two three four five six seven eight nine ten dozens hundreds another other anonymous unnamed multiple'.split(
    ' ',
  ),
);

/** The end of the run when it goes on at token `at`: a capital, or a particle or "of the" before one. */
function nextOfRun(tokens: Token[], marks: Mark[], at: number, from: number): number | undefined {
  const token = tokens[at]!;
  if (!isClose(token, tokens[at - 1])) return ownName(tokens, marks, at);
  // A headline's "About" or "The" is no part of a name.
  if (token.capital && marks[at] === 'word' && !isStopWord(token.key)) return at + 1;
  if (!token.capital && PARTICLES.has(token.key)) {
    let next = at + 1;
    while (next < at + 3 && PARTICLES.has(tokens[next]?.key ?? '') && !tokens[next]!.capital) next++;
    if (tokens[next]?.capital && marks[next] === 'word' && isClose(tokens[next]!, tokens[next - 1])) return next + 1;
  }
  const organised = tokens.slice(from, at).some((t) => ORGANISATION_WORDS.has(t.key));
  if (!organised || !/^(?:of|for|and|on)$/.test(token.key)) return undefined;
  const next = tokens[at + 1]?.key === 'the' ? at + 2 : at + 1;
  return tokens[next]?.capital && marks[next] === 'word' ? next + 1 : undefined;
}

/** "Moody's Investors": a possessive inside a name cannot be told from an owner; only organisations' words after it join. */
function ownName(tokens: Token[], marks: Mark[], at: number): number | undefined {
  const token = tokens[at]!;
  const joined = tokens[at - 1]!.possessive && /^['’]s?\s$/u.test(token.gap) && token.capital && marks[at] === 'word';
  return joined && PRESS_WORDS.has(token.key) ? at + 1 : undefined;
}

const PRESS_WORDS = new Set('daily post times news journal weekly magazine'.split(' '));

function nameOf(tokens: Token[], { from, to }: Range): string {
  let name = '';
  for (let i = from; i < to; i++) {
    const token = tokens[i]!;
    const gap =
      i === from
        ? ''
        : /^[-‐‑]$/.test(token.gap)
          ? '-'
          : token.gap.startsWith('.')
            ? '. '
            : joint(tokens[i - 1]!, token);
    name += gap + token.word;
  }
  return name;
}

function joint(before: Token, token: Token): string {
  if (token.gap === '') return '';
  return before.possessive ? '’s ' : ' ';
}

function isOrganisation(parts: Parts, run: Range): boolean {
  const { tokens } = parts;
  const own = tokens.slice(run.from, run.to);
  if (own.some((t) => ORGANISATION_WORDS.has(t.key))) return true;
  if (own.some((t) => /^\d/.test(t.word) || t.word.includes('&'))) return true;
  if (tokens[run.from - 1]?.key === 'the' && run.from > 0) return true;
  const shouting = tokens.every((t) => !/\p{Ll}/u.test(t.word));
  return !shouting && own.some((t) => t.capitals && t.word.length > 2) && own.length <= 2;
}

/** A person is one who is named and is not merely the object of a preposition or the owner of a human noun. */
function readPerson(parts: Parts): { mention: Mention; at: Range } | undefined {
  const candidates = personCandidates(parts);
  for (const [i, at] of candidates.entries()) {
    const known = at.speaker ? { speaker: at.speaker } : {};
    const body = bodyOfPerson(parts, at);
    if (body) return { mention: { ...NO_TIES, form: 'body', name: body, ...known }, at };
    if (!standsForItself(parts, at, candidates.slice(i + 1))) continue;
    const name = nameOf(parts.tokens, at);
    const single = !at.speaker && at.to - at.from === 1;
    if (single) return { mention: { ...NO_TIES, form: 'single', name, honorific: true }, at };
    const owner = parts.tokens[at.to - 1]!.possessive;
    const role = nearestRole(parts, at);
    const mention = { ...NO_TIES, form: 'person' as const, name, owner, ...known };
    return { mention: role === undefined ? mention : { ...mention, role }, at };
  }
  return undefined;
}

const NO_TIES: Ties = { bodies: [], codes: [], elsewhere: false };

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
  const head = tokens[at - 1];
  return !(head && (UTTERANCES.has(head.key) || /^(?:given|made|delivered|written|issued|published)$/.test(head.key)));
}

function nearestRole({ tokens, roles }: Parts, { from, to }: Range): string | undefined {
  const distance = (r: Range) => (r.to <= from ? from - r.to : r.from - to + 1);
  const real = roles.filter(
    (r) =>
      r.to - r.from > 1 ||
      !HONORIFICS.has(tokens[r.from]!.key) ||
      /^(?:president|senator|sen|gov|gen)$/.test(tokens[r.from]!.key),
  );
  const nearest = real.sort((a, b) => distance(a) - distance(b))[0];
  return nearest && roleText(tokens, nearest);
}

function roleText(tokens: Token[], { from, to }: Range): string {
  return tokens
    .slice(from, to)
    .map((t, i) => (i === 0 ? t.word : t.gap.replace(/\s+/g, ' ') + t.word))
    .join('')
    .trim();
}

function titleSoonAfter({ tokens, marks }: Parts, at: number): boolean {
  for (let i = at; i < Math.min(at + 5, tokens.length); i++) {
    if (i > at && /[,;.:]/.test(tokens[i]!.gap)) return false;
    if (marks[i] === 'role') return true;
  }
  return false;
}

/** Where the noun phrase's own words end: at the first comma, preposition or relative pronoun. */
function headEnd(tokens: Token[]): number {
  const end = tokens.findIndex(
    (t, i) =>
      i > 0 &&
      (/[,;:(—–]/.test(t.gap) ||
        (PREPOSITIONS.has(t.key) && !tokens[i]!.capital) ||
        /^(?:who|which|whose|that)$/.test(t.key)),
  );
  return end < 0 ? tokens.length : end;
}

/** "a senior EU diplomat", "officials", "the secretary of state": somebody without a name. */
function readRole(parts: Parts): Mention | undefined {
  const { tokens, marks } = parts;
  const role = parts.roles.find((r) => r.from < headEnd(tokens));
  const end = Math.max(headEnd(tokens), role?.to ?? 0);
  const names = lastIndex(marks, end, (m) => m === 'match' || m === 'run');
  const group = lastIndex(tokens, end, (t, i) => marks[i] === 'word' && GROUPS.has(t.key) && !isOwner(parts, i));
  const at = Math.max(role ? role.to - 1 : -1, group);
  if (at < 0 || at < names) return undefined;
  if (GOVERNMENT.has(tokens[at]!.key) && parts.places.length + parts.matches.length > 0) return undefined;
  const definite = /^(?:the|this|that|his|her|its|their)$/.test(tokens[0]!.key);
  const plural =
    group >= (role?.to ?? 0) || GROUPS.has(tokens[at]!.key) || /^(?:people|men|women|voters)$/.test(tokens[at]!.key);
  return { ...NO_TIES, form: 'role', role: role ? roleText(tokens, role) : tokens[at]!.word, plural, definite };
}

function isOwner({ tokens }: Parts, at: number): boolean {
  return tokens[at]!.possessive;
}

function lastIndex<T>(list: T[], end: number, test: (item: T, index: number) => boolean): number {
  for (let i = Math.min(end, list.length) - 1; i >= 0; i--) if (test(list[i]!, i)) return i;
  return -1;
}

/** An organisation or state of the registry, or a country of the gazetteer. */
function readBody(parts: Parts): Mention | undefined {
  const { tokens, marks, matches, places } = parts;
  const end = headEnd(tokens);
  const bodies = matches.filter((m) => m.speaker.kind !== 'person');
  const near = bodies.filter((m) => m.from < end);
  const listed = near.find((m, i) => tokens[m.to]?.key === 'and' && near[i + 1]?.from === m.to + 1);
  const head =
    listed ?? near.findLast((m) => !tokens[m.to - 1]!.possessive && !followedByName(parts, m.to)) ?? near.at(-1);
  const utterance = tokens.slice(0, end).some((t) => UTTERANCES.has(t.key));
  const body = head ?? (utterance || end === 0 ? bodies[0] : undefined);
  if (body) return bodyMention(parts, body, utterance);
  const place = places.find((p) => p.from < end && marks[p.from] === 'place' && isStatePlace(parts, p));
  return place && { ...NO_TIES, form: 'state', code: place.code };
}

const INDEFINITE = /^(?:an?|one|some|another|several|many|two|three)$/;

function followedByName({ marks, tokens }: Parts, at: number): boolean {
  return tokens[at - 1]!.possessive && (marks[at] === 'run' || marks[at] === 'match');
}

function bodyMention(parts: Parts, match: Match, utterance: boolean): Mention | undefined {
  const { tokens, marks } = parts;
  const { to, speaker } = match;
  const owner = tokens[to - 1]!.possessive;
  const next = tokens[to];
  if (followedByName(parts, to)) return undefined;
  if (isForeignTo(parts, match)) return undefined;
  const noun =
    next && next.key !== 'and' && to < headEnd(tokens) && marks[to] === 'word' && !next.capital
      ? lastNoun(tokens, to, headEnd(tokens))
      : undefined;
  if (noun === undefined || utterance) return { ...NO_TIES, form: 'known', speaker, owner };
  if (GOVERNMENT.has(noun)) return { ...NO_TIES, form: 'known', speaker, owner };
  if (speaker.kind === 'state' && ANAPHORS.body.has(noun))
    return INDEFINITE.test(tokens[0]!.key)
      ? { ...NO_TIES, form: 'other' }
      : { ...NO_TIES, form: 'organisation', name: nameOf(tokens, { from: match.from, to: headEnd(tokens) }) };
  return owner ? { ...NO_TIES, form: 'known', speaker, owner } : { ...NO_TIES, form: 'other' };
}

/** "Poland's Foreign Ministry" is not the ministry of another country that the registry knows by that name. */
function isForeignTo({ tokens, places, matches }: Parts, match: Match): boolean {
  const country = match.speaker.country;
  if (!country || match.speaker.kind !== 'organisation') return false;
  const before = [
    ...places.filter((p) => p.to === match.from).map((p) => p.code),
    ...matches.filter((m) => m.to === match.from && m.speaker.kind === 'state').map((m) => m.speaker.country),
  ];
  const beside = tokens[match.from - 1]?.possessive || places.some((p) => p.to === match.from && p.form === 'demonym');
  return Boolean(beside) && before.some((code) => code !== undefined && code !== country);
}

function lastNoun(tokens: Token[], from: number, to: number): string | undefined {
  return tokens.slice(from, to).findLast((t) => !isStopWord(t.key))?.key;
}

/** A country alone, its capital alone, or its government. */
function isStatePlace({ tokens, marks }: Parts, place: Place): boolean {
  const end = headEnd(tokens);
  const noun = lastNoun(tokens, place.to, end);
  if (marks.slice(0, end).some((m) => m === 'run' || m === 'match')) return false;
  if (noun !== undefined) return GOVERNMENT.has(noun) || (UTTERANCES.has(noun) && tokens[place.to - 1]!.possessive);
  return place.form !== 'demonym';
}

function readAnaphor(parts: Parts): Mention | undefined {
  const { tokens, marks } = parts;
  const end = headEnd(tokens);
  if (!/^(?:the|this|that|its|their|same)$/.test(tokens[0]?.key ?? '') || marks.slice(0, end).some((m) => m !== 'word'))
    return undefined;
  const noun = lastNoun(tokens, 0, end);
  if (noun === undefined) return undefined;
  const kinds = Object.keys(ANAPHORS) as (keyof typeof ANAPHORS)[];
  const kind = kinds.find((k) => ANAPHORS[k].has(noun));
  return kind && { ...NO_TIES, form: 'anaphor', kind, noun };
}

/** "The plaintiff, Corvid Systems,": a description, and the name of the body that it describes. */
function readApposition(parts: Parts): Mention | undefined {
  const { tokens, marks, runs } = parts;
  const end = headEnd(tokens);
  if (!/^(?:the|its|their|our|his|her)$/.test(tokens[0]?.key ?? '') || marks.slice(0, end).some((m) => m !== 'word'))
    return undefined;
  const run = runs.find((r) => r.from === end && r.to === tokens.length);
  if (!run || !tokens[end]!.gap.includes(',')) return undefined;
  const name = nameOf(tokens, run);
  return run.to - run.from === 1 && !isOrganisation(parts, run)
    ? { ...NO_TIES, form: 'single', name, honorific: false }
    : { ...NO_TIES, form: 'organisation', name };
}

/** Capitalised words that the registry does not know: an organisation, or one word of which only its document can tell. */
function readUnknown(parts: Parts): Mention {
  const { tokens, matches, places } = parts;
  const end = headEnd(tokens);
  const utterance = tokens.slice(0, end).some((t) => UTTERANCES.has(t.key));
  const run = parts.runs.find((r) => r.from < end) ?? (utterance ? parts.runs[0] : undefined);
  if (!run) return { ...NO_TIES, form: 'other' };
  const foreign = matches.find((m) => m.from < end && m.speaker.kind === 'organisation');
  const name = nameOf(tokens, run);
  const listed = tokens[run.to]?.key === 'and';
  const noun =
    tokens[run.to] && !tokens[run.to]!.capital && !listed ? lastNoun(tokens, run.to, headEnd(tokens)) : undefined;
  const alone =
    noun === undefined ||
    UTTERANCES.has(noun) ||
    GOVERNMENT.has(noun) ||
    BODIES.has(noun) ||
    tokens[run.to - 1]!.possessive;
  if (foreign || !alone) return { ...NO_TIES, form: 'other' };
  const single = run.to - run.from === 1 && !isOrganisation(parts, run) && places.every((p) => p.from !== run.from);
  return single ? { ...NO_TIES, form: 'single', name, honorific: false } : { ...NO_TIES, form: 'organisation', name };
}

function readPronoun({ tokens }: Parts): keyof typeof PRONOUNS | undefined {
  if (tokens.length === 0 || tokens.length > 2) return undefined;
  const [first, second] = tokens;
  if (first!.capitals && first!.word.length > 1) return undefined;
  if (second && !/^(?:all|both|himself|herself|itself|themselves|also|too)$/.test(second.key)) return undefined;
  const kinds = Object.keys(PRONOUNS) as (keyof typeof PRONOUNS)[];
  return kinds.find((kind) => PRONOUNS[kind].has(first!.key));
}

/** Organisations, states and countries beside the head, the nearest to it first. */
function findTies(parts: Parts, head?: Range): Ties {
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
    isOrganisation({ tokens, marks } as Parts, run)
  );
}
