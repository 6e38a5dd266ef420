import type { Element } from '@xmldom/xmldom';

/** Styles, which the policy of the pages forbids, names of groups that are no part of a page, and what the style sheet says. */
const LEFT_OUT = ['style', 'aria-label', 'fill', 'stroke', 'font-family', 'font-size'];

/** What is written around an element. */
interface Around {
  before: string;
  after: string;
}

/** A picture that Observable Plot drew, as HTML that any page may hold: without styles and style sheets of its own. */
export function writeDrawn(element: Element, around: (element: Element) => Around | undefined): string {
  const name = element.localName ?? element.nodeName;
  if (name === 'style') return '';
  const { before, after } = around(element) ?? { before: '', after: '' };
  let written = `${before}<${name}`;
  for (const { name: attribute, value } of element.attributes)
    if (!LEFT_OUT.includes(attribute)) written += ` ${attribute}="${escaped(value.replace(FRACTION, inBrief))}"`;
  if (!element.firstChild) return `${written}/>${after}`;
  written += '>';
  for (let child = element.firstChild; child; child = child.nextSibling as typeof child)
    written +=
      child.nodeType === child.ELEMENT_NODE ? writeDrawn(child as Element, around) : escaped(child.nodeValue ?? '');
  return `${written}</${name}>${after}`;
}

const FRACTION = /-?\d+\.\d+/g;

/** A measure with two decimals at most. */
export function inBrief(number: number | string): string {
  return String(Math.round(Number(number) * 100) / 100);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as it stands in HTML, also between quotation marks. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}
