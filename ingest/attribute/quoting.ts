import type { Phrase, Token } from './tokens.ts';

/** "X quoted Y as saying", "Y was quoted by X as saying": the words are Y's, and X only carries them. */
export interface Quoting {
  /** X, where the words beside the cue name him. */
  by?: Phrase;
  /** Y, where he stands behind the verb. */
  speaker?: Phrase;
  /** "was quoted", "quoted". */
  verb: Phrase;
  /** "as saying". */
  saying: Phrase;
  /** Past all of it, and past X where he follows. */
  last: number;
}

const VERB = /^(?:quot|cit)(?:e|es|ed|ing)$/;
const SAYING =
  /^(?:saying|stating|telling|claiming|warning|arguing|adding|declaring|asserting|insisting|announcing|explaining)$/;
/** In tokens, for a name with its office between the verb and "as saying". */
const REACH = 16;
const LONGEST_AGENT = 8;
const AFTER_AGENT = /^(?:in|on|at|during|after|before|as|that|when|while|last|earlier|later|this|\w+day)$/;

/** What is quoted, or undefined where the verb at token `i`, with its auxiliaries from `first` on, quotes nobody in such words. */
export function quotingAt(
  tokens: Token[],
  i: number,
  to: number,
  { first, passive }: { first: number; passive: boolean },
): Quoting | undefined {
  if (!VERB.test(tokens[i]!.word)) return undefined;
  const as = sayingAfter(tokens, i + 1, to);
  if (as === undefined) return undefined;
  const verb = { from: first, to: i + 1 };
  const saying = { from: as, to: as + 2 };
  const between = { from: i + 1, to: as };
  const isBy = tokens[i + 1]!.word === 'by';
  if (!passive) return as > i + 1 && !isBy ? { speaker: between, verb, saying, last: saying.to } : undefined;
  if (isBy) return { by: { ...between, from: i + 2 }, verb, saying, last: saying.to };
  const by = tokens[saying.to]?.word === 'by' ? agentAt(tokens, saying.to + 1, to) : undefined;
  return by ? { by, verb, saying, last: by.to } : { verb, saying, last: saying.to };
}

function sayingAfter(tokens: Token[], from: number, to: number): number | undefined {
  for (let i = from; i < Math.min(to - 1, from + REACH); i++) {
    if (tokens[i]!.word === 'as' && SAYING.test(tokens[i + 1]!.word)) return i;
    if (tokens[i]!.kind !== 'word' && tokens[i]!.kind !== 'comma') return undefined;
  }
  return undefined;
}

export function agentAt(tokens: Token[], from: number, to: number): Phrase | undefined {
  let end = from;
  while (
    end < Math.min(to, from + LONGEST_AGENT) &&
    tokens[end]!.kind === 'word' &&
    !AFTER_AGENT.test(tokens[end]!.word)
  )
    end++;
  return end > from ? { from, to: end } : undefined;
}
