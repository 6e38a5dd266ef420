import type { Attribution, Block, Metadata, Registry, Sentence, Span, Speaker } from '../../src/claim.ts';
import { type Antecedents, isNamedWith } from './antecedents.ts';
import type { Cast } from './cast.ts';
import type { Discourse } from './discourse.ts';
import type { FullName } from './full-names.ts';
import { splitJoint } from './joint.ts';
import type { Mention } from './mention.ts';
import type { Pairs } from './pairs.ts';
import { mentionText, readMention } from './read-mention.ts';
import { type Resolved, type Rule, resolved } from './resolved.ts';
import { findSubsidiary } from './subsidiary.ts';
import { type Token, tokenise } from './tokens.ts';
import type { Seen } from './trail.ts';
import { type Bearers, type Casing, resolveUncased } from './uncased.ts';
import type { Pronoun } from './usage.ts';
import { ANAPHORS, UTTERANCES } from './vocabulary.ts';

/** Everything that tells who is meant in one document. */
export interface Scene {
  text: string;
  blocks: Block[];
  sentences: Sentence[];
  metadata: Metadata;
  registry: Registry;
  cast: Cast;
  discourse: Discourse;
  antecedents: Antecedents;
  voice: Resolved;
  publisher: Speaker | undefined;
  author: Speaker | undefined;
  casing: Casing;
  /** Empty where the text has its capitals. */
  bearers: Bearers;
  pairs: Pairs;
}

/** Who reports an attribution, and whether in quotation marks. */
export interface Outer {
  resolved: Resolved;
  direct: boolean;
}

/** Everybody whom the source of an attribution names, the first with the others as {@link Resolved.jointly}. */
export function resolveAttribution(attribution: Attribution, scene: Scene, outer: Outer | undefined): Resolved {
  const { text, discourse, pairs } = scene;
  const [source, ...more] = attribution.source;
  if (!source || more.length > 0 || scene.casing !== 'normal') return resolveOne(attribution, scene, outer);
  const sentence = discourse.sentenceAt(source.start);
  const words = text.slice(source.start, source.end).replace(/\s+/g, ' ').trim();
  const found = pairs.find(words, source, sentence, scene.cast) ?? resolveNamed(attribution, source, scene, outer);
  pairs.note(found, source, sentence);
  return found;
}

/** Everybody whom one source names. */
function resolveNamed(attribution: Attribution, source: Span, scene: Scene, outer: Outer | undefined): Resolved {
  const { text, cast, antecedents } = scene;
  const isSurname = (word: string) =>
    antecedents.findByName(word, source.start) !== undefined || cast.findBySurname(word) !== undefined;
  const all = splitJoint(text, source, { names: cast.names, isSurname }).map((place) =>
    resolveOne({ ...attribution, source: [place] }, scene, outer),
  );
  const [first, ...others] = all.filter(({ speaker }, i) => all.findIndex((a) => a.speaker.id === speaker.id) === i);
  return others.length === 0 ? first! : { jointly: others, ...first! };
}

/** Who the source of an attribution is, `outer` being who reports it; remembers him for later words to take up. */
function resolveOne(attribution: Attribution, scene: Scene, outer: Outer | undefined): Resolved {
  const { text, cast, discourse } = scene;
  const tokens = attribution.source.flatMap((span) => tokenise(text, span.start, span.end));
  const first = attribution.source[0];
  if (!first || tokens.length === 0) {
    // Answers labelled "A:" are by the one whose press conference it is.
    const spoken = attribution.manner === 'direct' && attribution.cue.length === 0;
    if (spoken && scene.author) return resolved(scene.author, 'author of the document', '');
    return resolved(cast.unnamed('', cast.placeIn(undefined)), 'no words for the speaker', '');
  }
  if (scene.casing !== 'normal') return resolveUncased(tokens, scene);
  const mention = readMention(tokens, cast.names);
  const words = mentionText(text, tokens);
  const span = { start: first.start, end: attribution.source.at(-1)!.end };
  const inHeading = isHeading(scene, first);
  const barred = TAKES_UP.test(mention.form) ? barredFrom(attribution, scene, outer) : NOBODY_BARRED;
  const { speaker, rule, by } =
    pickSubsidiary(tokens, cast) ??
    pickOwned(tokens, scene) ??
    pick({ mention, words, span, scene, outer, inHeading, barred });
  if (!inHeading) {
    const after = text.slice(span.end, span.end + VERB_REACH);
    discourse.note(speaker, span, { ...kindOf({ mention, words, after }, speaker), ...(by && { namedAt: by }) });
  }
  const sentencesTo = (other: Span) => discourse.sentenceAt(span.start) - discourse.sentenceAt(other.start);
  const decidedBy = by && { sentences: sentencesTo(by), start: by.start, end: by.end };
  return resolved(speaker, rule, words, { place: span, decidedBy });
}

