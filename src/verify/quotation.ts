import { atomsOf, type Reading } from './atoms.ts';

/** The quotation, trimmed, as it is and, where an attribution was pasted after the closing mark or on a line of its own, without it. */
export function readingsOf(text: string): [Reading, ...Reading[]] {
  const whole = toReading(text);
  const line = /\n\s*[-–—―]\s*[^\n]{1,100}$/u.exec(text);
  const end = closingMark(text) ?? line?.index;
  if (end === undefined || !/[\p{L}\p{N}]/u.test(text.slice(end))) return [whole];
  const bare = toReading(text.slice(0, end));
  return bare.atoms.length > 0 ? [whole, bare] : [whole];
}

function toReading(text: string): Reading {
  return { text, atoms: atomsOf(text).atoms };
}

/** A name and an office, as they follow a quotation. */
const ATTRIBUTION_WORDS = 15;

/** Where the mark that encloses the text from its first character closes, if little more than a name follows it, and no more of it. */
function closingMark(text: string): number | undefined {
  if (!/^["“”„«»「『]/u.test(text)) return undefined;
  let depth = 0;
  for (const match of text.matchAll(/["“”„‟«»「」『』]/gu)) {
    const opens = /^$|[\s([{—–-]/u.test(text.charAt(match.index - 1)) && /\S/u.test(text.charAt(match.index + 1));
    depth += /[“„«「『]/u.test(match[0]) || (/["”»]/u.test(match[0]) && opens) ? 1 : -1;
    if (depth <= 0) {
      const end = match.index + 1;
      const goesOn = /["“”„‟«»「」『』]/u.test(text.slice(end));
      return !goesOn && atomsOf(text, end).atoms.length <= ATTRIBUTION_WORDS ? end : undefined;
    }
  }
  return undefined;
}
