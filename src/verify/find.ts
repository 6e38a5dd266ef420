import { searchWords } from '../text.ts';
import { ALL_CELLS, align, type Budget, exactMates, pairEdges, pairTurned } from './align.ts';
import { FEWEST_WORDS, type Reading, sizeOf } from './atoms.ts';
import { candidates, MOST_CARRIERS } from './candidates.ts';
import { type Look, lookFor } from './look.ts';
import { prospectsOf, worthReading } from './passages.ts';
import { byQuality, type Place, rank, toPlace, withoutOverlaps } from './place.ts';
import { isRecognisable, mayBeRecognisable } from './recognise.ts';
import { extentOf, mask, type Passage, toSides } from './sides.ts';
import { otherSpellings } from './spelling.ts';
import type { BlockId, PassageStore } from './store.ts';

/** The places that carry the quotation, best first, {@link MOST_MATCHES} at most. */
export function findPlaces(store: PassageStore, quotation: Reading): Place[] {
  const words = searchWords(quotation.text);
  const spellings = [...new Set(words.flatMap((word) => [word, ...otherSpellings(word)]))];
  const frequencies = store.wordFrequencies(spellings);
  const search = { quotation, look: lookFor(quotation), frequencies, budget: { cells: ALL_CELLS } };
  let places: Place[] = [];
  for (const { blocks, complete } of candidates(store, quotation, { words: spellings, frequencies })) {
    places = [...places, ...placesAmong(store, blocks, search)].sort(byQuality);
    // Of common words more blocks have pairs than are looked at, so that an unchanged place may be among the others.
    if (places.length > 0 && (complete || rank(places[0]) === 0)) break;
  }
  return withoutTwins(places).slice(0, MOST_MATCHES);
}

/** A block and the one beside it, looked at in two stages, show the same place twice. */
function withoutTwins(places: Place[]): Place[] {
  const seen = new Set<string>();
  return places.filter(({ version, start, end }) => {
    const key = `${version.document} ${version.version} ${start} ${end}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

const MOST_MATCHES = MOST_CARRIERS;
/** Passages altered in different ways that one stretch of text can yield. */
const ROUNDS = 5;

/** What is looked for, and what is left to be spent on it. */
interface Search {
  quotation: Reading;
  look: Look;
  frequencies: Map<string, number>;
  budget: Budget;
}

function placesAmong(store: PassageStore, blocks: BlockId[], search: Search): Place[] {
  const prospects = [...new Set(blocks.map(({ version }) => version))].flatMap((id) => {
    const inVersion = blocks.filter(({ version }) => version === id);
    return prospectsOf(store.getVersion(id), inVersion, search);
  });
  const places = worthReading(prospects).flatMap(({ read }) => placesIn(read(), search));
  const byVersion = new Map<string, Place[]>();
  for (const place of places) {
    const key = `${place.version.document} ${place.version.version}`;
    byVersion.set(key, [...(byVersion.get(key) ?? []), place]);
  }
  return [...byVersion.values()].flatMap(withoutOverlaps);
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
    const edged = pairTurned(sides, pairEdges(sides, mates));
    places.push(toPlace(sides, edged));
    mask(sides, extentOf(edged));
  }
  return places;
}
