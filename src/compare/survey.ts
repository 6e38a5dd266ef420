import type { Timeline } from '../contract.ts';
import type { Fact, Matter } from '../store/facts.ts';
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

/** Looks at every claim on a matter once: `most` of each side are kept. */
export function survey(store: Store, matter: Matter, sides: readonly Side[], most: number): Survey {
  const facts = store.facts(matter);
  const versions = store.versionFacts(facts.map(({ version }) => version));
  const bySide = sides.map((side) => ({ side, facts: facts.filter((fact) => side.has(fact)) }));
  const sidesOf = (fact: Fact) => sides.filter((side) => side.has(fact)).map(({ id }) => id);
  const timeline = drawTimeline(facts, sidesOf, versions);
  return {
    claims: new Set(bySide.flatMap((one) => one.facts.map(({ key }) => key))).size,
    sides: new Map(bySide.map(({ side, facts: own }) => [side.id, count(own)])),
    timeline: {
      ...timeline,
      speakers: timeline.speakers.map((one) => ({ ...one, name: store.getSpeaker(one.id).name })),
    },
  };

  function count(own: readonly Fact[]): SideSurvey {
    return {
      claims: new Set(own.map(({ key }) => key)).size,
      speakers: new Set(own.map(({ speaker }) => speaker)).size,
      documents: new Set(own.map(({ version }) => versions.get(version)?.document)).size,
      best: own.slice(0, most),
    };
  }
}
