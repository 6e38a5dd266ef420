import type { RequestHandler } from 'express';
import { TriptychError } from '../error.ts';
import { isSame } from './session.ts';

/**
 * Lets through who sends an editor's token as `Authorization: Bearer TOKEN` (RFC 6750). Throws READ_ONLY where there is no
 * token, UNAUTHORISED where another one or none is sent.
 */
export function requireToken(token: string | undefined): RequestHandler {
  return (request, response, next) => {
    if (token === undefined)
      throw new TriptychError(
        'READ_ONLY',
        'This knowledge base is read-only here. Start it with TRIPTYCH_TOKEN set, and send that as `Authorization: Bearer TOKEN`.',
      );
    const [, given] = /^Bearer +(\S+) *$/i.exec(request.get('Authorization') ?? '') ?? [];
    if (given !== undefined && isSame(given, token)) return next();
    response.set('WWW-Authenticate', `Bearer realm="Triptych"${given === undefined ? '' : ', error="invalid_token"'}`);
    throw new TriptychError(
      'UNAUTHORISED',
      given === undefined
        ? 'Only editors may correct: send `Authorization: Bearer TOKEN`.'
        : 'This is not the token of an editor here.',
    );
  };
}
