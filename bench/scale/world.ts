import { BLOCS, type Bloc, type Speaker, type Topic } from '../../src/claim.ts';
import { Random } from './random.ts';
import { Space } from './vectors.ts';
import { capital, FUNCTION_WORDS, inventName, inventWords } from './words.ts';

/** What somebody says: a sentence of a theme with its vector. */
export interface Statement {
  text: string;
  theme: number;
  speaker: Speaker;
  vector: Float32Array;
}

const THEMES = 4_000;
const WORDS = 40_000;
const PUBLISHERS = 300;
/** Words that belong to a theme, and the share of its sentences' content that they are. */
const THEME_WORDS = 50;
const THEME_SHARE = 0.55;
/** One claim in a hundred is made by a statement that others report too. */
const CLAIMS_A_SHARED = 100;
const COUNTRIES: Record<Bloc, string[]> = {
  us: ['US'],
  china: ['CN'],
  europe: ['DE', 'FR', 'PL', 'SE', 'CZ'],
  other: ['JP', 'BR', 'IN', 'KE'],
};

/** Everything that generated documents speak of; the same for the same seed and number of claims. */
export class World {
  readonly space: Space;
  readonly speakers: Speaker[];
  readonly publishers: Speaker[];
  readonly #seed: number;
  readonly #topics: readonly Topic[];
  readonly #words: string[];
  readonly #sharedCount: number;
  readonly #themeWords = new Map<number, string[]>();
  readonly #shared = new Map<number, Statement>();

  constructor(seed: number, claims: number, topics: readonly Topic[]) {
    this.#seed = seed;
    this.#topics = topics;
    this.space = new Space(seed);
    this.#words = inventWords(WORDS, seed);
    this.#sharedCount = Math.max(1, Math.floor(claims / CLAIMS_A_SHARED));
    this.publishers = Array.from({ length: PUBLISHERS }, (_, i) => this.#publisher(i));
    this.speakers = Array.from({ length: 400 + Math.floor(claims / 100) }, (_, i) => this.#speaker(i));
  }

  /** Makes what is otherwise made when it is first asked for, so that it is not counted with what is measured. */
  fill(): void {
    const random = new Random(this.#seed, 12);
    for (let theme = 0; theme < THEMES; theme++) {
      this.#wordsOf(theme);
      this.space.draw(theme, random);
    }
  }

  /** Frequent themes have many claims, rare ones few. */
  theme(random: Random): number {
    return random.rank(THEMES, 60);
  }

  /** The topic of a theme; every fifth theme is on none. */
  topicOf(theme: number): Topic | undefined {
    return theme % 5 === 4 ? undefined : this.#topics[theme % this.#topics.length];
  }

  statement(theme: number, random: Random, speaker = this.speaker(random)): Statement {
    return { text: this.sentence(theme, random), theme, speaker, vector: this.space.draw(theme, random) };
  }

  speaker(random: Random): Speaker {
    return this.speakers[random.rank(this.speakers.length, 20)] as Speaker;
  }

  /** One of the statements that many documents carry, famous ones more often. */
  shared(random: Random): Statement {
    const number = random.rank(this.#sharedCount, 30);
    const known = this.#shared.get(number);
    if (known) return known;
    const own = new Random(this.#seed, 5, number);
    const statement = this.statement(this.theme(own), own);
    this.#shared.set(number, statement);
    return statement;
  }

  /** A sentence of 8 to 30 words without a closing mark. */
  sentence(theme: number, random: Random): string {
    const length = 8 + random.below(12) + random.below(12);
    const words = Array.from({ length }, (_, i) => {
      const comma = i > 3 && i < length - 2 && random.chance(0.06) ? ',' : '';
      return this.#word(theme, random) + comma;
    });
    return capital(words.join(' '));
  }

  /** Words that a theme's sentences use, as somebody would type them who looks for it. */
  query(theme: number, random: Random, count: number): string {
    const words = this.#wordsOf(theme);
    return Array.from({ length: count }, () => words[random.rank(words.length)]).join(' ');
  }

  #word(theme: number, random: Random): string {
    const kind = random.next();
    if (kind < 0.45) return FUNCTION_WORDS[random.rank(FUNCTION_WORDS.length)] as string;
    if (kind < 0.46) return `${1 + random.below(99)} percent`;
    if (kind < 0.47) return String(1990 + random.below(36));
    if (kind < 0.48) return this.speaker(random).name;
    const ofTheme = random.chance(THEME_SHARE);
    const list = ofTheme ? this.#wordsOf(theme) : this.#words;
    return list[random.rank(list.length)] as string;
  }

  // Some of a theme's words are terms of its topic, the others are its own.
  #wordsOf(theme: number): string[] {
    const known = this.#themeWords.get(theme);
    if (known) return known;
    const random = new Random(this.#seed, 6, theme);
    const terms = this.topicOf(theme)?.terms ?? [];
    const words = Array.from({ length: THEME_WORDS }, (_, i) =>
      i % 10 === 3 && terms.length > 0 ? random.pick(terms) : (this.#words[random.rank(WORDS, 200)] as string),
    );
    this.#themeWords.set(theme, words);
    return words;
  }

  #publisher(number: number): Speaker {
    const random = new Random(this.#seed, 7, number);
    const bloc = random.pick(BLOCS);
    const name = `The ${capital(this.#words[500 + number] as string)} ${random.pick(['Times', 'Post', 'Daily', 'Review'])}`;
    return {
      id: `publisher-${number}`,
      name,
      kind: 'organisation',
      aliases: [],
      country: random.pick(COUNTRIES[bloc]),
      bloc,
      roles: [],
    };
  }

  #speaker(number: number): Speaker {
    const random = new Random(this.#seed, 8, number);
    const bloc = random.pick(BLOCS);
    const country = random.pick(COUNTRIES[bloc]);
    if (random.chance(0.1)) {
      const name = `${random.pick(['two', 'three', 'several', 'unnamed'])} ${this.#words[random.below(2000)]} officials`;
      return { id: `unnamed-${number}`, name, kind: 'unnamed', aliases: [], bloc, roles: [] };
    }
    const name = inventName(random);
    const aliases = [name.split(' ')[1] as string];
    const roles = [{ title: `minister of ${this.#words[random.below(300)]}`, from: String(2010 + random.below(10)) }];
    return { id: `speaker-${number}`, name, kind: 'person', aliases, country, bloc, roles };
  }
}
