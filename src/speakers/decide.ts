import type { Registry, Speaker } from '../claim.ts';
import { TriptychError } from '../error.ts';
import type { Store, StoredProfile } from '../store/index.ts';
import { slug } from '../text.ts';
import { type Decision, identify } from './decision.ts';

/** What decisions need of a knowledge base. */
export interface Decidable {
  store: Store;
  registry: Registry;
}

/** Who decides, and why; both stay with the decision for ever. */
export interface Signature {
  by: string;
  note?: string | undefined;
}

/**
 * Makes one speaker of two: all that was said of `from` is `into`'s, now and in what is read later. Throws NOT_FOUND where
 * there is no such speaker, USAGE where the two cannot be one.
 */
export function merge(knowledge: Decidable, names: { from: string; into: string }, signature: Signature): Decision {
  const [from, into] = [getSpeaker(knowledge, names.from), getSpeaker(knowledge, names.into)];
  checkMayChange(knowledge, from, 'name it as an alias of the other entry');
  if (from.id === into.id) throw new TriptychError('USAGE', `${from.name} (${from.id}) is one speaker already.`);
  if ((from.kind === 'person') !== (into.kind === 'person'))
    throw new TriptychError('USAGE', `${from.name} is a ${from.kind}, ${into.name} a ${into.kind}: they are not one.`);
  // Those of both: they need not be alike.
  const profiles = [from, into].flatMap(({ id }) => keysOf(knowledge.store.identities.profilesOf(id)));
  const { id, name } = into;
  return append(knowledge, signature, { kind: 'merge', speaker: from.id, into: id, name, profiles, rest: [] });
}

/**
 * Makes two speakers of one: what these documents, or these descriptions, say of `speaker` is somebody else's, who is called
 * `name`. Throws NOT_FOUND and USAGE; a description that other documents share can only be taken as a whole.
 */
export function split(
  knowledge: Decidable,
  {
    speaker: name,
    ...which
  }: { speaker: string; documents: string[]; descriptions: string[]; name?: string | undefined },
  signature: Signature,
): Decision {
  const speaker = getSpeaker(knowledge, name);
  const all = knowledge.store.identities.profilesOf(speaker.id);
  const chosen = all.filter((profile) => isChosen(profile, which));
  checkChoice(speaker, all, chosen, which);
  const called = which.name ?? speaker.name;
  const decided = new Set(knowledge.store.identities.decisions().map(({ into }) => into));
  const isTaken = (id: string) => decided.has(id) || knowledge.store.hasSpeaker(id);
  let into = slug(called);
  for (let n = 2; isTaken(into); n++) into = `${slug(called)}-${n}`;
  const rest = keysOf(all.filter((profile) => !chosen.includes(profile)));
  const said = { kind: 'split', speaker: speaker.id, into, name: called, profiles: keysOf(chosen), rest } as const;
  return append(knowledge, signature, said);
}

/** Calls a speaker by another name; what the texts call it stays among its other names. Throws NOT_FOUND and USAGE. */
export function rename(knowledge: Decidable, names: { speaker: string; name: string }, signature: Signature): Decision {
  const speaker = getSpeaker(knowledge, names.speaker);
  checkMayChange(knowledge, speaker, 'change its name there');
  const name = names.name.trim();
  if (name === '') throw new TriptychError('USAGE', 'Give the new name.');
  return append(knowledge, signature, {
    kind: 'rename',
    speaker: speaker.id,
    into: null,
    name,
    profiles: [],
    rest: [],
  });
}

function keysOf(profiles: readonly StoredProfile[]): string[] {
  return profiles.map(({ key }) => key);
}

/** The one speaker of an identifier or a name. Throws NOT_FOUND where there is none, USAGE where there are several. */
export function getSpeaker({ store }: Pick<Decidable, 'store'>, name: string): Speaker {
  const found = store.findSpeakers(name);
  const exact = found.find(({ id }) => id === name);
  const [only, ...others] = exact ? [exact] : found;
  if (!only) throw new TriptychError('NOT_FOUND', `There is no speaker "${name}". \`triptych speakers\` lists all.`);
  if (others.length > 0)
    throw new TriptychError(
      'USAGE',
      `Several speakers are called "${name}": ${found.map(({ id }) => id).join(', ')}. Name one by its identifier.`,
    );
  return only;
}

function checkMayChange({ registry }: Decidable, { id, name, kind }: Speaker, how: string): void {
  if (registry.speakers.some((one) => one.id === id))
    throw new TriptychError(
      'USAGE',
      `${name} (${id}) is an entry of the corpus: ${how}, in speakers.yaml or sources.yaml.`,
    );
  if (kind === 'unnamed' || kind === 'state')
    throw new TriptychError(
      'USAGE',
      `"${name}" (${id}) is ${kind === 'state' ? 'a state' : 'not named in its text'}: correct its claims one by one, with triptych correct.`,
    );
}

function isChosen({ key, documents }: StoredProfile, which: { documents: string[]; descriptions: string[] }): boolean {
  return which.descriptions.includes(key) || documents.some((document) => which.documents.includes(document));
}

function checkChoice(
  speaker: Speaker,
  all: readonly StoredProfile[],
  chosen: readonly StoredProfile[],
  which: { documents: string[]; descriptions: string[] },
): void {
  const show = `\`triptych speakers show ${speaker.id}\` lists its descriptions and their documents.`;
  if (chosen.length === 0) throw new TriptychError('USAGE', `Nothing of that is said of ${speaker.name}. ${show}`);
  const shared = chosen.find(
    ({ key, documents }) =>
      !which.descriptions.includes(key) && documents.some((one) => !which.documents.includes(one)),
  );
  if (shared)
    throw new TriptychError(
      'USAGE',
      `Other documents describe ${speaker.name} in the same words: ${shared.documents.join(', ')}. Name them too, or correct single claims with triptych correct.`,
    );
  if (chosen.length === all.length)
    throw new TriptychError('USAGE', `That is all that is said of ${speaker.name}: nothing would be left. ${show}`);
}

function append(
  { store, registry }: Decidable,
  { by, note }: Signature,
  said: Omit<Decision, 'id' | 'at' | 'by' | 'note'>,
): Decision {
  // Later than all that was decided before, even if a clock is wrong.
  const last = store.identities.decisions().at(-1)?.at;
  const at = new Date(Math.max(Date.now(), last === undefined ? 0 : Date.parse(last) + 1)).toISOString();
  const decision = identify({ at, by, note: note ?? null, ...said });
  store.identities.add([decision], registry);
  return decision;
}
