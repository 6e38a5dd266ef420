import { type Mention, NO_TIES } from './mention.ts';
import type { Match } from './names.ts';
import { headEnd, lastNoun, type Parts } from './parts.ts';
import type { Place } from './places.ts';
import { isOrganisation, nameOf } from './runs.ts';
import type { Token } from './tokens.ts';
import { ANAPHORS, BODIES, GOVERNMENT, PORTFOLIOS, STANDPOINTS, UTTERANCES } from './vocabulary.ts';

/** An organisation or state of the registry, or a country of the gazetteer. */
export function readBody(parts: Parts): Mention | undefined {
  const { tokens, marks, matches, places } = parts;
  const end = headEnd(tokens);
  const bodies = matches.filter((m) => m.speaker.kind !== 'person');
  const near = bodies.filter((m) => m.from < end);
  const listed = near.find((m, i) => tokens[m.to]?.key === 'and' && near[i + 1]?.from === m.to + 1);
  const head =
    listed ?? near.findLast((m) => !tokens[m.to - 1]!.possessive && !followedByName(parts, m.to)) ?? near.at(-1);
  const utterance = tokens.slice(0, end).some((t) => UTTERANCES.has(t.key));
  const body = head ?? (utterance || end === 0 ? bodies[0] : undefined);
  if (body) return bodyMention(parts, body, utterance);
  const place = places.find((p) => p.from < end && marks[p.from] === 'place' && isStatePlace(parts, p));
  if (place) return { form: 'state', code: place.code, ...NO_TIES };
  const [first] = places;
  return first && first.to < end && marks[first.from] === 'place' && isBodyOf(tokens.slice(0, end), first)
    ? { form: 'organisation', name: nameOf(tokens, { from: first.from, to: end }), ...NO_TIES }
    : undefined;
}

/** "The Chinese foreign ministry", "the Swedish embassy": a body that has no name but its country and its task. */
export function isBodyOf(tokens: Token[], { from, to, form }: Place): boolean {
  if (form !== 'demonym' || from > 1 || (from === 1 && INDEFINITE.test(tokens[0]!.key))) return false;
  const [noun, ...task] = tokens.slice(to).reverse();
  if (!noun || noun.capital || noun.possessive || !ANAPHORS.body.has(noun.key)) return false;
  return task.every(({ key, capital }) => !capital && PORTFOLIOS.has(key));
}

/** "The plaintiff, Corvid Systems,": a description, and the name of the body that it describes. */
export function readApposition(parts: Parts): Mention | undefined {
  const { tokens, marks, runs } = parts;
  const end = headEnd(tokens);
  if (!/^(?:the|its|their|our|his|her)$/.test(tokens[0]?.key ?? '') || marks.slice(0, end).some((m) => m !== 'word'))
    return undefined;
  const run = runs.find((r) => r.from === end && r.to === tokens.length);
  if (!run || !tokens[end]!.gap.includes(',')) return undefined;
  const name = nameOf(tokens, run);
  return run.to - run.from === 1 && !isOrganisation(parts, run)
    ? { form: 'single', name, honorific: false, ...NO_TIES }
    : { form: 'organisation', name, ...NO_TIES };
}

/** Capitalised words that the registry does not know: an organisation, or one word of which only its document can tell. */
export function readUnknown(parts: Parts): Mention {
  const { tokens, matches, places } = parts;
  const end = headEnd(tokens);
  const utterance = tokens.slice(0, end).some((t) => UTTERANCES.has(t.key));
  const run = parts.runs.find((r) => r.from < end) ?? (utterance ? parts.runs[0] : undefined);
  const foreign = matches.find((m) => m.from < end && m.speaker.kind === 'organisation');
  // A body of that name, and of another country.
  if (foreign && isForeignTo(parts, foreign))
    return { form: 'organisation', name: nameOf(tokens, foreign), ...NO_TIES };
  if (!run) return { form: 'other', ...NO_TIES };
  const name = nameOf(tokens, run);
  const listed = tokens[run.to]?.key === 'and';
  const noun =
    tokens[run.to] && !tokens[run.to]!.capital && !listed ? lastNoun(tokens, run.to, headEnd(tokens)) : undefined;
  const alone =
    noun === undefined ||
    UTTERANCES.has(noun) ||
    GOVERNMENT.has(noun) ||
    BODIES.has(noun) ||
    tokens[run.to - 1]!.possessive;
  if (foreign || !alone) return { form: 'other', ...NO_TIES };
  const single = run.to - run.from === 1 && !isOrganisation(parts, run) && places.every((p) => p.from !== run.from);
  return single ? { form: 'single', name, honorific: false, ...NO_TIES } : { form: 'organisation', name, ...NO_TIES };
}

/** "Poland's Foreign Ministry" is not the ministry of another country that the registry knows by that name. */
export function isForeignTo({ tokens, places, matches }: Parts, match: Match): boolean {
  const country = match.speaker.country;
  if (!country || match.speaker.kind !== 'organisation') return false;
  const before = [
    ...places.filter((p) => p.to === match.from).map((p) => p.code),
    ...matches.filter((m) => m.to === match.from && m.speaker.kind === 'state').map((m) => m.speaker.country),
  ];
  const beside = tokens[match.from - 1]?.possessive || places.some((p) => p.to === match.from && p.form === 'demonym');
  return Boolean(beside) && before.some((code) => code !== undefined && code !== country);
}

function bodyMention(parts: Parts, match: Match, utterance: boolean): Mention | undefined {
  const { tokens, marks } = parts;
  const { to, speaker } = match;
  const owner = tokens[to - 1]!.possessive;
  const next = tokens[to];
  if (followedByName(parts, to)) return undefined;
  if (isForeignTo(parts, match)) return undefined;
  const noun =
    next && next.key !== 'and' && to < headEnd(tokens) && marks[to] === 'word' && !next.capital
      ? lastNoun(tokens, to, headEnd(tokens))
      : undefined;
  if (noun === undefined || utterance || STANDPOINTS.has(noun)) return { form: 'known', speaker, owner, ...NO_TIES };
  if (GOVERNMENT.has(noun)) return { form: 'known', speaker, owner, ...NO_TIES };
  if (speaker.kind === 'state' && ANAPHORS.body.has(noun))
    return INDEFINITE.test(tokens[0]!.key)
      ? { form: 'other', ...NO_TIES }
      : { form: 'organisation', name: nameOf(tokens, { from: match.from, to: headEnd(tokens) }), ...NO_TIES };
  return owner ? { form: 'known', speaker, owner, ...NO_TIES } : { form: 'other', ...NO_TIES };
}

/** Before one of several. */
export const INDEFINITE = /^(?:an?|one|some|another|several|many|two|three)$/;

function followedByName({ marks, tokens }: Parts, at: number): boolean {
  return tokens[at - 1]!.possessive && (marks[at] === 'run' || marks[at] === 'match');
}

/** A country alone, its capital alone, or its government. */
function isStatePlace({ tokens, marks }: Parts, place: Place): boolean {
  const end = headEnd(tokens);
  const noun = lastNoun(tokens, place.to, end);
  if (marks.slice(0, end).some((m) => m === 'run' || m === 'match')) return false;
  if (noun !== undefined && place.form === 'demonym' && STANDPOINTS.has(noun)) return true;
  if (noun !== undefined) return GOVERNMENT.has(noun) || (UTTERANCES.has(noun) && tokens[place.to - 1]!.possessive);
  return place.form !== 'demonym';
}
