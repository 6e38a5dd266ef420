import { AUXILIARIES, type Cue, PLAIN } from './cues.ts';
import type { Phrase, Token } from './tokens.ts';

/** No subject is looked for further away than this: keeps the cost linear in text without full stops. */
export const REACH = 60;

/**
 * The subject left of a reporting verb, not before token `start`: with its appositions ("Maria Smith, the minister,
 * said"). `shared` where the verb shares the subject of an earlier one ("said ... and added"); undefined where there is none.
 */
export function subjectBefore(tokens: Token[], cue: Cue, start: number): Phrase | 'shared' | undefined {
  const limit = Math.max(start, cue.first - REACH);
  const end = cue.first;
  if (end <= limit) return cue.form === 'ing' ? 'shared' : undefined;
  const last = tokens[end - 1]!;
  if (last.word === 'to') return subjectOfHearsay(tokens, end - 1, limit);
  if (/^(?:and|but|or|then)$/.test(last.word)) return 'shared';
  if (/^(?:who|which)$/.test(last.word)) return { from: end - 1, to: end };
  if (cue.form === 'ing' && (last.kind === 'comma' || !isNominal(last))) return 'shared';
  if (last.kind === 'comma') {
    const opening = appositionStart(tokens, end - 1, limit);
    if (opening === undefined) return 'shared';
    const head = trimLeft(tokens, walkLeft(tokens, opening, limit), opening);
    return head < opening ? { from: head, to: end } : 'shared';
  }
  if (last.kind === 'stop' || last.kind === 'close') return undefined;
  let to = end;
  let left = walkLeft(tokens, to, limit);
  // "The council has for years claimed": the subject stands left of the auxiliary.
  if (left > limit && PREPOSITION.test(tokens[left]!.word) && AUXILIARIES.has(tokens[left - 1]!.word)) {
    to = left - 1;
    left = walkLeft(tokens, to, limit);
  }
  const from = trimLeft(tokens, left, to);
  return from < to ? { from, to } : undefined;
}

/** X in "X is said to", "X was widely reported to": somebody unnamed says that X said it. `to` is a token, `limit` the first. */
export function subjectOfHearsay(tokens: Token[], to: number, limit: number): Phrase | undefined {
  if (!HEARSAY.test(tokens[to - 1]?.word ?? '')) return undefined;
  let at = to - 2;
  while (at > limit && /^(?:\w+ly|also|now|then|since|been)$/.test(tokens[at]!.word)) at--;
  if (!/^(?:is|are|was|were|has|have|had)$/.test(tokens[at]?.word ?? '')) return undefined;
  const found = subjectBefore(tokens, { ...PLAIN, first: at, last: at + 1, kind: 'say', lemma: 'say' }, limit);
  return found === 'shared' ? undefined : found;
}

const HEARSAY = /^(?:said|reported|alleged|believed|understood|thought|rumou?red|claimed|known)$/;

/** The noun phrase that begins at token `at` ("said Maria Smith, a spokeswoman for the union"), before token `end`. */
export function phraseAfter(tokens: Token[], at: number, end: number): Phrase | undefined {
  const limit = Math.min(end, at + REACH);
  let to = at;
  let apposition = false;
  for (; to < limit; to++) {
    const token = tokens[to]!;
    if (token.kind === 'stop' || token.kind === 'open' || token.kind === 'close' || /^[—–()-]$/.test(token.word)) break;
    if (token.kind === 'comma') {
      const next = tokens[to + 1];
      if (!next || to + 1 >= limit || !beginsApposition(next)) break;
      apposition = true;
    } else if (
      to > at &&
      !apposition &&
      AFTER_NAME.test(token.word) &&
      !(token.word === 'in' && tokens[to + 1]?.capital && tokens[to - 1]!.capital === false)
    ) {
      break;
    }
  }
  return to > at && !PREPOSITION.test(tokens[at]!.word) ? { from: at, to } : undefined;
}

/** The subject with which a clause begins at token `from`: up to its first verb. */
export function firstSubject(tokens: Token[], from: number, end: number): Phrase | undefined {
  let at = from;
  if (PREPOSITION.test(tokens[at]?.word ?? '') || LEADING.has(tokens[at]?.word ?? '')) {
    while (at < end && at < from + 25 && tokens[at]!.kind !== 'comma') at++;
    at = tokens[at]?.kind === 'comma' ? at + 1 : from + 1;
  }
  let to = at;
  for (; to < end && to < at + LONGEST_SUBJECT; to++) {
    const token = tokens[to]!;
    if (token.kind !== 'word') break;
    if (PRONOUN.test(token.word)) return to === at ? { from: at, to: to + 1 } : { from: at, to };
    if (to > at && isVerb(token, tokens[to - 1]!)) break;
  }
  return to > at && to < at + LONGEST_SUBJECT ? { from: at, to } : undefined;
}

