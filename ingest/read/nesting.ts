import { TriptychError } from '../../src/error.ts';

/** Deepest nesting that is parsed: pages stay below 100; 100,000 nested elements held the parser for 64 s. */
const MAX_DEPTH = 500;
/** Most tags that are parsed: the longest pages of encyclopedias have some 40,000. */
const MAX_TAGS = 200_000;
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
 * characters; throws TOO_DEEP or TOO_LARGE. `depths` is the sum of the depths of all tags.
 */
export function measureNesting(html: string): { tags: number; depths: number } {
  const open = new Map<string, number>();
  let [tags, depth, depths] = [0, 0, 0];
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    if (html.startsWith('<!--', at)) at = skipTo(html, '-->', at);
    const found = TAG.exec(html.slice(at, at + 40));
    const name = found?.[2]?.toLowerCase();
    if (!found || !name) continue;
    if (++tags > MAX_TAGS) throw tooLarge();
    depths += depth;
    if (SELF_CLOSING.has(name)) continue;
    const count = open.get(name) ?? 0;
    if (found[1] === '') {
      if (RAW.has(name)) at = skipTo(html, `</${name}`, at);
      else if (++depth > MAX_DEPTH) throw tooDeep();
      else open.set(name, count + 1);
    } else if (count > 0) {
      open.set(name, count - 1);
      depth--;
    }
  }
  return { tags, depths };
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
    `the page nests its elements more than ${MAX_DEPTH} deep, which no real page does; it is not read`,
  );
}
