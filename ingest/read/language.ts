/** Frequent words that tell European languages apart; a word may stand in several lists. */
const COMMON: Record<string, string[]> = {
  en: 'the of and to in that is for it with as was on are by be this from which have has not its or an at'.split(' '),
  de: 'der die das und in zu den von mit ist des nicht ein eine auf für im dem sich auch als es an werden aus'.split(
    ' ',
  ),
  fr: 'le la les de des et en du un une est que dans pour qui sur au par pas plus ce avec il sont ne aux'.split(' '),
  es: 'el la los las de que y en un una por con para es del se no al lo como más su sus fue'.split(' '),
  it: 'il la le di che e in un una per con è del della non si al da i dei nel gli sono alla anche'.split(' '),
  pt: 'o a os as de que e em um uma por com para é do da não se ao no na mais dos das foi'.split(' '),
  nl: 'de het een en van in is dat op te voor met zijn niet aan er om ook als bij uit naar door worden over'.split(' '),
  pl: 'i w na z nie się do to że jest o jak po za od przez dla oraz są ale był co tak czy które'.split(' '),
  cs: 'a v na se je že s z do o k i pro jako by ale za tak po které jsou nebo bylo byl při'.split(' '),
  sv: 'och i att det som en på är av för med till den har inte om ett de men var från vi kan så'.split(' '),
};
const LISTS = Object.entries(COMMON).map(([language, words]) => [language, new Set(words)] as const);
/** So many words tell a language by its frequent words. */
const FEWEST_WORDS = 20;
/** Frequent words are 25 to 45% of running text; below this share the text is damaged, a list, or in another language. */
const LEAST_SHARE = 0.15;
/** The best language must have so many times the frequent words of the next: Spanish and Portuguese share a third. */
const LEAD = 1.2;
const SAMPLE = 20_000;

/** BCP 47 tag of the language of a text, from its script and frequent words; undefined where that does not decide. */
export function detectLanguage(text: string): string | undefined {
  const sample = text.slice(0, SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const share = (script: RegExp): number => (sample.match(script)?.length ?? 0) / Math.max(1, letters);
  if (letters < FEWEST_WORDS) return undefined;
  if (share(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > 0.1) return 'ja';
  if (share(/\p{Script=Hangul}/gu) > 0.4) return 'ko';
  if (share(/\p{Script=Han}/gu) > 0.4) return 'zh';
  const scored = LISTS.map(([language, list]) => [language, shareOf(sample, list)] as const).sort(
    (a, b) => b[1] - a[1],
  );
  const [best, next] = scored;
  return best && next && best[1] >= LEAST_SHARE && best[1] >= LEAD * next[1] ? best[0] : undefined;
}

/** Share of English function words among the words of a text, 0 to 1: some .3 to .45 in English prose. */
export function englishShare(text: string): number {
  return shareOf(text, LISTS[0]![1]);
}

function shareOf(text: string, list: Set<string>): number {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.length < FEWEST_WORDS ? 0 : words.filter((word) => list.has(word)).length / words.length;
}
