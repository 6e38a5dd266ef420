import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import world, { type Countries } from 'world-countries';
import { z } from 'zod';
import type { Bloc, Registry, Source, Speaker } from './claim.ts';
import { BLOCS, CAPACITIES, OTHER_TOPIC, SOURCE_KINDS } from './claim.ts';
import { TriptychError } from './error.ts';
import { makeCapacityOf, makePositionOf } from './position.ts';
import { normaliseName } from './text.ts';

/** Reads and checks `sources`, `speakers`, `blocs`, `topics` and `targets` (`.yaml`) in a folder. Throws BAD_CORPUS naming file and entry. */
export function loadRegistry(folder: string): Registry {
  const sources = readList(folder, 'sources.yaml', sourceSchema).map((s): Source => withAliases(s));
  const entries = readList(folder, 'speakers.yaml', speakerSchema);
  const blocs = readFile(folder, 'blocs.yaml', blocsSchema);
  const topics = readList(folder, 'topics.yaml', topicSchema);
  const targets = readList(folder, 'targets.yaml', targetSchema);

  checkCountries(sources, entries, blocs);
  const people = mergeSources(sources, entries);
  const names = indexNames(people);
  checkBodies(blocs, names);
  checkRoles(people, names);
  const blocOf = makeBlocOf(blocs, names);
  const capacityOf = makeCapacityOf(people, sources, nameKey);
  const speakers = people.map((entry) => toSpeaker(entry, { names, blocOf, capacityOf }));
  const countryOf = (body: string) => names.get(nameKey(body))?.country;
  const fingerprint = fingerprintOf([sources, speakers, blocs]);
  const labels = fingerprintOf([topics, targets]);
  const positionOf = makePositionOf({ blocOf, capacityOf, countryOf });
  return { sources, speakers, topics, targets, blocOf, capacityOf, positionOf, fingerprint, labels };
}

function fingerprintOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

const text = z.string().trim().min(1);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens');
const country = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code such as PL; quote NO as "NO"');
const names = z.array(text).optional();
// YAML reads an unquoted 2020 as a number.
const date = z.coerce.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'must be YYYY, YYYY-MM or YYYY-MM-DD');

const sourceSchema = z.strictObject({
  id,
  name: text,
  aliases: names,
  country: country.optional(),
  kind: z.enum(SOURCE_KINDS),
  address: z.url().optional(),
});

const speakerSchema = z.strictObject({
  id,
  name: text,
  kind: z.enum(['person', 'organisation', 'state']),
  aliases: names,
  country: country.optional(),
  bloc: z.enum(BLOCS).optional(),
  capacity: z.enum(CAPACITIES).optional(),
  affiliation: text.optional(),
  roles: z
    .array(z.strictObject({ title: text, body: text.optional(), from: date.optional(), to: date.optional() }))
    .optional(),
  wikidata: z
    .string()
    .regex(/^Q\d+$/, 'must be a Wikidata identifier such as Q42')
    .optional(),
});

const blocSchema = z.strictObject({ countries: z.array(country).default([]), bodies: z.array(text).default([]) });
const blocsSchema = z.strictObject({ us: blocSchema, china: blocSchema, europe: blocSchema });
const topicSchema = z.strictObject({
  id: id.refine(
    (given) => given !== OTHER_TOPIC.id,
    `"${OTHER_TOPIC.id}" stands for claims of no topic: choose another id`,
  ),
  name: text,
  definition: text,
  examples: z.array(text).default([]),
  terms: z.array(text),
});
const targetSchema = z.strictObject({
  id,
  name: text,
  description: text,
  terms: z.array(text),
  for: z.array(text),
  against: z.array(text),
});

type Entry = z.infer<typeof speakerSchema>;
type Blocs = z.infer<typeof blocsSchema>;

// Its types describe a CommonJS default export, which Node unwraps: at run time this is the list itself.
const COUNTRY_CODES = new Set((world as unknown as Countries).map((c) => c.cca2 as string));

function bad(file: string, message: string): TriptychError {
  return new TriptychError('BAD_CORPUS', `${file}: ${message}`);
}

