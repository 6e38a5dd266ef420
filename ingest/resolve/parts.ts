import type { Speaker } from '../../src/claim.ts';
import { isStopWord } from '../../src/text.ts';
import type { Match, NameIndex } from './names.ts';
import { findPlaces, type Place } from './places.ts';
import { findRuns, type Mark, type Range } from './runs.ts';
import { isClose, type Token } from './tokens.ts';
import {
  BODIES,
  GROUPS,
  HONORIFICS,
  ORGANISATION_WORDS,
  PORTFOLIOS,
  PREPOSITIONS,
  ROLE_MODIFIERS,
  ROLES,
} from './vocabulary.ts';

/** A mention taken apart. */
export interface Parts {
  tokens: Token[];
  marks: Mark[];
  matches: Match[];
  places: Place[];
  /** Capitalised words that nothing else explains. */
  runs: Range[];
  /** In text order, as all of these. */
  roles: Range[];
  /** The roles that tell what somebody is; "Mr." alone does not. */
  titles: Range[];
  /** Where it says "European", which stands for the union where no country is named. */
  continents: Range[];
  union: Speaker | undefined;
}

/** Marks what every token belongs to: offices first, then known names, places, and what capitals are left. */
export function analyse(tokens: Token[], index: NameIndex): Parts {
  const marks: Mark[] = tokens.map(() => 'word');
  const roles = markRoles(tokens, marks);
  const matches = index.find(tokens).filter((match) => isWhole(tokens, marks, match));
  for (const match of matches) marks.fill('match', match.from, match.to);
  const places = findPlaces(tokens).filter(({ from, to }) => !marks.slice(from, to).includes('match'));
  for (const place of places) if (standsAlone(tokens, marks, place)) marks.fill('place', place.from, place.to);
  const runs = findRuns(tokens, marks);
  for (const run of runs) marks.fill('run', run.from, run.to);
  const continents = tokens.flatMap((t, i) => (t.key === 'european' && t.capital ? [{ from: i, to: i + 1 }] : []));
  const left = roles.map((r) => ({ ...r })).filter(({ from, to }) => marks.slice(from, to).includes('role'));
  const titles = left.filter((role) => isTitle(tokens, role));
  return {
    tokens,
    marks,
    matches,
    places,
    runs,
    roles: left,
    titles,
    continents,
    union: index.named('European Union'),
  };
}

function isTitle(tokens: Token[], { from, to }: Range): boolean {
  const { key } = tokens[from]!;
  return to - from > 1 || !HONORIFICS.has(key) || OFFICES_BEFORE_NAMES.test(key);
}

const OFFICES_BEFORE_NAMES = /^(?:president|senator|sen|gov|gen)$/;

/** Where the noun phrase's own words end: at the first comma, preposition or relative pronoun. */
export function headEnd(tokens: Token[]): number {
  const end = tokens.findIndex(
    (t, i) =>
      i > 0 &&
      (/[,;:(—–]/.test(t.gap) ||
        (PREPOSITIONS.has(t.key) && !tokens[i]!.capital) ||
        /^(?:who|which|whose|that)$/.test(t.key)),
  );
  return end < 0 ? tokens.length : end;
}

/** The last word of tokens `[from, to)` that is no stop word. */
export function lastNoun(tokens: Token[], from: number, to: number): string | undefined {
  return tokens.slice(from, to).findLast((t) => !isStopWord(t.key))?.key;
}

/** A title as it is written. */
export function roleText(tokens: Token[], { from, to }: Range): string {
  return tokens
    .slice(from, to)
    .map((t, i) => (i === 0 ? t.word : t.gap.replace(/\s+/g, ' ') + t.word))
    .join('')
    .trim();
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
  const common = [GROUPS, ORGANISATION_WORDS, ROLE_MODIFIERS].some((words) => words.has(before.key));
  if (common || isStopWord(before.key)) return false;
  return findPlaces([before]).length === 0 && findPlaces([tokens[at]!]).length > 0;
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
  // "Mayor Finn Daly": between a title and a name stands another name.
  if (marks[place.from - 1] === 'role' && isClose(tokens[place.from]!, tokens[place.from - 1])) return false;
  return place.form === 'demonym' && !ORGANISATION_WORDS.has(after.key) && !tokens[place.to + 1]?.capital;
}
