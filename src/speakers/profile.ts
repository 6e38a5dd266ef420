import { createHash } from 'node:crypto';
import type { Speaker } from '../claim.ts';
import { nameKeys } from './likeness.ts';
import { link, type Profile } from './link.ts';

/** What a document says of somebody, under a key that equal descriptions share. */
export function profileOf(speaker: Speaker): Profile {
  const { id: _, ...said } = speaker;
  const fields = Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1));
  return { key: createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, 20), speaker };
}

/** Whether documents may mean one and the same by this description: not those without a name, and no states. */
export function isLinkable({ kind }: Speaker): boolean {
  return kind === 'person' || kind === 'organisation';
}

/**
 * Each of the speakers, as documents have them, as the one he is among all of them and `listed`, in the same order. Those of
 * `listed`, states and unnamed ones stay as they are.
 */
export function linkAll(speakers: readonly Speaker[], listed: readonly Speaker[]): Speaker[] {
  const known = new Set(listed.map(({ id }) => id));
  const profiles = new Map<string, Profile>();
  const own = speakers.map((speaker) => {
    if (known.has(speaker.id) || !isLinkable(speaker)) return undefined;
    const profile = profileOf(speaker);
    profiles.set(profile.key, profile);
    return profile.key;
  });
  const linked = new Map<string, Speaker>();
  for (const group of groupByName([...profiles.values()], listed))
    for (const [key, speaker] of link(group.profiles, group.listed)) linked.set(key, speaker);
  return speakers.map((speaker, i) => linked.get(own[i] ?? '') ?? speaker);
}

/** Profiles and listed speakers that share a key of their names, directly or by others. */
function groupByName(profiles: readonly Profile[], listed: readonly Speaker[]) {
  const parent = new Map<string, string>();
  const find = (key: string): string => {
    const up = parent.get(key);
    return up === undefined || up === key ? key : find(up);
  };
  const join = (keys: readonly string[]) => {
    for (const key of keys) parent.set(find(key), find(keys[0]!));
  };
  for (const { speaker } of profiles) join(nameKeys(speaker));
  const groups = new Map<string, { profiles: Profile[]; listed: Speaker[] }>();
  for (const profile of profiles) {
    const root = find(nameKeys(profile.speaker)[0]!);
    const group = groups.get(root) ?? { profiles: [], listed: [] };
    group.profiles.push(profile);
    groups.set(root, group);
  }
  for (const speaker of listed)
    for (const root of new Set(nameKeys(speaker).map(find))) groups.get(root)?.listed.push(speaker);
  return groups.values();
}
