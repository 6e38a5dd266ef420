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

/** Looks at every claim on a matter once: `most` of each side are kept. */
export function survey(store: Store, matter: Matter, sides: readonly Side[], most: number): Survey {
  const facts = store.facts(matter);
  const bySide = sides.map((side) => ({ id: side.id, facts: facts.filter((fact) => side.has(fact)) }));
  const sidesOf = (fact: Fact) => sides.filter((side) => side.has(fact)).map(({ id }) => id);
  const timeline = drawTimeline(facts, sidesOf);
  return {
    claims: countDistinct(bySide.flatMap((one) => one.facts)),
    sides: new Map(bySide.map(({ id, facts: own }) => [id, count(own, most)])),
    timeline: {
      ...timeline,
      speakers: timeline.speakers.map((one) => ({ ...one, name: store.getSpeaker(one.id).name })),
    },
  };
}

function count(own: readonly Fact[], most: number): SideSurvey {
  return {
    claims: countDistinct(own),
    speakers: new Set(own.map(({ speaker }) => speaker)).size,
    documents: new Set(own.map(({ document }) => document)).size,
    best: best(own, most, byRank),
  };
}

/** How many claims there are among facts, of which those of joint claims are several. */
function countDistinct(facts: readonly Fact[]): number {
  const joint = facts.filter((fact) => fact.joint);
  return facts.length - joint.length + new Set(joint.map(({ key }) => key)).size;
}
