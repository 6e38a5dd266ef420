import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, dump, load } from 'js-yaml';
import { z } from 'zod';
import { TriptychError } from '../error.ts';
import { DECISION_KINDS, type Decision, identify } from './decision.ts';

/** Where decisions on who is who travel, in the folder of the registry. */
export const DECISIONS_FILE = 'identities.yaml';

const HEAD = `# What people decided on who is who, oldest first; written by \`triptych speakers export\`, read by every \`triptych ingest\`.
# README.md in this folder has the format. Entries are never changed; a later one goes over an earlier one.
`;

const text = z.string().trim().min(1);
const time = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/, 'must be such as 2020-08-05T10:00:00.000Z');
const FileDecision = z.strictObject({
  id: text.optional(),
  at: time.transform((at) => new Date(at).toISOString()),
  by: text,
  note: text.nullable().default(null),
  kind: z.enum(DECISION_KINDS),
  speaker: text,
  into: text.nullable().default(null),
  name: text,
  profiles: z.array(text).default([]),
  rest: z.array(text).default([]),
});

/** The decisions of `identities.yaml` in a folder; none where there is no such file. Throws BAD_CORPUS naming the entry. */
export function readDecisions(folder: string): Decision[] {
  const path = join(folder, DECISIONS_FILE);
  return existsSync(path) ? parseDecisions(readFileSync(path, 'utf8')) : [];
}

/** The decisions of a YAML file. Throws as {@link readDecisions} does. */
export function parseDecisions(yaml: string): Decision[] {
  let content: unknown;
  try {
    content = load(yaml, { schema: CORE_SCHEMA }) ?? [];
  } catch (cause) {
    throw bad(`not valid YAML: ${(cause as Error).message}`, cause);
  }
  if (!Array.isArray(content)) throw bad('must be a list of entries');
  return content.map((given, i) => {
    const parsed = FileDecision.safeParse(given);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw bad(`entry number ${i + 1}, field ${issue?.path.join('.')}: ${issue?.message}`);
    }
    const { id, ...said } = parsed.data;
    if (said.kind !== 'rename' && said.into === null) throw bad(`entry number ${i + 1}: says not "into" whom`);
    const decision = identify(said);
    if (id !== undefined && id !== decision.id)
      throw bad(`entry "${id}" was changed after it was made. Give back what it said, and add another entry`);
    return decision;
  });
}

/** Decisions as YAML, which {@link parseDecisions} reads as the same. */
export function printDecisions(decisions: readonly Decision[]): string {
  return HEAD + (decisions.length === 0 ? '[]\n' : dump([...decisions], { schema: CORE_SCHEMA, lineWidth: -1 }));
}

function bad(message: string, cause?: unknown): TriptychError {
  return new TriptychError('BAD_CORPUS', `${DECISIONS_FILE}: ${message}.`, { cause });
}
