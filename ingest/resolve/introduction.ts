import { isStopWord } from '../../src/text.ts';
import { isClose, type Token } from './tokens.ts';
import { PREPOSITIONS } from './vocabulary.ts';

/** How a text introduces somebody beside his name. */
export interface Introduction {
  /** What he is ("nurse", "patent lawyer"); absent where the words are a clause ("who leads the port"). */
  title?: string;
  /** As somebody whom the reader does not know: "a nurse", "who farms sheep". */
  asNew: boolean;
  /** Tokens `[from, to)` of the words. */
  from: number;
  to: number;
}

/** The introduction of the name at tokens `[from, to)`: "X, a nurse at ...,", "X, who leads ...,", "the painter X". */
export function findIntroduction(tokens: Token[], from: number, to: number): Introduction | undefined {
  return introductionAfter(tokens, to) ?? introductionBefore(tokens, from);
}

function introductionAfter(tokens: Token[], at: number): Introduction | undefined {
  const first = tokens[at];
  if (first?.gap.trim() !== ',' || first.capital) return undefined;
  let to = at + 1;
  while (to < tokens.length && to - at < LONGEST && !/[,;:.!?()—“”"]/.test(tokens[to]!.gap)) to++;
  if (first.key === 'who') {
    const asNew = HABIT.test(tokens[at + 1]?.key ?? '') || FOUNDED.test(tokens[at + 1]?.key ?? '');
    return asNew ? { asNew, from: at, to } : undefined;
  }
  if (!ARTICLE.test(first.key)) return undefined;
  let end = at + 1;
  while (end < to && !PREPOSITIONS.has(tokens[end]!.key) && !/^(?:and|who|which|that)$/.test(tokens[end]!.key)) end++;
  // "X, the Y said": a head that is a name says what X is called, and not what X is.
  if (end - at < 2 || tokens[end - 1]!.capital) return undefined;
  return { title: wordsOf(tokens.slice(at + 1, end)), asNew: /^an?$/.test(first.key), from: at, to };
}

/** "the painter Rocío Alvarado": one small word with its article. */
function introductionBefore(tokens: Token[], from: number): Introduction | undefined {
  const [article, noun] = [tokens[from - 2], tokens[from - 1]];
  if (!article || !noun || !ARTICLE.test(article.key) || noun.capital || isStopWord(noun.key)) return undefined;
  if (!isClose(tokens[from]!, noun) || !isClose(noun, article) || noun.possessive) return undefined;
  return { title: noun.word, asNew: /^an?$/.test(article.key), from: from - 2, to: from };
}

function wordsOf(tokens: Token[]): string {
  return tokens.map((t, i) => (i === 0 ? '' : t.gap.replace(/\s+/g, ' ')) + t.word).join('');
}

/** In words: what is longer is no apposition. */
const LONGEST = 14;
const ARTICLE = /^(?:an?|the|its|his|her|their)$/;
/** "who leads", "who farms": what somebody does for a living, and not what he did that day. */
const HABIT = /^(?!is$|was$|has$|says$|does$|its$|his$|this$|as$)\p{L}{3,}s$/u;
const FOUNDED = /^(?:co-?)?founded$/;
