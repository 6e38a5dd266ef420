/** What stands between a title and the name of the site or section. */
const SEPARATOR = / (?:[|–—·»:-]|::) /;
/** Two titles of one article share most of their words; a heading with the site's name shares none. */
const ALIKE = 0.5;

/**
 * The title as readers of a page see it: the one heading of level 1 that says about the same as what the page states of
 * itself; otherwise the first statement, without the name of the site where only the rest of it stands on the page.
 */
export function chooseTitle(page: { stated: string[]; headings: string[]; text: string }): {
  title: string;
  isHeading: boolean;
} {
  const [first = ''] = page.stated;
  const [heading, ...others] = page.headings
    .filter((one) => page.stated.some((title) => likeness(one, title) >= ALIKE && !isSiteOf(one, title)))
    .sort((a, b) => likeness(b, first) - likeness(a, first));
  if (heading !== undefined && others.length === 0) return { title: heading, isHeading: true };
  const text = ` ${plain(page.text)} `;
  const stands = (title: string) => text.includes(` ${plain(title)} `);
  const shorter = stands(first) ? undefined : shortened(first).find(stands);
  return { title: shorter ?? first, isHeading: false };
}

/** Whether a heading is only the end of a title, and the shorter part of it: the name of the site. */
function isSiteOf(heading: string, title: string): boolean {
  const [whole, end] = [plain(title), ` ${plain(heading)}`];
  return whole.endsWith(end) && whole.length - end.length > end.length;
}

/** A title without its last parts, and without its first. */
function shortened(title: string): string[] {
  const cuts = [...title.matchAll(new RegExp(SEPARATOR, 'g'))];
  const heads = cuts.map(({ index }) => title.slice(0, index)).reverse();
  const tails = cuts.map(({ 0: mark, index }) => title.slice(index + mark.length));
  return [...heads, ...tails];
}

/** Share of common words (Dice's coefficient), 0 to 1. */
function likeness(one: string, other: string): number {
  const [a, b] = [new Set(plain(one).split(' ')), new Set(plain(other).split(' '))];
  const shared = [...a].filter((word) => b.has(word)).length;
  return (2 * shared) / (a.size + b.size);
}

function plain(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(' ');
}
