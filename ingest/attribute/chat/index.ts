import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { Extraction, Extractor } from '../../../src/claim.ts';
import { type Ask, createAsk, type Failure, type Limits, LONGEST_ANSWER } from './ask.ts';
import { continueSpeech } from './continue.ts';
import { shareOut } from './fallback.ts';
import { type Evidence, type Grounded, ground } from './ground.ts';
import { type Passage, passagesOf } from './passages.ts';
import { report } from './report.ts';

/** Characters before a passage that the model is shown, to understand pronouns and lists by. */
const BEFORE = 400;

/**
 * Attribution by a language model, passage by passage. Whatever the model answers, nothing is kept but words that stand
 * in the passage it was asked about. Passages without a usable answer, and all damaged text, go to `builtIn`, and the
 * warnings say so. The budget is for all documents together. Throws USAGE when the model's package is not installed.
 */
export function chatExtractor({
  model,
  builtIn,
  limits,
}: {
  model: { name: string; open(limits: { maxTokens: number }): Promise<BaseChatModel> };
  builtIn: Extractor;
  limits: Limits;
}): Extractor {
  const ask = createAsk(() => model.open({ maxTokens: LONGEST_ANSWER }), limits);
  return {
    name: `chat-1:${model.name}+${builtIn.name}`,
    async extract(document) {
      if (document.quality === 'damaged') return builtIn.extract(document);
      const { text, blocks, sentences } = document;
      const passages = passagesOf(text, blocks, sentences);
      const readings = await Promise.all(passages.map((passage) => readPassage(text, passage, ask)));
      const unread = new Set(passages.filter((_, i) => readings[i]?.failure));
      const rest = unread.size > 0 ? await builtIn.extract(document) : { attributions: [], own: [] };
      const shares = shareOut(rest, passages, unread);
      const evidence = passages.map((passage, i) => shares.get(passage) ?? (readings[i] as Reading).evidence);
      const whole = continueSpeech(document, passages, evidence);
      const failures = readings.flatMap(({ failure }) => failure ?? []);
      const dropped = [...whole, ...readings.flatMap((reading) => (reading.failure ? reading.evidence : []))].map(
        (part) => part.dropped,
      );
      const counts = { failures, dropped, passages: passages.length };
      return {
        ...join(whole),
        warnings: [...(rest.warnings ?? []), ...report(counts, { model: model.name, builtIn: builtIn.name })],
        unfinished: failures.some(({ passing }) => passing),
      };
    },
  };
}

interface Reading {
  evidence: Evidence;
  /** Present where the evidence is none, and another has to read the passage. */
  failure?: Failure;
}

const NOTHING: Evidence = { attributions: [], own: [], dropped: { invented: 0, leaked: 0, misplaced: 0 } };

async function readPassage(text: string, passage: Passage, ask: Ask): Promise<Reading> {
  const from = Math.max(0, passage.start - BEFORE);
  const before = text.slice(from, passage.start).trimEnd();
  const reply = await ask({
    before: from > 0 ? before.replace(/^\S*\s+/u, '') : before,
    passage: text.slice(passage.start, passage.end),
  });
  if ('failure' in reply) return { evidence: NOTHING, failure: reply.failure };
  const evidence = ground(text, passage, reply.answer);
  const { invented, leaked, misplaced } = evidence.dropped;
  // An answer that is wrong in everything is none.
  const isNone = evidence.attributions.length + evidence.own.length === 0 && invented + leaked + misplaced > 0;
  return isNone
    ? { evidence, failure: { reason: 'answered with nothing that the passage bears out', passing: false } }
    : { evidence };
}

/** One extraction of the evidence of all passages. */
function join(evidence: readonly Evidence[]): Pick<Extraction, 'attributions' | 'own'> {
  const grounded = evidence.flatMap(({ attributions }) => attributions);
  const places = new Map<Grounded | undefined, number>(grounded.map((one, index) => [one, index]));
  const attributions = grounded.map(({ attribution, outer }) => {
    const within = places.get(outer);
    return within === undefined ? attribution : { ...attribution, within };
  });
  return { attributions, own: evidence.flatMap(({ own }) => own) };
}
