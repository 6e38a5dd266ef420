import { Random } from './random.ts';

/** Words that hold English sentences together, most frequent first; about every second word of a text is one of them. */
export const FUNCTION_WORDS =
  `the of and to in a that is for on as with by it be not are this at from its or which has will an was have their must
  all but they more may can no other been we should these than any would who one also only into such if there between some
  could under when our about over those without because against through how many most both during while each every after
  before might never`.split(/\s+/);

const ONSETS = 'b br c ch cl cr d dr f fl g gl gr h j k l m n p pl pr qu r s sc sh sl sp st str t th tr v w'.split(' ');
const VOWELS = 'a e i o u ai ea ee io ou'.split(' ');
const CODAS = ['', '', '', '', 'n', 'r', 's', 't', 'l', 'm', 'ck', 'nd', 'nt', 'rt', 'st'];
const ENDINGS = ['', '', '', '', 's', 'ed', 'ing', 'tion', 'ment', 'ity', 'al', 'er'];

/** So many different invented words, the same in every run; short ones tend to come first, as frequent words are short. */
export function inventWords(count: number, seed: number): string[] {
  const random = new Random(seed, 1);
  const words = new Set<string>(FUNCTION_WORDS);
  while (words.size < count + FUNCTION_WORDS.length) {
    const syllables = 1 + random.below(2) + (words.size > count / 4 ? 1 : 0);
    words.add(`${Array.from({ length: syllables }, () => syllable(random)).join('')}${random.pick(ENDINGS)}`);
  }
  return [...words].slice(FUNCTION_WORDS.length);
}

/** A name of a person, two words with capitals. */
export function inventName(random: Random): string {
  const part = () => capital(`${syllable(random)}${syllable(random)}`);
  return `${part()} ${part()}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function syllable(random: Random): string {
  return random.pick(ONSETS) + random.pick(VOWELS) + random.pick(CODAS);
}
