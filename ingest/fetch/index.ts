import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Snapshot } from '../../src/claim.ts';
import { TriptychError } from '../../src/error.ts';
import { isPublic, parseAddress } from './address.ts';
import { type Answer, type Network, request, resolveName } from './request.ts';
import { type Robots, readRobots } from './robots.ts';

export { isAddress, parseAddress } from './address.ts';
export { hintsOf } from './hints.ts';

/** By this name robots.txt may speak to the program. */
export const AGENT = 'Triptych';
const USER_AGENT = `${AGENT}/0.1 (reads single public documents for research; obeys robots.txt as "${AGENT}")`;
/** Largest body, decoded; as much as is read of a file. */
const MAX_BYTES = 50_000_000;
/** Milliseconds for one request. */
const MAX_TIME = 60_000;
/** RFC 9110 leaves the number to the client; browsers follow 20, polite programs fewer. */
const MAX_REDIRECTS = 5;
/** As much of robots.txt must be heeded (RFC 9309, 2.5). */
const ROBOTS_BYTES = 500 * 1024;
/** Milliseconds between two requests to one host, where robots.txt asks for no more. */
const PAUSE = 1000;
/** A longer pause that robots.txt asks for would hold a list up for hours; such a host is asked this often. */
const LONGEST_PAUSE = 60_000;

/** Gets documents from the web, one request at a time. */
export interface Fetcher {
  /**
   * What an address answers; undefined where it is still what `known` has. Throws BAD_ADDRESS, PRIVATE_ADDRESS, ROBOTS,
   * UNREACHABLE, HTTP_STATUS, REDIRECTS, TIMEOUT or TOO_LARGE.
   */
  fetch(address: string, known?: Snapshot): Promise<Snapshot | undefined>;
}

/** What a test sets in the place of the internet, and smaller limits. The program itself sets none of it. */
export interface FetchOptions {
  network?: Network;
  wait?: (milliseconds: number) => Promise<unknown>;
  time?: number;
  bytes?: number;
}

/** A fetcher that obeys robots.txt, pauses between requests, and connects to nothing but the public internet. */
export function createFetcher(options: FetchOptions = {}): Fetcher {
  const visit = new Visitor({
    network: { resolve: resolveName, isAllowed: isPublic },
    wait: sleep,
    time: MAX_TIME,
    bytes: MAX_BYTES,
    ...options,
  });
  let turn: Promise<unknown> = Promise.resolve();
  return {
    fetch: (address, known) => {
      const fetched = turn.then(() => visit.fetch(address, known));
      turn = fetched.catch(() => {});
      return fetched;
    },
  };
}

class Visitor {
  readonly #options: Required<FetchOptions>;
  readonly #robots = new Map<string, Promise<Robots>>();
  /** When each host was last asked, in milliseconds. */
  readonly #asked = new Map<string, number>();

  constructor(options: Required<FetchOptions>) {
    this.#options = options;
  }

  async fetch(stated: string, known?: Snapshot): Promise<Snapshot | undefined> {
    const { url, answer } = await this.#follow(parseAddress(stated), async (url) => {
      const robots = await this.#robotsOf(url);
      robots.check(url);
      return this.#ask(url, { headers: known ? validatorsOf(known, url) : {}, pause: robots.pause });
    });
    if (answer.status === 304 && known) return undefined;
    if (answer.status !== 200) throw isNoDocument(url, answer);
    const { bytes, headers } = answer;
    const hash = createHash('sha256').update(bytes).digest('hex');
    return { address: url.href, headers, bytes, hash, at: new Date().toISOString() };
  }

  /** Follows redirects, each of which is an address like any other. */
  async #follow(from: URL, ask: (url: URL) => Promise<Answer>): Promise<{ url: URL; answer: Answer }> {
    let url = from;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const answer = await ask(url);
      const location = answer.headers['location'];
      if (![301, 302, 303, 307, 308].includes(answer.status) || !location) return { url, answer };
      url = parseAddress(URL.canParse(location, url.href) ? new URL(location, url).href : location);
    }
    throw new TriptychError('REDIRECTS', `${from.href} leads on to other addresses more than ${MAX_REDIRECTS} times.`);
  }

  async #ask(
    url: URL,
    { headers = {}, pause = PAUSE, robots = false }: { headers?: object; pause?: number | undefined; robots?: boolean },
  ): Promise<Answer> {
    const { network, time, bytes, wait } = this.#options;
    const last = this.#asked.get(url.host);
    if (last !== undefined) {
      const left = last + Math.min(Math.max(pause, PAUSE), LONGEST_PAUSE) - Date.now();
      if (left > 0) await wait(left);
    }
    try {
      return await request(url, {
        network,
        time,
        headers: { 'user-agent': USER_AGENT, accept: '*/*', 'accept-encoding': 'gzip, deflate, br', ...headers },
        ...(robots ? { bytes: ROBOTS_BYTES, beyond: 'cut' } : { bytes, beyond: 'fail' }),
      });
    } finally {
      this.#asked.set(url.host, Date.now());
    }
  }

  #robotsOf(url: URL): Promise<Robots> {
    const known = this.#robots.get(url.origin);
    if (known) return known;
    const address = new URL('/robots.txt', url);
    const found = this.#follow(address, (hop) => this.#ask(hop, { robots: true })).then(
      ({ answer }) => readRobots(address, answer, AGENT),
      (error) => {
        // "More than five redirects: as if there were none" (RFC 9309, 2.3.1.2).
        if (error instanceof TriptychError && error.code === 'REDIRECTS')
          return readRobots(address, { status: 404, bytes: Buffer.alloc(0) }, AGENT);
        throw error;
      },
    );
    this.#robots.set(url.origin, found);
    return found;
  }
}

/** What lets a server say that nothing has changed since (RFC 9110, 13.1). */
function validatorsOf({ address, headers }: Snapshot, url: URL): Record<string, string> {
  if (address !== url.href) return {};
  return {
    ...(headers['etag'] ? { 'if-none-match': headers['etag'] } : {}),
    ...(headers['last-modified'] ? { 'if-modified-since': headers['last-modified'] } : {}),
  };
}

function isNoDocument(url: URL, { status, headers }: Answer): TriptychError {
  const after = headers['retry-after'];
  const advice =
    status === 404 || status === 410
      ? 'the page is gone; look for a copy in a web archive'
      : status === 401 || status === 403
        ? 'the site does not show it to programs; save it in a browser and read the file'
        : after && /^\d+$/.test(after)
          ? `try again after ${after} seconds`
          : 'try again later, or look at the page in a browser';
  return new TriptychError('HTTP_STATUS', `${url.href} answered with status ${status}: ${advice}.`);
}
