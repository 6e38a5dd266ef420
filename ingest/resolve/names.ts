import type { Speaker } from '../../src/claim.ts';
import { remembered } from '../../src/text.ts';
import { isClose, type Token, tokenise } from './tokens.ts';
import { PORTFOLIOS } from './vocabulary.ts';

/** Tokens `[from, to)` that are a name of a speaker. */
export interface Match {
  from: number;
  to: number;
  speaker: Speaker;
}

/** Names of speakers for finding them in a text. */
export class NameIndex {
  readonly #root: Node = { names: [] };
  readonly #byId = new Map<string, Speaker>();

  constructor(speakers: Speaker[] = []) {
    for (const speaker of speakers) this.add(speaker);
  }

  /** Makes a speaker known by its name, its aliases and `more` names. */
  add(speaker: Speaker, more: string[] = []): void {
    this.#byId.set(speaker.id, speaker);
    for (const name of [speaker.name, ...speaker.aliases, ...more]) this.#addName(name, speaker);
  }

  get(id: string): Speaker | undefined {
    return this.#byId.get(id);
  }

  /** The speaker who is called exactly so. */
  named(name: string): Speaker | undefined {
    const tokens = tokensOf(name);
    const match = this.longestAt(tokens, 0) ?? this.longestAt(tokens, 1);
    return match && match.to === tokens.length && (match.from === 0 || tokens[0]!.key === 'the')
      ? match.speaker
      : undefined;
  }

  /**
   * Every name in the tokens, from left to right, the longest at each place. `loose` is for text that has lost its
   * capitals, `acronyms` for such a text in which "us" can only be the country.
   */
  find(tokens: Token[], options: { loose?: boolean; acronyms?: boolean } = {}): Match[] {
    const found: Match[] = [];
    for (let i = 0; i < tokens.length; i++) {
      const first = this.longestAt(tokens, i, options);
      if (!first) continue;
      // "The EU Chamber of Commerce" does not begin with the name "the EU".
      const next = tokens[i]!.key === 'the' ? this.longestAt(tokens, i + 1, options) : undefined;
      const match = next && next.to > first.to ? next : first;
      found.push(match);
      i = match.to - 1;
    }
    return found;
  }

  longestAt(tokens: Token[], at: number, options: { loose?: boolean; acronyms?: boolean } = {}): Match | undefined {
    const path: Node[] = [];
    for (let i = at, node = this.#next(this.#root, tokens[i]); node; node = this.#next(node, tokens[++i]))
      path.push(node);
    for (const { names } of path.reverse()) {
      const entry = names.find(({ name }) => fits(name, tokens, at, options));
      if (entry) return { from: at, to: at + entry.name.length, speaker: entry.speaker };
    }
    return undefined;
  }

  #next(node: Node, token: Token | undefined): Node | undefined {
    return token && node.next?.get(token.key);
  }

  #addName(name: string, speaker: Speaker): void {
    const tokens = tokensOf(name);
    this.#addTokens(tokens, speaker);
    if (tokens.length > 2 && tokens[0]!.key === 'the') this.#addTokens(tokens.slice(1), speaker);
  }

  #addTokens(tokens: Token[], speaker: Speaker): void {
    if (tokens.length === 0) return;
    let node = this.#root;
    for (const { key } of tokens) {
      node.next ??= new Map();
      const next = node.next.get(key) ?? { names: [] };
      node.next.set(key, next);
      node = next;
    }
    // Of two who share a name, the person: a blog is called by its author's name, and not the other way round.
    const { names } = node;
    const first = speaker.kind === 'person' ? names.findIndex((entry) => entry.speaker.kind !== 'person') : -1;
    names.splice(first < 0 ? names.length : first, 0, { name: tokens, speaker });
  }
}

/** The registry's names are the same for every document. */
const tokensOf = remembered((name) => tokenise(name));

interface Entry {
  name: Token[];
  speaker: Speaker;
}

/** The names that consist of the keys on the way here, and how longer ones go on. */
interface Node {
  names: Entry[];
  next?: Map<string, Node>;
}

/**
 * The same words in the same order, capitals where the name has them: `US` is not "us", and `The Register` not "the register".
 * Behind a capital, what a ministry or commission is for may be written small ("the Chinese foreign ministry").
 */
function fits(
  name: Token[],
  tokens: Token[],
  at: number,
  { loose = false, acronyms = false }: { loose?: boolean; acronyms?: boolean },
): boolean {
  return name.every((part, i) => {
    const token = tokens[at + i];
    if (!token || token.key !== part.key) return false;
    if (!loose && part.capital && !token.capital && !(i === 0 && part.key === 'the') && !isTask(name, i)) return false;
    if (!acronyms && part.capitals && part.word.length <= LONGEST_ACRONYM && !token.capitals) return false;
    return (
      i === 0 ||
      isClose(token, tokens[at + i - 1]) ||
      (part.gap.trim() !== '' && token.gap === part.gap) ||
      isPossessive(name, tokens, at, i)
    );
  });
}

function isTask(name: Token[], at: number): boolean {
  const isFirst = at === 0 || (at === 1 && name[0]!.key === 'the');
  return !isFirst && isOfBody(name[at]!) && name.some(({ key }) => PUBLIC.test(key));
}

const isOfBody = ({ key }: Token) => PUBLIC.test(key) || PORTFOLIOS.has(key);
const PUBLIC = /^(?:ministry|department|commission|council|parliament|embassy|mission|agency|committee)$/;

/** Longer names in capitals are also written with small letters ("HUAWEI", "Huawei"). */
const LONGEST_ACRONYM = 4;

/** "People's Daily": the possessive is part of the name. */
function isPossessive(name: Token[], tokens: Token[], at: number, i: number): boolean {
  return name[i - 1]!.possessive && tokens[at + i - 1]!.possessive;
}
