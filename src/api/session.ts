import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import express, { type CookieOptions, type Request, type RequestHandler, type Response } from 'express';
import type { Viewer } from '../../web/index.ts';
import { TriptychError } from '../error.ts';

/** The cookie that keeps an editor signed in. */
const COOKIE = 'triptych_editor';
/** How long one stays signed in, in milliseconds. */
const LASTS = 12 * 60 * 60 * 1000;
const NOBODY: Viewer = { canSignIn: false, editor: null };

/**
 * Editors who sign in with the token. The cookie holds their name and the end of the session, sealed with a key that is made
 * of the token (HMAC-SHA-256): nothing is kept here, another token ends all sessions, and the token itself is in no cookie.
 */
export class Sessions {
  readonly #token: string | undefined;

  constructor(token: string | undefined) {
    this.#token = token;
  }

  get canSignIn(): boolean {
    return this.#token !== undefined;
  }

  /** Signs in who has the token. Throws READ_ONLY where there is none, UNAUTHORISED where another is given. */
  signIn(response: Response, given: string, name: string, now = Date.now()): void {
    if (this.#token === undefined) throw readOnly();
    if (!isSame(given, this.#token))
      throw new TriptychError('UNAUTHORISED', 'This is not the token of an editor here. Go back and enter it again.');
    const content = Buffer.from(JSON.stringify({ name, until: now + LASTS })).toString('base64url');
    response.cookie(COOKIE, `${content}.${this.#seal(content)}`, { ...COOKIE_OPTIONS, maxAge: LASTS });
  }

  signOut(response: Response): void {
    response.clearCookie(COOKIE, COOKIE_OPTIONS);
  }

  /** Who sends a request, by their cookie. */
  viewerOf(request: Request, now = Date.now()): Viewer {
    if (this.#token === undefined) return NOBODY;
    const value = cookieOf(request);
    const [content = '', seal = ''] = value.split('.');
    if (!isSame(seal, this.#seal(content))) return { canSignIn: true, editor: null };
    const { name, until } = JSON.parse(Buffer.from(content, 'base64url').toString()) as { name: string; until: number };
    if (until < now) return { canSignIn: true, editor: null };
    return { canSignIn: true, editor: { name, form: this.#seal(`form ${value}`) } };
  }

  #seal(content: string): string {
    return createHmac('sha256', `triptych session ${this.#token}`).update(content).digest('base64url');
  }
}

// Ports of one host share their cookies, and count as one site: hence the sealed field in every form besides.
const COOKIE_OPTIONS: CookieOptions = { httpOnly: true, sameSite: 'strict', path: '/' };

/** Notes who sends each request, for {@link viewerOf}. What depends on the cookie must not be kept for others. */
export function recognise(sessions: Sessions): RequestHandler {
  return (request, response, next) => {
    if (sessions.canSignIn) response.vary('Cookie');
    response.locals['viewer'] = sessions.viewerOf(request);
    next();
  };
}

/** Who sent the request that is answered. */
export function viewerOf(response: Response): Viewer {
  return (response.locals['viewer'] as Viewer | undefined) ?? NOBODY;
}

/** A body as a form sends it. */
export const readForm: RequestHandler = express.urlencoded({ extended: false, limit: '100kb' });

/** Lets editors through who are signed in. Throws READ_ONLY or UNAUTHORISED. */
export const requireEditor: RequestHandler = (_, response, next) => {
  getEditor(response);
  next();
};

/** Lets an editor's own forms through, whose body was read. Throws READ_ONLY or UNAUTHORISED. */
export const requireForm: RequestHandler = (request, response, next) => {
  const editor = getEditor(response);
  refuseOtherSites(request);
  const { form } = (request.body ?? {}) as { form?: unknown };
  if (typeof form !== 'string' || !isSame(form, editor.form))
    throw new TriptychError(
      'UNAUTHORISED',
      'This form is of another session. Go back, load the page again, and repeat it.',
    );
  next();
};

function getEditor(response: Response): NonNullable<Viewer['editor']> {
  const { canSignIn, editor } = viewerOf(response);
  if (!canSignIn) throw readOnly();
  if (!editor) throw new TriptychError('UNAUTHORISED', 'Only editors may do this: sign in at /sign-in first.');
  return editor;
}

/** Throws UNAUTHORISED where a browser says that another site sent the request (Fetch Metadata). */
export function refuseOtherSites(request: Request): void {
  const from = request.get('Sec-Fetch-Site');
  if (from !== undefined && from !== 'same-origin' && from !== 'none')
    throw new TriptychError('UNAUTHORISED', 'This form was sent by another site.');
}

/** In a time that does not depend on where the two differ, or how long they are. */
export function isSame(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(a, b);
}

function cookieOf(request: Request): string {
  const pairs = (request.get('Cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? '';
}

function readOnly(): TriptychError {
  return new TriptychError(
    'READ_ONLY',
    'This knowledge base is read-only here. Who runs it can start it with TRIPTYCH_TOKEN set, so that editors can sign in.',
  );
}
