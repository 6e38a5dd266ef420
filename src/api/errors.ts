import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import { errorPage } from '../../web/index.ts';
import { type ErrorCode, TriptychError } from '../error.ts';
import type { Problem } from './contract.ts';
import { PROBLEM } from './media.ts';
import { viewerOf } from './session.ts';

/** A kind of failure that may be expected of a request, as it is answered. */
interface Kind {
  status: number;
  title: string;
}
const UNREADABLE: Kind = { status: 422, title: 'What was sent, or lies at the address, cannot be read' };

/** Every failure that is expected of a request; what is not listed is the server's own and answers 500. */
export const PROBLEMS = {
  USAGE: { status: 400, title: 'The request is wrong' },
  BAD_ADDRESS: { status: 400, title: 'This is no address of the web' },
  PRIVATE_ADDRESS: { status: 400, title: 'The address is not of the public web' },
  UNAUTHORISED: { status: 401, title: 'Only editors may do this' },
  READ_ONLY: { status: 403, title: 'Nothing can be written here' },
  NOT_FOUND: { status: 404, title: 'There is nothing of this name' },
  WRONG_METHOD: { status: 405, title: 'The address is not for this method' },
  TOO_LARGE: { status: 413, title: 'The request is too large' },
  WRONG_TYPE: { status: 415, title: 'What was sent is of a type that cannot be read' },
  EMPTY: UNREADABLE,
  ENCRYPTED: UNREADABLE,
  NO_TEXT_LAYER: UNREADABLE,
  GARBLED_FONT: UNREADABLE,
  CORRUPT: UNREADABLE,
  TOO_DEEP: UNREADABLE,
  TIMEOUT: UNREADABLE,
  EMPTY_PAGE: UNREADABLE,
  BAD_METADATA: UNREADABLE,
  ROBOTS: UNREADABLE,
  UNREACHABLE: UNREADABLE,
  HTTP_STATUS: UNREADABLE,
  REDIRECTS: UNREADABLE,
  EMBEDDING_FAILED: { status: 503, title: 'The embedding model cannot be asked' },
} as const satisfies Partial<Record<ErrorCode, Kind>>;
export type ProblemCode = keyof typeof PROBLEMS;
export const BUG: Kind & { code: string } = {
  status: 500,
  title: 'Something went wrong inside Triptych',
  code: 'INTERNAL',
};

/** Where the documentation explains a kind of failure. */
export const anchorOf = (code: string) => `problem-${code.toLowerCase().replaceAll('_', '-')}`;

/** A route as Express keeps it. Its types leave out `match`. */
interface Layer {
  route?: { path: string; stack: { method: string }[] };
  match(path: string): boolean;
}

/** Answers what no route did: whether the address is for other methods (RFC 9110, 15.5.6), or for none. OPTIONS is told for which. */
export function refuse(app: Express): RequestHandler {
  return ({ path, method }, response) => {
    const layers = app.router.stack as unknown as Layer[];
    const routes = layers.filter((layer) => layer.route && layer.match(path));
    const methods = routes.flatMap(({ route }) => route!.stack.map((one) => one.method.toUpperCase()));
    if (methods.length === 0) throw new TriptychError('NOT_FOUND', `There is no page ${path}.`);
    const allowed = [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])].sort();
    response.set('Allow', allowed.join(', '));
    if (method !== 'OPTIONS')
      throw new TriptychError(
        'WRONG_METHOD',
        `${method} is not for this address. Send ${allowed.filter((one) => one !== 'OPTIONS').join(' or ')}.`,
      );
    response.status(204).end();
  };
}

/**
 * The one place that turns errors into statuses: a problem (RFC 9457) for programs, a page for people. Errors of Express
 * itself (a bad escape in the address, a body that is too large) bring their own status.
 */
export const answerError: ErrorRequestHandler = (error, request, response, next) => {
  if (response.headersSent) return next(error);
  const problem = toProblem(error);
  if (problem.status === 500) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  response.status(problem.status);
  const isData = /^\/api\/|\.(json|jsonld|csv)$/.test(request.path) || request.accepts('html', 'json') === 'json';
  if (isData) response.type(PROBLEM).send(JSON.stringify(problem));
  else response.send(errorPage({ status: problem.status, message: problem.detail }, viewerOf(response)));
};

function toProblem(error: unknown): Problem {
  const code = codeOf(error);
  if (code === undefined)
    return { type: `/api#${anchorOf(BUG.code)}`, ...BUG, detail: 'The server has written down what.' };
  const { status, title } = PROBLEMS[code];
  const { status: own } = error as { status?: number };
  return { type: `/api#${anchorOf(code)}`, title, status: own ?? status, detail: detailOf(error), code };
}

/** What to do; for what Express found wrong before any route saw the request, in words of our own. */
function detailOf(error: unknown): string {
  const { message, type, limit } = error as Error & { type?: string; limit?: number };
  if (error instanceof TriptychError) return message;
  if (error instanceof URIError) return `${message}: a % that begins no character of UTF-8 is written %25.`;
  if (type === 'entity.parse.failed') return `The body is not JSON: ${message}.`;
  if (type === 'entity.too.large')
    return `The body is longer than the ${limit} bytes that are read. Send less at a time.`;
  return message;
}

function codeOf(error: unknown): ProblemCode | undefined {
  if (error instanceof TriptychError) return error.code in PROBLEMS ? (error.code as ProblemCode) : undefined;
  const { status = 500 } = (error ?? {}) as { status?: number };
  if (status < 400 || status >= 500) return undefined;
  return (Object.keys(PROBLEMS) as ProblemCode[]).find((code) => PROBLEMS[code].status === status) ?? 'USAGE';
}