function readFile<T>(folder: string, file: string, schema: z.ZodType<T>): T {
  const path = join(folder, file);
  if (!existsSync(path)) throw bad(file, `missing in ${folder}; create it, or name the folder that holds it`);
  let content: unknown;
  try {
    content = load(readFileSync(path, 'utf8'), { schema: CORE_SCHEMA });
  } catch (cause) {
    throw new TriptychError('BAD_CORPUS', `${file}: not valid YAML: ${(cause as Error).message}`, { cause });
  }
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  throw bad(file, describe(content, result.error.issues[0]));
}

function readList<T extends { id: string }>(folder: string, file: string, schema: z.ZodType<T>): T[] {
  const list = readFile(folder, file, z.array(schema));
  const seen = new Set<string>();
  for (const entry of list) {
    if (seen.has(entry.id)) throw bad(file, `the id "${entry.id}" stands twice; rename one entry or merge the two`);
    seen.add(entry.id);
  }
  return list;
}

/** "entry "x", field country: must be ...": which entry, which field, what is wrong. */
function describe(content: unknown, issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return 'not understood';
  const [first, ...rest] = issue.path;
  if (first === undefined) return `${issue.message}; see the other entries for the form`;
  const entry = Array.isArray(content) ? (content[first as number] as { id?: unknown } | null) : undefined;
  const place = Array.isArray(content)
    ? `entry ${typeof entry?.id === 'string' ? `"${entry.id}"` : `number ${Number(first) + 1}`}`
    : `entry "${String(first)}"`;
  const field = rest.length ? `, field ${rest.join('.')}` : '';
  return `${place}${field}: ${issue.message}; correct or remove it`;
}

function withAliases<T extends { aliases?: string[] | undefined }>(entry: T): Source {
  return { ...dropUndefined(entry), aliases: entry.aliases ?? [] } as unknown as Source;
}

function dropUndefined<T extends object>(entry: T): T {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as T;
}

function checkCountries(sources: Source[], speakers: Entry[], blocs: Blocs): void {
  const check = (file: string, entry: string, code: string | undefined) => {
    if (code && !COUNTRY_CODES.has(code))
      throw bad(file, `entry "${entry}": there is no country "${code}"; use an ISO 3166-1 alpha-2 code (GB, not UK)`);
  };
  for (const s of sources) check('sources.yaml', s.id, s.country);
  for (const s of speakers) check('speakers.yaml', s.id, s.country);
  const owner = new Map<string, string>();
  for (const [bloc, { countries: codes }] of Object.entries(blocs)) {
    for (const code of codes) {
      check('blocs.yaml', bloc, code);
      const other = owner.get(code);
      if (other) throw bad('blocs.yaml', `${code} stands in "${other}" and in "${bloc}"; remove one of them`);
      owner.set(code, bloc);
    }
  }
}

/** Every source becomes a speaker of the same id; an entry of that id in speakers.yaml says more about it. */
function mergeSources(sources: Source[], entries: Entry[]): Entry[] {
  const byId = new Map(entries.map((e) => [e.id, e]));
  const fromSources = sources.map((source): Entry => {
    const entry = byId.get(source.id);
    if (entry?.kind === 'person')
      throw bad(
        'speakers.yaml',
        `entry "${source.id}": a person has the id of a source; give the person an id of their own`,
      );
    const aliases = [...source.aliases, ...(entry ? [source.name, ...(entry.aliases ?? [])] : [])];
    const name = entry?.name ?? source.name;
    return {
      kind: 'organisation',
      country: source.country,
      ...entry,
      id: source.id,
      name,
      aliases: unique(aliases, name),
    };
  });
  const sourceIds = new Set(sources.map((s) => s.id));
  return [...fromSources, ...entries.filter((e) => !sourceIds.has(e.id))];
}

