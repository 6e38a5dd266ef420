import { best } from '../best.ts';
import type { Timeline } from '../contract.ts';
import { byRank, type Fact, type Matter } from '../store/facts.ts';
import type { Store } from '../store/index.ts';
import type { Side } from './sides.ts';
import { drawTimeline } from './timeline.ts';

/** All claims on a matter in numbers, with those that rank highest. */
export interface Survey {
  /** Claims of all sides; one of several sides counts once. */
  claims: number;
  sides: ReadonlyMap<string, SideSurvey>;
  timeline: Timeline;
}

interface SideSurvey {
  claims: number;
  speakers: number;
  documents: number;
  /** Best first. */
  best: readonly Fact[];
}

/** Looks at every claim on a matter: `most` of each side are kept. */
export function survey(store: Store, matter: Matter, sides: readonly Side[], most: number): Survey {
  const walked = store.facts(matter);
  // Those of given claims are few, and are walked three times.
  const facts = matter.hits ? [...walked] : walked;
  const tallies = new Map(sides.map(({ id }) => [id, new Tally(most)]));
  const all = new Tally(0);
  const sidesOf = (fact: Fact) => sides.filter((side) => side.has(fact)).map(({ id }) => id);
  for (const fact of facts) {
    const of = sidesOf(fact);
    if (of.length > 0) all.add(fact);
    for (const id of of) tallies.get(id)?.add(fact);
  }
  const timeline = drawTimeline(facts, sidesOf);
  return {
    claims: all.claims,
    sides: new Map([...tallies].map(([id, tally]) => [id, tally.read()])),
    timeline: {
      ...timeline,
      speakers: timeline.speakers.map((one) => ({ ...one, name: store.getSpeaker(one.id).name })),
    },
  };
}

/** Counts facts, of which those of a joint claim are several, and keeps the best. */
class Tally {
  readonly #most: number;
  readonly #joint = new Set<number>();
  readonly #speakers = new Set<string>();
  readonly #documents = new Set<string>();
  #single = 0;
  #best: Fact[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  get claims(): number {
    return this.#single + this.#joint.size;
  }

  add(fact: Fact): void {
    if (fact.joint) this.#joint.add(fact.key);
    else this.#single++;
    this.#speakers.add(fact.speaker);
    this.#documents.add(fact.document);
    if (this.#most > 0) this.#best.push(fact);
    // Now and then, so that few are kept.
    if (this.#best.length > ROOM * this.#most) this.#best = best(this.#best, this.#most, byRank);
  }

  read(): SideSurvey {
    return {
      claims: this.claims,
      speakers: this.#speakers.size,
      documents: this.#documents.size,
      best: best(this.#best, this.#most, byRank),
    };
  }
}
const ROOM = 8;
