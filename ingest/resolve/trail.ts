import type { Span, Speaker } from '../../src/claim.ts';
import { remembered } from '../../src/text.ts';
import { Sorted } from './sorted.ts';
import { tokenise } from './tokens.ts';
import { FAMILY_FIRST } from './vocabulary.ts';

/** A place in the text at which a speaker is mentioned. */
export interface Seen extends Span {
  speaker: Speaker;
  sentence: number;
  /** Stands inside what somebody says: such a one is seldom taken up from outside. */
  quoted: boolean;
  /** By more than one word of the name. */
  full: boolean;
  /** The role that the text gives the speaker here. */
  role?: string;
  /** An unnamed person. */
  human: boolean;
  /** Several unnamed people. */
  group: boolean;
  /** Is said to say something here. */
  source: boolean;
  /** Stands for what the speaker wrote or said ("her announcement"), which "it" takes up. */
  thing: boolean;
  /** Only says whose something is or where ("Huawei's store", "in China"): "it" seldom takes such a one up. */
  aside: boolean;
  /** Where the text names the speaker, where it does not here. */
  namedAt?: Span;
}

/** Mentions in the order of the text, found again by place or by name. */
export class Trail {
  readonly #seen = new Sorted<Seen>();
  readonly #family = new Map<string, Sorted<Seen>>();
  readonly #bearers = new Map<string, Set<string>>();
  readonly #given = new Map<string, Sorted<Seen>>();

  add(entry: Seen): void {
    this.#seen.add(entry);
    if (!entry.full || entry.speaker.kind !== 'person') return;
    const { family, given } = partsOf(entry.speaker);
    for (const key of family) insert(this.#family, key, entry);
    for (const key of given) insert(this.#given, key, entry);
    for (const key of [...family, ...given]) {
      const bearers = this.#bearers.get(key);
      if (bearers) bearers.add(entry.speaker.id);
      else this.#bearers.set(key, new Set([entry.speaker.id]));
    }
  }

  /** Mentions that begin before `at`, the last one first, as far as they can be remembered. */
  *before(at: number): Generator<Seen> {
    let left = MEMORY;
    for (const seen of this.#seen.before(at)) {
      if (left-- === 0) return;
      yield seen;
    }
  }

  /** Mentions that begin in `[from, to)`, in order; the last ones, where there are more than can be remembered. */
  within(from: number, to: number): Seen[] {
    const found: Seen[] = [];
    for (const seen of this.before(to)) {
      if (seen.start < from) break;
      found.push(seen);
    }
    return found.reverse();
  }

  /** True where a mention covers the character at `offset`. */
  covers(offset: number): boolean {
    for (const seen of this.before(offset + 1)) {
      if (seen.end > offset) return true;
      if (offset - seen.start > LONGEST_NAME) return false;
    }
    return false;
  }

  /** Whether anybody was called by a full name of which this word is the family name or the first. */
  hasBearer(key: string): boolean {
    return this.#family.has(key) || this.#given.has(key);
  }

  /** Who bears this family name, or else this given name: the last one before `at`, or else the first after it. */
  findBearer(key: string, at: number): Seen | undefined {
    const nearest = (list: Sorted<Seen> | undefined) => list?.before(at).next().value ?? list?.firstFrom(at);
    return nearest(this.#family.get(key)) ?? nearest(this.#given.get(key));
  }

  /** How many people bear this name, the family's or their own. */
  bearersOf(key: string): number {
    return this.#bearers.get(key)?.size ?? 0;
  }
}

/** The words of a name that tell it apart. */
export const keysOf = remembered((name) =>
  tokenise(name)
    .map((t) => t.key)
    .filter((key) => !/^(?:the|a|an|of|for|and|in|at)$/.test(key)),
);

/** Mentions after which nobody is taken up without a name: some ten pages. Keeps the cost linear. */
const MEMORY = 300;

/** In characters; no name in the registry is longer. */
const LONGEST_NAME = 200;

interface NameParts {
  family: Set<string>;
  given: Set<string>;
}

const known = new WeakMap<Speaker, NameParts>();

function partsOf(person: Speaker): NameParts {
  let parts = known.get(person);
  if (!parts) {
    parts = readParts(person);
    known.set(person, parts);
  }
  return parts;
}

function readParts(person: Speaker): NameParts {
  const [family, given] = [new Set<string>(), new Set<string>()];
  for (const keys of [person.name, ...person.aliases].map(keysOf)) {
    if (keys.length < 2) continue;
    family.add(keys.at(-1)!);
    (FAMILY_FIRST.has(person.country ?? '') ? family : given).add(keys[0]!);
  }
  return { family, given };
}

function insert(index: Map<string, Sorted<Seen>>, key: string, entry: Seen): void {
  const list = index.get(key) ?? new Sorted();
  list.add(entry);
  index.set(key, list);
}
