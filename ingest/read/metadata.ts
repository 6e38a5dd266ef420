import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import type { Metadata, Source, Warning } from '../../src/claim.ts';
import { TriptychError } from '../../src/error.ts';
import { parseDate } from './date.ts';
import type { Found } from './part.ts';

const COUNTRIES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

const words = z
  .string({ error: 'must be text' })
  .trim()
  .min(1, { error: 'must not be empty' })
  .max(1000, { error: 'is longer than 1000 characters' });
const day = z
  .union([words, z.number().transform(String)], { error: 'must be a date such as 2020-08-05, 2020-08 or 2020' })
  .refine((date) => parseDate(date) !== undefined, { error: 'must be a date such as 2020-08-05, 2020-08 or 2020' })
  .transform((date) => parseDate(date) ?? date);
const fields = {
  title: words.optional(),
  author: z
    .union(
      [
        words,
        z
          .array(words)
          .min(1)
          .transform((list) => list.join(', ')),
      ],
      { error: 'must be a name or a list of names' },
    )
    .optional(),
  publisher: words.optional(),
  date: day.optional(),
  modified: day.optional(),
  address: words
    .refine((address) => URL.canParse(address), { error: 'must be a whole address such as https://example.org/page' })
    .optional(),
  language: words.refine(isLanguage, { error: 'must be a language tag such as en or zh-Hans' }).optional(),
  country: words
    .transform((code) => code.toUpperCase())
    .refine((code) => /^[A-Z]{2}$/.test(code) && COUNTRIES.of(code) !== undefined, {
      error: 'must be a country code of two letters (ISO 3166-1) such as US',
    })
    .optional(),
  kind: words.optional(),
  licence: words.optional(),
};
/** Every key that a sidecar or front matter may have; `digestOf` describes the source that the document retells. */
const schema = z.strictObject({ ...fields, digestOf: z.strictObject(fields).optional() });
const KEYS = [...Object.keys(fields), 'digestOf'];
/** Code of the warning that a publisher is only guessed. */
export const FROM_NAME = 'PUBLISHER_FROM_NAME';

/** Metadata of a sidecar `NAME.meta.yaml`, checked; throws BAD_METADATA naming the key. */
export function parseSidecar(yamlText: string, name: string): Metadata {
  return parseMetadata(yamlText, name);
}

/** Splits front matter (`---` lines around YAML) from a text; in plain text only where its keys are those of metadata. */
export function splitFrontMatter(text: string, strict: boolean): { body: string; metadata: Metadata } {
  const found = /^---[ \t]*\n([\s\S]*?)\n?---[ \t]*(?:\n|$)/.exec(text);
  const yaml = found?.[1];
  if (!found || yaml === undefined || !(strict ? /^\s*[\w-]+\s*:/m.test(yaml) : isMetadata(yaml)))
    return { body: text, metadata: {} };
  return { body: text.slice(found[0].length), metadata: parseMetadata(yaml, 'the front matter') };
}

/** Combines what is known of a document: what was given wins over what was found, and both over the registry. */
export function completeMetadata(
  found: Found,
  options: { name: string; given: Metadata; sources: Source[]; address?: string | undefined },
): Found & { warnings: Warning[] } {
  const { metadata: stated, origins } = withAddress(found, options.address);
  const metadata: Metadata = { ...stated, ...options.given };
  for (const key of Object.keys(options.given) as (keyof Metadata)[]) origins[key] = 'given';
  const warnings: Warning[] = [];
  const match = findSource(metadata, options.name, options.sources);
  if (match) {
    // "European Commission - Press corner" names a publisher and a part of its site.
    if (match.by === 'part of a name' && options.given.publisher === undefined) metadata.publisher = match.source.name;
    if (metadata.publisher === undefined) {
      metadata.publisher = match.source.name;
      origins.publisher = match.by;
      if (match.by === 'file name') warnings.push(fromName(match.source.name));
    }
    fill({ metadata, origins }, 'country', match.source.country);
    fill({ metadata, origins }, 'kind', match.source.kind.replace(/-/g, ' '));
  }
  return { metadata, origins, warnings };
}

/** Which address a fetched page gives for itself is believed within its own site: whose page it is decides who speaks. */
function withAddress(found: Found, fetched: string | undefined): Found {
  const metadata = { ...found.metadata };
  const origins = { ...found.origins };
  const [own, real] = [hostOf(metadata.address), hostOf(fetched)];
  if (fetched === undefined || real === undefined) return { metadata, origins };
  if (own !== undefined && (isWithin(own, real) || isWithin(real, own))) return { metadata, origins };
  return { metadata: { ...metadata, address: fetched }, origins: { ...origins, address: 'fetched' } };
}

