import type { Check, DifferenceKind } from '../../src/contract.ts';
import { Store } from '../../src/store/index.ts';
import { verify } from '../../src/verify/index.ts';
import { type Mutation, mutationsOf } from './mutate.ts';
import { inventSentences, makeSentences } from './sentences.ts';

/** Counts of one kind of edit. */
export interface Tally {
  total: number;
  /** Called verbatim, which must never happen. */
  verbatim: number;
  /** Found at all, as altered or, for marked edits, trimmed. */
  found: number;
  /** Every difference that was named is of the kind of the edit. */
  right: number;
}

export interface Failure extends Mutation {
  sentence: string;
  verdict: Check['verdict'];
  got: DifferenceKind[];
}

export interface Measured {
  sentences: number;
  /** True sentences, as they are and in disguise, that were called verbatim. */
  trueVerbatim: number;
  /** Of each true sentence tried so often. */
  trueTotal: number;
  edits: Map<string, Tally & { kind: DifferenceKind }>;
  kinds: Map<DifferenceKind, Tally>;
  invented: number;
  /** Invented sentences that were called anything but not found. */
  taken: string[];
  failures: Failure[];
}

const SENTENCES_IN_BLOCK = 4;
const BLOCKS_IN_DOCUMENT = 25;

/** A store of documents made of these sentences, some to a paragraph. */
export function storeOf(sentences: string[]): Store {
  const store = Store.open(':memory:', { name: 'none', dimensions: 8 });
  const size = SENTENCES_IN_BLOCK * BLOCKS_IN_DOCUMENT;
  for (let i = 0; i < sentences.length; i += size) {
    const paragraphs = Array.from({ length: BLOCKS_IN_DOCUMENT }, (_, block) =>
      sentences.slice(i + block * SENTENCES_IN_BLOCK, i + (block + 1) * SENTENCES_IN_BLOCK).join(' '),
    ).filter((paragraph) => paragraph !== '' && i < sentences.length);
    let at = 0;
    const blocks = paragraphs.map((paragraph) => {
      const start = at;
      at += paragraph.length + 2;
      return { kind: 'paragraph' as const, start, end: start + paragraph.length };
    });
    const text = paragraphs.join('\n\n');
    store.save({
      location: `/made/${i}.txt`,
      inputHash: String(i),
      labelledBy: 'bench',
      reading: { text, blocks, metadata: {}, origins: {}, quality: 'intact', warnings: [] },
      claims: [],
    });
  }
  return store;
}

/**
 * Verifies true sentences, every edit of each of them, and invented ones. `corpus` are true sentences from elsewhere that
 * are measured beside the made ones.
 */
export function measure(options: { made: number; invented: number; corpus: string[]; seed: number }): Measured {
  const sentences = [...makeSentences(options.made, options.seed), ...options.corpus];
  const store = storeOf(sentences);
  const check = (quotation: string) => verify(store, { quotation });
  const measured: Measured = {
    sentences: sentences.length,
    trueVerbatim: 0,
    trueTotal: 0,
    edits: new Map(),
    kinds: new Map(),
    invented: options.invented,
    taken: [],
    failures: [],
  };
  try {
    sentences.forEach((sentence, i) => {
      const disguise = DISGUISES[i % DISGUISES.length]!;
      for (const quotation of [sentence, disguise(sentence)]) {
        measured.trueTotal++;
        if (check(quotation).verdict === 'verbatim') measured.trueVerbatim++;
      }
      for (const mutation of mutationsOf(sentence, options.seed + i))
        count(measured, sentence, mutation, check(mutation.text));
    });
    for (const sentence of inventSentences(options.invented, options.seed + 1)) {
      if (check(sentence).verdict !== 'not-found') measured.taken.push(sentence);
    }
  } finally {
    store.close();
  }
  return measured;
}

function count(measured: Measured, sentence: string, mutation: Mutation, { verdict, matches }: Check): void {
  const got = [...new Set(matches[0]?.differences.map(({ kind }) => kind) ?? [])];
  const isRight = got.length === 1 && got[0] === mutation.kind;
  const edit = measured.edits.get(mutation.edit) ?? { kind: mutation.kind, ...newTally() };
  const kind = measured.kinds.get(mutation.kind) ?? newTally();
  measured.edits.set(mutation.edit, edit);
  measured.kinds.set(mutation.kind, kind);
  for (const tally of [edit, kind]) {
    tally.total++;
    if (verdict === 'verbatim') tally.verbatim++;
    if (verdict === 'altered' || verdict === 'trimmed') tally.found++;
    if (isRight) tally.right++;
  }
  if (!isRight || verdict === 'verbatim') measured.failures.push({ ...mutation, sentence, verdict, got });
}

function newTally(): Tally {
  return { total: 0, verbatim: 0, found: 0, right: 0 };
}

/** What printing and copying do to a text without changing a word of it. */
const DISGUISES: ((sentence: string) => string)[] = [
  (sentence) => `“${sentence}”`,
  (sentence) => `« ${sentence} »`,
  (sentence) => `„${sentence}“`,
  (sentence) => `「${sentence}」`,
  (sentence) => `‹${sentence}›`,
  (sentence) => sentence.toUpperCase(),
  (sentence) => sentence.replaceAll(' ', ' \n'),
  (sentence) => sentence.normalize('NFD'),
  (sentence) => sentence.replace(/([a-z]{4})([a-z]{4})/, '$1-\n$2'),
  (sentence) => `… ${sentence.slice(0, -1)} …`,
  (sentence) => sentence.replace(/^(\p{L})/u, (letter) => `[${letter.toLowerCase()}]`),
  (sentence) => sentence.replaceAll("'", '’').replaceAll(' - ', ' – '),
];