/** Forms of mentions that take up what the text named before. */
const TAKES_UP = /^(?:pronoun|anaphor|other)$/;
const NOBODY_BARRED: ReadonlySet<string> = new Set();

/**
 * Whom the source of an attribution cannot take up by a pronoun or noun: whoever the words that he is said to say name
 * (principle C of Chomsky's binding theory: "It said that the council was wrong" is not by the council), and who quotes him.
 */
function barredFrom(
  { source, cue, content, manner }: Attribution,
  scene: Scene,
  outer: Outer | undefined,
): Set<string> {
  const { discourse } = scene;
  const barred = new Set<string>();
  if (outer?.direct) barred.add(outer.resolved.speaker.id);
  const subject = source[0];
  // "Huawei will wait, it said" may be by Huawei: only what follows its subject cannot name it.
  if (manner === 'direct' || !subject || [...cue, ...content].some(({ start }) => start < subject.end)) return barred;
  const sentence = discourse.sentenceAt(subject.start);
  for (const { start, end } of content) {
    if (discourse.sentenceAt(start) !== sentence) continue;
    for (const seen of discourse.trail.within(start, end))
      if (!isInMarks(scene, seen.start)) barred.add(seen.speaker.id);
  }
  return barred;
}

/** What later words may take up of a mention. */
function kindOf(
  { mention, words, after }: { mention: Mention; words: string; after: string },
  speaker: Speaker,
): Parameters<Discourse['note']>[2] {
  const several =
    (mention.form === 'role' && mention.plural) || (mention.form === 'pronoun' && mention.kind === 'group');
  const single =
    (mention.form === 'role' && !mention.plural) ||
    (mention.form === 'pronoun' && mention.kind === 'person') ||
    (mention.form === 'other' && SOMEBODY.test(words));
  const one = ONE_OF.test(words);
  const role = mention.form === 'person' && mention.role !== undefined ? mention.role : roleByVerb(after);
  return {
    human: one || single,
    group: speaker.kind === 'unnamed' && (several || SEVERAL.test(words)) && !one,
    thing: mention.form === 'person' && mention.owner,
    ...(role === undefined ? {} : { role }),
  };
}

const ONE_OF = /^one (?:of|resident|person)\b|^one$/i;
/** "The authors of a study": a plural before whatever goes on. */
const SEVERAL =
  /^(?:the |these |those |its |their )?(?:[\p{L}-]+ ){0,2}?[\p{L}-]*[^su\P{L}]s(?= (?:of|at|in|from|for|with|who|on)\b|$)/iu;
/** "A farmer near the door": an article before somebody of whom nothing else is known, and who is heard. */
const SOMEBODY = /^(?:an?|another|my|his|her)\s/i;

/** In characters: room for "who" and the verb. */
const VERB_REACH = 24;

/** "Maria Smith, who founded the firm": the founder, whom no title calls so. */
function roleByVerb(after: string): string | undefined {
  const [, verb] = /^,?\s(?:who\s)?(?:has\s|had\s|have\s)?(\p{L}+)/u.exec(after) ?? [];
  return ROLE_OF_VERB.find(([verbs]) => verbs.test(verb ?? ''))?.[1];
}

const ROLE_OF_VERB: [RegExp, string][] = [
  [/^(?:co-?)?founded$/, 'founder'],
  [/^chair(?:s|ed)$/, 'chairman'],
  [/^(?:heads|headed|runs|ran|leads|led|directs|directed)$/, 'head'],
  [/^(?:owns|owned)$/, 'owner'],
  [/^edit(?:s|ed)$/, 'editor'],
];

