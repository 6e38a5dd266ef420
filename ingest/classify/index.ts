import type { Registry, Stance } from '../../src/claim.ts';
import { isOnlyNames, makeNeutral, type Neutral } from '../../src/neutral.ts';
import { readStance } from './stance.ts';
import { readWording } from './terms.ts';
import { describeTopic, type PreparedTopic, scoreTopics } from './topics.ts';

/** Topics and targets with their vectors, made once for many claims. */
export interface Labels {
  topics: PreparedTopic[];
  targets: PreparedTarget[];
  /** Without the names of countries, persons and organisations. Vectors for {@link classify} are of this text. */
  neutral: (text: string) => string;
}

/** A target ready for comparing: the stems of its terms, and the vectors of its statements. */
export interface PreparedTarget {
  id: string;
  terms: string[][];
  for: Float64Array[];
  against: Float64Array[];
}

type Embed = (texts: string[]) => Promise<number[][]>;

/** Embeds the definitions of topics and the statements for and against targets. Vectors need not be of length one. */
export async function prepareLabels(registry: Registry, embed: Embed): Promise<Labels> {
  const neutral = makeNeutral(registry);
  const statements = registry.targets.flatMap((t) => [...t.for, ...t.against]);
  const texts = [...registry.topics.map(describeTopic), ...statements].map((text) => neutral(text));
  const vectors = (await embed(texts)).map(unit);
  let at = 0;
  const take = (count: number) => {
    at += count;
    return vectors.slice(at - count, at);
  };
  const definitions = take(registry.topics.length);
  const targets = registry.targets.map((target) => ({
    id: target.id,
    terms: prepareTerms(target.terms, neutral),
    for: take(target.for.length),
    against: take(target.against.length),
  }));
  const background = targets.flatMap((target) => [...target.for, ...target.against]);
  const topics = registry.topics.map(({ id, terms }, i) => {
    const vector = definitions[i]!;
    const baseline = background.reduce((sum, v) => sum + dot(v, vector), 0) / (background.length || 1);
    return { id, terms: prepareTerms(terms, neutral), vector, baseline };
  });
  return { topics, targets, neutral: (text) => neutral(text) };
}

/**
 * Topics of each claim, best first, and its stance towards every target, from its words alone: names of countries, people
 * and organisations are set aside. `vector` is that of `labels.neutral(text)`; that of the text itself gives nearly the same.
 */
export function classify(
  claims: { text: string; heading?: string | undefined; vector: ArrayLike<number> }[],
  labels: Labels,
): { topics: { id: string; score: number }[]; stances: { target: string; stance: Stance; confidence: number }[] }[] {
  const headingStems = remember((heading: string) => readWording(labels.neutral(heading)).stems);
  return claims.map(({ text, heading, vector }) => {
    const claim = unit(vector);
    const own = readWording(labels.neutral(text));
    const similarities = labels.topics.map((topic) => dot(claim, topic.vector));
    const above = heading === undefined ? [] : headingStems(heading);
    const topics = scoreTopics({ stems: own.stems, heading: above, similarities }, labels.topics);
    const likeness = labels.targets.map((target) => ({
      for: best(target.for.map((v) => dot(claim, v))),
      against: best(target.against.map((v) => dot(claim, v))),
    }));
    const stances = labels.targets.map((target, i) => {
      const others = likeness.filter((_, j) => j !== i).map((other) => other.for);
      const cosines = { ...likeness[i]!, elsewhere: Math.max(0, ...others) };
      return { target: target.id, ...readStance({ ...own, heading: above, cosines }, target.terms) };
    });
    return { topics, stances };
  });
}

/** Terms that are nothing but names say who is spoken of, and not what of. */
function prepareTerms(terms: string[], neutral: Neutral): string[][] {
  const bare = terms.map((term) => neutral(term, { loose: true })).filter((term) => !isOnlyNames(term));
  return [...new Set(bare.map((term) => readWording(term).stems.join(' ')))]
    .filter((term) => term !== '')
    .map((term) => term.split(' '));
}

/** One heading stands above many claims. */
function remember<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text) ?? make(text);
    made.set(text, known);
    return known;
  };
}

/** Mean of the two highest: one statement alone may be near by chance. */
function best(cosines: number[]): number {
  const [first = 0, second = first] = [...cosines].sort((a, b) => b - a);
  return (first + second) / 2;
}

function unit(vector: ArrayLike<number>): Float64Array {
  const copy = Float64Array.from(vector);
  const length = Math.sqrt(dot(copy, copy));
  return length === 0 ? copy : copy.map((x) => x / length);
}

/** In four sums side by side, since each addition waits for the one before it in the same sum. */
function dot(a: Float64Array, b: Float64Array): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  const whole = a.length - (a.length % 4);
  for (let i = 0; i < whole; i += 4) {
    first += a[i]! * b[i]!;
    second += a[i + 1]! * b[i + 1]!;
    third += a[i + 2]! * b[i + 2]!;
    fourth += a[i + 3]! * b[i + 3]!;
  }
  for (let i = whole; i < a.length; i++) first += a[i]! * b[i]!;
  return first + second + third + fourth;
}
