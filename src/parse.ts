import type { z } from 'zod';
import { TriptychError } from './error.ts';

/** What a schema makes of the parameters of a request. Throws USAGE naming the parameter that is wrong. */
export function parseRequest<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const what = issue?.path.length ? `The parameter ${String(issue.path[0])} is wrong` : 'The request is wrong';
  throw new TriptychError('USAGE', `${what}: ${issue?.message}.`);
}
