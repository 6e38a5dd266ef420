import type { z } from 'zod';
import type { Knowledge } from '../knowledge.ts';
import type { ProblemCode } from './errors.ts';
import type { Sample } from './sample.ts';

/** Under what the documentation lists operations, in order. */
export const GROUPS = ['Questions', 'Claims', 'Documents', 'Who and what', 'The collection', 'Corrections'] as const;

/** What an operation is given: all of it has passed the operation's schemas. */
export interface Given<Path, Query, Body> {
  path: Path;
  query: Query;
  body: Body;
  /** Completes a path of this server to an address. */
  addressOf: (path: string) => string;
}

/** What is put into the address and the body of an example. */
export interface Example {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
}

/** One thing that /api does: all that serving, documenting and testing it needs. */
export interface Operation {
  id: string;
  method: 'get' | 'post' | 'patch';
  /** As OpenAPI writes it: `/api/claims/{id}`. */
  path: string;
  group: (typeof GROUPS)[number];
  summary: string;
  description?: string;
  /** Objects whose fields are strings, or may be read from strings. */
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** Of a JSON body. */
  body?: z.ZodType;
  answer: z.ZodType;
  /** Media type of the answer, where it is not JSON. */
  media?: string;
  /** What may go wrong besides a request that is wrong in itself. */
  fails?: readonly ProblemCode[];
  /** Only for those who send an editor's token. */
  isForEditors?: boolean;
  /** A request that succeeds in a knowledge base with at least one claim, made of what it holds. */
  example: (sample: Sample) => Example;
  run(knowledge: Knowledge, given: Given<unknown, unknown, unknown>): unknown;
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** An operation whose `run` gets and gives what its schemas say. */
export function defineOperation<
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  A extends z.ZodType = z.ZodType,
>(
  operation: Omit<Operation, 'params' | 'query' | 'body' | 'answer' | 'run'> & {
    params?: P;
    query?: Q;
    body?: B;
    answer: A;
    run(knowledge: Knowledge, given: Given<Parsed<P>, Parsed<Q>, Parsed<B>>): z.input<A> | Promise<z.input<A>>;
  },
): Operation {
  return operation as unknown as Operation;
}

/** The path and query of an example's address. */
export function toAddress({ path }: Operation, example: Example): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(example.path?.[name] ?? ''));
  const query = new URLSearchParams(example.query).toString();
  return query ? `${filled}?${query}` : filled;
}
