import type { Attribution, Block, Metadata, Registry, Sentence, Span, Speaker } from '../../src/claim.ts';
import { Cast } from './cast.ts';
import { Discourse } from './discourse.ts';
import { type Mention, mentionText, readMention } from './mention.ts';
import { type Token, tokenise } from './tokens.ts';
import { GROUPS } from './vocabulary.ts';

/** A speaker with the words that named him, the rule that found him, and the probability that it is he. */
export interface Resolved {
  speaker: Speaker;
  confidence: number;
  mention: string;
  rule: keyof typeof CONFIDENCE;
}

export interface ResolveInput {
  text: string;
  blocks: Block[];
  sentences: Sentence[];
  attributions: Attribution[];
  metadata: Metadata;
  registry: Registry;
  /** Name of the document; unnamed speakers are told apart by it. */
  document: string;
}

/**
 * Says of every attribution, in order, who its speaker is, and in whose voice the document speaks. `publishers` are those
 * who hand on what it reports, the outermost first: a digest's maker, then the publisher.
 */
export function resolve(input: ResolveInput): {
  attributionSpeakers: Resolved[];
  voice: Resolved;
  publishers: Resolved[];
} {
  const cast = new Cast(input.registry, input.document);
  const publishers = findPublishers(input.metadata, cast);
  const authors = findAuthors(input.metadata, cast);
  const voice = findVoice(input.metadata, publishers, cast);
  const discourse = new Discourse(input, cast);
  for (const author of authors) discourse.note(author, { start: -1, end: -1 });
  const author = authors[0];
  const attributionSpeakers = resolveAll({ ...input, cast, discourse, voice, author, casing: casingOf(input.text) });
  return { attributionSpeakers, voice, publishers };
}

/** Probability that the speaker is right, by rule. Judged on the five documents of the corpus and on PolNeAR's sources. */
const CONFIDENCE = {
  registry: 0.97,
  'new-person': 0.9,
  surname: 0.93,
  'listed-surname': 0.65,
  'speech-giver': 0.85,
  state: 0.93,
  'new-organisation': 0.8,
  shortened: 0.85,
  body: 0.85,
  title: 0.75,
  publication: 0.75,
  anaphor: 0.7,
  pronoun: 0.75,
  'group-pronoun': 0.55,
  self: 0.8,
  'unknown-word': 0.5,
  uncased: 0.6,
  unnamed: 0.8,
  heading: 0.4,
  'no-source': 0.5,
  author: 0.95,
  publisher: 0.95,
  digest: 1,
  'unknown-author': 0.9,
} as const;

type Rule = keyof typeof CONFIDENCE;

interface Scene extends ResolveInput {
  cast: Cast;
  discourse: Discourse;
  voice: Resolved;
  author: Speaker | undefined;
  casing: ReturnType<typeof casingOf>;
}

/** Left to right through the text, since a pronoun takes up who spoke before; whoever reports comes before who is reported. */
function resolveAll(scene: Scene): Resolved[] {
  const { attributions } = scene;
  const found = new Map<number, Resolved>();
  const place = (a: Attribution) => a.source[0]?.start ?? a.cue[0]?.start ?? a.content[0]?.start ?? 0;
  const order = attributions
    .map((_, i) => i)
    .sort((a, b) => place(attributions[a]!) - place(attributions[b]!) || a - b);
  const visit = (i: number, path: Set<number>): Resolved => {
    const known = found.get(i);
    if (known) return known;
    const attribution = attributions[i]!;
    const { within } = attribution;
    const outer =
      within !== undefined && attributions[within] && !path.has(within) ? visit(within, path.add(i)) : undefined;
    const resolved = resolveOne(attribution, scene, outer);
    found.set(i, resolved);
    return resolved;
  };
  for (const i of order) visit(i, new Set([i]));
  return attributions.map((_, i) => found.get(i)!);
}