/** A speaker, the rule that found him, and the mention that decided. */
interface Choice {
  speaker: Speaker;
  rule: Rule;
  by?: Span | undefined;
}

interface Case {
  mention: Mention;
  words: string;
  span: Span;
  scene: Scene;
  outer: Outer | undefined;
  inHeading: boolean;
  /** Identifiers of those who cannot be meant by a pronoun or noun here. */
  barred: ReadonlySet<string>;
}

function taken(seen: Seen, rule: Rule): Choice;
function taken(seen: Seen | undefined, rule: Rule): Choice | undefined;
function taken(seen: Seen | undefined, rule: Rule): Choice | undefined {
  if (!seen) return undefined;
  const { start, end } = seen.namedAt ?? seen;
  // Authors are known before the text begins.
  return { speaker: seen.speaker, rule, by: start < 0 ? undefined : { start, end } };
}

/** Whoever reports is meant: where the text names him. */
function takenFrom({ resolved: { speaker, decidedBy, place } }: Outer, rule: Rule): Choice {
  const by = decidedBy ?? place;
  return { speaker, rule, by: by && { start: by.start, end: by.end } };
}

/** "Nobody said that ...", "no official": there is no such speaker. */
const NOBODY = /^(?:nobody|no[- ]one|none|neither|no)\b/i;

/** "Ridgeline's Garrity": whoever bears the name, if the document has called somebody so. */
function pickOwned(tokens: Token[], { antecedents }: Scene): Choice | undefined {
  const [owner, name] = tokens.slice(-2);
  if (!owner?.possessive || !name?.capital || tokens.length > LONGEST_OWNER) return undefined;
  return taken(antecedents.findByName(name.word, name.start), 'part of a full name');
}

/** In words: "the Austrian institute's Huber". */
const LONGEST_OWNER = 5;

/** "Her order", "its report": whoever made it. */
function pickMaker(words: string, { span, scene, barred }: Case): Choice | undefined {
  const [, owner = '', work = ''] = OWN_WORK.exec(words.toLowerCase()) ?? [];
  if (!UTTERANCES.has(work)) return undefined;
  const { antecedents } = scene;
  const maker =
    owner === 'its'
      ? antecedents.findThing(span.start, barred)
      : owner === 'their'
        ? antecedents.findGroup(span.start, barred)
        : antecedents.findPerson(span.start, pronounOf(owner), barred);
  return taken(maker, 'pronoun');
}

const OWN_WORK = /^(his|her|its|their) (?:[\p{L}-]+ ){0,2}(\p{L}+)$/u;

/** A national subsidiary counts with its parent, wherever it is. */
function pickSubsidiary(tokens: Token[], cast: Cast): Choice | undefined {
  const found = findSubsidiary(tokens, cast.names);
  if (!found) return undefined;
  const { name, parent, country } = found;
  const speaker = cast.organisation(name, { country, affiliation: parent.name, bloc: parent.bloc });
  return { speaker, rule: 'name of an organisation' };
}

