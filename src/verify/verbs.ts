/**
 * Whether two words are forms of one verb of which at least one shows past, perfect or progressive: "reject" and
 * "rejected", "sells" and "sold". "company" and "companies", or "run" and "runs", are not a matter of tense.
 */
export function differInTense(one: string, other: string): boolean {
  if (one === other) return false;
  const [ours, theirs] = [lemmasOf(one), lemmasOf(other)];
  return isInflected(one, other) && [...ours].some((lemma) => theirs.has(lemma));
}

/** Whether two words may be forms of one verb, whichever they are. */
export function shareVerb(one: string, other: string): boolean {
  if (one === other) return true;
  const theirs = lemmasOf(other);
  return [...lemmasOf(one)].some((lemma) => theirs.has(lemma));
}

/** The irregular verbs of English in use: base, past, participle where it differs. */
const IRREGULAR = `be was been|be were|be is|be are|be am|have had|have has|do did done|do does|go went gone|arise arose arisen
  awake awoke awoken|bear bore borne|beat beat beaten|become became|begin began begun|bend bent|bet bet|bid bid|bind bound
  bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought|broadcast broadcast|build built
  burst burst|buy bought|cast cast|catch caught|choose chose chosen|cling clung|come came|cost cost|creep crept|cut cut
  deal dealt|dig dug|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt
  fight fought|find found|flee fled|fly flew flown|forbid forbade forbidden|forecast forecast|foresee foresaw foreseen
  forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|grind ground
  grow grew grown|hang hung|hear heard|hide hid hidden|hit hit|hold held|hurt hurt|keep kept|kneel knelt|know knew known
  lay laid|lead led|leave left|lend lent|let let|lie lay lain|light lit|lose lost|make made|mean meant|meet met
  mislead misled|mistake mistook mistaken|overcome overcame|overtake overtook overtaken|overthrow overthrew overthrown
  pay paid|prove proved proven|put put|quit quit|read read|ride rode ridden|ring rang rung|rise rose risen|run ran|say said
  see saw seen|seek sought|sell sold|send sent|set set|shake shook shaken|shed shed|shine shone|shoot shot|show showed shown
  shrink shrank shrunk|shut shut|sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|speak spoke spoken|speed sped
  spend spent|spin spun|split split|spread spread|spring sprang sprung|stand stood|steal stole stolen|stick stuck|sting stung
  strike struck stricken|strive strove striven|swear swore sworn|sweep swept|swim swam swum|swing swung|take took taken
  teach taught|tear tore torn|tell told|think thought|throw threw thrown|undergo underwent undergone
  understand understood|undertake undertook undertaken|undo undid undone|uphold upheld|upset upset|wake woke woken
  wear wore worn|weave wove woven|weep wept|win won|wind wound|withdraw withdrew withdrawn|withhold withheld
  withstand withstood|write wrote written`;

const PAST = new Map<string, Set<string>>();
for (const [base, ...forms] of IRREGULAR.split(/[|\n]\s*/).map(
  (verb) => verb.trim().split(' ') as [string, ...string[]],
))
  for (const form of forms) PAST.set(form, new Set([...(PAST.get(form) ?? []), base]));

/** Whether either word shows more than person and number; with "to be" and "to have" every form does but is and are. */
function isInflected(one: string, other: string): boolean {
  const isPast = (word: string) => PAST.has(word) && !/^(?:is|are|am|has|does)$/.test(word);
  const marks = (word: string) => isPast(word) || /(?:ed|ing)$/.test(word);
  return marks(one) || marks(other) ? !(isPerson(one) && isPerson(other)) : false;
}

/** was and were, is and are differ in number alone. */
function isPerson(word: string): boolean {
  return /^(?:is|are|am)$/.test(word);
}

/** What a word may be a form of, by the spelling rules of English inflection; the word itself among them. */
function lemmasOf(word: string): Set<string> {
  const lemmas = new Set([word, ...(PAST.get(word) ?? [])]);
  if (!/^[a-z]{3,}$/.test(word)) return lemmas;
  const add = (stem: string) => {
    lemmas.add(stem).add(`${stem}e`);
    if (/([^aeiou])\1$/.test(stem)) lemmas.add(stem.slice(0, -1));
    if (stem.endsWith('i')) lemmas.add(`${stem.slice(0, -1)}y`);
  };
  const [, stem] = /^(\w{2,}?)(?:ed|ing)$/.exec(word) ?? [];
  if (stem !== undefined && /[aeiouy]/.test(stem)) add(stem);
  if (/[^su]s$/.test(word)) lemmas.add(word.slice(0, -1));
  if (/ies$/.test(word)) lemmas.add(`${word.slice(0, -3)}y`);
  if (/(?:s|x|z|ch|sh|o)es$/.test(word)) lemmas.add(word.slice(0, -2));
  if (/ying$/.test(word)) lemmas.add(`${word.slice(0, -4)}ie`);
  return lemmas;
}
