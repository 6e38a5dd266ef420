import { userInfo } from 'node:os';
import type { Registry, Speaker, Stance } from '../claim.ts';
import { TriptychError } from '../error.ts';
import type { Store } from '../store/index.ts';
import { normaliseName } from '../text.ts';
import type { CorrectionRequest, HistoryEntry, UndoRequest } from './contract.ts';
import { type Entry, identify, inForce, type LabelSet, type NamedSpeaker, statesOf } from './record.ts';

/** What corrections need of a knowledge base. */
export interface Correctable {
  store: Store;
  registry: Registry;
}

/**
 * Sets labels of a claim by a person's word: one entry of the log, in force at once. Throws NOT_FOUND where there is no such
 * claim, USAGE where nothing is to be set, or a speaker, topic or target is not known.
 */
export function correct(knowledge: Correctable, claim: string, request: CorrectionRequest, now = new Date()): Entry {
  const { store } = knowledge;
  const labels = store.corrections.labelsOf(claim);
  if (!labels) throw noClaim(claim);
  const after = toLabels(knowledge, request);
  if (Object.keys(after).length === 0)
    throw new TriptychError(
      'USAGE',
      'Say what to correct: speaker, bloc, topics, stance, or that the claim is rejected.',
    );
  const about = store.getClaimAlone(claim);
  return append(knowledge, now, {
    claim,
    document: about.document,
    words: about.text,
    by: request.by,
    note: request.note,
    before: only(labels, after),
    after,
    undoes: null,
  });
}

/**
 * Takes a correction back: the labels are again what the other corrections say, and the program where they say nothing. Both
 * entries stay in the log. Throws NOT_FOUND where there is no such entry, USAGE where it is an undo or is undone already.
 */
export function undo(knowledge: Correctable, id: string, request: UndoRequest, now = new Date()): Entry {
  const { corrections } = knowledge.store;
  const entry = corrections.find(id);
  if (!entry)
    throw new TriptychError('NOT_FOUND', `There is no correction "${id}". \`triptych corrections\` lists them.`);
  if (entry.undoes !== null)
    throw new TriptychError('USAGE', `${id} is itself an undo. Correct the claim ${entry.claim} again instead.`);
  const entries = corrections.list(entry.claim);
  if (entries.some(({ undoes }) => undoes === id))
    throw new TriptychError('USAGE', `The correction ${id} is undone already.`);
  const rest = inForce(entries.filter((other) => other.id !== id));
  const program = corrections.originalsOf(entry.claim);
  const current = corrections.labelsOf(entry.claim);
  const { claim, document, words } = entry;
  return append(knowledge, now, {
    claim,
    document,
    words,
    by: request.by,
    note: request.note,
    before: current ? only(current, entry.after) : {},
    after: program ? only(overlaid(program, rest), entry.after) : {},
    undoes: id,
  });
}

/** What was corrected, in the order in which it was: all, or of one claim. Throws NOT_FOUND where nothing is known of that claim. */
export function history({ store }: { store: Store }, claim?: string): HistoryEntry[] {
  const entries = store.corrections.list(claim);
  if (claim !== undefined && entries.length === 0 && !store.corrections.labelsOf(claim)) throw noClaim(claim);
  const present = store.corrections.present([...new Set(entries.map((entry) => entry.claim))]);
  const byClaim = new Map<string, Entry[]>();
  for (const entry of entries) byClaim.set(entry.claim, [...(byClaim.get(entry.claim) ?? []), entry]);
  const states = new Map([...byClaim.values()].flatMap(statesOf).map(({ entry, state }) => [entry, state]));
  return entries.map((entry) => ({
    ...entry,
    state: states.get(entry) as HistoryEntry['state'],
    present: present.has(entry.claim),
  }));
}

/**
 * Takes entries over from elsewhere: those not known yet come into force, and wait where their claims are not here. Returns
 * how many were new.
 */
export function importCorrections({ store, registry }: Correctable, entries: readonly Entry[]): number {
  return entries.length === 0 ? 0 : store.corrections.add(entries, registry);
}

