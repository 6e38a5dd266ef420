import { AUXILIARIES, type Cue, findCues } from './cues.ts';
import type { Report } from './index.ts';
import { PRONOUN } from './sources.ts';
import { type Line, type Phrase, spanOf, type Token, type View } from './tokens.ts';

/** A reporting clause between two commas, inside what it reports: "The plan, she said, ignores the islands". */
export interface Interruption {
  /** Tokens from comma to comma, both included. */
  hole: Phrase;
  source: Phrase;
  cue: Cue;
  /** What is reported: the clause before the first comma, and after the second. */
  before: Phrase;
  after: Phrase;
  line: Line;
}

/** In tokens: longer clauses between commas are seldom reports, and text without full stops costs no more. */
const LONGEST_HOLE = 14;
const LONGEST_PART = 80;

/**
 * Of 215 such clauses in the training part of PolNeAR, 194 are labelled as reports; what they report is found from first word
 * to last in 124, and at least half of it in 178.
 */
const CONFIDENCE = 0.75;

/** Reporting clauses that interrupt a sentence of running text, outside quotation marks, in order. Linear. */
export function interruptionsOf(view: View): Interruption[] {
  return view.lines.flatMap((line) =>
    /^(?:paragraph|item|quotation)$/.test(view.blocks[line.block]!.kind) ? interruptionsIn(view.tokens, line) : [],
  );
}

/** What an interrupted sentence reports. */
export function reportOf({ tokens }: View, { source, cue, before, after, line }: Interruption): Report {
  const parts = [before, after].flatMap(({ from, to }) => spanOf(tokens, from, to) ?? []);
  const quotations = new Set(tokens.slice(after.from, after.to).map(({ quotation }) => quotation));
  quotations.delete(-1);
  return {
    block: line.block,
    frame: { cue, source, content: parts, quotations: [...quotations], direct: false, after: true, introduces: false },
    found: {
      source: spanOf(tokens, source.from, source.to),
      cue: spanOf(tokens, cue.first, cue.last),
      confidence: CONFIDENCE,
    },
  };
}

function interruptionsIn(tokens: Token[], line: Line): Interruption[] {
  const found: Interruption[] = [];
  let start = line.first;
  for (let i = line.first + 1; i < line.last - 3; i++) {
    const token = tokens[i]!;
    if (token.kind === 'stop') start = i + 1;
    if (token.kind !== 'comma' || token.quotation >= 0 || isInNumber(tokens, i)) continue;
    const close = closingComma(tokens, i, line.last);
    if (close === undefined) continue;
    const clause = clauseIn(tokens, i + 1, close);
    if (!clause) continue;
    const from = Math.max(start, i - LONGEST_PART);
    const before = { from: CONNECTIVE.test(wordsOf(tokens, from, i)) ? i : from, to: i };
    const after = { from: close + 1, to: endOf(tokens, close + 1, line.last) };
    if (!interrupts(tokens, before, after)) continue;
    found.push({ hole: { from: i, to: close + 1 }, ...clause, before, after, line });
    i = close;
  }
  return found;
}

/** What leads over to a sentence says nothing of it: "Still, he said, ...". */
const CONNECTIVE =
  /^(?:and|but|yet|still|so|or|then|also|now|of course|for example|for instance|however|instead|meanwhile|in the end)$/;

const wordsOf = (tokens: Token[], from: number, to: number) =>
  tokens
    .slice(from, Math.min(to, from + 4))
    .map(({ word }) => word)
    .join(' ');

/** "10,000". */
function isInNumber(tokens: Token[], comma: number): boolean {
  return tokens[comma - 1]!.end === tokens[comma]!.start && tokens[comma + 1]?.start === tokens[comma]!.end;
}

function closingComma(tokens: Token[], open: number, last: number): number | undefined {
  for (let i = open + 1; i < Math.min(last, open + LONGEST_HOLE); i++) {
    if (tokens[i]!.kind === 'comma') return i > open + 1 && !isInNumber(tokens, i) ? i : undefined;
    if (tokens[i]!.kind !== 'word') return undefined;
  }
  return undefined;
}

/** "she said on Monday", "said the head of the bank", "according to her", "as the paper has it". */
function clauseIn(tokens: Token[], from: number, to: number): { source: Phrase; cue: Cue } | undefined {
  const isAs = tokens[from]!.word === 'as';
  const first = isAs ? from + 1 : from;
  const idiom = isAs ? idiomIn(tokens, first, to) : undefined;
  if (idiom) return idiom;
  const cues = findCues(tokens, first, to);
  const [cue = isAs ? undefined : unknownCue(tokens, first, to)] = cues;
  if (!cue || cues.length > 1 || cue.passive || cue.denied || cue.quoting) return undefined;
  if (cue.kind === 'according')
    return cue.first === from && to > cue.last ? { source: { from: cue.last, to }, cue } : undefined;
  if (!/^(?:say|tell|object)$/.test(cue.kind) || cue.form === 'ing' || (cue.form === 'base' && !cue.modal && isAs))
    return undefined;
  if (cue.first > first) {
    const source = { from: first, to: cue.first };
    return isSubject(tokens, source) && isTail(tokens, cue.last, to)
      ? { source, cue: { ...cue, kind: 'say' } }
      : undefined;
  }
  const source = { from: cue.last, to };
  return /^(?:s|ed)$/.test(cue.form) && cue.kind === 'say' && !isAs && isSubject(tokens, source)
    ? { source, cue: { ...cue, kind: 'say' } }
    : undefined;
}

