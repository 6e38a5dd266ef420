import { readApposition, readBody, readUnknown } from './bodies.ts';
import { type Mention, NO_TIES } from './mention.ts';
import type { NameIndex } from './names.ts';
import { analyse, headEnd, lastNoun, type Parts, roleText } from './parts.ts';
import { readPerson } from './persons.ts';
import { dropLeading } from './runs.ts';
import { findTies } from './ties.ts';
import type { Token } from './tokens.ts';
import { ANAPHORS, GOVERNMENT, GROUPS, PREPOSITIONS, PRONOUNS } from './vocabulary.ts';

/** Reads a mention, the words of a source span. It looks at nothing outside the mention. */
export function readMention(tokens: Token[], index: NameIndex): Mention {
  const parts = withoutHolders(analyse(dropLeading(tokens), index));
  const ties = findTies(parts);
  const pronoun = readPronoun(parts);
  if (pronoun) return { form: 'pronoun', kind: pronoun, ...ties };
  const person = readPerson(parts);
  if (person) return { ...person.mention, ...findTies(parts, person.at) };
  const head = readApposition(parts) ?? readRole(parts) ?? readBody(parts) ?? readAnaphor(parts) ?? readUnknown(parts);
  return { ...head, ...ties };
}

/** "A memo seen by the Herald": who holds somebody's words says nothing. */
function withoutHolders(parts: Parts): Parts {
  const { tokens } = parts;
  const isHolder = ({ from }: { from: number }) => {
    const at = tokens[from - 1]?.key === 'the' ? from - 2 : from - 1;
    return /^(?:by|to|with)$/.test(tokens[at]?.key ?? '') && HELD.test(tokens[at - 1]?.key ?? '');
  };
  const [matches, runs] = [parts.matches.filter((m) => !isHolder(m)), parts.runs.filter((run) => !isHolder(run))];
  return { ...parts, matches, runs };
}

const HELD =
  /^(?:seen|obtained|reviewed|viewed|leaked|shared|acquired|given|shown|sent|handed|broadcast|aired|cited|quoted|read|provided|passed)$/;

/** A mention's own words: without a leading cue, a relative clause and trailing punctuation. */
export function mentionText(text: string, tokens: Token[]): string {
  const kept = dropLeading(tokens);
  const clause = kept.findIndex((t, i) => i > 0 && /^(?:who|which|whose)$/.test(t.key));
  const own = clause > 0 ? kept.slice(0, clauseOpening(kept, clause)) : kept;
  const words = own.map(
    (t, i) =>
      (i === 0 ? '' : own[i - 1]!.end > t.start ? ' ' : text.slice(own[i - 1]!.end, t.start)) +
      text.slice(t.start, t.end),
  );
  const line = words.join('').replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_MENTION ? line : `${line.slice(0, LONGEST_MENTION).replace(/\s+\S*$/, '')} …`;
}

/** Where "who", or ", a copy of which", begins. */
function clauseOpening(tokens: Token[], at: number): number {
  if (!PREPOSITIONS.has(tokens[at - 1]!.key)) return at;
  const comma = tokens.slice(0, at).findLastIndex(({ gap }) => gap.includes(','));
  return comma > 0 ? comma : at - 1;
}

/** In characters: what is longer describes more than a speaker, and no column holds it. */
const LONGEST_MENTION = 120;

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
  // "Acme's founder" is one, whoever it is; "Acme's spokesman" may be any.
  const owned = at > 0 && tokens.slice(0, role?.from ?? at).at(-1)?.possessive === true;
  const definite = owned || /^(?:the|this|that|his|her|its|their)$/.test(tokens[0]!.key);
  const plural =
    group >= (role?.to ?? 0) || GROUPS.has(tokens[at]!.key) || /^(?:people|men|women|voters)$/.test(tokens[at]!.key);
  return { form: 'role', role: role ? roleText(tokens, role) : tokens[at]!.word, plural, definite, ...NO_TIES };
}

function isOwner({ tokens }: Parts, at: number): boolean {
  return tokens[at]!.possessive;
}

function lastIndex<T>(list: T[], end: number, test: (item: T, index: number) => boolean): number {
  for (let i = Math.min(end, list.length) - 1; i >= 0; i--) if (test(list[i]!, i)) return i;
  return -1;
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
  return kind && { form: 'anaphor', kind, noun, ...NO_TIES };
}

function readPronoun({ tokens }: Parts): keyof typeof PRONOUNS | undefined {
  if (tokens.length === 0 || tokens.length > 2) return undefined;
  const [first, second] = tokens;
  if (first!.capitals && first!.word.length > 1) return undefined;
  if (second && !/^(?:all|both|himself|herself|itself|themselves|also|too)$/.test(second.key)) return undefined;
  const kinds = Object.keys(PRONOUNS) as (keyof typeof PRONOUNS)[];
  return kinds.find((kind) => PRONOUNS[kind].has(first!.key));
}
