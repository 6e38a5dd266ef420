/** What a reporting expression says of the words it brings: nothing, that they may be wrong, or that they are right. */
export const VERB_KINDS = ['neutral', 'doubting', 'endorsing', 'other'] as const;
export type VerbKind = (typeof VERB_KINDS)[number];

/**
 * English reporting expressions by what they say of the truth of what they report, after the literature on them:
 *
 * - `neutral`: that something was said, and no more (the neutral structuring verbs of Caldas-Coulthard, "On reporting
 *   reporting", 1994; neutral verbal processes of Chen, "Transitivity in media texts: negative verbal process sub-functions
 *   and narrator bias", IRAL 43, 2005);
 * - `doubting`: the reporter keeps a distance (Chen's negative processes of disbelief; distancing verbs of Floyd Moore, "The
 *   reporting verbs and bias in the press", 2000; assertives that cast doubt in Recasens, Danescu-Niculescu-Mizil and
 *   Jurafsky, "Linguistic models for analyzing and detecting biased language", ACL 2013);
 * - `endorsing`: the reporter takes what is reported for true (factives of Kiparsky and Kiparsky, "Fact", 1970, and of
 *   Hooper, "On assertive predicates", 1975; positive processes of Chen, 2007).
 *
 * All others say something of the act (warn, promise, accuse) or of the speaker (admit, complain). Verbs are lemmas, with
 * `_` between words; what stands under `forms` is no verb.
 */
const LEXICON: Record<Exclude<VerbKind, 'other'>, { verbs: string; forms: string }> = {
  neutral: {
    verbs: 'say tell add write state ask answer reply respond report speak mention comment remark describe quote cite',
    forms: 'according_to in_the_words_of statement statements words remarks comments',
  },
  doubting: {
    verbs: 'claim allege assert contend insist maintain purport profess pretend imagine speculate insinuate suppose',
    forms: `allegation allegations assertion assertions contention contentions supposed supposedly purportedly allegedly
      so-called`,
  },
  endorsing: {
    verbs: `point_out note observe reveal show demonstrate prove confirm acknowledge recognise recognize explain clarify
      establish find discover recall realise realize remind know make_clear expose highlight`,
    forms: 'revelation revelations confirmation finding findings',
  },
};

/** The kind of a reporting expression as a text has it (`has repeatedly claimed that`): that of its strongest word. */
export function kindOfVerb(cue: string): VerbKind {
  const words = cue.toLowerCase().match(/[\p{L}’'-]+/gu) ?? [];
  const found = new Set(
    words.flatMap((word, i) => [
      KINDS.get(word),
      KINDS.get(words.slice(i, i + 2).join(' ')),
      KINDS.get(words.slice(i, i + 4).join(' ')),
    ]),
  );
  return (['doubting', 'endorsing', 'neutral'] as const).find((kind) => found.has(kind)) ?? 'other';
}

const IRREGULAR: Record<string, string[]> = {
  say: ['said'],
  tell: ['told'],
  write: ['wrote', 'written'],
  speak: ['spoke', 'spoken'],
  show: ['showed', 'shown'],
  find: ['found'],
  know: ['knew', 'known'],
  make: ['made'],
  prove: ['proved', 'proven'],
};

const KINDS = new Map(
  Object.entries(LEXICON).flatMap(([kind, { verbs, forms }]) =>
    [...verbs.split(/\s+/).flatMap(inflect), ...forms.split(/\s+/)].map(
      (word) => [word.replaceAll('_', ' '), kind as VerbKind] as const,
    ),
  ),
);

/** The present, the past and the participles of a verb; what belongs to it stays behind it. */
function inflect(phrase: string): string[] {
  const [lemma, ...rest] = phrase.split('_') as [string, ...string[]];
  const consonantY = /[^aeiou]y$/.test(lemma);
  const stem = lemma.replace(/e$/, '');
  const past = IRREGULAR[lemma] ?? [consonantY ? `${lemma.slice(0, -1)}ied` : `${stem}ed`];
  const present = consonantY ? `${lemma.slice(0, -1)}ies` : `${lemma}s`;
  return [lemma, present, `${stem}ing`, ...past].map((form) => [form, ...rest].join('_'));
}
