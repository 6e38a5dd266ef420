/**
 * Closed classes of English words, and their Chinese counterparts, on which the meaning of a sentence turns: what is
 * negated, how sure it is, of how many it holds. After the classes of Quirk et al., A Comprehensive Grammar of the English
 * Language (1985): 10.54 to 10.67 for negation, 4.49 to 4.65 for modals, 8.127 for disjuncts of doubt, 5.10 for quantifiers.
 */

const set = (words: string) => new Set(words.split(/\s+/));

const NEGATIONS = set('not no never none nobody nothing nowhere neither nor without hardly scarcely barely non cannot');
/** Verbs that deny what follows them with "to": "failed to act". */
const NEGATIVE_VERBS = set(
  'refuse refuses refused refusing fail fails failed failing decline declines declined declining',
);

const MODALS = set('may might can could shall should will would must ought need needs dare');
/** Modals that also form the future: alone beside a change of the verb they are tense. */
const FUTURE = set('will shall would');

const HEDGES = set(`allegedly alleged alleges allege reportedly perhaps possibly possible possibility probably probable
  maybe likely unlikely likelihood apparently apparent seemingly seem seems seemed appear appears appeared suspected
  suspect suspects purported purportedly supposed supposedly presumably presumed arguably potentially potential
  conceivably plausibly ostensibly rumoured rumored unconfirmed unverified claimed believed thought considered expected
  estimated tentatively tentative roughly approximately nearly almost virtually practically partly partially
  largely mainly somewhat relatively generally typically tends tend tended suggest suggests
  suggested indicate indicates indicated think thinks believe believes hope hopes certainly definitely surely clearly
  undoubtedly undeniably obviously unquestionably doubtless doubtful uncertain questionable admittedly assuredly avowedly
  decidedly evidently hypothetically incontestably incontrovertibly indisputably indubitably manifestly nominally
  officially patently plainly positively reputedly theoretically unarguably inevitably necessarily unmistakably
  disputed contested unproven unsubstantiated unsupported dubious
  putatively irrefutably undisputedly demonstrably provably plausibly actually really truly genuinely evidently`);
/** Set phrases that make a sentence surer or less sure (Biber et al., Longman Grammar, 1999, 10.3: epistemic stance). */
const HEDGE_PHRASES = new Set(
  `no doubt|without doubt|without a doubt|without question|beyond doubt|beyond question|of course|in fact|in theory
  in principle|in effect|in part|in all likelihood|in all probability|by all accounts|it seems|it appears|at best|at least
  so to speak|as it were|sort of|kind of|more or less|if anything|to some extent|to a certain extent|to a degree
  it is feared|it is believed|it is thought|it is said|it is alleged|it is claimed|it is reported|it is hoped
  it is understood|it is rumoured|it is likely|it is possible|it would seem|it would appear
  is said to|are said to|was said to|were said to|is thought to|are thought to|in my view|in our view|as far as we know`
    .split(/\||\n/)
    .map((phrase) => phrase.trim()),
);

/** What others say or think that somebody did or is: "is said to have", "was accused of". */
const HEARSAY =
  /^(?:(?:is|are|was|were|be|been|being) )?(?:(?:said|alleged|believed|thought|reported|reputed|rumou?red|claimed|understood|supposed|known|expected) to(?: have)?(?: been?)?|(?:accused|suspected) of(?: having)?(?: been)?)$/;

/** To try or mean to do something is not to do it (Quirk 16.38, catenative verbs): "seeks to ban", "considers banning" for "bans". */
const ATTEMPT =
  /^(?:(?:is|are|was|were|be|been|being) )?(?:tr(?:y|ies|ied|ying)|seeks?|sought|seeking|attempt(?:s|ed|ing)?|aim(?:s|ed|ing)?|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|hop(?:e|es|ed|ing)|want(?:s|ed|ing)?|propos(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)|vow(?:s|ed|ing)?|threaten(?:s|ed|ing)?|offer(?:s|ed|ing)?|agree(?:s|d|ing)?|striv(?:e|es|ing)|strove|work(?:s|ed|ing)?) to$|^consider(?:s|ed|ing)?$/;

/** Phrases of which one is contrary to the other. */
const CONTRARY_PHRASES: [RegExp, RegExp][] = [[/^against$/, /^(?:for|in (?:favou?r|support) of)$/]];
/** Quantities of which one turns the other round. */
const CONTRARY_QUANTITIES: [RegExp, RegExp][] = [
  [/^more$/, /^(?:less|fewer)$/],
  [/^(?:most|majority)$/, /^(?:least|few|fewest|minority)$/],
  [/^(?:many|much)$/, /^(?:few|little)$/],
  [/^(?:always|often|frequently|usually)$/, /^(?:seldom|rarely|sometimes)$/],
  [/^(?:fully|wholly|entirely|completely|totally)$/, /^(?:partly|partially)$/],
];

/** How far something holds: a hedge by itself, but in the place of another a change of how much, not of how sure. */
const EXTENTS =
  set(`fully wholly entirely completely totally mostly mainly largely partly partially somewhat almost nearly
  virtually practically`);

/** Hedges only before a figure: "about 300", but not "talk about trade". */
const APPROXIMATE = set('about around some roughly approximately nearly almost');

