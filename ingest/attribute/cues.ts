import { type Quoting, quotingAt } from './quoting.ts';
import type { Token } from './tokens.ts';

/**
 * What may follow a reporting word. `say`: a clause or quotation, and the word may stand after it; `tell`: the same after
 * the one who is told; `to`: an infinitive; `object`: a noun phrase; `noun`: "X's claim that"; `seem`: the subject itself
 * is judged by nobody named; `according`: a source follows.
 */
export type CueKind = 'say' | 'tell' | 'to' | 'object' | 'noun' | 'seem' | 'according';

/** A reporting expression: tokens `[first, last)`, with its auxiliaries. */
export interface Cue {
  first: number;
  last: number;
  kind: CueKind;
  form: 'base' | 's' | 'ed' | 'en' | 'ing' | 'none';
  /** Negated, or a word of denial. */
  denied: boolean;
  /** "is said to", "was told that": the grammatical subject is not the source. */
  passive: boolean;
  /** "would argue", "may say": nobody has said it yet. */
  modal: boolean;
  lemma: string;
  /** Where somebody else than the source carries the words. */
  quoting?: Quoting;
}

/** Of a cue that is no verb: neither negated, nor passive, nor only possible. */
export const PLAIN = { form: 'none', denied: false, passive: false, modal: false } as const;

/** Reporting expressions among the tokens `[from, to)`, in order. */
export function findCues(tokens: Token[], from: number, to: number): Cue[] {
  const cues: Cue[] = [];
  for (let i = from; i < to; i++) {
    const cue = cueAt(tokens, i, from, to);
    if (!cue) continue;
    cues.push(cue);
    i = cue.last - 1;
  }
  return cues;
}

/** Reporting expressions by the index of each of their tokens. */
export function cuesOf({
  tokens,
  lines,
}: {
  tokens: Token[];
  lines: { first: number; last: number }[];
}): Map<number, Cue> {
  const cues = new Map<number, Cue>();
  for (const line of lines)
    for (const cue of findCues(tokens, line.first, line.last))
      for (let i = cue.first; i < cue.last; i++) cues.set(i, cue);
  return cues;
}