/** "the court ruled": a verb in the past that is no known reporting word, and ends the clause. */
function unknownCue(tokens: Token[], from: number, to: number): Cue | undefined {
  const last = tokens[to - 1]!;
  if (to - from < 2 || last.capital || !/^\w{2,}[^e]ed$/.test(last.word) || !BEGINS_SUBJECT.test(tokens[from]!.word))
    return undefined;
  const none = { denied: false, passive: false, modal: false } as const;
  return { first: to - 1, last: to, kind: 'say', form: 'ed', lemma: last.word, ...none };
}

const BEGINS_SUBJECT = /^(?:the|he|she|they|we|i)$/;

const HAS_IT = /^(?:has|had|puts?|sees?|saw|tells?|told|reads?|understands?|understood|describe[sd]?) it$/;

/** "as X has it", "as X put it", "as X quoted him". */
function idiomIn(tokens: Token[], from: number, to: number): { source: Phrase; cue: Cue } | undefined {
  const words = `${tokens[to - 2]?.word} ${tokens[to - 1]?.word}`;
  if (!HAS_IT.test(words) && !QUOTED_HIM.test(words)) return undefined;
  const source = { from, to: to - 2 };
  if (!isSubject(tokens, source)) return undefined;
  const lemma = tokens[to - 2]!.word;
  return {
    source,
    cue: { first: to - 2, last: to, kind: 'say', form: 'ed', denied: false, passive: false, modal: false, lemma },
  };
}

const QUOTED_HIM = /^(?:quot|cit|report|read|render|paraphras|summari[sz])(?:e?[sd]|ed|s|)? (?:him|her|it|them)$/;

function isSubject(tokens: Token[], { from, to }: Phrase): boolean {
  if (to <= from) return false;
  const first = tokens[from]!;
  if (PRONOUN.test(first.word)) return to === from + 1 && !/^who/.test(first.word);
  for (let i = from; i < to; i++)
    if (AUXILIARIES.has(tokens[i]!.word) || NO_SUBJECT.test(tokens[i]!.word)) return false;
  return !/^(?:in|on|at|by|for|from|to|with|as|about|of|after|before|and|but|or)$/.test(first.word);
}

const NO_SUBJECT = /^(?:that|which|who|whose|whom|what|when|where|why|how|if|because|while|although|though|than|so)$/;

/** What may follow the reporting word before the comma: nothing, somebody who is told, or where and when it was said. */
function isTail(tokens: Token[], from: number, to: number): boolean {
  const at = ADDRESSEE.test(tokens[from]?.word ?? '') ? from + 1 : from;
  if (at >= to) return true;
  return TAIL.test(tokens[at]!.word) && !tokens.slice(at, to).some(({ word }) => NO_SUBJECT.test(word));
}

const ADDRESSEE = /^(?:me|us|him|her|them|it|reporters|journalists|lawmakers|supporters|viewers|readers)$/;
const TAIL =
  /^(?:in|on|at|during|after|to|via|by|from|through|late|earlier|later|last|this|again|then|today|yesterday|\w+day|recently|publicly|here|there)$/;

function endOf(tokens: Token[], from: number, last: number): number {
  for (let i = from; i < Math.min(last, from + LONGEST_PART); i++)
    if (tokens[i]!.kind === 'stop' && tokens[i]!.word !== ':') return i;
  return Math.min(last, from + LONGEST_PART);
}

/** Whether what stands before the clause goes on behind it. */
function interrupts(tokens: Token[], before: Phrase, after: Phrase): boolean {
  if (after.to - after.from < 2) return false;
  const last = tokens[before.to - 1]!;
  const next = tokens[after.from]!;
  if (last.kind !== 'word' || next.kind !== 'word') return false;
  if (NOT_AFTER.test(next.word) || /^\w+ing$/.test(next.word)) return false;
  if (tokens.slice(before.from, before.to).some(({ quotation }) => quotation >= 0)) return false;
  if (/^(?:that|to)$/.test(next.word) || !hasFiniteVerb(tokens, before)) return true;
  const clause = tokens.slice(before.from, before.to);
  return SUBORDINATE.test(clause[0]!.word) && clause.every(({ kind }) => kind === 'word');
}

/** A clause that cannot end the sentence. */
const SUBORDINATE =
  /^(?:when|if|after|before|although|though|because|while|once|since|until|unless|as|whatever|what|whoever)$/;

const NOT_AFTER = /^(?:and|but|or|nor|who|which|whose|where|while|whereas|although|though|because|since|so|yet|for)$/;
const FINITE =
  /^(?:\w{2,}[^e]ed|said|told|wrote|held|made|took|gave|came|went|saw|knew|found|kept|led|left|lost|won|met)$/;

function hasFiniteVerb(tokens: Token[], { from, to }: Phrase): boolean {
  for (let i = from; i < to; i++)
    if (AUXILIARIES.has(tokens[i]!.word) || (i > from && !tokens[i]!.capital && FINITE.test(tokens[i]!.word)))
      return true;
  return false;
}
