import type { Span } from '../../src/claim.ts';
import type { NameIndex } from './names.ts';
import { analyse, headEnd } from './parts.ts';
import { readMention } from './read-mention.ts';
import { type Token, tokenise } from './tokens.ts';

/**
 * The several speakers of one source ("the United States and Poland", "Herman and O'Brien", "A, B and C"): the place of each,
 * in order. A single place, the whole, where not everybody is named by himself: "Mr Berg and his aides", "the ministers of
 * France and Germany", "Marks and Spencer". `isSurname` says whether a single word is somebody's name in this document.
 */
export function splitJoint(
  text: string,
  source: Span,
  { names, isSurname }: { names: NameIndex; isSurname: (word: string) => boolean },
): Span[] {
  const tokens = tokenise(text, source.start, source.end);
  const { marks } = analyse(tokens, names);
  const isNamed = (part: Token[]) => {
    const mention = readMention(part, names);
    if (mention.form === 'single') return mention.honorific || isSurname(mention.name);
    return mention.form === 'person' || mention.form === 'known' || mention.form === 'state';
  };
  const isPerson = (part: Token[]) => /^(?:person|single)$/.test(readMention(part, names).form);
  for (let at = tokens.length - 2; at > 0; at--) {
    if (tokens[at]!.key !== 'and' || marks[at] !== 'word') continue;
    const [left, right] = [tokens.slice(0, at), tokens.slice(at + 1)];
    if (!isNamed(left) || !isNamed(right) || !beginsWithName(right)) continue;
    // "Maria Smith of Acme and Berg": what stands after a preposition goes on.
    const goesOn = headEnd(left) < left.length && !/,/.test(tokens[at]!.gap) && isPerson(left) && !isPerson(right);
    if (goesOn) continue;
    return [...listed(left, isNamed), right].map(placeOf);
  }
  return [source];
}

/** "A, B" where every part between commas names somebody; else the whole. */
function listed(tokens: Token[], isNamed: (part: Token[]) => boolean): Token[][] {
  const parts: Token[][] = [[]];
  for (const [i, token] of tokens.entries()) {
    if (i > 0 && token.gap.trim() === ',') parts.push([]);
    parts.at(-1)!.push(token);
  }
  return parts.every((part) => isNamed(part) && beginsWithName(part)) ? parts : [tokens];
}

/** A capital within the words that may stand before a name. */
function beginsWithName(tokens: Token[]): boolean {
  const first = tokens.find((token) => token.key !== 'the');
  return first?.capital === true;
}

function placeOf(tokens: Token[]): Span {
  return { start: tokens[0]!.start, end: tokens.at(-1)!.end };
}
