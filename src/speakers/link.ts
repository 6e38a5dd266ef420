import type { Speaker } from '../claim.ts';
import { slug } from '../text.ts';
import { type Described, isLike, likeness } from './likeness.ts';

/** Somebody as one or more documents describe him, in equal words; `speaker.id` is the document's own and means nothing here. */
export interface Profile {
  /** Names this description among all. */
  key: string;
  speaker: Speaker;
}

/** What holds besides the descriptions. */
export interface Constraints {
  /** Identifiers that people decided on, by keys of profiles. */
  decided: ReadonlyMap<string, string>;
  /** Names that people gave, by identifiers. */
  names: ReadonlyMap<string, string>;
  /** Identifiers in use, by keys of profiles: whoever is found again keeps his. */
  current: ReadonlyMap<string, string>;
  /** Whether somebody of another name has an identifier. */
  isTaken: (id: string) => boolean;
}

const NONE: Constraints = { decided: new Map(), names: new Map(), current: new Map(), isTaken: () => false };

/**
 * Who is who among descriptions of one name: for each profile, by its key, the speaker it belongs to, a new one or one of
 * `listed`. Who belongs together depends on the set of profiles and on what people decided, and not on any order.
 */
export function link(
  profiles: readonly Profile[],
  listed: readonly Speaker[],
  constraints: Constraints = NONE,
): Map<string, Speaker> {
  const clusters: Cluster[] = listed.map((speaker) => ({ id: speaker.id, listed: speaker, members: [] }));
  const free = profiles.filter((profile) => !placeDecided(profile, clusters, constraints));
  // What says most comes first, so that a bare name finds all that it may belong to.
  const order = free.sort((a, b) => weight(b.speaker) - weight(a.speaker) || (a.key < b.key ? -1 : 1));
  for (const profile of order) {
    const fitting = clusters
      .map((cluster) => ({ cluster, score: scoreOf(cluster, profile.speaker) }))
      .filter(({ score }) => score > Number.NEGATIVE_INFINITY)
      .sort((a, b) => b.score - a.score);
    const [best, second] = fitting;
    const sure = best && (!second || best.score > second.score);
    if (sure) best.cluster.members.push(profile);
    else clusters.push({ members: [profile] });
  }
  return nameAll(clusters, constraints);
}

interface Cluster {
  /** Of one who is listed, or on whom people decided. */
  id?: string;
  listed?: Speaker;
  /** People said that its members are one, whatever speaks against it. */
  isDecided?: boolean;
  members: Profile[];
}

/** Puts a profile where people said that it belongs; false where they said nothing. */
function placeDecided(profile: Profile, clusters: Cluster[], { decided }: Constraints): boolean {
  const id = decided.get(profile.key);
  if (id === undefined) return false;
  let cluster = clusters.find((one) => one.id === id);
  if (!cluster) {
    cluster = { id, members: [] };
    clusters.push(cluster);
  }
  cluster.isDecided = true;
  cluster.members.push(profile);
  return true;
}

/** How well somebody fits to those who are one already; minus infinity where any of them contradicts. */
function scoreOf({ listed, members, isDecided }: Cluster, speaker: Described): number {
  const all = [...(listed ? [listed] : []), ...members.map((member) => member.speaker)];
  if (!all.some((one) => isLike(one, speaker))) return Number.NEGATIVE_INFINITY;
  // An earlier employer may differ; another country or another first name may not.
  const scores = all.map((one) => likeness(one, speaker));
  return !isDecided && Math.min(...scores) < CONTRADICTION ? Number.NEGATIVE_INFINITY : Math.max(...scores);
}

const CONTRADICTION = -1.5;

/** How much a description says. */
function weight({ kind, name, country, affiliation, capacity, roles }: Speaker): number {
  const said = [country, affiliation, capacity].filter((part) => part !== undefined).length + roles.length;
  return 10 * said + (kind === 'person' ? name.split(/\s+/).length : 0);
}

function nameAll(clusters: readonly Cluster[], constraints: Constraints): Map<string, Speaker> {
  const linked = new Map<string, Speaker>();
  const taken = new Set(clusters.flatMap(({ id }) => id ?? []));
  for (const { id, listed, members } of clusters) {
    const speaker = listed ?? withId(merge(members), id ?? chooseId(members, taken, constraints), constraints);
    for (const { key } of members) linked.set(key, speaker);
  }
  return linked;
}

function withId(speaker: Speaker, id: string, { names }: Constraints): Speaker {
  const name = names.get(id) ?? speaker.name;
  const aliases = [...new Set([speaker.name, ...speaker.aliases])].filter((alias) => alias !== name);
  return { ...speaker, id, name, aliases };
}

/** The identifier that most of them have; else the one that a document gave, and of namesakes one with what tells them apart. */
function chooseId(members: readonly Profile[], taken: Set<string>, { current, isTaken }: Constraints): string {
  const votes = new Map<string, number>();
  for (const { key } of members) {
    const id = current.get(key);
    if (id !== undefined && !taken.has(id)) votes.set(id, (votes.get(id) ?? 0) + 1);
  }
  const [kept] = [...votes].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const id = kept?.[0] ?? newId(merge(members), (one) => taken.has(one) || isTaken(one));
  taken.add(id);
  return id;
}

function newId(speaker: Speaker, isTaken: (id: string) => boolean): string {
  const more = speaker.affiliation ?? speaker.roles[0]?.title ?? speaker.country;
  const plain = speaker.id;
  let id = isTaken(plain) && more !== undefined ? slug(`${speaker.name} ${more}`) : plain;
  for (let n = 2; isTaken(id); n++) id = `${plain}-${n}`;
  return id;
}

/** All that is known of one: the fullest name, and whatever the fullest description says first. */
function merge(members: readonly Profile[]): Speaker {
  const [first] = members as [Profile];
  const names = [...new Set(members.map(({ speaker }) => speaker.name))].sort(
    (a, b) =>
      Number(/\p{Script=Han}/u.test(a)) - Number(/\p{Script=Han}/u.test(b)) || b.length - a.length || (a < b ? -1 : 1),
  );
  const [name = first.speaker.name, ...others] = names;
  const aliases = [...new Set([...others, ...members.flatMap(({ speaker }) => speaker.aliases)])].filter(
    (a) => a !== name,
  );
  const roles = members.flatMap(({ speaker }) => speaker.roles);
  const find = <K extends keyof Speaker>(field: K) =>
    members.find(({ speaker }) => speaker[field] !== undefined)?.speaker;
  const [country, affiliation, capacity] = [find('country'), find('affiliation'), find('capacity')];
  const placed = affiliation ?? country ?? first.speaker;
  return {
    ...first.speaker,
    name,
    aliases,
    bloc: placed.bloc,
    roles: roles.filter(({ title }, i) => roles.findIndex((role) => role.title === title) === i),
    ...(country?.country !== undefined && { country: country.country }),
    ...(affiliation?.affiliation !== undefined && { affiliation: affiliation.affiliation }),
    ...(capacity?.capacity && { capacity: capacity.capacity }),
  };
}
