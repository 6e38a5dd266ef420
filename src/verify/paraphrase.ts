import type { Embeddings } from '@langchain/core/embeddings';
import type { Claim } from '../claim.ts';
import type { Check, Filter, Paraphrase } from '../contract.ts';
import { embedTexts } from '../embed.ts';
import { quoteTitle } from '../text.ts';
import { type Atom, atomsOf, FEWEST_WORDS, isContent, type Reading, sizeOf } from './atoms.ts';
import { areContraries, classOf, expand, isNegativeVerb } from './lexicon.ts';
import { namePlaceAlike, namesOf } from './names.ts';
import { figureOf, isNumeric } from './numbers.ts';

/** What finding a claim by its meaning needs of the store. */
export interface MeaningStore {
  /** Claims whose vectors lie nearest to a unit vector, with their cosine. */
  matchMeaning(vector: Float32Array, filter: Partial<Filter>): { key: number; score: number }[];
  claims(keys: readonly number[]): Claim[];
}

/**
 * The answer of `verify`, with the claims that say the same in other words where no document holds the words: then the
 * verdict is `paraphrase`. Meanings alone do not tell "may" from "may not", nor one name or figure from another, so that
 * these must agree besides.
 */
export async function withParaphrases(store: MeaningStore, embeddings: Embeddings, response: Check): Promise<Check> {
  const { quotation } = response;
  const reading = { text: quotation, atoms: atomsOf(quotation).atoms };
  if (response.verdict !== 'not-found' || sizeOf(reading.atoms) < FEWEST_WORDS) return response;
  const [vector] = await embedTexts(embeddings, [quotation]);
  const near = store.matchMeaning(vector!, {}).filter(({ score }) => score >= ALIKE);
  const claims = store.claims(near.slice(0, MOST_CONSIDERED).map(({ key }) => key));
  const paraphrases = claims
    .map((claim, i): Paraphrase => ({ claim, likeness: Math.round(near[i]!.score * 1000) / 1000 }))
    .filter(({ claim }) => claim.quality === 'intact' && saysTheSame(reading, claim))
    .slice(0, MOST_SHOWN);
  const [best] = paraphrases;
  if (best === undefined) return response;
  const { speaker, title, document, date } = best.claim;
  const others = paraphrases.length - 1;
  const more = others > 0 ? `, as in ${others} other ${others === 1 ? 'place' : 'places'}` : '';
  return {
    ...response,
    verdict: 'paraphrase',
    paraphrases,
    summary: `No document holds these words, but ${speaker.name} says about the same in ${quoteTitle(title ?? document)} (${date ?? 'undated'})${more}: a paraphrase, not a quotation.`,
  };
}

/** Cosine from which a claim may say the same. */
const ALIKE = 0.75;
const MOST_CONSIDERED = 30;
const MOST_SHOWN = 5;

/** Whether names, figures and negations of a text are those of a claim; a name may be that of its speaker. */
function saysTheSame(quotation: Reading, claim: Claim): boolean {
  const other = { text: claim.text, atoms: atomsOf(claim.text).atoms };
  const speaker = atomsOf(claim.speaker.name).atoms;
  if (!namesAreIn(quotation, [...other.atoms, ...speaker]) || !namesAreIn(other, [...quotation.atoms, ...speaker]))
    return false;
  if (figuresOf(quotation).join(' ') !== figuresOf(other).join(' ')) return false;
  return isNegated(quotation) === isNegated(other) && !haveContraries(quotation, other);
}

/** Whether all names of a text stand among some words. */
function namesAreIn(text: Reading, atoms: Atom[]): boolean {
  const known = new Set(atoms.map(({ key }) => bare(key)));
  const isName = namesOf(text);
  const isKnown = (key: string) => known.has(key) || [...known].some((one) => namePlaceAlike(key, one));
  return text.atoms.every((atom, i) => !isName(i) || isKnown(bare(atom.key)));
}

function bare(key: string): string {
  return key.replace(/'s?$/, '');
}

/** Numbers and their like, each in one notation. */
function figuresOf({ atoms }: Reading): string[] {
  return atoms
    .filter(({ key }) => isNumeric(key))
    .map(({ key }) => figureOf([key]) ?? key)
    .sort();
}

/** Two negations make none; "refuses to" and "rejects" are some. */
function isNegated({ atoms }: Reading): boolean {
  return (
    atoms.flatMap(({ key }) => expand(key)).filter((word) => classOf(word) === 'negation' || isNegativeVerb(word))
      .length %
      2 ===
    1
  );
}

function haveContraries(one: Reading, other: Reading): boolean {
  const content = (reading: Reading) => reading.atoms.filter(isContent).map(({ key }) => key);
  const theirs = content(other);
  return content(one).some((a) => !theirs.includes(a) && theirs.some((b) => areContraries(a, b)));
}
