import { matchQuery } from '../text.ts';
import type { Reading } from './atoms.ts';
import { Holders, MOST_CANDIDATES, type Terms } from './holders.ts';
import type { BlockId, PassageStore } from './store.ts';

/** Some blocks, and whether no other has all the words of the quotation. */
export interface Stage {
  blocks: BlockId[];
  complete: boolean;
}

/**
 * Blocks that may hold the quotation, each once, in stages: those that have a whole sentence of it or two of its rarest
 * words, those that have its first words as a phrase where there are too many of the former, and those that share any rare
 * word with it. A stage costs time, and is asked for only where those before it were in vain.
 */
export function* candidates(store: PassageStore, quotation: Reading, terms: Terms): Generator<Stage> {
  const known = new Set<string>();
  const fresh = (found: BlockId[]) => {
    const blocks = found.filter(({ version, block }) => !known.has(`${version} ${block}`));
    for (const { version, block } of blocks) known.add(`${version} ${block}`);
    return blocks;
  };
  const { text } = quotation;
  const holders = new Holders(store, quotation, terms);
  const whole = fresh(store.findSentences(text, MOST_CARRIERS));
  const parts = partsOf(terms.words).map((words) => holders.withPairs(words));
  const complete = parts.some((part) => part.complete);
  yield { blocks: [...whole, ...parts.flatMap(({ ids }) => fresh(store.locateBlocks(ids)))], complete };
  const phrase = complete ? undefined : matchQuery(text, { mode: 'phrase', max: PHRASE_WORDS });
  if (phrase !== undefined) {
    const found = store.findPassages(phrase, MOST_CANDIDATES);
    yield { blocks: fresh(found), complete: found.length < MOST_CANDIDATES };
  }
  yield { blocks: fresh(store.locateBlocks(holders.withAny(terms.words))), complete: true };
}

/** Blocks that have a sentence word for word, all of which are shown. */
export const MOST_CARRIERS = 100;
/** Words at its beginning by which an unchanged quotation of common words is found. */
const PHRASE_WORDS = 8;
/** Longer quotations are looked up in parts, evenly taken, since their five rarest words may all stand in one block. */
const PART_WORDS = 60;
const MOST_PARTS = 8;

function partsOf(words: string[]): string[][] {
  const parts = Math.min(MOST_PARTS, Math.ceil(words.length / PART_WORDS));
  return Array.from({ length: parts }, (_, part) => {
    const from = Math.floor((part * words.length) / parts);
    return words.slice(from, from + PART_WORDS);
  });
}
