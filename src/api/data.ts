import { Readable } from 'node:stream';
import express, { type Express, type RequestHandler } from 'express';
import { z } from 'zod';
import type { Desk } from '../adding/add.ts';
import { LARGEST_FILE } from '../adding/upload.ts';
import type { Knowledge } from '../knowledge.ts';
import { parseRequest } from '../parse.ts';
import { ownAddress } from './address.ts';
import { requireToken } from './editor.ts';
import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations/index.ts';
import { sendParts } from './parts.ts';

/** An unknown parameter is a mistake, also where there is none to know. */
const NOTHING = z.strictObject({});
/** A draft is the longest that anybody sends. */
const readBody = express.json({ limit: '4mb' });

const readFile = express.raw({ type: () => true, limit: LARGEST_FILE });
const NO_FILE = new Uint8Array();

/**
 * Serves every operation. Only who sends the `token` may use those that are for editors; `keep` keeps answers to questions;
 * without a `desk` nothing is read.
 */
export function addOperations(
  app: Express,
  knowledge: Knowledge,
  { token, keep, desk }: { token: string | undefined; keep: RequestHandler; desk: Desk | undefined },
): void {
  const editor = requireToken(token);
  for (const operation of OPERATIONS) {
    const { method, path, body, takesFile, isForEditors } = operation;
    const reading = takesFile ? [readFile] : body ? [readBody] : [];
    const kept = reading.length > 0 && !isForEditors ? [keep] : [];
    const before = [...(isForEditors ? [editor] : []), ...reading, ...kept];
    app[method](toRoute(path), before, serve(operation, { knowledge, desk }));
  }
}

function serve(
  operation: Operation,
  { knowledge, desk }: { knowledge: Knowledge; desk: Desk | undefined },
): RequestHandler {
  const { params, query = NOTHING, body, media, status = 200, isLive, run } = operation;
  const read = (schema: z.ZodType | undefined, given: unknown) => (schema ? parseRequest(schema, given) : undefined);
  return async (request, response) => {
    const given = {
      path: read(params, request.params),
      query: read(query, request.query),
      body: read(body, request.body),
      file: Buffer.isBuffer(request.body) ? request.body : NO_FILE,
      desk,
      addressOf: (path: string) => ownAddress(request, path),
    };
    const answer = await run(knowledge, given);
    response.status(status);
    if (isLive) response.set('Cache-Control', 'no-store');
    if (answer instanceof Readable) await sendParts(response.type(media ?? 'json'), answer);
    else if (media === undefined) response.json(answer);
    else response.type(media).send(typeof answer === 'string' ? answer : JSON.stringify(answer, null, 2));
  };
}

/** `/api/claims/{id}` as Express writes it. */
function toRoute(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
