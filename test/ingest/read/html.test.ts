import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { read } from '../../../ingest/read/index.ts';
import type { Reading } from '../../../src/claim.ts';

const PROSE = 'The ministry said on Monday that it would publish the list of suppliers before the end of the year.';
const readPage = (html: string, name = 'page.html'): Promise<Reading> =>
  read(new TextEncoder().encode(html), { name, sources: [] });
const page = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><title>Cables</title>${head}</head><body>${body}</body></html>`;
const article = (body: string): string =>
  page(`<article><h1>Cables and Trust</h1><p>${PROSE}</p>${body}<p>${PROSE}</p></article>`);
const shown = ({ text, blocks }: Reading): [string, string][] =>
  blocks.map((block) => [block.kind, text.slice(block.start, block.end)]);

describe('a web page', () => {
  it('never fuses words, at line breaks, items, cells or inline elements', async () => {
    const { text } = await readPage(
      article(
        '<p>one<br>two <b>three</b><i>four</i></p><ul><li>five</li><li>six</li></ul><div>seven</div><div>eight</div><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
      ),
    );
    expect(text).toContain('one\ntwo threefour\n\nfive\n\nsix\n\nseven\n\neight\n\na\tb\nc\td');
  });

  it('leaves out cards that open beside a name, and keeps pictures with their words', async () => {
    const card =
      '<span><img src="x"><a href="/p">Ada Stone</a><a href="/1">Stone visits</a> <a href="/2">More</a></span>';
    const { text } = await readPage(
      article(
        `<p>Minister <a href="/p">Ada Stone</a>${card} spoke of it.</p><p><span><img src="x"> She smiled.</span></p>`,
      ),
    );
    expect(text).toContain('Minister Ada Stone spoke of it.');
    expect(text).toContain('She smiled.');
  });

  it('keeps the kind of headings, items, quotations, captions and tables', async () => {
    const reading = await readPage(
      article(
        `<h2>Part one</h2><ul><li>An item of the list.<ol><li>A deeper item.</li></ol></li></ul><blockquote><p>We will publish it.</p></blockquote>
         <figure><img src="x"><figcaption>The minister at work</figcaption></figure><table><caption>Prices</caption><tr><th>Year</th><th>Price</th></tr><tr><td>2020</td><td>5</td></tr></table>`,
      ),
    );
    const kinds = shown(reading).map(([kind, words]) => `${kind}: ${words}`);
    expect(kinds).toEqual(
      expect.arrayContaining([
        'heading: Part one',
        'item: An item of the list.',
        'item: A deeper item.',
        'quotation: We will publish it.',
        'caption: The minister at work',
        'caption: Prices',
        'table: Year\tPrice\n2020\t5',
      ]),
    );
    expect(reading.blocks.find((block) => reading.text.slice(block.start, block.end) === 'A deeper item.')?.level).toBe(
      2,
    );
  });

  it('keeps the text of links, sets the marks of <q>, and leaves out note marks, scripts, styles and hidden parts', async () => {
    const { text } = await readPage(
      article(
        `<p>See <a href="/x">the list</a>. She said <q>no</q>.<sup><a href="#n1">[1]</a></sup> In m<sup>2</sup> it fits.</p><script>var secret</script><style>.secret{}</style><noscript>secret</noscript><p hidden>secret</p><p style="display: none">secret</p><template>secret</template>`,
      ),
    );
    expect(text).toContain('See the list. She said “no”. In m2 it fits.');
    expect(text).not.toContain('secret');
  });

  it('drops menus, sharing buttons and link lists around its main text', async () => {
    const links = Array.from({ length: 40 }, (_, at) => `<li><a href="/${at}">Section ${at}</a></li>`).join('');
    const reading = await readPage(
      page(
        `<nav><ul>${links}</ul></nav><main><article><h1>Cables</h1>${`<p>${PROSE} ${PROSE}</p>`.repeat(8)}<div class="share-buttons">Share this</div><aside class="related"><a href="/a">Another story about cables</a></aside></article></main><footer><ul>${links}</ul></footer>`,
      ),
    );
    expect(reading.text).not.toMatch(/Section \d|Share this|Another story/);
    expect(reading.text).toContain(PROSE);
  });

  it('without menus is read whole, whatever readability makes of it', async () => {
    const short = await readPage(page('<h1>Note</h1><p>Cables are safe.</p><ul><li>Paths are clean.</li></ul>'));
    expect(short.text).toContain('Cables are safe.\n\nPaths are clean.');
    const sections = Array.from(
      { length: 6 },
      (_, at) => `<div class="sidebar"><h2>Part ${at}</h2><p>${at}: ${PROSE}</p></div>`,
    ).join('');
    for (const at of [0, 5]) expect((await readPage(page(sections))).text).toContain(`${at}: ${PROSE}`);
  });

  it('is decoded as it declares, with windows-1252 quotation marks whole', async () => {
    const html = page(
      `<p>\u0093M\u00fcller\u0094 said so. ${PROSE}</p>`,
      '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
    );
    const reading = await read(Buffer.from(html, 'latin1'), { name: 'page.html', sources: [] });
    expect(reading.text).toContain('“Müller” said so.');
  });

  it('says who published it, when, where and in which language, and where it says so', async () => {
    const { metadata, origins } = await readPage(
      page(
        `<article><h1>Cables and Trust</h1><p>${PROSE}</p></article>`,
        `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Cables &amp; Trust","author":[{"@type":"Person","name":"Ada Nordin"}],"datePublished":"2020-08-05T23:30:00-04:00"}]}</script>
         <meta property="og:site_name" content="Norland Courier"><meta name="date" content="01/02/2020"><link rel="canonical" href="https://courier.example/cables">`,
      ),
    );
    expect(metadata).toEqual({
      title: 'Cables and Trust',
      author: 'Ada Nordin',
      publisher: 'Norland Courier',
      date: '2020-08-05',
      address: 'https://courier.example/cables',
      language: 'en',
    });
    expect(origins).toMatchObject({ title: 'heading', publisher: 'meta', address: 'canonical link', language: 'html' });
  });

  it('has no date where none is certain, no address but a whole one, and no site name in its title', async () => {
    const { metadata } = await readPage(
      page(
        `<article><p>${PROSE}</p><time datetime="2020-01-01">last year</time></article>`,
        '<meta name="date" content="05/08/2020"><link rel="canonical" href="/cables"><meta property="og:title" content="Cables | Norland Courier"><meta property="og:site_name" content="Norland Courier">',
      ),
    );
    expect(metadata).toEqual({ title: 'Cables', publisher: 'Norland Courier', language: 'en' });
  });

  it('without readable text is an EMPTY_PAGE', async () => {
    await expect(readPage(page('<div id="root"></div><script>render()</script>'))).rejects.toMatchObject({
      code: 'EMPTY_PAGE',
    });
  });

  it('takes nothing from scripts, from refreshing to itself and from links that run', async () => {
    const { text, metadata } = await readPage(
      page(
        `<article><p>${PROSE}</p><p onclick="steal()">See <a href="javascript:steal()">the list</a> and <a href="data:text/html,<script>steal()</script>">the map</a> of it.</p><script>steal()</script><noscript>steal()</noscript><svg><script>steal()</script></svg></article>`,
        '<meta http-equiv="refresh" content="0;url=#"><link rel="canonical" href="javascript:steal()"><meta property="og:url" content="data:text/html,steal()"><script>document.write("steal()")</script>',
      ),
    );
    expect(text).toBe(`${PROSE}\n\nSee the list and the map of it.`);
    expect(metadata.address).toBeUndefined();
  });

  it('of nothing but a refresh to itself is an EMPTY_PAGE, and one that is still packed a WRONG_TYPE', async () => {
    await expect(readPage(page('', '<meta http-equiv="refresh" content="0">'))).rejects.toMatchObject({
      code: 'EMPTY_PAGE',
    });
    await expect(readPage(page('', '<meta http-equiv="Refresh" content="0; URL=/next">'))).rejects.toMatchObject({
      code: 'EMPTY_PAGE',
      message: 'the page has no text and only leads on to /next; read what is there',
    });
    const bomb = gzipSync(Buffer.alloc(200e6, '<p>'));
    await expect(read(bomb, { name: 'page.html', sources: [] })).rejects.toMatchObject({ code: 'WRONG_TYPE' });
  });

  it.each([
    ['elements', '<div>'.repeat(100_000), 'TOO_DEEP'],
    ['elements closed by others', '<div></span>'.repeat(100_000), 'TOO_DEEP'],
    ['tables', '<table><tr><td>'.repeat(300), 'TOO_DEEP'],
    ['paragraphs', '<p>x'.repeat(150_000), 'TOO_LARGE'],
    ['attributes', `<p ${Array.from({ length: 50_000 }, (_, at) => `a${at}`).join(' ')}>`, 'TOO_LARGE'],
  ])('with hostile %s is refused', async (_, body, code) => {
    await expect(readPage(page(body))).rejects.toMatchObject({ code });
  });

  it.each([
    ['comments', '<!--'.repeat(100_000)],
    ['angle brackets', '<'.repeat(300_000)],
    ['links', '<a href=x>cable</a> '.repeat(30_000)],
  ])('with hostile %s keeps its prose', async (_, body) => {
    expect((await readPage(page(`<p>${PROSE}</p>${body}`))).text).toContain(PROSE.slice(0, 40));
  });
});

describe('Markdown', () => {
  const readMarkdown = (text: string): Promise<Reading> => readPage(text, 'note.md');

  it('loses its markup and keeps its blocks', async () => {
    const reading = await readMarkdown(
      `# Cables\n\nThe *list* of [suppliers](https://x.example) is \`open\`,\nsays **she**.\n\n> We will publish it.\n\n- One\n  1. Deeper\n\n| Year | Price |\n|---|---|\n| 2020 | 5 |\n\n<div>Raw <b>markup</b> stays.</div>\n\n<!-- secret -->\n`,
    );
    expect(shown(reading)).toEqual([
      ['heading', 'Cables'],
      ['paragraph', 'The list of suppliers is open, says she.'],
      ['quotation', 'We will publish it.'],
      ['item', 'One'],
      ['item', 'Deeper'],
      ['table', 'Year\tPrice\n2020\t5'],
      ['paragraph', 'Raw markup stays.'],
    ]);
    expect(reading.metadata.title).toBe('Cables');
  });

  it('takes its metadata from front matter, digests included', async () => {
    const reading = await readMarkdown(
      `---\ntitle: Cables\nlanguage: en\ndate: 2020-08-05\ncountry: us\ndigestOf:\n  title: The List\n  date: 2020\n---\n\n${PROSE}\n`,
    );
    expect(reading.metadata).toEqual({
      title: 'Cables',
      language: 'en',
      date: '2020-08-05',
      country: 'US',
      digestOf: { title: 'The List', date: '2020' },
    });
    expect(reading.text).toBe(PROSE);
  });

  it.each([
    ['[[', '['.repeat(50_000), 'TOO_DEEP'],
    ['> >', '> '.repeat(5000), 'TOO_DEEP'],
    ['- -', `${'- '.repeat(5000)}x`, 'TOO_DEEP'],
    ['| |', `${'|a'.repeat(5000)}\n${'|-'.repeat(5000)}`, 'TOO_LARGE'],
  ])('of hostile %s is refused', async (_, text, code) => {
    await expect(readMarkdown(text)).rejects.toMatchObject({ code });
  });
});
