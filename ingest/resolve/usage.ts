import { isStopWord } from '../../src/text.ts';
import { isClose, type Token, tokenise } from './tokens.ts';
import { HONORIFICS, ROLES } from './vocabulary.ts';

/** The pronoun by which a text takes somebody up. */
export type Pronoun = 'he' | 'she' | 'it';

/** Which pronoun goes with which name in one document, learned from the document alone: no list of given names is used. */
export class Usage {
  readonly #votes = new Map<string, Votes>();

  /** Answers so far: a document asks again and again for the same names. */
  readonly #known = new Map<string, Pronoun | undefined>();

  /** Counts what one sentence shows of its names. */
  observe(tokens: Token[]): void {
    this.#known.clear();
    for (let i = 0; i < tokens.length; i++) {
      if (!isNamePart(tokens[i]!)) continue;
      let to = i + 1;
      while (to < tokens.length && isNamePart(tokens[to]!) && isClose(tokens[to]!, tokens[to - 1])) to++;
      const key = keyOf(tokens.slice(i, to));
      const called = calledBefore(tokens, i) ?? calledAfter(tokens, to);
      if (called) this.#vote(key, called, CALLED);
      const taken = takenUp(tokens, to);
      if (taken) this.#vote(key, taken, 1);
      i = to - 1;
    }
  }

  /** The pronoun of a name, or of words that say it themselves ("a spokeswoman"); undefined where the text does not tell. */
  of(name: string): Pronoun | undefined {
    if (!this.#known.has(name)) this.#known.set(name, this.#find(name));
    return this.#known.get(name);
  }

  #find(name: string): Pronoun | undefined {
    const tokens = tokenise(name);
    const said = tokens.map((t) => genderOf(t.key)).find((gender) => gender !== undefined);
    if (said) return said;
    const whole = this.#votes.get(keyOf(tokens));
    const parts = [tokens[0], tokens.at(-1)].map((t) => t && this.#votes.get(t.key));
    return winner(whole ? [whole] : parts);
  }

  #vote(key: string, pronoun: Pronoun, weight: number): void {
    const votes = this.#votes.get(key) ?? { he: 0, she: 0, it: 0 };
    votes[pronoun] += weight;
    this.#votes.set(key, votes);
  }
}

type Votes = Record<Pronoun, number>;

/** A title or a kinship says it; a pronoun that follows may be somebody else's. */
const CALLED = 3;
/** In words: farther from a name a pronoun is often another's. */
const REACH = 8;
const APPOSITION = 5;

function winner(lists: (Votes | undefined)[]): Pronoun | undefined {
  const sum = (pronoun: Pronoun) => lists.reduce((total, votes) => total + (votes?.[pronoun] ?? 0), 0);
  const [he, she, it] = [sum('he'), sum('she'), sum('it')];
  if (he !== she) return he > she ? 'he' : 'she';
  return he === 0 && it > 0 ? 'it' : undefined;
}

function keyOf(tokens: Token[]): string {
  return tokens.map((t) => t.key).join(' ');
}

function isNamePart(token: Token): boolean {
  return token.capital && !isStopWord(token.key) && !ROLES.has(token.key) && !HONORIFICS.has(token.key);
}

const MALE = new Set('mr sir lord king prince father son brother husband uncle grandfather nephew'.split(' '));
const FEMALE = new Set(
  'mrs ms miss dame lady queen princess mother daughter sister wife widow aunt grandmother niece'.split(' '),
);

/** "spokeswoman", "Mr", "daughter"; "chairman" and "spokesman" are said of women too, and do not count. */
function genderOf(key: string): 'he' | 'she' | undefined {
  if (FEMALE.has(key) || /woman$/.test(key)) return 'she';
  return MALE.has(key) || key === 'man' ? 'he' : undefined;
}

function calledBefore(tokens: Token[], at: number): Pronoun | undefined {
  for (let i = at - 1; i >= 0 && at - i <= 2; i--) {
    if (!/^[\s.,]*$/.test(tokens[i + 1]!.gap)) return undefined;
    const gender = genderOf(tokens[i]!.key);
    if (gender) return gender;
    if (!ROLES.has(tokens[i]!.key)) return undefined;
  }
  return undefined;
}

/** "Maria Smith, a spokeswoman for ...". */
function calledAfter(tokens: Token[], to: number): Pronoun | undefined {
  if (tokens[to]?.gap.trim() !== ',') return undefined;
  for (let i = to; i < Math.min(to + APPOSITION, tokens.length); i++) {
    if (i > to && /[,;.:]/.test(tokens[i]!.gap)) return undefined;
    const gender = genderOf(tokens[i]!.key);
    if (gender) return gender;
  }
  return undefined;
}

/** The first pronoun after a name with no other name before it. */
function takenUp(tokens: Token[], to: number): Pronoun | undefined {
  for (let i = to; i < Math.min(to + REACH, tokens.length); i++) {
    const { key, gap } = tokens[i]!;
    if (/[;:.!?“”"]/.test(gap) || (isNamePart(tokens[i]!) && !/^\d/.test(key))) return undefined;
    if (/^(?:he|his|him|himself)$/.test(key)) return 'he';
    if (/^(?:she|hers?|herself)$/.test(key)) return 'she';
    // "said it was raining" is about nobody.
    if (key === 'it') return i - to <= 2 && ACTS.test(tokens[i + 1]?.key ?? '') ? 'it' : undefined;
  }
  return undefined;
}

const ACTS = /^(?:has|had|would|will|did|does|wants|wanted|plans|planned|could|expects|expected|aims)$/;