/** The names, first spelling of each, without the main name and without repetitions. */
function unique(aliases: string[], name: string): string[] {
  const seen = new Set([nameKey(name)]);
  return aliases.filter((alias) => {
    const key = nameKey(alias);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Names are the same when they differ by case, accents or dots; `US` and a lower-case `us` never reach this index together. */
function nameKey(name: string): string {
  return normaliseName(name);
}

function indexNames(entries: Entry[]): Map<string, Entry> {
  const index = new Map<string, Entry>();
  for (const entry of entries) {
    for (const name of [entry.name, ...(entry.aliases ?? [])]) {
      const other = index.get(nameKey(name));
      if (other && other !== entry)
        throw bad(
          'speakers.yaml',
          `the name "${name}" of "${entry.id}" also belongs to "${other.id}" (sources.yaml counts too); remove it from one of them, or give the two one id`,
        );
      index.set(nameKey(name), entry);
    }
  }
  return index;
}

function checkBodies(blocs: Blocs, index: Map<string, Entry>): void {
  const owner = new Map<Entry, string>();
  for (const [bloc, { bodies }] of Object.entries(blocs)) {
    for (const body of bodies) {
      const entry = index.get(nameKey(body));
      if (!entry)
        throw bad(
          'blocs.yaml',
          `entry "${bloc}": no source or speaker is called "${body}"; add one, or correct the name`,
        );
      const other = owner.get(entry);
      if (other && other !== bloc)
        throw bad('blocs.yaml', `"${body}" stands in "${other}" and in "${bloc}"; remove one`);
      owner.set(entry, bloc);
    }
  }
}

function checkRoles(entries: Entry[], index: Map<string, Entry>): void {
  for (const { id: entry, roles } of entries)
    for (const { title, body } of roles ?? [])
      if (body !== undefined && !index.has(nameKey(body)))
        throw bad(
          'speakers.yaml',
          `entry "${entry}", role "${title}": no source or speaker is called "${body}"; add one, or correct the name`,
        );
}

/** A listed body decides first, then the country, then what the registry knows of the body; else `other`. */
function makeBlocOf(blocs: Blocs, index: Map<string, Entry>): Registry['blocOf'] {
  const byBody = new Map<Entry, Bloc>();
  const byCountry = new Map<string, Bloc>();
  for (const bloc of ['us', 'china', 'europe'] as const) {
    for (const body of blocs[bloc].bodies) byBody.set(index.get(nameKey(body))!, bloc);
    for (const code of blocs[bloc].countries) byCountry.set(code, bloc);
  }
  return ({ country: code, body }) => {
    const entry = body === undefined ? undefined : index.get(nameKey(body));
    const listed = entry && byBody.get(entry);
    if (listed) return listed;
    if (code !== undefined) return byCountry.get(code) ?? 'other';
    return entry?.bloc ?? byCountry.get(entry?.country ?? '') ?? 'other';
  };
}

function toSpeaker(
  entry: Entry,
  { names: index, blocOf, capacityOf }: Pick<Registry, 'blocOf' | 'capacityOf'> & { names: Map<string, Entry> },
): Speaker {
  const body = entry.affiliation === undefined ? undefined : index.get(nameKey(entry.affiliation));
  const capacity = entry.capacity ?? capacityOf(entry.kind === 'person' ? (entry.affiliation ?? '') : entry.name);
  const place = entry.country ?? body?.country;
  // A person counts with the body that he or she speaks for; an organisation by itself, before its parent.
  const bodies = entry.kind === 'person' ? [entry.affiliation] : [entry.name, entry.affiliation];
  const blocs = bodies.map((name) => blocOf({ country: place, body: name }));
  return {
    id: entry.id,
    name: entry.name,
    kind: entry.kind,
    aliases: entry.aliases ?? [],
    bloc: entry.bloc ?? blocs.find((bloc) => bloc !== 'other') ?? 'other',
    roles: (entry.roles ?? []).map((role) => dropUndefined(role) as Speaker['roles'][number]),
    ...dropUndefined({
      country: place,
      affiliation: body?.name ?? entry.affiliation,
      wikidata: entry.wikidata,
      capacity: capacity ?? (entry.kind === 'person' ? 'person' : undefined),
    }),
  } as Speaker;
}