/** The name under which this program runs. Throws USAGE where the machine knows none. */
export function currentUser(): string {
  try {
    return userInfo().username;
  } catch (cause) {
    throw new TriptychError('USAGE', 'Say who corrects, with --by NAME.', { cause });
  }
}

function append({ store, registry }: Correctable, now: Date, said: Omit<Entry, 'id' | 'at'>): Entry {
  // Later than all that is known of the claim, even if a clock is wrong: who writes last has seen the rest.
  const last = store.corrections.list(said.claim).at(-1)?.at;
  const at = new Date(Math.max(now.getTime(), last === undefined ? 0 : Date.parse(last) + 1)).toISOString();
  const entry = { ...said, at };
  const made = { id: identify(entry), ...entry };
  store.corrections.add([made], registry);
  return made;
}

function toLabels(knowledge: Correctable, request: CorrectionRequest): LabelSet {
  const { speaker, bloc, topics, stances, reject } = request;
  return {
    ...(speaker === undefined ? {} : { speaker: toNamed(getSpeaker(knowledge, speaker)) }),
    ...(bloc === undefined ? {} : { bloc }),
    ...(topics === undefined ? {} : { topics: checkTopics(knowledge.registry, topics) }),
    ...(stances === undefined ? {} : { stances: checkTargets(knowledge.registry, stances) }),
    ...(reject === undefined ? {} : { rejected: true }),
  };
}

function getSpeaker({ store, registry }: Correctable, name: string): Speaker {
  const found = new Map(store.findSpeakers(name).map((speaker) => [speaker.id, speaker]));
  const wanted = normaliseName(name);
  for (const speaker of registry.speakers)
    if (speaker.id === name || [speaker.name, ...speaker.aliases].some((one) => normaliseName(one) === wanted))
      found.set(speaker.id, speaker);
  const exact = found.get(name);
  if (exact) return exact;
  const [first, ...others] = found.values();
  if (!first)
    throw new TriptychError(
      'USAGE',
      `No speaker is called "${name}". Give a name as \`triptych search\` shows it, or add the speaker to corpus/speakers.yaml.`,
    );
  if (others.length > 0)
    throw new TriptychError('USAGE', `"${name}" may be ${[...found.keys()].join(' or ')}: give the identifier.`);
  return first;
}

function toNamed({ id, name, kind, bloc, country, affiliation }: Speaker): NamedSpeaker {
  const known = {
    ...(country === undefined ? {} : { country }),
    ...(affiliation === undefined ? {} : { affiliation }),
  };
  return { id, name, kind, bloc, ...known };
}

function checkTopics({ topics }: Registry, given: string[]): string[] {
  for (const topic of given) checkId('topic', topic, topics);
  return [...new Set(given)];
}

function checkTargets({ targets }: Registry, given: Record<string, Stance>): Record<string, Stance> {
  return Object.fromEntries(
    Object.entries(given).map(([name, stance]) => {
      const target = name === '' ? (targets[0]?.id ?? '') : name;
      checkId('target', target, targets);
      return [target, stance];
    }),
  );
}

function checkId(kind: string, id: string, known: readonly { id: string }[]): void {
  if (known.some((one) => one.id === id)) return;
  const all = known.map((one) => one.id).join(', ');
  throw new TriptychError('USAGE', `There is no ${kind} "${id}". There are: ${all}.`);
}

/** Of some labels those that a set speaks of. */
function only(labels: Required<LabelSet>, set: LabelSet): LabelSet {
  const { stances, ...rest } = set;
  const kept = Object.keys(rest).map((label) => [label, labels[label as keyof LabelSet]]);
  if (!stances) return Object.fromEntries(kept) as LabelSet;
  const before = Object.entries(labels.stances).filter(([target]) => stances[target] !== undefined);
  return { ...(Object.fromEntries(kept) as LabelSet), stances: Object.fromEntries(before) };
}

function overlaid(program: Required<LabelSet>, set: LabelSet): Required<LabelSet> {
  const bloc = set.bloc ?? set.speaker?.bloc ?? program.bloc;
  return { ...program, ...set, bloc, stances: { ...program.stances, ...set.stances } };
}

function noClaim(claim: string): TriptychError {
  return new TriptychError('NOT_FOUND', `There is no claim "${claim}".`);
}
