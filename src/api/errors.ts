import type { ErrorRequestHandler, RequestHandler } from 'express';
import { errorPage } from '../../web/index.ts';
import { type ErrorCode, TriptychError } from '../error.ts';
import { viewerOf } from './session.ts';

/** HTTP status of each expected failure; what is not listed is the server's own and answers 500. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  USAGE: 400,
  UNAUTHORISED: 401,
  READ_ONLY: 403,
  NOT_FOUND: 404,
  EMBEDDING_FAILED: 503,
};

/** Answers what no route did. */
export const refuse: RequestHandler = (request) => {
  throw new TriptychError('NOT_FOUND', `There is no page ${request.path}.`);
};

/**
 * The one place that turns errors into statuses. Errors of Express itself (a bad escape in the address, a body that is too
 * large) bring their own.
 */
export const answerError: ErrorRequestHandler = (error, request, response, next) => {
  if (response.headersSent) return next(error);
  const status =
    error instanceof TriptychError ? (STATUS[error.code] ?? 500) : ((error as { status?: number }).status ?? 500);
  const expected = error instanceof TriptychError || status < 500;
  if (!expected) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  const message = expected ? (error as Error).message : 'Something went wrong inside Triptych.';
  if (/^\/api\/|\.(json|jsonld|csv)$/.test(request.path))
    response
      .status(status)
      .type('application/problem+json')
      .send(JSON.stringify({ status, title: message }));
  else response.status(status).send(errorPage({ status, message }, viewerOf(response)));
};
