import type { Tries } from '../../web/index.ts';
import { BLOCS, MANNERS } from '../claim.ts';
import type { Knowledge } from '../knowledge.ts';

/** Topics that are offered for comparing. */
const COMPARED = 3;
/** Characters of a quotation that is read at a glance, and has words enough to be found by. */
const GLANCE = [60, 160] as const;

/** What the front page offers to be tried, made of what the knowledge base holds: the same as long as that is the same. */
export function findTries(knowledge: Knowledge): Tries {
  return knowledge.store.remember('tries', () => ({
    searches: findSearches(knowledge),
    topics: findTopics(knowledge),
    quotation: findQuotation(knowledge),
  }));
}

/** The topic of most claims by its words, and a person on the topic that they speak of. */
function findSearches(knowledge: Knowledge): string[] {
  const [topic] = knowledge.topics().sort((a, b) => b.claims - a.claims);
  const person = knowledge.store.dossiers.speakers().find(({ kind }) => kind === 'person');
  return [...(topic && topic.claims > 0 ? [topic.name] : []), ...(person ? [`speaker:"${person.name}"`] : [])];
}

/** Topics on which even the bloc that says least has much to say. */
function findTopics(knowledge: Knowledge): Tries['topics'] {
  const least = ({ sides }: ReturnType<Knowledge['topicSides']>[number]) =>
    Math.min(...BLOCS.filter((bloc) => bloc !== 'other').map((bloc) => sides[bloc]?.claims ?? 0));
  return knowledge
    .topicSides()
    .filter((one) => least(one) > 0)
    .sort((a, b) => least(b) - least(a))
    .slice(0, COMPARED)
    .map(({ id, name }) => ({ id, name }));
}

/** The quotation that is most surely somebody's; where nothing is quoted, a paraphrase. */
function findQuotation({ store }: Knowledge): Tries['quotation'] {
  const { labels } = store.memory();
  const [from, to] = GLANCE;
  const manner = labels.codesOf('manner');
  const direct = MANNERS.indexOf('direct');
  // The surest of all, and of those that are quoted.
  let [best, quoted]: (number | undefined)[] = [];
  for (let row = 0; row < labels.size; row++) {
    if (labels.length[row]! < from || labels.length[row]! > to) continue;
    const confidence = labels.confidence[row]!;
    if (best === undefined || confidence > labels.confidence[best]!) best = row;
    if (manner[row] !== direct || (quoted !== undefined && confidence <= labels.confidence[quoted]!)) continue;
    if (!labels.isDamaged(row)) quoted = row;
  }
  best = quoted ?? best;
  const [claim] = best === undefined ? [] : store.claims([labels.keys[best]!]);
  return claim ? { words: claim.text, speaker: claim.speaker.name } : null;
}