function resolveOne(attribution: Attribution, scene: Scene, outer: Resolved | undefined): Resolved {
  const { text, cast, discourse } = scene;
  const tokens = attribution.source.flatMap((span) => tokenise(text, span.start, span.end));
  const first = attribution.source[0];
  if (!first || tokens.length === 0) {
    // Answers labelled "A:" are by the one whose press conference it is.
    const spoken = attribution.manner === 'direct' && attribution.cue.length === 0;
    if (spoken && scene.author) return result(scene.author, 'author', '');
    return result(cast.unnamed('', cast.placeIn(undefined)), 'no-source', '');
  }
  if (scene.casing !== 'normal') return resolveUncased(tokens, scene);
  const mention = readMention(tokens, cast.names);
  const words = mentionText(text, tokens);
  const span = { start: first.start, end: attribution.source.at(-1)!.end };
  const inHeading = isHeading(scene, first);
  const [speaker, rule] = pick({ mention, words, span, scene, outer, inHeading });
  const human =
    (mention.form === 'role' && !mention.plural) || (mention.form === 'pronoun' && mention.kind === 'person');
  const thing = mention.form === 'person' && mention.owner;
  if (!inHeading)
    discourse.note(speaker, span, { human, thing, role: mention.form === 'person' ? mention.role : undefined });
  return result(speaker, rule, words);
}

/** In text without capitals only the registry tells names from words; the name nearest to the verb counts. */
function resolveUncased(tokens: Token[], { text, cast, casing }: Scene): Resolved {
  const words = mentionText(text, tokens);
  const [from, to] = [tokens[0]!.start, tokens.at(-1)!.end];
  // A source may end within a name, whose next word looked like the verb ("united | states").
  const around = tokenise(text, from, to + OVERHANG);
  const matches = cast.names.find(around, { loose: true, acronyms: casing === 'bare' });
  const match = matches.findLast((m) => around[m.from]!.start < to);
  const group = match && around.some((t, i) => i >= match.to && t.end <= to && GROUPS.has(t.key));
  const unnamed = (bodies: Speaker[]) =>
    result(cast.unnamed(words, cast.place({ bodies, codes: [], elsewhere: false })), 'unnamed', words);
  if (group) return unnamed([match.speaker]);
  const listed = tokens.filter((t) => t.key.length >= SHORTEST_SURNAME).findLast((t) => cast.findBySurname(t.key));
  const speaker = match?.speaker.kind === 'person' || !listed ? match?.speaker : cast.findBySurname(listed.key);
  // Words that only stand before a verb are no name.
  return speaker
    ? result(speaker, 'uncased', words)
    : result(cast.unnamed('', cast.placeIn(undefined)), 'no-source', words);
}

/** In characters: two words. */
const OVERHANG = 20;

/** In letters: shorter family names are also words. */
const SHORTEST_SURNAME = 5;

/** `small` has lost its capitals; `bare` its frequent words too, so that a "us" left in it is the country. */
function casingOf(text: string): 'normal' | 'small' | 'bare' {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}|\p{Lo}/gu)?.length ?? 0;
  if (letters < ENOUGH_LETTERS || capitals / letters > FEWEST_CAPITALS) return 'normal';
  return /\b(?:the|and|of)\b/.test(text) ? 'small' : 'bare';
}

/** English prose has one capital in 25 letters, headlines more; below one in 500 they are accidents. */
const FEWEST_CAPITALS = 1 / 500;
/** A shorter text without capitals may be written so. */
const ENOUGH_LETTERS = 500;

interface Case {
  mention: Mention;
  words: string;
  span: Span;
  scene: Scene;
  outer: Resolved | undefined;
  inHeading: boolean;
}

