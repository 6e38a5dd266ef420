import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Desk } from '../adding/add.ts';
import type { Knowledge } from '../knowledge.ts';
import type { ProblemCode } from './errors.ts';
import type { Sample } from './sample.ts';

/** Under what the documentation lists operations, in order, and what each part is about. */
export const GROUPS = {
  Questions: 'What researchers, students and editors ask: searching, comparing, verifying.',
  Claims: 'Who made a claim, why it has its labels, and how to cite it.',
  Documents: 'What was read: texts, blocks, versions, and what changed between them.',
  'Who and what': 'Speakers, sources and topics, over time.',
  'The collection': 'What there is, and how evenly.',
  Corrections: 'What people corrected, for good; with an editor’s token, correcting.',
  'Adding documents': 'With an editor’s token: reading files and pages of the web, step by step.',
} as const;
export type Group = keyof typeof GROUPS;

/** What an operation is given: all of it has passed the operation's schemas. */
export interface Given<Path, Query, Body> {
  path: Path;
  query: Query;
  body: Body;
  /** The bytes that were sent, where the operation takes a file; otherwise none. */
  file: Uint8Array;
  /** Undefined where the server reads no documents. */
  desk: Desk | undefined;
  /** Completes a path of this server to an address. */
  addressOf: (path: string) => string;
}

/** What is put into the address and the body of an example; of a file, text. */
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
  group: Group;
  summary: string;
  description?: string;
  /** Objects whose fields are strings, or may be read from strings. */
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** Of a JSON body. */
  body?: z.ZodType;
  /** Its body is a file, as it is. */
  takesFile?: boolean;
  answer: z.ZodType;
  /** Of an answer that tells what only has begun; 200 where nothing is said. */
  status?: 202;
  /** What it answers is in no database, so that no answer is kept. */
  isLive?: boolean;
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
    run(
      knowledge: Knowledge,
      given: Given<Parsed<P>, Parsed<Q>, Parsed<B>>,
    ): z.input<A> | Promise<z.input<A>> | Readable;
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
