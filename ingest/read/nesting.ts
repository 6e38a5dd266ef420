import { TriptychError } from '../../src/error.ts';

/** Deepest nesting that is parsed: pages stay below 100; 100,000 nested elements held the parser for 64 s. */
const MAX_DEPTH = 500;
/** Most tags that are parsed: news pages have up to 3,000, and long encyclopedia articles ten times as many. */
const MAX_TAGS = 100_000;
/** Most attributes of a tag: the parser compares each with all others, and 100,000 held it for 220 s. */
const MAX_ATTRIBUTES = 2000;
/** A tag shorter than this has fewer attributes than that. */
const LONG_TAG = 2 * MAX_ATTRIBUTES;
/** Levels that an element adds with those that stand in it and are not counted (`tbody`, `tr`, `td`; `li`). */
const DEEPER: Record<string, number> = { table: 4, ul: 2, ol: 2, dl: 2 };
/** Elements without content, or ended by the next of their kind. */
const SELF_CLOSING = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd td th tr thead tbody tfoot option optgroup colgroup path circle rect line polygon polyline use'.split(
    ' ',
  ),
);
const RAW = new Set(['script', 'style', 'textarea', 'title']);
const TAG = /^<(\/?)([a-z][^\s/>]*)/i;

/**
 * Counts tags and how deep they stand, without building anything, so that hostile nesting costs one pass over the
 * characters; throws TOO_DEEP or TOO_LARGE. `depths` is the sum of the depths of all tags, `signs` the number of `<` and
 * `&`, each of which makes a node of its own.
 */
export function measureNesting(html: string): { tags: number; depths: number; signs: number } {
  const open = new Map<string, number>();
  let [tags, depth, depths] = [0, 0, 0];
  const signs = html.split(/[<&]/).length;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    if (html.startsWith('<!--', at)) at = skipTo(html, '-->', at);
    const found = TAG.exec(html.slice(at, at + 40));
    const name = found?.[2]?.toLowerCase();
    if (!found || !name) continue;
    if (++tags > MAX_TAGS) throw tooLarge();
    depths += depth;
    checkAttributes(html, at);
    if (SELF_CLOSING.has(name)) continue;
    const count = open.get(name) ?? 0;
    const deeper = DEEPER[name] ?? 1;
    if (found[1] === '') {
      if (RAW.has(name)) at = skipTo(html, `</${name}`, at);
      else open.set(name, count + 1);
      if (!RAW.has(name)) depth += deeper;
      if (depth > MAX_DEPTH) throw tooDeep();
    } else if (count > 0) {
      open.set(name, count - 1);
      depth -= deeper;
    }
  }
  return { tags, depths, signs };
}

function checkAttributes(html: string, at: number): void {
  const end = html.indexOf('>', at);
  if ((end < 0 ? html.length : end) - at < LONG_TAG) return;
  const tag = html.slice(at, end < 0 ? undefined : end).replace(/"[^"]*"|'[^']*'/g, '');
  const attributes = tag.match(/\s[a-z_:@]/gi)?.length ?? 0;
  if (attributes > MAX_ATTRIBUTES)
    throw new TriptychError(
      'TOO_LARGE',
      `a tag of the page has more than ${MAX_ATTRIBUTES} attributes; it is not read`,
    );
}

/** Where an ending stands, in either case of letters; the end of the page where there is none. */
function skipTo(html: string, ending: string, from: number): number {
  const [lower, upper] = [html.indexOf(ending, from), ending === '-->' ? -1 : html.indexOf(ending.toUpperCase(), from)];
  const ends = [lower, upper].filter((at) => at >= 0);
  return ends.length > 0 ? Math.min(...ends) : html.length;
}

function tooLarge(): TriptychError {
  return new TriptychError(
    'TOO_LARGE',
    `the page has more than ${MAX_TAGS.toLocaleString('en')} tags; save only the part that you need`,
  );
}

function tooDeep(): TriptychError {
  return new TriptychError(
    'TOO_DEEP',
    `the page nests its elements more than ${MAX_DEPTH} deep, which no real page does; open it in a browser and save its text as plain text`,
  );
}
