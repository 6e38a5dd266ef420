import { placeOf } from '../ascending.ts';
import { DAMAGED, type Store } from '../store/index.ts';
import { lengthInWords } from '../text.ts';
import { averageLength, FIELD_WEIGHTS, lengthFactor, type Matched, type Place, saturate } from './match.ts';
import { isFound, type Term, tokensOf } from './terms.ts';

/** What a cosine of 1 counts beside BM25F's sum, of which a rare word is 5 to 10: chosen on the training part of bench:retrieval. */
const MEANING = 30;
/** Characters of an English word with the space after it. */
const WORD_LENGTH = 6;
/** Claims of the same document before and after a claim that are its context. */
const BEFORE = 2;
const AFTER = 1;

/** How well a claim answers. */
export interface Scored {
  row: number;
  /** 0 to 1, relative to a claim that holds every word once and means the same. */
  score: number;
  /** What words contribute to the score, 0 to 1; meaning contributes the rest. */
  words: number;
}

/**
 * The claims in these rows by their exact words: BM25F over the claim, its document's title, its speaker and, less, the
 * claims around it (as far as a term is not too frequent to be looked for), to which the cosine is added (a convex combination of scores; Bruch, Gai and Ingber 2023 find it better
 * than ranks). Claims of the same words share the best of their cosines. Best first, of equals the older.
 */
export function scoreExactly(
  store: Pick<Store, 'texts'>,
  place: Place,
  rows: readonly number[],
  question: { terms: readonly Term[]; matched: Matched; cosines: ReadonlyMap<number, number> | undefined },
): Scored[] {
  const { terms, matched, cosines } = question;
  const texts = readTexts(store, place, rows, terms);
  const average = averageLength(place) / WORD_LENGTH;
  const best = new Map<string, number>();
  const lexical = rows.map((row) => {
    const own = texts.get(row)!;
    const cosine = cosines?.get(row) ?? 0;
    best.set(own.words, Math.max(best.get(own.words) ?? 0, cosine));
    const around = neighbours(place, row);
    const share = lengthInWords(own.text) / average;
    let sum = 0;
    terms.forEach((term, i) => {
      const frequency = own.counts[i]! / lengthFactor(share);
      sum += matched.idf.get(term.stem)! * saturate(frequency + inFields(place, matched, row, term, around));
    });
    return sum;
  });
  const ideal = [...matched.idf.values()].reduce((sum, weight) => sum + weight, 0) + (cosines ? MEANING : 0);
  return rows
    .map((row, i) => {
      const meaning = cosines ? MEANING * best.get(texts.get(row)!.words)! : 0;
      const sum = lexical[i]! + meaning;
      const quality = place.labels.isDamaged(row) ? DAMAGED : 1;
      const score = Math.min(1, (quality * sum) / (ideal || 1));
      return { row, score: round(score), words: sum > 0 ? lexical[i]! / sum : 1 };
    })
    .sort((a, b) => b.score - a.score || a.row - b.row);
}

/** Differences below this are noise of the vectors. */
const round = (score: number) => Math.round(score * 1e5) / 1e5;

function inFields(
  { names, labels }: Place,
  { found, named, titled }: Matched,
  row: number,
  term: Term,
  around: readonly number[],
): number {
  const version = labels.version[row]!;
  let frequency = 0;
  if (labels.makersOf(row).some((speaker) => named.get(speaker)?.has(term.stem))) frequency += FIELD_WEIGHTS.speaker;
  if (titled.get(term.stem)?.has(version))
    frequency += FIELD_WEIGHTS.title / lengthFactor(names.titleLengths[version]! / names.averageTitle);
  const holding = found.get(term.stem);
  if (holding && around.some((other) => placeOf(holding, other) >= 0)) frequency += FIELD_WEIGHTS.context;
  return frequency;
}

interface Text {
  text: string;
  /** Its words, whatever stands between them. */
  words: string;
  /** How often it holds each of the terms. */
  counts: number[];
}

function readTexts(
  store: Pick<Store, 'texts'>,
  place: Place,
  rows: readonly number[],
  terms: readonly Term[],
): Map<number, Text> {
  const texts = store.texts(rows.map((row) => place.labels.keys[row]!));
  const all = texts.map((text) => tokensOf(text).map((token) => token.text));
  // All at once: stems that are not known yet are read together.
  const stems = place.stems(all.flat());
  const termAt = new Map(terms.map(({ stem }, i) => [stem, i]));
  const isAnyOpen = terms.some(({ open }) => open);
  let at = 0;
  return new Map(
    rows.map((row, i) => {
      const words = all[i]!;
      const counts = terms.map(() => 0);
      for (const end = at + words.length; at < end; at++) {
        const stem = stems[at]!;
        const term = termAt.get(stem);
        if (term !== undefined && !terms[term]!.open) counts[term]!++;
        if (isAnyOpen)
          terms.forEach((one, i) => {
            if (one.open && isFound(one, stem)) counts[i]!++;
          });
      }
      return [row, { text: texts[i]!, words: words.join(' '), counts }];
    }),
  );
}

/** Claims are stored in the order of their document, so that rows side by side are claims side by side. */
function neighbours({ labels }: Place, row: number): number[] {
  const found: number[] = [];
  for (let other = row - BEFORE; other <= row + AFTER; other++)
    if (other !== row && labels.version[other] === labels.version[row]) found.push(other);
  return found;
}
