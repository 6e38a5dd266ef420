import { searchWords } from '../text.ts';
import { ALL_CELLS, align, type Budget, exactMates, pairEdges } from './align.ts';
import { type Reading, sizeOf } from './atoms.ts';
import { candidates } from './candidates.ts';
import { passagesOf } from './passages.ts';
import { byQuality, type Place, toPlace, withoutOverlaps } from './place.ts';
import { isRecognisable, mayBeRecognisable } from './recognise.ts';
import { extentOf, mask, type Passage, toSides } from './sides.ts';
import type { BlockId, PassageStore } from './store.ts';

/** Shorter stretches of common words stand in many texts by chance, so that only exact matches count. */
export const FEWEST_WORDS = 5;

/** The places that carry the quotation, best first, {@link MOST_MATCHES} at most. */
export function findPlaces(store: PassageStore, quotation: Reading): Place[] {
  const words = searchWords(quotation.text);
  const frequencies = store.wordFrequencies(words);
  const search = { quotation, frequencies, budget: { cells: ALL_CELLS } };
  for (const blocks of candidates(store, quotation.text, { words, frequencies })) {
    const places = placesAmong(store, blocks, search);
    if (places.length > 0) return places.sort(byQuality).slice(0, MOST_MATCHES);
  }
  return [];
}

const MOST_MATCHES = 20;
/** Passages altered in different ways that one stretch of text can yield. */
const ROUNDS = 5;

/** What is looked for, and what is left to be spent on it. */
interface Search {
  quotation: Reading;
  frequencies: Map<string, number>;
  budget: Budget;
}

function placesAmong(store: PassageStore, blocks: BlockId[], search: Search): Place[] {
  return [...new Set(blocks.map(({ version }) => version))].flatMap((id) => {
    const ordinals = new Set(blocks.filter(({ version }) => version === id).map(({ block }) => block));
    const passages = passagesOf(store.getVersion(id), [...ordinals], search.quotation);
    return withoutOverlaps(passages.flatMap((passage) => placesIn(passage, search)));
  });
}

/** Every place of a passage that carries the quotation: exact ones first, then the best alignments of what is left. */
function placesIn(passage: Passage, { quotation, frequencies, budget }: Search): Place[] {
  const sides = toSides(quotation, passage);
  const isShort = sizeOf(sides.quotation.atoms) < FEWEST_WORDS;
  const places: Place[] = [];
  for (const mates of exactMates(sides, MOST_MATCHES)) {
    const place = toPlace(sides, mates);
    if (isShort && place.differences.length > 0) continue;
    places.push(place);
    mask(sides, extentOf(mates));
  }
  if (isShort) return places;
  for (let round = 0; round < ROUNDS && places.length < MOST_MATCHES && mayBeRecognisable(sides); round++) {
    const mates = align(sides, budget);
    if (mates === undefined || !isRecognisable(sides, mates, frequencies)) break;
    const edged = pairEdges(sides, mates);
    places.push(toPlace(sides, edged));
    mask(sides, extentOf(edged));
  }
  return places;
}
