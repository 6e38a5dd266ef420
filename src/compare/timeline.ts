import type { Timeline, TimelineCount } from '../contract.ts';
import { byRank, type Fact } from '../store/facts.ts';

/** Speakers of a timeline, those with most claims. */
const SPEAKERS = 12;

/**
 * The claims on a matter by the month of their date, for each side and for the speakers with most of them. A date that is
 * known to the year alone counts for the year (`2020`). Of speakers with equally many, whose best claim ranks higher comes first.
 */
export function drawTimeline(
  facts: Iterable<Fact>,
  sidesOf: (fact: Fact) => readonly string[],
): Omit<Timeline, 'speakers'> & { speakers: { id: string; months: TimelineCount[] }[] } {
  const sides = new Map<string, Map<string, TimelineCount>>();
  const totals = new Map<string, number>();
  const best = new Map<string, Fact>();
  const undated = new Set<number>();
  // Two of one side may make a claim together.
  const counted = new Set<string>();
  for (const fact of facts) {
    const of = sidesOf(fact);
    if (of.length === 0) continue;
    const month = fact.date?.slice(0, MONTH);
    if (month === undefined) {
      undated.add(fact.key);
      continue;
    }
    for (const side of of)
      if (!fact.joint || !counted.has(`${fact.key} ${side}`)) {
        if (fact.joint) counted.add(`${fact.key} ${side}`);
        count(sides, side, month, fact);
      }
    totals.set(fact.speaker, (totals.get(fact.speaker) ?? 0) + 1);
    const before = best.get(fact.speaker);
    if (!before || byRank(fact, before) < 0) best.set(fact.speaker, fact);
  }
  const chosen = [...totals]
    .sort(([a, one], [b, other]) => other - one || byRank(best.get(a)!, best.get(b)!))
    .slice(0, SPEAKERS)
    .map(([id]) => id);
  // Of those alone: months of every speaker of a large collection are a hundred times as many.
  const speakers = new Map(chosen.map((id) => [id, new Map<string, TimelineCount>()]));
  for (const fact of facts)
    if (speakers.has(fact.speaker) && fact.date !== null && sidesOf(fact).length > 0)
      count(speakers, fact.speaker, fact.date.slice(0, MONTH), fact);
  const months = [...new Set([...sides.values()].flatMap((counts) => [...counts.keys()]))].sort();
  return {
    months,
    undated: undated.size,
    sides: Object.fromEntries([...sides].map(([side, counts]) => [side, inOrder(counts)])),
    speakers: [...speakers].map(([id, counts]) => ({ id, months: inOrder(counts) })),
  };
}

/** Characters of a year and a month. */
const MONTH = 7;

function count(all: Map<string, Map<string, TimelineCount>>, of: string, month: string, { stance }: Fact): void {
  const counts = all.get(of) ?? new Map<string, TimelineCount>();
  const entry = counts.get(month) ?? { month, claims: 0, supports: 0, opposes: 0 };
  entry.claims++;
  if (stance !== 'neutral') entry[stance]++;
  counts.set(month, entry);
  all.set(of, counts);
}

function inOrder(counts: Map<string, TimelineCount>): TimelineCount[] {
  return [...counts.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
}
