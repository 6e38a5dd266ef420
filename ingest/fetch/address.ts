import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { TriptychError } from '../../src/error.ts';

/** Whether a path is meant as an address of a network and not as a file; that it is a good one is not said. */
export function isAddress(path: string): boolean {
  return /^(?:https?:|[a-z][a-z\d+.-]+:\/\/)/i.test(path);
}

/**
 * An address of the web as it is asked for: spelt in the one way of the WHATWG URL standard (so that `0x7f.1` is
 * `127.0.0.1`) and without a fragment. Throws BAD_ADDRESS.
 */
export function parseAddress(stated: string): URL {
  if (!URL.canParse(stated)) throw bad(stated, 'it is not a whole address such as https://example.org/page');
  const url = new URL(stated);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw bad(stated, 'only http: and https: addresses are read');
  if (url.username || url.password)
    throw bad(stated, 'it has a user name before the host, which hides where it leads; leave that out');
  url.hash = '';
  return url;
}

/** The IP address that a host is spelt as, or undefined where it is a name. */
export function findIp(host: string): string | undefined {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) === 0 ? undefined : bare;
}

/** All of the public internet in version 6 (RFC 4291): what lies outside is local, mapped, translated or reserved. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an IP address is of the public internet: by the registries of special addresses of IANA, in which private,
 * loopback, link-local, shared and reserved ones stand, and every form of IPv6 that carries an IPv4 address inside.
 */
export function isPublic(ip: string): boolean {
  if (!ipaddr.isValid(ip)) return false;
  const address = ipaddr.parse(ip);
  return address.range() === 'unicast' && (address.kind() === 'ipv4' || address.match(GLOBAL_UNICAST));
}

function bad(stated: string, why: string): TriptychError {
  return new TriptychError('BAD_ADDRESS', `${stated} cannot be read: ${why}.`);
}