function pick(asked: Case): Choice {
  const given = { ...asked, mention: withOwner(asked) };
  const { mention, words, span, scene, inHeading } = given;
  const { cast, discourse, antecedents } = scene;
  const unnamed = (rule: Rule = 'nobody named'): Choice => ({
    speaker: cast.unnamed(words, cast.place(mention)),
    rule,
  });
  if (mention.form === 'person')
    return pickPerson(mention, given) ?? unnamed(inHeading ? 'words of a heading' : 'nobody named');
  if (mention.form === 'known' || mention.form === 'state') return pickBody(mention, given);
  if (/^(?:role|other|single)$/.test(mention.form) && NOBODY.test(words)) return unnamed('nobody at all');
  if (mention.form === 'pronoun')
    return (
      pickPronoun(mention.kind, given) ?? {
        speaker: cast.unnamed('', cast.placeIn(undefined)),
        rule: 'nobody found',
      }
    );
  if (mention.form === 'single') return pickSingle(mention, given) ?? unnamed();
  if (mention.form === 'role') return pickRole(mention, given) ?? unnamed();
  if (mention.form === 'anaphor') return pickAnaphor(mention, given) ?? unnamed();
  const whole = mention.form === 'organisation' ? antecedents.findShortened(mention.name, span.start) : undefined;
  if (whole) return taken(whole, 'short form of a name');
  const own = mention.form === 'organisation' ? pickOwn('body', mention.name.toLowerCase(), scene) : undefined;
  if (own) return own;
  const introduced = mention.form === 'other' ? antecedents.findByIntroduction(words, span.start) : undefined;
  if (introduced) return taken(introduced, 'title or office');
  const maker = mention.form === 'other' ? (pickMaker(words, given) ?? pickNamedSo(words, given)) : undefined;
  if (maker) return maker;
  if (inHeading || mention.form === 'other' || discourse.isCommon(mention.name))
    return unnamed(inHeading ? 'words of a heading' : 'nobody named');
  const owner =
    mention.form === 'body' && mention.speaker ? { ...mention, bodies: [mention.speaker], elsewhere: false } : mention;
  const speaker = cast.organisation(mention.name, cast.place(owner));
  return { speaker, rule: mention.form === 'body' ? 'body named after a person' : 'name of an organisation' };
}

/** "A spokesman for the company", "the group's president": of the one that the text named before. */
function withOwner({ mention, words, span, scene, barred }: Case): Mention {
  const { bodies, codes, unknownBody } = mention;
  const isTied = bodies.length > 0 || codes.length > 0 || unknownBody !== undefined;
  if (isTied || !/^(?:role|person)$/.test(mention.form)) return mention;
  const [, ...nouns] = OWNING.exec(words.toLowerCase()) ?? [];
  const noun = nouns.find((one) => one !== undefined);
  const kind = (['company', 'body'] as const).find((one) => noun !== undefined && ANAPHORS[one].has(noun));
  if (!kind || /^(?:government|administration)$/.test(noun!)) return mention;
  const owner = scene.antecedents.findAnaphor(kind, noun!, span.start, barred);
  return owner ? { ...mention, bodies: [owner.speaker] } : mention;
}

