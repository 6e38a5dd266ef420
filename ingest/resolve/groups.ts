import type { Token } from './tokens.ts';
import { isClose } from './tokens.ts';
import { GROUPS, ROLE_MODIFIERS } from './vocabulary.ts';

/** Tokens `[from, to)` that introduce people without a name: "two US officials", "researchers at the University of X". */
export interface Group {
  from: number;
  to: number;
}

/** Groups that a sentence introduces. "The officials" introduces nobody, unless it says which ones. */
export function findGroups(tokens: Token[]): Group[] {
  const found: Group[] = [];
  tokens.forEach((token, i) => {
    if (!isPeople(token.key) || token.possessive) return;
    let from = i;
    while (from > 0 && isClose(tokens[from]!, tokens[from - 1]) && belongs(tokens[from - 1]!)) from--;
    const to = complementEnd(tokens, i + 1);
    const definite =
      /^(?:the|these|those|both|all)$/.test(tokens[from]!.key) || DEFINITE.test(tokens[from - 1]?.key ?? '');
    if (!definite || to > i + 1) found.push({ from, to });
  });
  return found;
}

const DEFINITE = /^(?:the|these|those|both|his|her|its|their|our|my)$/;

/** Words of `GROUPS` that name people, and neither papers, bodies nor quantities. */
function isPeople(key: string): boolean {
  return GROUPS.has(key) && !NOT_PEOPLE.has(key);
}

const NOT_PEOPLE = new Set(
  `others some many most several few both all reports records polls studies surveys documents figures data networks
  countries nations states companies firms businesses agencies organisations organizations institutions outlets newspapers
  media governments parties carriers operators vendors suppliers sources republicans democrats`.split(/\s+/),
);

const NUMBER =
  /^(?:two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|several|some|many|other|more|local|\d+)$/;

function belongs(token: Token): boolean {
  return (
    NUMBER.test(token.key) ||
    ROLE_MODIFIERS.has(token.key) ||
    (token.capital && !token.possessive && token.key !== 'the')
  );
}

/** "at the Technical University of Aachen": a preposition and the name after it. */
function complementEnd(tokens: Token[], at: number): number {
  if (!/^(?:at|of|from|in|for)$/.test(tokens[at]?.key ?? '') || !isClose(tokens[at]!, tokens[at - 1])) return at;
  let to = tokens[at + 1]?.key === 'the' ? at + 2 : at + 1;
  const first = to;
  while (to < tokens.length && isClose(tokens[to]!, tokens[to - 1])) {
    const joins = /^(?:of|for|and)$/.test(tokens[to]!.key) && tokens[to + 1]?.capital && to > first;
    if (!tokens[to]!.capital && !joins) break;
    to++;
  }
  return to > first ? to : at;
}
