import { isStopWord } from '../../src/text.ts';
import { isClose, type Token } from './tokens.ts';
import { GROUPS, ORGANISATION_WORDS, PARTICLES } from './vocabulary.ts';

/** Tokens `[from, to)`. */
export interface Range {
  from: number;
  to: number;
}

/** What a token of a mention belongs to: an office, a known name, a country, capitals that nothing explains, or none of these. */
export type Mark = 'role' | 'match' | 'place' | 'run' | 'word';

/** Capitalised words that carry no mark yet, with the particles that join them. */
export function findRuns(tokens: Token[], marks: Mark[]): Range[] {
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

/** The words of a range as a name is written: hyphens and the dots of initials kept, everything else one space. */
export function nameOf(tokens: Token[], { from, to }: Range): string {
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

/** Whether a run names an organisation rather than a person, by its words and by an article before it. */
export function isOrganisation({ tokens }: { tokens: Token[] }, run: Range): boolean {
  const own = tokens.slice(run.from, run.to);
  if (own.some((t) => ORGANISATION_WORDS.has(t.key))) return true;
  if (own.some((t) => /^\d/.test(t.word) || t.word.includes('&'))) return true;
  if (tokens[run.from - 1]?.key === 'the' && run.from > 0) return true;
  const shouting = tokens.every((t) => !/\p{Ll}/u.test(t.word));
  return !shouting && own.some((t) => t.capitals && t.word.length > 2) && own.length <= 2;
}

/** "said Maria Smith", "according to the ministry": a source span may begin with the cue. */
export function dropLeading(tokens: Token[]): Token[] {
  let at = 0;
  while (at < tokens.length - 1 && LEADING.has(tokens[at]!.key) && !tokens[at]!.capitals && !isGivenName(tokens, at))
    at++;
  return tokens.slice(at);
}

/** "T." between names, which alone would be a common word. */
function isInitial(tokens: Token[], at: number): boolean {
  return /^\p{Lu}$/u.test(tokens[at]!.word) && tokens[at + 1]?.gap.startsWith('.') === true;
}

/** "Per Holm" is a name, "Per the report" is none: the only word that leads a source and is also what somebody is called. */
function isGivenName(tokens: Token[], at: number): boolean {
  return tokens[at]!.word === 'Per' && tokens[at + 1]?.capital === true && tokens[at + 1]!.gap === ' ';
}

const LEADING = new Set(
  `according to by from says said say and but as per that while when where because if like even with in perhaps maybe
  meanwhile however moreover yesterday today recently also later then still now instead nonetheless nevertheless likewise
  thus so yet earlier similarly further furthermore besides finally clearly apparently reportedly of course`.split(
    /\s+/,
  ),
);

/** Words that stand before a source and belong to no name. */
export function isLeading(key: string): boolean {
  return LEADING.has(key);
}

function canBegin(tokens: Token[], marks: Mark[], at: number): boolean {
  const token = tokens[at]!;
  if (marks[at] !== 'word' || !token.capital || /^\d+$/.test(token.word)) return false;
  if (QUALIFIERS.has(token.key) && (marks[at + 1] !== 'word' || !tokens[at + 1]?.capital)) return false;
  const common =
    (isStopWord(token.key) && !isGivenName(tokens, at)) ||
    GROUPS.has(token.key) ||
    NUMBERS.has(token.key) ||
    (LEADING.has(token.key) && !isGivenName(tokens, at));
  return !common || (token.capitals && token.key !== 'the' && token.word.length > 2);
}

/** Words that say when or where somebody is what he is, and are no part of a name unless another word of it follows. */
const QUALIFIERS = new Set('former western eastern northern southern asian african arab latin'.split(' '));

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
  if (token.capital && marks[at] === 'word' && (!isStopWord(token.key) || isInitial(tokens, at))) return at + 1;
  // "Dae-ho Kim": the second half of a given name.
  if (!token.capital && /^[-‐‑]$/.test(token.gap) && tokens[at + 1]?.capital && marks[at + 1] === 'word') return at + 1;
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

/** "Farmers' Union": a plural that owns the word of an organisation is part of its name. */
function ownName(tokens: Token[], marks: Mark[], at: number): number | undefined {
  const token = tokens[at]!;
  const isOwned = tokens[at - 1]!.possessive && /^['’]\s$/u.test(token.gap);
  return isOwned && token.capital && marks[at] === 'word' && ORGANISATION_WORDS.has(token.key) ? at + 1 : undefined;
}

function joint(before: Token, token: Token): string {
  if (token.gap === '') return '';
  if (!before.possessive) return ' ';
  return token.gap.startsWith(' ') ? '’s ' : token.gap;
}
