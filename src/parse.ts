import type { z } from 'zod';
import { TriptychError } from './error.ts';

/** What a schema makes of the parameters of a request. Throws USAGE naming the parameter that is wrong, and what it must be. */
export function parseRequest<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  if (given === undefined || given === null)
    throw new TriptychError(
      'USAGE',
      'Nothing was sent that can be read: send JSON, with Content-Type: application/json.',
    );
  const [issue] = parsed.error.issues;
  const name = issue?.path.join('.');
  throw new TriptychError(
    'USAGE',
    `${name ? `The parameter ${name}` : 'The request'} ${issue ? say(issue, given) : 'is wrong'}.`,
  );
}

/** What is wrong with a value, for people: after its name. */
function say(issue: z.core.$ZodIssue, given: unknown): string {
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], given);
  if (value === undefined && issue.code !== 'unrecognized_keys' && issue.code !== 'custom') return 'is missing';
  if (issue.code === 'invalid_type') return `must be ${KINDS[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value')
    return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
  if (issue.code === 'too_big') return `may be ${LIMITS[issue.origin]?.(issue.maximum) ?? issue.maximum} at most`;
  if (issue.code === 'too_small') return `must be ${LIMITS[issue.origin]?.(issue.minimum) ?? issue.minimum} at least`;
  return `is wrong: ${issue.message}`;
}

const KINDS: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

const LIMITS: Record<string, (limit: number | bigint) => string> = {
  string: (limit) => `${limit} characters long`,
  array: (limit) => `${limit} long`,
};
