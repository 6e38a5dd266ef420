import { findLinks } from '../src/compare/evidence.ts';
import { compareAll, type Statement } from '../src/compare/statement.ts';
import type { Link } from '../src/contract.ts';
import { loadRegistry } from '../src/registry.ts';
import type { LabelledPair } from './compare-pairs.ts';

/** What a comparison may show of two claims; nothing of those that are merely of one matter, or of two. Who rejects what was said differs. */
export const SHOWN: Record<LabelledPair['relation'], readonly Link['kind'][]> = {
  same: ['agree'],
  contradict: ['contradict'],
  differ: ['differ'],
  answer: ['answers', 'differ', 'contradict'],
  related: [],
  apart: [],
};

/** The links that a comparison of all these claims would show of each pair. */
export function linksOf(pairs: readonly LabelledPair[], corpus: string): Link['kind'][][] {
  const { targets } = loadRegistry(corpus);
  const statements = pairs.flatMap(({ pair, texts }, n) =>
    pair.map((utterance, i) => toStatement(utterance, texts[i]!, 2 * n + i)),
  );
  const { between } = compareAll(statements);
  return pairs.map((_, n) => {
    const judgement = between(2 * n, 2 * n + 1);
    return judgement ? findLinks(statements, judgement, targets).map(({ kind }) => kind) : [];
  });
}

/** A claim that a document of its own quotes; those of odd places a month after those of even ones. */
export function toStatement(utterance: LabelledPair['pair'][number], text: string, place: number): Statement {
  const { speaker, cue, polarity } = utterance;
  const document = `${place}.txt`;
  return {
    ...utterance,
    source: document,
    sides: [document],
    claim: {
      id: document,
      document,
      version: document,
      text,
      around: { before: '', after: '' },
      start: 0,
      end: text.length,
      page: null,
      speaker,
      bloc: 'other',
      capacity: null,
      jointly: [],
      manner: 'direct',
      polarity,
      hedge: null,
      cue,
      chain: [],
      stance: 'neutral',
      topics: [],
      confidence: 1,
      title: null,
      date: place % 2 === 0 ? '2020-01-01' : '2020-02-01',
      digestOf: null,
      quality: 'intact',
      corrected: [],
      score: 1,
    },
  };
}