export const AUXILIARIES = new Set(
  "has have had is are was were be been being am will would can could may might must shall should do does did has n't hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't can't couldn't don't doesn't didn't cannot".split(
    ' ',
  ),
);
const NEGATIONS = /^(?:not|never|neither|nor|no|cannot|\w+n't)$/;
const BE = new Set("is are was were be been being am isn't aren't wasn't weren't it's he's she's".split(' '));
const ADVERBS = new Set(
  'also then later recently often never not repeatedly now already just still always once again even further once earlier previously famously soon only first both long ever yet thus therefore instead reportedly nevertheless nonetheless simply'.split(
    ' ',
  ),
);

/** Lemmas by what follows them. Learned from the training part of PolNeAR: words that stand in a cue more often than not. */
const LEMMAS: Record<'say' | 'tell' | 'to' | 'object', string> = {
  say: 'say add argue claim note announce suggest state declare explain acknowledge write report tweet insist warn predict conclude believe think recall reveal reply respond continue observe remark assert maintain contend stress emphasize emphasise reiterate concede admit confirm deny allege joke quip comment complain lament caution boast indicate show find signal hint speculate testify estimate know feel learn fear worry hope expect imagine guess realize realise understand recognize recognise figure doubt wonder swear vow promise pledge read shout chant exclaim ask answer retort echo recount mention describe charge point_out make_clear make_it_clear go_on propose agree demand recommend determine put_it post assume counter affirm underscore underline disclose muse summarize summarise proclaim hold opine conjecture call_on call_upon yell whisper scream specify posit postulate',
  tell: 'tell remind inform assure convince notify advise',
  to: 'want hope plan refuse vow promise pledge decline agree seek intend expect decide threaten offer aim prefer wish claim choose propose ask promise prepare resolve swear urge',
  object:
    'criticize criticise praise endorse support oppose accuse blame denounce condemn call describe dismiss reject defend blast slam attack mock cite propose back discuss thank question welcome applaud label dub demand urge express outline promote tout highlight compare portray characterize characterise favor favour voice call_for talk_about speak_about refer_to point_to allude_to complain_about focus_on object_to comment_on warn_of warn_about warn_against rail_against decry bemoan recommend order encourage ask_for push_for discuss advocate announce acknowledge predict recall suggest question challenge quote reference rebuke ridicule assail hail bash slight tout admire worry_about fear know request invite commend celebrate honor honour embrace explain detail read_out list plead_for seek prefer want mention note admit reveal claim insist_on stress emphasize emphasise reiterate describe expose respond_to react_to call_out speak_of speak_out_against deny identify_as end_with_a_call_for conclude_with_a_call_for close_with_a_call_for include_a_call_for issue_a_call_for make_a_call_for',
};

const NOUNS = new Set(
  'claim claims statement belief hope hopes fear fears promise promises pledge decision plan plans vow suggestion allegation allegations accusation accusations assertion assertions argument arguments warning notion prediction conclusion refusal threat desire complaint complaints insistence proposal view contention admission assurance criticism support opposition endorsement calls call demand demands opinion comments remarks message concerns concern doubts'.split(
    ' ',
  ),
);
const SEEM = new Set('seem seems seemed appear appears appeared'.split(' '));
const PASSIVE_ONLY = new Set(
  'expected supposed alleged believed said reported considered known seen thought rumored rumoured regarded'.split(' '),
);
const DENIALS = new Set('deny dispute refute reject'.split(' '));

/** As often nouns as verbs: only before what shows a verb. */
const NOUN_LIKE = new Set(
  'state states plan plans call calls report reports claim claims show shows note notes hope hopes comment comments remark remarks question questions answer answers charge charges demand demands post posts estimate estimates view views support supports attack attacks quote quotes list lists detail details reference references'.split(
    ' ',
  ),
);
/** Report only before a clause or quotation: "maintains that", not "maintains a fleet". */
const STRICT = new Set(['maintain', 'counter', 'hold', 'read', 'assume', 'learn', 'observe']);
const STRICT_AFTER = /^(?:that|["“„'‘«:,.]|''|``|he|she|it|they|we|there)$/;
const SURE_AFTER =
  /^(?:that|["“„'‘«:,]|''|``|he|she|it|they|we|the|a|an|his|her|its|their|how|why|what|whether|there|this|these|no|any)$/;

const IRREGULAR: Record<string, string> = {
  say: 'said',
  tell: 'told',
  write: 'wrote/written',
  think: 'thought',
  know: 'knew/known',
  find: 'found',
  show: 'showed/shown',
  feel: 'felt',
  hold: 'held',
  see: 'saw/seen',
  understand: 'understood',
  swear: 'swore/sworn',
  seek: 'sought',
  choose: 'chose/chosen',
  read: 'read',
  speak: 'spoke/spoken',
  make: 'made',
  go: 'went/gone',
  put: 'put',
  learn: 'learned/learnt',
};
const DOUBLED = new Set('admit plan refer slam quip'.split(' '));

type Form = Cue['form'];
interface Entry {
  lemma: string;
  form: Form;
  rest: string[];
  kind: 'say' | 'tell' | 'to' | 'object';
}
const ENTRIES = buildEntries();

function buildEntries(): Map<string, Entry[]> {
  const entries = new Map<string, Entry[]>();
  for (const kind of ['say', 'tell', 'to', 'object'] as const) {
    for (const phrase of new Set(LEMMAS[kind].split(/\s+/))) {
      const [lemma, ...rest] = phrase.split('_') as [string, ...string[]];
      for (const [word, form] of inflect(lemma)) {
        const list = entries.get(word) ?? [];
        list.push({ lemma: phrase, form, rest, kind });
        // The longer expression is tried first.
        entries.set(
          word,
          list.sort((a, b) => b.rest.length - a.rest.length),
        );
      }
    }
  }
  return entries;
}

function inflect(lemma: string): [string, Form][] {
  const stem = lemma.replace(/e$/, '');
  const consonantY = /[^aeiou]y$/.test(lemma);
  const doubled = DOUBLED.has(lemma) ? lemma + lemma.at(-1) : undefined;
  const s = consonantY ? `${lemma.slice(0, -1)}ies` : /(?:s|sh|ch|x|o)$/.test(lemma) ? `${lemma}es` : `${lemma}s`;
  const past = IRREGULAR[lemma]?.split('/') ?? [
    doubled ? `${doubled}ed` : consonantY ? `${lemma.slice(0, -1)}ied` : `${stem}ed`,
  ];
  const ing = `${doubled ?? (/ee$/.test(lemma) ? lemma : stem)}ing`;
  const forms: [string, Form][] = [
    [lemma, 'base'],
    [s, 's'],
    [ing, 'ing'],
  ];
  past.forEach((word, i) => {
    if (word !== lemma) forms.push([word, i ? 'en' : 'ed']);
  });
  return forms;
}

function cueAt(tokens: Token[], i: number, from: number, to: number): Cue | undefined {
  const token = tokens[i]!;
  if (token.kind !== 'word') return undefined;
  const next = i + 1 < to ? tokens[i + 1]!.word : '';
  const none = { first: i, form: 'none', denied: false, passive: false, modal: false, lemma: token.word } as const;
  if (
    token.word === 'according' &&
    next === 'to' &&
    !/^(?:law|plan|schedule|which|need|needs)$/.test(tokens[i + 2]?.word ?? '')
  )
    return { last: i + 2, kind: 'according', ...none };
  if (token.word === 'words' && next === 'of' && tokens[i - 2]?.word === 'in') {
    return { last: i + 2, kind: 'according', ...none, first: i - 2 };
  }
  if (token.capital && i > from && tokens[i - 1]!.kind !== 'open') return undefined;
  const noun = nounCue(tokens, i, from, to);
  if (noun) return noun;
  const quoting = quotingCue(tokens, i, from, to);
  if (quoting) return quoting;
  const entries = ENTRIES.get(token.word);
  const entry = entries?.find((e) => e.rest.every((word, k) => i + 1 + k < to && tokens[i + 1 + k]!.word === word));
  if (!entry && !SEEM.has(token.word) && !PASSIVE_ONLY.has(token.word)) return undefined;
  const verb = verbGroup(tokens, i, from, entry?.form ?? 'ed');
  if (!verb || (NOUN_LIKE.has(token.word) && !showsVerb(tokens, i, to, entries!, entry))) return undefined;
  if (entry && STRICT.has(entry.lemma) && next && !STRICT_AFTER.test(next)) return undefined;
  if ((SEEM.has(token.word) || (verb.passive && PASSIVE_ONLY.has(token.word))) && next === 'to') {
    // "Is said to have told": the report is in the telling.
    return isHearsayOf(tokens, i + 2, to) ? undefined : { last: i + 1, kind: 'seem', ...none, ...verb };
  }
  if (!entry || verb.passive) return undefined;
  // "policies announced by the minister" is no report of a claim.
  if (entry.form === 'ed' && verb.first === i && next === 'by') return undefined;
  const last = i + 1 + entry.rest.length;
  const kind = entry.rest.length ? entry.kind : kindBy(tokens, last, to, entries!);
  return (
    kind && {
      first: verb.first,
      last,
      kind,
      form: entry.form,
      denied: verb.denied || DENIALS.has(entry.lemma),
      passive: verb.passive,
      modal: verb.modal,
      lemma: entry.lemma,
    }
  );
}

function isHearsayOf(tokens: Token[], at: number, to: number): boolean {
  const isPerfect = tokens[at]?.word === 'have';
  const verb = isPerfect ? at + 1 : at;
  return verb < to && isReporting(tokens[verb]!.word);
}

/** A form of a verb that a clause can follow. */
export function isReporting(word: string): boolean {
  return (ENTRIES.get(word) ?? []).some(({ kind }) => kind === 'say' || kind === 'tell');
}

/** All of "was quoted by the paper as saying"; of "the paper quoted the minister as saying" the words after the minister. */
function quotingCue(tokens: Token[], i: number, from: number, to: number): Cue | undefined {
  const form = /ed$/.test(tokens[i]!.word) ? 'ed' : /ing$/.test(tokens[i]!.word) ? 'ing' : 's';
  const verb = verbGroup(tokens, i, from, form);
  const quoting = verb && quotingAt(tokens, i, to, verb);
  if (!quoting) return undefined;
  const first = quoting.speaker ? quoting.saying.from : quoting.verb.from;
  return { last: quoting.last, kind: 'say', form: 'ed', lemma: 'quote', quoting, ...verb, first, passive: false };
}

function showsVerb(tokens: Token[], i: number, to: number, entries: Entry[], entry: Entry | undefined): boolean {
  const next = i + 1 < to ? tokens[i + 1] : undefined;
  if (entry?.rest.length || !next) return true;
  if (next.word === 'to') return entries.some((one) => one.kind === 'to' && one.lemma === 'plan');
  // "…," the paper notes.
  if (next.kind === 'stop' && next.word !== ':')
    return tokens.slice(Math.max(0, i - 7), i).some((token) => token.kind === 'close');
  if (next.kind === 'comma') return tokens[i + 2]?.kind === 'open';
  return SURE_AFTER.test(next.word);
}

/** Which complement follows decides between "promised to", "promised that" and "promised a change". */
function kindBy(tokens: Token[], after: number, to: number, entries: Entry[]): CueKind | undefined {
  const can = (kind: CueKind) => entries.some((entry) => entry.kind === kind && !entry.rest.length);
  const next = after < to ? tokens[after]! : undefined;
  if (can('tell')) return 'tell';
  if (next?.word === 'to' && can('to')) return 'to';
  const clause =
    next?.kind !== 'word' || /^(?:that|he|she|they|it|we|i|there|if|whether|why|how|in|on|at)$/.test(next.word);
  if (can('say') && (clause || !can('object'))) return 'say';
  if (can('object') && next && next.kind !== 'stop' && next.kind !== 'comma' && next.word !== 'by') return 'object';
  return can('say') ? 'say' : undefined;
}

const NOT_BEFORE_VERB =
  /^(?:a|an|the|this|these|those|his|her|its|their|our|my|your|of|in|on|at|for|with|from|by|to|as|no|some|any|many|such|into|about|if|when|than|.+'s|.+s')$/;
const PLURAL_SUBJECT = /^(?:they|we|i|you|who|people|police|some|many|most|others|.*[^s']s)$/;

/** Auxiliaries and adverbs left of a verb, and whether the verb can be finite or a participle here. */
function verbGroup(tokens: Token[], i: number, from: number, form: Form) {
  let first = i;
  let denied = false;
  let helper: string | undefined;
  let modal = false;
  while (first > from) {
    const word = tokens[first - 1]!.word;
    const isHelper = AUXILIARIES.has(word);
    if (!isHelper && !ADVERBS.has(word) && !/^\w{3,}ly$/.test(word)) break;
    if (word === 'family' || word === 'only') break;
    if (isHelper) helper ??= word;
    if (/^(?:would|could|might|may|should)/.test(word)) modal = true;
    if (NEGATIONS.test(word)) denied = true;
    first--;
  }
  const before = first > from ? tokens[first - 1]!.word : '';
  if (
    helper === undefined &&
    /'(?:s|ve|d|ll|re)$/.test(before) &&
    /^(?:he|she|it|they|we|i|you|who|that)'/.test(before)
  )
    helper = 'has';
  if (
    form === 'ing' &&
    helper === undefined &&
    first > from &&
    tokens[first - 1]!.kind === 'word' &&
    /^(?:in|on|at|to|for|of|from|with)$/.test(tokens[i + 1]?.word ?? '')
  ) {
    if (!/^(?:and|by|in)$/.test(before)) return undefined;
  }
  if (form === 'en' && helper === undefined) return undefined;
  const passive = (form === 'ed' || form === 'en') && helper !== undefined && BE.has(helper);
  if (helper === undefined) {
    if (before === 'worth' || (NOT_BEFORE_VERB.test(before) && !(form === 'ing' && /^(?:in|by|with|as)$/.test(before))))
      return undefined;
    if (form === 'ed' && /^(?:stands?|stood|remain(?:s|ed)?|feels?|felt|left|gets?|got)$/.test(before))
      return undefined;
    if (form === 'base' && !PLURAL_SUBJECT.test(before)) return undefined;
  }
  return { first, denied, passive, modal };
}

const POSSESSIVE = /^(?:his|her|its|their|.+'s|.+s')$/;

/** "Trump's claim that", "their plans to", "her support for": only with the one whose it is. */
function nounCue(tokens: Token[], i: number, from: number, to: number): Cue | undefined {
  if (!NOUNS.has(tokens[i]!.word) || i + 1 >= to) return undefined;
  if (!/^(?:that|to|for|of|about|on)$/.test(tokens[i + 1]!.word)) return undefined;
  const at = [1, 2, 3].find((back) => i - back >= from && POSSESSIVE.test(tokens[i - back]!.word));
  if (!at) return undefined;
  return {
    first: i,
    last: i + 1,
    kind: 'noun',
    form: 'none',
    denied: false,
    passive: false,
    modal: false,
    lemma: tokens[i]!.word,
  };
}
