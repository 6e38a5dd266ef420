import type { Registry, Span, Speaker } from '../../src/claim.ts';
import { Cast } from './cast.ts';
import { mentionText } from './read-mention.ts';
import { type Resolved, resolved } from './resolved.ts';
import { type Token, tokenise } from './tokens.ts';
import { FAMILY_FIRST, GROUPS } from './vocabulary.ts';

/**
 * In text without capitals only the registry tells names from words; the name nearest to the verb counts, a family name
 * for whoever bears it in the document, or else in the registry.
 */
export function resolveUncased(
  tokens: Token[],
  { text, cast, casing, bearers }: { text: string; cast: Cast; casing: Casing; bearers: Bearers },
): Resolved {
  const words = mentionText(text, tokens);
  const [from, to] = [tokens[0]!.start, tokens.at(-1)!.end];
  // A source may end within a name, whose next word looked like the verb ("united | states").
  const around = tokenise(text, from, to + OVERHANG);
  const matches = cast.names.find(around, { loose: true, acronyms: casing === 'bare' });
  const match = matches.findLast((m) => around[m.from]!.start < to);
  const group = match && around.some((t, i) => i >= match.to && t.end <= to && GROUPS.has(t.key));
  const unnamed = (bodies: Speaker[]) =>
    resolved(cast.unnamed(words, cast.place({ bodies, codes: [], elsewhere: false })), 'nobody named', words);
  if (group) return unnamed([match.speaker]);
  const bearerOf = (key: string) =>
    bearers.get(key)?.speaker ?? (key.length >= SHORTEST_SURNAME ? cast.findBySurname(key) : undefined);
  // "trump administration": a surname inside the name of a body is the body's.
  const free = tokens.filter(
    (t) => !match || t.end <= around[match.from]!.start || t.start >= around[match.to - 1]!.end,
  );
  const bearer = free.findLast((t) => bearerOf(t.key));
  if (bearer && match?.speaker.kind !== 'person')
    return resolved(bearerOf(bearer.key)!, 'name in text without capitals', words, {
      decidedBy: bearers.get(bearer.key)?.at,
    });
  // Words that only stand before a verb are no name.
  return match
    ? resolved(match.speaker, 'name in text without capitals', words)
    : resolved(cast.unnamed('', cast.placeIn(undefined)), 'nobody found', words);
}

/** Where a text without capitals names those of the registry, in order: in full, or by the family names of {@link findBearers}. */
export function findNames(text: string, registry: Registry): Span[] {
  const cast = new Cast(registry, '');
  const casing = casingOf(text);
  if (casing === 'bare') addBareNames(cast, registry);
  const bearers = findBearers(text, cast);
  const tokens = tokenise(text);
  const matches = cast.names.find(tokens, { loose: true, acronyms: casing === 'bare' });
  const spans: Span[] = [];
  let next = 0;
  for (let i = 0; i < tokens.length; i++) {
    while (matches[next] && matches[next]!.from < i) next++;
    const to = matches[next]?.from === i ? matches[next]!.to : bearers.has(tokens[i]!.key) ? i + 1 : i;
    if (to === i) continue;
    spans.push({ start: tokens[i]!.start, end: tokens[to - 1]!.end });
    i = to - 1;
  }
  return spans;
}

/** Makes names known as they stand in a text that has lost its frequent words: "us department state". */
export function addBareNames(cast: Cast, registry: Registry): void {
  for (const speaker of registry.speakers) {
    const bare = [speaker.name, ...speaker.aliases].flatMap((name) => {
      const short = name.replace(FREQUENT, '').trim();
      return short === name || short === '' ? [] : [short];
    });
    if (bare.length > 0) cast.names.add(speaker, bare);
  }
}

const FREQUENT = /(?<![\p{L}\p{N}])(?:the|of|for|and|in|at|on|to)\s+/giu;

/** People whom a text without capitals calls by their full names, by family name, with the place where it does. */
export type Bearers = Map<string, { speaker: Speaker; at: Span }>;

/** Finds them; a family name that two of them share is nobody's. */
export function findBearers(text: string, cast: Cast): Bearers {
  const tokens = tokenise(text);
  const bearers: Bearers = new Map();
  const shared = new Set<string>();
  for (const { from, to, speaker } of cast.names.find(tokens, { loose: true })) {
    if (speaker.kind !== 'person' || to - from < 2) continue;
    const key = tokens[FAMILY_FIRST.has(speaker.country ?? '') ? from : to - 1]!.key;
    const known = bearers.get(key);
    if (known && known.speaker !== speaker) shared.add(key);
    else if (!known) bearers.set(key, { speaker, at: { start: tokens[from]!.start, end: tokens[to - 1]!.end } });
  }
  for (const key of shared) bearers.delete(key);
  return bearers;
}

/** In characters: two words. */
const OVERHANG = 20;

/** In letters: shorter family names are also words. */
const SHORTEST_SURNAME = 5;

export type Casing = 'normal' | 'small' | 'bare';

/** `small` has lost its capitals; `bare` its frequent words too, so that a "us" left in it is the country. */
export function casingOf(text: string): Casing {
  let letters = 0;
  let capitals = 0;
  for (const { 0: run } of text.matchAll(/\p{L}+/gu)) {
    letters += run.length;
    if (/[^a-z]/.test(run)) capitals += run.match(/\p{Lu}|\p{Lo}/gu)?.length ?? 0;
  }
  if (letters < ENOUGH_LETTERS || capitals / letters > FEWEST_CAPITALS) return 'normal';
  return /\b(?:the|and|of)\b/.test(text) ? 'small' : 'bare';
}

/** English prose has one capital in 25 letters, headlines more; below one in 500 they are accidents. */
const FEWEST_CAPITALS = 1 / 500;
/** A shorter text without capitals may be written so. */
const ENOUGH_LETTERS = 500;