function fill(found: Found, key: 'country' | 'kind', value: string | undefined): void {
  if (value === undefined || found.metadata[key] !== undefined) return;
  found.metadata[key] = value;
  found.origins[key] = 'registry';
}

function fromName(publisher: string): Warning {
  return {
    code: FROM_NAME,
    message: `the publisher (${publisher}) was taken from the file name; write a sidecar NAME.meta.yaml with "publisher:" if that is wrong`,
  };
}

/** The registry's source for a document: by the publisher's name, else by the address, else by the start of the file name. */
function findSource(
  metadata: Metadata,
  name: string,
  sources: Source[],
): { source: Source; by: 'registry' | 'part of a name' | 'file name' } | undefined {
  if (metadata.publisher) {
    const named = findNamed(metadata.publisher, sources);
    if (named) return { source: named, by: 'registry' };
    const parts = metadata.publisher.split(/\s+[-–—|•·:]+\s+|\s*[|]\s*/u);
    const part = parts.map((one) => findNamed(one, sources)).find((one) => one !== undefined);
    return part && { source: part, by: 'part of a name' };
  }
  const host = hostOf(metadata.address);
  const addressed = host && sources.find((source) => isWithin(host, hostOf(source.address)));
  if (addressed) return { source: addressed, by: 'registry' };
  const file = slug(name.replace(/^.*[\\/]/, '').replace(/\.\w+$/, ''));
  const starts = sources
    .flatMap((source) => [source.id, ...namesOf(source)].map((one) => ({ source, start: slug(one) })))
    .filter(({ start }) => start.length > 2 && (file === start || file.startsWith(`${start}-`)))
    .sort((a, b) => b.start.length - a.start.length)[0];
  return starts && { source: starts.source, by: 'file name' };
}

function findNamed(name: string, sources: Source[]): Source | undefined {
  return sources.find((source) => namesOf(source).some((one) => slug(one) === slug(name)));
}

function namesOf(source: Source): string[] {
  return [source.name, ...source.aliases];
}

function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function hostOf(address: string | undefined): string | undefined {
  return address && URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : undefined;
}

function isWithin(host: string, domain: string | undefined): boolean {
  return domain !== undefined && (host === domain || host.endsWith(`.${domain}`));
}

function parseMetadata(yaml: string, name: string): Metadata {
  const value = parse(yaml, name);
  return value === null || value === undefined ? {} : parseFields(value, name);
}

/** Metadata, checked; throws BAD_METADATA naming the key. `name` says whose they are. */
export function parseFields(value: unknown, name: string): Metadata {
  const result = schema.safeParse(value);
  if (result.success) return withoutUndefined(result.data);
  throw bad(name, result.error.issues.map(explain).join('; '));
}

function parse(yaml: string, name: string): unknown {
  if (yaml.split('\n').every((line) => /^\s*(?:#.*)?$/.test(line))) return undefined;
  try {
    return load(yaml, { schema: CORE_SCHEMA });
  } catch (cause) {
    throw bad(name, `it is not valid YAML (${(cause as Error).message.split('\n')[0]})`);
  }
}

function explain(issue: z.core.$ZodIssue): string {
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `"${at ? `${at}.` : ''}${key}"`).join(', ');
    return `unknown key ${keys}; known are ${KEYS.join(', ')}`;
  }
  return at
    ? `"${at}" ${issue.code === 'invalid_type' && issue.path.at(-1) === 'digestOf' ? 'must be a group of keys' : issue.message}`
    : 'it must be a list of "key: value" lines';
}

function bad(name: string, why: string): TriptychError {
  return new TriptychError('BAD_METADATA', `${name}: ${why}`);
}

/** Whether text between two rules is metadata and not prose: every line a known key or the continuation of one. */
function isMetadata(yaml: string): boolean {
  const lines = yaml.split('\n').filter((line) => line.trim() !== '');
  return (
    lines.length > 0 &&
    lines.every((line) => /^\s|^#|^-/.test(line) || KEYS.includes(/^(\w+)\s*:/.exec(line)?.[1] ?? '')) &&
    KEYS.includes(/^(\w+)\s*:/.exec(lines[0]!)?.[1] ?? '')
  );
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function withoutUndefined({ digestOf, ...rest }: z.infer<typeof schema>): Metadata {
  const defined = <T extends object>(object: T): T =>
    Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
  return { ...defined(rest), ...(digestOf && { digestOf: defined(digestOf) }) } as Metadata;
}
