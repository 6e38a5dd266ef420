import type { Attribution, Block, Metadata, Registry, Sentence, Speaker } from '../../src/claim.ts';
import { Antecedents } from './antecedents.ts';
import { Cast } from './cast.ts';
import { Discourse } from './discourse.ts';
import type { Mention } from './mention.ts';
import { Pairs } from './pairs.ts';
import { resolveAttribution, type Scene } from './pick.ts';
import { readMention } from './read-mention.ts';
import { type Resolved, resolved } from './resolved.ts';
import { tokenise } from './tokens.ts';
import { addBareNames, casingOf, findBearers } from './uncased.ts';

export type { Decider, Resolved } from './resolved.ts';
export { findNames } from './uncased.ts';

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
  const casing = casingOf(input.text);
  if (casing === 'bare') addBareNames(cast, input.registry);
  const publishers = findPublishers(input.metadata, cast);
  const authors = findAuthors(input, cast);
  const voice = findVoice(input.metadata, publishers, cast);
  const discourse = new Discourse(input, cast);
  for (const author of authors) discourse.note(author, { start: -1, end: -1 });
  const antecedents = new Antecedents(discourse, cast, { sentences: input.sentences, date: input.metadata.date });
  const publisher = publishers.at(-1)?.speaker;
  const bearers = casing === 'normal' ? new Map() : findBearers(input.text, cast);
  const scene = {
    ...input,
    bearers,
    cast,
    discourse,
    antecedents,
    voice,
    publisher,
    author: authors[0],
    casing,
    pairs: new Pairs(),
  };
  const attributionSpeakers = resolveAll(input.attributions, scene);
  return { attributionSpeakers, voice, publishers };
}

/** Left to right through the text, since a pronoun takes up who spoke before; whoever reports comes before who is reported. */
function resolveAll(attributions: Attribution[], scene: Scene): Resolved[] {
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
    const reporting = within === undefined || path.has(within) ? undefined : attributions[within];
    const outer = reporting && {
      resolved: visit(within!, path.add(i)),
      direct: reporting.manner === 'direct',
    };
    const speaker = resolveAttribution(attribution, scene, outer);
    found.set(i, speaker);
    return speaker;
  };
  for (const i of order) visit(i, new Set([i]));
  return attributions.map((_, i) => found.get(i)!);
}

/** Words in a byline that say that there is none. */
const NOBODY = /^(?:none\b.*|unknown.*|anonymous|various|many|several|staff.*|admin|n\/?a|not named|-)$/i;

/** Kinds of text in which the institution speaks, whoever wrote it. */
const OFFICIAL =
  /\b(?:policy|law|regulation|statement|press release|declaration|resolution|communiqu|fact ?sheet|encyclop|standard)/i;

function findPublishers(metadata: Metadata, cast: Cast): Resolved[] {
  const found: Resolved[] = [];
  if (metadata.digestOf)
    found.push(resolved(cast.organisation('Triptych', { bloc: 'other' }), 'maker of the digest', ''));
  const described = metadata.digestOf ?? metadata;
  if (described.publisher) {
    const publisher = cast.organisation(described.publisher, cast.placeIn(described.country));
    if (publisher.id !== found[0]?.speaker.id) found.push(resolved(publisher, 'publisher of the document', ''));
  }
  return found;
}

/** Authors are known by name from the beginning, a digest's those of what it digests; their offices, where a line says them. */
function findAuthors({ metadata, text, blocks }: ResolveInput, cast: Cast): Speaker[] {
  const { author, publisher, country } = metadata.digestOf ?? metadata;
  const body = publisher === undefined ? undefined : cast.names.named(publisher);
  const names = splitNames(author).filter((name) => name !== body?.name && tokenise(name).length > 1);
  // A blog may bear its author's name as another name of its own, and is still not the author.
  return names.flatMap((name) => {
    const known = cast.names.named(name);
    if (known && known !== body) return known.kind === 'person' ? [known] : [];
    const office = findOffice(name, { text, blocks }, cast);
    if (office) return [cast.person(name, cast.place(office), office.role)];
    return [cast.person(name, cast.placeIn(body?.country ?? country, body?.name ?? publisher))];
  });
}

/** Where an author's name and office may stand: in so many blocks from the first, in no more than so many characters. */
const HEADER = { blocks: 8, length: 250 };

/** "Ada Stone, Minister of Transport of Norland" in a line above the text. */
function findOffice(
  name: string,
  { text, blocks }: Pick<ResolveInput, 'text' | 'blocks'>,
  cast: Cast,
): (Mention & { form: 'person' }) | undefined {
  for (const { start, end } of blocks.slice(0, HEADER.blocks)) {
    const line = text.slice(start, Math.min(end, start + HEADER.length));
    const at = line.toLowerCase().indexOf(name.toLowerCase());
    if (end - start > HEADER.length || at < 0) continue;
    // "Minister Ada Stone's Press Conference": what is hers says nothing of her.
    const after = at + name.length;
    const own = /^['’]/.test(line.slice(after)) ? start + after : end;
    const mention = readMention(tokenise(text, start, own), cast.names);
    if (mention.form !== 'person' || mention.role === undefined || !isTied(mention)) continue;
    return mention;
  }
  return undefined;
}

function isTied({ bodies, codes, unknownBody }: Mention): boolean {
  return bodies.length > 0 || codes.length > 0 || unknownBody !== undefined;
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
    return resolved(speaker, 'author of the document', '');
  }
  if (publisher) return publisher;
  return resolved(cast.unnamed('unknown author', cast.placeIn(metadata.country)), 'unknown author', '');
}