const LONGEST_SUBJECT = 20;

/** Without a parser: auxiliaries, and lower-case words in -ed or -s after a name. */
function isVerb(token: Token, before: Token): boolean {
  if (AUXILIARIES.has(token.word)) return true;
  return (
    !token.capital &&
    before.capital &&
    /^(?:\w+ed|\w*[^s's]s|told|took|sent|went|said|held|met|ran|won|made|came|got|gave)$/.test(token.word)
  );
}

export const PRONOUN = /^(?:he|she|they|it|we|i|you|who)(?:'\w+)?$/;
const PREPOSITION =
  /^(?:in|on|at|during|after|before|when|as|while|to|about|by|with|from|for|of|under|through|since|until|via|despite|speaking|asked)$/;
const AFTER_NAME =
  /^(?:in|on|at|during|after|before|when|as|while|to|about|by|with|via|through|sunday|monday|tuesday|wednesday|thursday|friday|saturday|last|earlier|later|this|recently|and|but|adding|referring|speaking|noting|citing)$/;
/** A clause begins after these; they are no part of its subject. */
const CLAUSE_START = new Set(
  'that because when as while but if although though since where how why what so than whether until unless yet or who which whose after before'.split(
    ' ',
  ),
);
const LEADING = new Set(
  'but and still yet however then later meanwhile also so now nor or indeed earlier last on in at finally instead today yesterday first second'.split(
    ' ',
  ),
);

function isNominal(token: Token): boolean {
  return token.kind === 'word' && !AUXILIARIES.has(token.word) && !PREPOSITION.test(token.word);
}

function beginsApposition(token: Token): boolean {
  return (
    token.kind === 'word' &&
    !/^(?:and|but|so|as|when|while|adding|referring|noting|citing|in|on|at|during|after|before|according|calling|saying|speaking|because|though|although|which|or|if|to)$/.test(
      token.word,
    )
  );
}

/** Left end of the phrase that ends before `end`: back to a mark, a clause's first word or a verb. */
function walkLeft(tokens: Token[], end: number, limit: number): number {
  let at = end;
  while (at > limit) {
    const token = tokens[at - 1]!;
    if (token.word === ')') {
      const opening = backTo(tokens, at - 1, limit, '(');
      if (opening === undefined) break;
      at = opening;
      continue;
    }
    if (token.kind === 'comma' || token.kind === 'stop' || /^[—–(-]$/.test(token.word)) break;
    if (token.kind === 'close' && /[,.?!]/.test(tokens[at - 2]?.word ?? '')) break;
    if (CLAUSE_START.has(token.word)) break;
    if (AUXILIARIES.has(token.word)) break;
    if (PRONOUN.test(token.word)) return at === end ? at - 1 : at;
    if (token.word === 'and' && hasVerb(tokens, limit, at - 1)) break;
    at--;
  }
  return at;
}

/** Whether a finite verb stands in the clause that ends before `end`: then "and" joins clauses, not names. */
function hasVerb(tokens: Token[], limit: number, end: number): boolean {
  for (let i = end - 1; i >= limit && i > end - 25; i--) {
    const token = tokens[i]!;
    if (token.kind !== 'word' && token.kind !== 'comma') return false;
    if (CLAUSE_START.has(token.word)) return false;
    if (token.kind === 'comma' && end - i < 4) continue;
    if (AUXILIARIES.has(token.word) || (!token.capital && /[^e]ed$/.test(token.word))) return true;
  }
  return false;
}

function trimLeft(tokens: Token[], from: number, to: number): number {
  let at = from;
  while (at < to && (LEADING.has(tokens[at]!.word) || tokens[at]!.kind === 'close' || tokens[at]!.kind === 'mark')) {
    const preposition = /^(?:on|in|at|last)$/.test(tokens[at]!.word);
    at++;
    if (preposition && at < to - 1) at++;
  }
  return at;
}

/** Index of the comma that opens the apposition closed by the comma at `comma`. */
function appositionStart(tokens: Token[], comma: number, limit: number): number | undefined {
  let found: number | undefined;
  for (let i = comma - 1; i >= limit && i > comma - 40; i--) {
    const token = tokens[i]!;
    if (token.kind === 'stop' || token.kind === 'close' || token.kind === 'open') break;
    if (token.kind !== 'comma') continue;
    found = i;
    const next = tokens[i + 1]!;
    // "a lawyer, banker and author," has inner commas; the apposition begins after a name or with an article.
    if (tokens[i - 1]?.capital || /^(?:a|an|the|who|which|his|her|its|their)$/.test(next.word)) break;
  }
  return found !== undefined && found > limit ? found : undefined;
}

function backTo(tokens: Token[], from: number, limit: number, word: string): number | undefined {
  for (let i = from; i >= limit; i--) if (tokens[i]!.word === word) return i;
  return undefined;
}
