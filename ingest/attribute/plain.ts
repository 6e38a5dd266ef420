import type { Attribution, Block, Extractor, Sentence } from '../../src/claim.ts';
import { builtIn } from './built-in.ts';

/**
 * Outermost attributions of a text without markup. Its blocks are the paragraphs between blank lines; `segment` is the
 * pipeline's own step, handed in because steps do not import one another.
 */
export async function attributeText(
  text: string,
  segment: (text: string, blocks: Block[]) => Sentence[],
  extractor: Extractor = builtIn,
): Promise<Attribution[]> {
  const blocks = paragraphs(text);
  const { attributions } = await extractor.extract({
    text,
    blocks,
    sentences: segment(text, blocks),
    quality: 'intact',
  });
  return attributions.filter((attribution) => attribution.within === undefined);
}

/** Paragraphs between blank lines; those with a bullet or a number before them are list items. */
export function paragraphs(text: string): Block[] {
  const blocks: Block[] = [];
  let start = -1;
  let end = 0;
  const close = () => {
    if (start < 0) return;
    blocks.push({ kind: MARKER.test(text.slice(start, start + 8)) ? 'item' : 'paragraph', start, end });
    start = -1;
  };
  for (const match of text.matchAll(/[^\n]*\n?/g)) {
    const line = match[0].trimEnd();
    const indent = line.length - line.trimStart().length;
    if (line.trim() === '') close();
    else {
      if (MARKER.test(line.slice(indent, indent + 8))) close();
      if (start < 0) start = match.index + indent;
      end = match.index + line.length;
    }
  }
  close();
  return blocks;
}

const MARKER = /^(?:[•*‣▪-]|\(?\d{1,2}[.)])\s/;