function pick(given: Case): [Speaker, Rule] {
  const { mention, words, span, scene, outer, inHeading } = given;
  const { cast, discourse, text } = scene;
  const unnamed = (rule: Rule = 'unnamed'): [Speaker, Rule] => [cast.unnamed(words, cast.place(mention)), rule];
  if (mention.form === 'person') return pickPerson(mention, given) ?? unnamed(inHeading ? 'heading' : 'unnamed');
  if (mention.form === 'known' || mention.form === 'state') {
    const giver = discourse.findSpeechGiver(text, span.start);
    const body = mention.form === 'known' ? mention.speaker : cast.state(mention.code);
    if (giver && speaksFor(giver, body)) return [giver, 'speech-giver'];
    if (!cast.isListed(body)) return [body, body.kind === 'state' ? 'state' : 'new-organisation'];
    return [body, 'registry'];
  }
  if (mention.form === 'pronoun')
    return pickPronoun(mention.kind, given) ?? [cast.unnamed('', cast.placeIn(undefined)), 'no-source'];
  if (mention.form === 'single') return pickSingle(mention, given) ?? unnamed();
  if (mention.form === 'role') {
    const holder =
      mention.plural || !mention.definite
        ? undefined
        : discourse.findByRole(mention, span.start, scene.registry.speakers);
    return holder ? [holder, 'title'] : unnamed();
  }
  if (mention.form === 'anaphor') {
    const utterance =
      mention.kind === 'utterance' ? (outer?.speaker ?? discourse.findSpeechGiver(text, span.start)) : undefined;
    const found = utterance ?? discourse.findAnaphor(mention.kind, mention.noun, span.start);
    return found ? [found, mention.kind === 'publication' ? 'publication' : 'anaphor'] : unnamed();
  }
  const whole = mention.form === 'organisation' ? discourse.findShortened(mention.name, span.start) : undefined;
  if (whole) return [whole, 'shortened'];
  if (inHeading || mention.form === 'other' || discourse.isCommon(mention.name))
    return unnamed(inHeading ? 'heading' : 'unnamed');
  const owner =
    mention.form === 'body' && mention.speaker ? { ...mention, bodies: [mention.speaker], elsewhere: false } : mention;
  return [cast.organisation(mention.name, cast.place(owner)), mention.form === 'body' ? 'body' : 'new-organisation'];
}

function pickPerson(
  mention: Mention & { form: 'person' },
  { span, scene, inHeading }: Case,
): [Speaker, Rule] | undefined {
  const { cast, discourse } = scene;
  const parts = tokenise(mention.name).length;
  if (mention.speaker) {
    const bearer = parts === 1 ? discourse.findByName(mention.name, span.start) : undefined;
    if (bearer) return [bearer, 'surname'];
    return [mention.speaker, cast.isListed(mention.speaker) ? 'registry' : 'new-person'];
  }
  if (inHeading || discourse.isCommon(mention.name)) return undefined;
  const near = mention.role === undefined && !mention.elsewhere ? undefined : discourse.findSentenceBody(span.start);
  return [cast.person(titleCase(mention.name), cast.place(mention, near), mention.role), 'new-person'];
}

/** One capitalised word: a surname if the document has its bearer; after "Mr" a person; else the name of some body. */
function pickSingle(
  mention: Mention & { form: 'single' },
  { span, scene, inHeading }: Case,
): [Speaker, Rule] | undefined {
  const { cast, discourse } = scene;
  const bearer = discourse.findByName(mention.name, span.start);
  if (bearer) return [bearer, 'surname'];
  const whole = mention.honorific ? undefined : discourse.findShortened(mention.name, span.start);
  if (whole) return [whole, 'shortened'];
  if (inHeading || discourse.isCommon(mention.name) || PEOPLE.test(mention.name)) return undefined;
  const listed = cast.findBySurname(mention.name);
  if (listed) return [listed, 'listed-surname'];
  if (mention.honorific) return [cast.person(mention.name, cast.place(mention)), 'unknown-word'];
  return [cast.organisation(mention.name, cast.place(mention)), 'unknown-word'];
}

/** "Republicans", "Democrats", "Activists": a capital at the beginning of a sentence, or a party's people. */
const PEOPLE = /.{3}(?:ans|ats|ists|ives|als|ors|ers|ents|ants)$/;

