import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../ingest/read/markdown.ts';
import { partsOfMarkdown } from '../../../ingest/read/markdown-parts.ts';

const LONG = 20_000;
const long = (lines: string) => lines.repeat(Math.ceil(LONG / lines.length));
const kinds = (source: string) => {
  const { text, blocks } = readMarkdown(source);
  return blocks.map(({ kind, start, end }) => [kind, text.slice(start, end)]);
};

describe('A long Markdown document', () => {
  it('is read in parts that together are all of it', () => {
    const source = long('Roads are safe.\n\n> So they say.\n\n- one\n- two\n\n');
    const parts = partsOfMarkdown(source);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.join('')).toBe(source);
  });

  it('has the same blocks as its pieces have', () => {
    const piece =
      '# Roads\n\nRoads are\nsafe.\n\n> So they say.\n\n- one\n  - two\n\n1. three\n\n| a | b |\n|---|---|\n| c | d |\n\n';
    const count = Math.ceil(LONG / piece.length);
    expect(kinds(piece.repeat(count))).toEqual(Array.from({ length: count }, () => kinds(piece)).flat());
  });

  it('keeps a list together whose items have no blank lines between them', () => {
    const blocks = kinds(long('- Roads are safe.\n  - Bridges too.\n'));
    expect(new Set(blocks.map(([kind]) => kind))).toEqual(new Set(['item']));
  });

  it.each([
    ['code between fences', '~~~~\n', 'Roads\n\n# no heading\n\n```\n\n', '~~~~\n'],
    ['a comment', '<!-- ', 'Roads\n\n# no heading\n\n', '-->\n'],
    ['a script', '<script>\n', 'roads()\n\n# no heading\n\n', '</script>\n'],
  ])('is not cut inside of %s', (_, opening, inside, closing) => {
    const blocks = kinds(`${opening}${long(inside)}${closing}\n# A heading\n`);
    expect(blocks.filter(([kind]) => kind === 'heading')).toEqual([['heading', 'A heading']]);
  });

  it('knows in every part where links lead, and takes no sentence for such a definition', () => {
    const source = `[Roads][plan] lead far.\n\n[Note]: Roads are safe.\n\n${long('Roads [Note] are safe.\n\n')}[plan]: https://example.org "The plan"\n`;
    const blocks = kinds(source);
    expect(blocks[0]).toEqual(['paragraph', 'Roads lead far.']);
    expect(blocks.filter(([, words]) => words === '[Note]: Roads are safe.')).toHaveLength(1);
    expect(blocks.at(-1)).toEqual(['paragraph', 'Roads [Note] are safe.']);
  });
});