const QUANTIFIERS = set(`all every each most many much some few several any both either half majority minority everyone
  everybody everything everywhere someone somebody something somewhere anyone anybody anything anywhere always often
  sometimes seldom rarely usually frequently occasionally constantly regularly ever only merely solely entire entirely
  whole wholly total totally completely fully more less fewer least numerous countless plenty lot lots dozens scores
  hundreds thousands millions billions various multiple enough little certain sole mostly exclusively
  universally bulk handful couple`);

/** Verbs of the clauses that report speech in the middle of it (Quirk 14.28): "the minister said". */
const REPORTING =
  set(`said says added adds explained explains argued argues maintained maintains noted notes told tells stated
  states wrote writes asserted asserts declared declares replied replies insisted insists continued continues concluded
  concludes remarked remarks recalled recalls observed observes warned warns announced announces reported reports`);

/** Words by which tense, aspect and voice are formed. */
const AUXILIARIES = set(
  'be am is are was were been being have has had having do does did will shall would going used to',
);

const CHINESE = {
  negation: /[不没沒未非无無别勿莫否]/u,
  hedge: /可能|也许|或许|据称|据说|据报|大概|大约|似乎|涉嫌|应该|应当|应|必须|须|可以|能够|将|会|要/u,
  quantifier: /所有|全部|一切|每|一些|多数|大多|少数|有些|都|只|仅|几乎|部分|任何/u,
  // 一 is part of many words that are no number: 一切 (all), 一样 (alike), 统一 (uniform).
  number: /[零〇二两三四五六七八九十百千万亿]|(?<![唯统同])一(?![切些般样直起定旦向贯律致])/u,
};
const IS_CHINESE = /\p{Script=Han}/u;

/** Classes of words; what is none of them is `null`. */
export type WordClass = 'negation' | 'modal' | 'hedge' | 'quantifier';

/** The class of a word in lower case. A Chinese character has the class of the words it forms by itself. */
export function classOf(word: string): WordClass | null {
  if (NEGATIONS.has(word)) return 'negation';
  if (MODALS.has(word)) return 'modal';
  if (HEDGES.has(word)) return 'hedge';
  return QUANTIFIERS.has(word) ? 'quantifier' : null;
}

/** Chinese has no spaces: the classes of the words in a stretch of text. */
export function chineseClasses(text: string): (keyof typeof CHINESE)[] {
  if (!IS_CHINESE.test(text)) return [];
  return (Object.keys(CHINESE) as (keyof typeof CHINESE)[]).filter((name) => CHINESE[name].test(text));
}

export const isNegativeVerb = (word: string) => NEGATIVE_VERBS.has(word);
export const isReporting = (word: string) => REPORTING.has(word);
export const isExtent = (word: string) => EXTENTS.has(word);
export const isApproximate = (word: string) => APPROXIMATE.has(word);
export const isHedgePhrase = (words: readonly string[]) =>
  HEDGE_PHRASES.has(words.join(' ')) || HEARSAY.test(words.join(' '));
/** What may stand before a verb that one text has without it. */
export const isAttempt = (words: readonly string[]) => ATTEMPT.test(words.join(' '));
/** "against" and "in favour of". */
export const areContraryPhrases = (one: readonly string[], other: readonly string[]) =>
  meetEither(CONTRARY_PHRASES, one.join(' '), other.join(' '));
/** "more" and "less", "often" and "seldom". */
export const areContraryQuantities = (one: string, other: string) => meetEither(CONTRARY_QUANTITIES, one, other);
export const isFuture = (word: string) => FUTURE.has(word);
export const isAuxiliary = (word: string) => AUXILIARIES.has(word);

/** Prefixes and suffixes that turn a word into its contrary. */
const NEGATIVE_PREFIX = /^(?:un|in|im|il|ir|non|dis|de|anti|mis|a)-?(?=\w{3,})/;

/** Whether one word is the other with a negative prefix, or has "-less" for "-ful": lawful and unlawful, harmful and harmless. */
export function areContraries(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (long !== short && long.endsWith(short)) {
    const prefix = long.slice(0, long.length - short.length).replace(/-$/, '');
    if (short.length >= 3 && NEGATIVE_PREFIX.test(long) && /^(?:un|in|im|il|ir|non|dis|de|anti|mis|a)$/.test(prefix))
      return true;
  }
  const stem = (word: string) => /^(\w{3,})(ful|less)(ly|ness)?$/.exec(word);
  const [a, b] = [stem(one), stem(other)];
  return a !== null && b !== null && a[1] === b[1] && a[2] !== b[2];
}

function meetEither(pairs: readonly [RegExp, RegExp][], one: string, other: string): boolean {
  return pairs.some(([a, b]) => (a.test(one) && b.test(other)) || (a.test(other) && b.test(one)));
}

/** The full words of a contraction; other words are themselves. */
export function expand(word: string): string[] {
  if (word === 'cannot' || word === "can't") return ['can', 'not'];
  if (word === "won't") return ['will', 'not'];
  if (word === "shan't") return ['shall', 'not'];
  const [, stem, ending] = /^(\w+?)(n't|'ll|'re|'ve|'m)$/.exec(word) ?? [];
  if (stem === undefined || ending === undefined) return [word];
  return [stem, { "n't": 'not', "'ll": 'will', "'re": 'are', "'ve": 'have', "'m": 'am' }[ending] as string];
}
