/** Characters from which a part may end: the parser's time grows with the square of what it gets at once. */
const PART = 5_000;

/**
 * Markdown in parts that mean the same apart as together: each begins at the margin with a block of its own, outside of
 * code and raw HTML, and has the definitions of the links that it refers to before it. Linear.
 */
export function partsOfMarkdown(source: string): string[] {
  if (source.length <= PART) return [source];
  const definitions = findDefinitions(source);
  return cut(source).map((part) => definitionsFor(part, definitions) + part);
}

function cut(source: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let blank = true;
  let ending: RegExp | undefined;
  for (const { 0: line, index } of source.matchAll(LINE)) {
    const begins = !ending && ((blank && /^\S/.test(line)) || BULLET.test(line));
    if (begins && index - start >= PART) {
      parts.push(source.slice(start, index));
      start = index;
    }
    if (ending?.test(line)) ending = undefined;
    else ending ??= endingOf(line);
    blank = line.trim() === '';
  }
  return [...parts, source.slice(start)];
}

const LINE = /[^\n]*\n|[^\n]+$/g;
/** An item of a list begins even where no blank line is before it; a number may also go on with a sentence. */
const BULLET = /^[-*+] +\S/;
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
/** What begins with one of these goes on over blank lines (kinds 1 to 5 of CommonMark's HTML blocks). */
const RAW: [begins: RegExp, ends: RegExp][] = [
  [/^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
  [/^ {0,3}<![a-z]/i, />/],
];

/** What the line that ends a block must match, where this line begins one that blank lines do not end. */
function endingOf(line: string): RegExp | undefined {
  const fence = FENCE.exec(line)?.[1];
  if (fence) return new RegExp(`^ {0,3}${fence[0]}{${fence.length},}\\s*$`);
  const ends = RAW.find(([begins]) => begins.test(line))?.[1];
  return ends?.test(line) ? undefined : ends;
}

/** Whole on its line: a sentence after "[Note]:" defines nothing. */
const DEFINITION =
  /^ {0,3}\[((?:[^[\]\\\n]|\\.)+)\]:[ \t]*(?:<[^<>\n]*>|[^\s<]\S*)(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$/gm;
const LABEL = /\[((?:[^[\]\\\n]|\\.)+)\]/g;

/** The lines that say where links lead, by label; the first of a label counts. */
function findDefinitions(source: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const { 0: line, 1: label } of source.matchAll(DEFINITION)) {
    const name = nameOf(label as string);
    if (!found.has(name)) found.set(name, line);
  }
  return found;
}

function definitionsFor(part: string, definitions: Map<string, string>): string {
  if (definitions.size === 0) return '';
  const names = new Set([...part.matchAll(LABEL)].map(([, label]) => nameOf(label as string)));
  const lines = [...names].flatMap((name) => definitions.get(name) ?? []);
  return lines.length > 0 ? `${lines.join('\n')}\n\n` : '';
}

function nameOf(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}