const OWNING =
  /\b(?:of|for|from|at|with|to) (?:the|this|that) (\p{L}+)(?![\p{L}'’-])|\b(?:the|this|that) (\p{L}+)['’]s\b|^an? (\p{L}+) (?:spokes|official|executive|representative|employee|lawyer|director|manager)/u;

/** "The principles", "the charter": a body that is called so with more words. */
function pickNamedSo(words: string, { span, scene }: Case): Choice | undefined {
  const [, noun] = /^the (\p{L}{3,})$/iu.exec(words) ?? [];
  if (noun === undefined) return undefined;
  return taken(scene.antecedents.findByNoun(noun.toLowerCase(), span.start), 'noun for somebody named before');
}

function pickPerson(
  mention: Mention & { form: 'person' },
  { words, span, scene, outer, inHeading }: Case,
): Choice | undefined {
  const { cast, discourse, antecedents } = scene;
  const parts = tokenise(mention.name).length;
  if (mention.speaker) {
    const bearer = parts === 1 ? antecedents.findByName(mention.name, span.start) : undefined;
    if (bearer)
      return taken(bearer, antecedents.isShared(mention.name) ? 'part of several full names' : 'part of a full name');
    const speaker = cast.isShared(mention.speaker.name)
      ? (antecedents.findByWholeName(mention.speaker.name, span.end)?.speaker ?? mention.speaker)
      : cast.lastBearer(mention.speaker);
    return { speaker, rule: cast.isListed(speaker) ? 'known name' : 'name of a person' };
  }
  if (inHeading || discourse.isCommon(mention.name)) return undefined;
  const { role, name, elsewhere } = mention;
  // Two capitalised words that the document takes up by "it" name a company.
  if (role === undefined && discourse.usage.of(name) === 'it')
    return { speaker: cast.organisation(name, cast.place(mention)), rule: 'name of an organisation' };
  const isOfBody = elsewhere || (role !== undefined && isOffice(role, words));
  const near = isOfBody ? antecedents.findSentenceBody(span.start, outer?.resolved.speaker) : undefined;
  return { speaker: cast.person(titleCase(name), cast.place(mention, near), role), rule: 'name of a person' };
}

/** Somebody of a body that the words do not name: the chairwoman, but neither "a lawyer" nor a minister, whose state is meant. */
function isOffice(role: string, words: string): boolean {
  const at = words.toLowerCase().indexOf(role.toLowerCase());
  return OFFICE.test(role) && !/\ban?\s(?:[\p{L}-]+\s){0,2}$/iu.test(words.slice(0, Math.max(0, at)));
}

const OFFICE =
  /\b(?:spokes\w+|chair(?:man|woman|person)?|chief|c[efsit]o|coo|executive|director|president|head|boss|manager|(?:co-?)?founder|owner|secretary|officer|representative|counsel|treasurer|commissioner|member|editor|deputy)\b/i;

function pickBody(mention: Mention & { form: 'known' | 'state' }, { span, scene }: Case): Choice {
  const { cast, antecedents, text } = scene;
  const giver = antecedents.findSpeechGiver(text, span.start);
  const speaker = mention.form === 'known' ? mention.speaker : cast.state(mention.code);
  if (giver && speaksFor(giver.speaker, speaker)) return taken(giver, 'giver of the speech');
  if (!cast.isListed(speaker))
    return { speaker, rule: speaker.kind === 'state' ? 'name of a country' : 'name of an organisation' };
  return { speaker, rule: 'known name' };
}

/** One capitalised word: a surname if the document has its bearer; after "Mr" a person; else the name of some body. */
function pickSingle(mention: Mention & { form: 'single' }, { span, scene, inHeading }: Case): Choice | undefined {
  const { cast, discourse, antecedents } = scene;
  const bearer = antecedents.findByName(mention.name, span.start);
  if (bearer)
    return taken(bearer, antecedents.isShared(mention.name) ? 'part of several full names' : 'part of a full name');
  const whole = mention.honorific ? undefined : antecedents.findShortened(mention.name, span.start);
  if (whole) return taken(whole, 'short form of a name');
  if (inHeading || discourse.isCommon(mention.name) || PEOPLE.test(mention.name)) return undefined;
  const listed = cast.findBySurname(mention.name);
  const other = listed && discourse.fullNames.findOther(tokenise(mention.name).at(-1)!.key, listed, span.start);
  if (other) return { speaker: cast.person(other.name, cast.place(mention)), rule: 'part of a full name', by: other };
  if (listed) return { speaker: listed, rule: 'only known bearer of the name' };
  const make = mention.honorific ? cast.person.bind(cast) : cast.organisation.bind(cast);
  const name = mention.honorific ? titleCase(mention.name) : mention.name;
  return { speaker: make(name, cast.place(mention)), rule: 'unknown name' };
}

/** "Republicans", "Democrats", "Activists": a capital at the beginning of a sentence, or a party's people. */
const PEOPLE = /.{3}(?:ans|ats|ists|ives|als|ors|ers|ents|ants)$/;

function pickRole(mention: Mention & { form: 'role' }, { words, span, scene }: Case): Choice | undefined {
  const { antecedents, cast, registry } = scene;
  if (!mention.definite && !mention.plural) {
    const next = antecedents.findNamedNext(mention, span);
    if (next) cast.settle(next.speaker, cast.place(mention));
    return taken(next, 'title or office');
  }
  if (!mention.definite) return undefined;
  if (mention.plural) return taken(antecedents.findSameGroup(words, span.start), 'group named before');
  const holder = antecedents.findByRole(mention, span.start, registry.speakers);
  if (!holder) return undefined;
  return 'speaker' in holder ? taken(holder, 'title or office') : { speaker: holder, rule: 'title or office' };
}

function pickAnaphor(mention: Mention & { form: 'anaphor' }, given: Case): Choice | undefined {
  const { span, scene, outer, barred } = given;
  const { antecedents, text } = scene;
  const { kind, noun } = mention;
  if (kind === 'utterance' && outer) return takenFrom(outer, 'noun for somebody named before');
  const giver = kind === 'utterance' ? antecedents.findSpeechGiver(text, span.start) : undefined;
  const found = giver ?? antecedents.findAnaphor(kind, noun, span.start, barred);
  return (
    taken(found, kind === 'publication' ? 'publication named before' : 'noun for somebody named before') ??
    pickOwn(kind, noun, scene)
  );
}

/** Where the text names no other: the publisher itself ("the ministry" or "the Commission", on its page), or the state where it is published. */
function pickOwn(kind: string, noun: string, { publisher, cast, metadata }: Scene): Choice | undefined {
  const publisherKind = publisher && cast.sourceKind(publisher);
  const isIt = kind === 'company' ? publisherKind === 'company' : publisher && isNamedWith(publisher, noun);
  if (publisher && publisherKind !== 'press' && /^(?:body|company)$/.test(kind) && isIt)
    return { speaker: publisher, rule: 'body that publishes the document' };
  const country = metadata.country ?? publisher?.country;
  return noun === 'government' && country !== undefined
    ? { speaker: cast.state(country), rule: 'state where the document is published' }
    : undefined;
}

function pickPronoun(
  kind: (Mention & { form: 'pronoun' })['kind'],
  { span, words, scene, outer, barred }: Case,
): Choice | undefined {
  const { antecedents, text, voice } = scene;
  const at = span.start;
  if (kind === 'self') {
    if (outer) return takenFrom(outer, 'who speaks as I or we');
    // Somebody quoted says it, of whom the text does not tell.
    return isInMarks(scene, at) ? undefined : { speaker: voice.speaker, rule: 'who speaks as I or we' };
  }
  if (kind === 'relative')
    return taken(antecedents.findAntecedent(at), 'pronoun') ?? newcomer(antecedents.findNewcomerAt(at), scene);
  if (kind === 'group') return taken(antecedents.findGroup(at, barred), 'pronoun for several');
  if (kind === 'thing')
    return (
      taken(antecedents.findSpeechGiver(text, at), 'giver of the speech') ??
      taken(antecedents.findThing(at, barred), 'pronoun') ??
      // "It calls on all states to join, he said": what is his speaks for him.
      (outer && takenFrom(outer, 'pronoun'))
    );
  const known = antecedents.findPerson(at, pronounOf(words), barred);
  return newcomer(antecedents.findNewcomer(at, pronounOf(words), known), scene) ?? taken(known, 'pronoun');
}

/** Somebody of whom the text has said nothing but the name. */
function newcomer(found: FullName | undefined, { cast }: Scene): Choice | undefined {
  if (!found) return undefined;
  const { name, start, end } = found;
  return { speaker: cast.person(name, cast.placeIn(undefined)), rule: 'pronoun', by: { start, end } };
}

function pronounOf(words: string): Pronoun {
  return /^(?:she|hers?|herself)\b/i.test(words) ? 'she' : 'he';
}

/** In characters: a quotation in one paragraph is hardly longer. */
const MARKS_REACH = 10_000;

/** Whether a quotation of the block is open at this place. */
function isInMarks({ text, blocks, sentences, discourse }: Scene, at: number): boolean {
  const block = blocks[sentences[discourse.sentenceAt(at)]?.block ?? -1];
  const before = text.slice(Math.max(block?.start ?? at, at - MARKS_REACH), at);
  const curly = before.lastIndexOf('“') > before.lastIndexOf('”');
  return curly || (before.match(/"/g)?.length ?? 0) % 2 === 1;
}

/** The giver of a speech speaks for a state or body when he belongs to it, or when nothing says that he does not. */
function speaksFor(person: Speaker, body: Speaker): boolean {
  if (person.affiliation === body.name) return true;
  return person.country === undefined || body.country === undefined || person.country === body.country;
}

function isHeading({ blocks, sentences, discourse }: Scene, span: Span): boolean {
  const sentence = sentences[discourse.sentenceAt(span.start)];
  return /^(?:heading|furniture)$/.test((sentence && blocks[sentence.block]?.kind) ?? '');
}

/** Names set in capitals throughout are written as names; a name with any small letter stays as it is. */
function titleCase(name: string): string {
  if (/\p{Ll}/u.test(name)) return name;
  return name.replace(/(\p{L})(\p{L}+)/gu, (_, first: string, rest: string) => first + rest.toLowerCase());
}
