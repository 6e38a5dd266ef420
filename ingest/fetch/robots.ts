import module from 'robots-parser';
import { TriptychError } from '../../src/error.ts';

/** The package's types speak of a default export; what it exports is the function itself. */
const parser = module as unknown as typeof module.default;

/** What a site asks of programs. */
export interface Robots {
  /** Throws ROBOTS where the site asks that this address be left alone. */
  check(url: URL): void;
  /** Milliseconds to let pass between two requests; absent where the site names none. */
  pause?: number;
}

/**
 * The rules that `robots.txt` has for an agent (RFC 9309): where there is no such file all is allowed, where its server
 * fails nothing is.
 */
export function readRobots(address: URL, answer: { status: number; bytes: Buffer }, agent: string): Robots {
  const { status, bytes } = answer;
  if (status >= 500 || status === 429)
    return {
      check: (url) => {
        throw refuse(
          url,
          `${address.href} cannot be read just now (status ${status}), which means no; try again later`,
        );
      },
    };
  if (status !== 200) return { check: () => {} };
  const rules = parser(address.href, bytes.toString('utf8'));
  const delay = rules.getCrawlDelay(agent);
  return {
    check: (url) => {
      if (rules.isDisallowed(url.href, agent))
        throw refuse(
          url,
          `${address.href} asks programs not to; open the page in a browser, save it and read the file`,
        );
    },
    ...(delay === undefined ? {} : { pause: delay * 1000 }),
  };
}

function refuse(url: URL, why: string): TriptychError {
  return new TriptychError('ROBOTS', `${url.href} is not fetched: ${why}.`);
}