function pickPronoun(
  kind: (Mention & { form: 'pronoun' })['kind'],
  { span, scene, outer }: Case,
): [Speaker, Rule] | undefined {
  const { discourse, text, voice } = scene;
  const at = span.start;
  const found = (speaker: Speaker | undefined, rule: Rule): [Speaker, Rule] | undefined => speaker && [speaker, rule];
  if (kind === 'self') return outer ? [outer.speaker, 'self'] : [voice.speaker, 'self'];
  if (kind === 'relative') return found(discourse.findAntecedent(at), 'pronoun');
  if (kind === 'person') return found(discourse.findPerson(at), 'pronoun');
  if (kind === 'group') return found(discourse.findPerson(at, { group: true }), 'group-pronoun');
  return found(discourse.findSpeechGiver(text, at), 'speech-giver') ?? found(discourse.findThing(at), 'pronoun');
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

function result(speaker: Speaker, rule: Rule, mention: string): Resolved {
  return { speaker, confidence: CONFIDENCE[rule], mention, rule };
}

/** Names set in capitals throughout are written as names; a name with any small letter stays as it is. */
function titleCase(name: string): string {
  if (/\p{Ll}/u.test(name)) return name;
  return name.replace(/(\p{L})(\p{L}+)/gu, (_, first: string, rest: string) => first + rest.toLowerCase());
}

/** Words in a byline that say that there is none. */
const NOBODY = /^(?:none\b.*|unknown.*|anonymous|various|many|several|staff.*|admin|n\/?a|not named|-)$/i;

/** Kinds of text in which the institution speaks, whoever wrote it. */
const OFFICIAL =
  /\b(?:policy|law|regulation|statement|press release|declaration|resolution|communiqu|fact ?sheet|encyclop|standard)/i;

function findPublishers(metadata: Metadata, cast: Cast): Resolved[] {
  const found: Resolved[] = [];
  if (metadata.digestOf) found.push(result(cast.organisation('Triptych', { bloc: 'other' }), 'digest', 'Triptych'));
  const described = metadata.digestOf ?? metadata;
  if (described.publisher) {
    const publisher = cast.organisation(described.publisher, cast.placeIn(described.country));
    if (publisher.id !== found[0]?.speaker.id) found.push(result(publisher, 'publisher', described.publisher));
  }
  return found;
}

/** Authors are known by name from the beginning, a digest's those of what it digests. */
function findAuthors(metadata: Metadata, cast: Cast): Speaker[] {
  const { author, publisher, country } = metadata.digestOf ?? metadata;
  const body = publisher === undefined ? undefined : cast.names.named(publisher);
  const names = splitNames(author).filter((name) => name !== body?.name && tokenise(name).length > 1);
  // A blog may bear its author's name as another name of its own, and is still not the author.
  return names.flatMap((name) => {
    const known = cast.names.named(name);
    if (known && known !== body) return known.kind === 'person' ? [known] : [];
    return [cast.person(name, cast.placeIn(body?.country ?? country, body?.name ?? publisher))];
  });
}

function splitNames(author: string | undefined): string[] {
  const names = (author ?? '').split(/\s*(?:[;,&]|\band\b|，|、)\s*/u);
  return names.map((name) => name.trim()).filter((name) => name !== '' && !NOBODY.test(name));
}

function findVoice(metadata: Metadata, publishers: Resolved[], cast: Cast): Resolved {
  if (metadata.digestOf) return publishers[0]!;
  const publisher = publishers[0];
  const kind = publisher && cast.sourceKind(publisher.speaker);
  const [author] = splitNames(metadata.author);
  const institutional = publisher && (OFFICIAL.test(metadata.kind ?? '') || kind === 'encyclopedia');
  if (author !== undefined && !institutional) {
    const country = publisher?.speaker.country ?? metadata.country;
    const speaker = cast.names.named(author) ?? cast.person(author, cast.placeIn(country, publisher?.speaker.name));
    return result(speaker, 'author', author);
  }
  if (publisher) return publisher;
  return result(cast.unnamed('unknown author', cast.placeIn(metadata.country)), 'unknown-author', '');
}
