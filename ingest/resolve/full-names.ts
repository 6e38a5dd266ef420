import type { Span, Speaker } from '../../src/claim.ts';
import { agreementOfNames } from '../../src/speakers/name.ts';
import { isStopWord } from '../../src/text.ts';
import { findPlaces } from './places.ts';
import { isLeading } from './runs.ts';
import { Sorted } from './sorted.ts';
import { isClose, type Token } from './tokens.ts';
import { BODIES, ROLES } from './vocabulary.ts';

/** A name of two words, where it stands. */
export interface FullName extends Span {
  name: string;
  /** As the subject of its sentence: it opens it, or what introduces it ends with a comma. */
  opens: boolean;
}

/** Names of two words in a text, by the second, whether anything introduces their bearers or not. */
export class FullNames {
  readonly #bySurname = new Map<string, FullName[]>();
  readonly #all = new Sorted<FullName>();

  /** Notes what may be a given name before a family name. */
  observe(tokens: readonly Token[]): void {
    for (let i = 1; i < tokens.length; i++) {
      const [given, family] = [tokens[i - 1]!, tokens[i]!];
      if (!family.capital || BODIES.has(family.key) || !isGiven(given) || family.gap !== ' ' || !isClose(family, given))
        continue;
      const opens = (i === 1 || /,\s*$/.test(given.gap)) && !isJoined(tokens, i);
      const found = { name: `${given.word} ${family.word}`, start: given.start, end: family.end, opens };
      this.#all.add(found);
      const known = this.#bySurname.get(family.key);
      if (known) known.push(found);
      else this.#bySurname.set(family.key, [found]);
    }
  }

  /** The last full name before `at` with that family name, if it cannot be that of `listed`. */
  findOther(family: string, listed: Speaker, at: number): FullName | undefined {
    const last = this.#bySurname.get(family)?.findLast(({ end }) => end <= at);
    const names = [listed.name, ...listed.aliases];
    return last && names.every((name) => agreementOfNames(name, last.name) === 0) ? last : undefined;
  }

  /** The last one before `at`, and after `least`, that passes a test, among as many as can be remembered. */
  findLast(least: number, at: number, test: (name: FullName) => boolean): FullName | undefined {
    let left = MEMORY;
    for (const one of this.#all.before(at)) {
      if (one.start < least || left-- === 0) return undefined;
      if (test(one)) return one;
    }
    return undefined;
  }
}

/** Names of a sentence or two; keeps the cost linear where sentences never end. */
const MEMORY = 40;

/** The name goes on: it has another word, or owns something. */
function isJoined(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return tokens[at]!.possessive || (next?.capital === true && isClose(next, tokens[at]));
}

/** "Secretary Pompeo", "Yesterday Pompeo" and "American Pompeo" name nobody else. */
function isGiven(token: Token): boolean {
  if (!token.capital || token.possessive || token.capitals || !/^\p{L}/u.test(token.word)) return false;
  if (ROLES.has(token.key) || isLeading(token.key) || isStopWord(token.key)) return false;
  return findPlaces([token]).length === 0;
}
