import type { Labels } from '../../ingest/classify/index.ts';
import type { Block } from '../claim.ts';
import { history } from '../corrections/index.ts';
import { embedTexts } from '../embed.ts';
import { TriptychError } from '../error.ts';
import type { Knowledge } from '../knowledge.ts';
import { explainBloc } from './bloc.ts';
import type { WhyResponse } from './contract.ts';

/** Topics that a claim has not got and that are shown all the same: the likeliest. */
const OTHERS = 2;

/**
 * Why a claim has its labels. Topics and stances are explained by the model and the registry of today; where these have
 * changed since the document was read, the labels may be those of before. Throws NOT_FOUND.
 */
export async function why(knowledge: Knowledge, id: string): Promise<WhyResponse> {
  const { claim, version, speaker } = knowledge.store.getClaim(id);
  const resolution = claim.chain.at(-1)?.resolution;
  const heading = headingAbove(version.text, version.blocks, claim.start);
  return {
    claim: id,
    text: claim.text,
    heading: heading ?? null,
    polarity: claim.polarity,
    speaker: {
      name: speaker.name,
      kind: speaker.kind,
      confidence: resolution?.confidence ?? 0,
      mention: resolution?.mention ?? null,
      rule: resolution?.rule ?? null,
      decidedBy: resolution?.decidedBy?.text ?? null,
    },
    bloc: { bloc: claim.bloc, facts: explainBloc(speaker, knowledge.registry, claim.date ?? undefined) },
    ...(await explainWords(knowledge, claim.text, heading)),
    corrections: history(knowledge, id).filter(({ state }) => state === 'in force'),
  };
}

async function explainWords(
  knowledge: Knowledge,
  text: string,
  heading: string | undefined,
): Promise<Pick<WhyResponse, 'topics' | 'stances' | 'unexplained'>> {
  try {
    const { explainStance, explainTopics } = await import('../../ingest/classify/index.ts');
    const labels = await labelsOf(knowledge);
    const [vector] = await embedTexts(knowledge.embeddings, [text]);
    const read = { text, heading, vector: vector! };
    const topics = explainTopics(read, labels);
    const others = topics.filter(({ given }) => !given).slice(0, OTHERS);
    return {
      topics: topics.filter((topic) => topic.given || others.includes(topic)),
      stances: explainStance(read, labels),
      unexplained: null,
    };
  } catch (error) {
    // A page must not fail because a service does.
    if (!(error instanceof TriptychError)) throw error;
    return { topics: null, stances: null, unexplained: error.message };
  }
}

/** Made once for each open knowledge base. */
const prepared = new WeakMap<Knowledge, Promise<Labels>>();

function labelsOf(knowledge: Knowledge): Promise<Labels> {
  const known = prepared.get(knowledge);
  if (known) return known;
  const made = prepare(knowledge);
  prepared.set(knowledge, made);
  // What may pass is tried again.
  made.catch(() => prepared.delete(knowledge));
  return made;
}

async function prepare({ store, embeddings, registry }: Knowledge): Promise<Labels> {
  const { prepareLabels } = await import('../../ingest/classify/index.ts');
  return prepareLabels(registry, async (texts) => {
    const vectors = await store.labelVectors(texts, (missing) => embedTexts(embeddings, missing));
    return vectors.map((vector) => Array.from(vector));
  });
}

/** The words of the last heading that begins before a place, or at it. */
function headingAbove(text: string, blocks: readonly Block[], start: number): string | undefined {
  const heading = blocks.findLast((block) => block.kind === 'heading' && block.start <= start);
  return heading && text.slice(heading.start, heading.end);
}
