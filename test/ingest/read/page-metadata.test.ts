import { describe, expect, it } from 'vitest';
import { findDates } from '../../../ingest/read/date.ts';
import { read } from '../../../ingest/read/index.ts';

const PROSE =
  'The ministry explained at length that the cable is safe and that nobody needs to fear for it at all. '.repeat(3);

/** Title and date that are read from a page, and where they came from. */
async function metadataOf({ head = '', body = '', lang = 'en' }): Promise<Record<string, string | undefined>> {
  const html = `<!doctype html><html lang="${lang}"><head>${head}</head><body>${body}<p>${PROSE}</p><p>${PROSE}</p>
    <p>Other stories</p><p>Published 1 January 2011</p></body></html>`;
  const { metadata, origins } = await read(Buffer.from(html), { name: 'page.html', sources: [] });
  return { title: metadata.title, date: metadata.date, of: origins.title, from: origins.date };
}
const json = (data: object) =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', ...data })}</script>`;

describe('The last change and the licence of a page', () => {
  const statedBy = async (head: string, body = '') => {
    const html = `<!doctype html><html><head>${head}</head><body><h1>Cables</h1>${body}<p>${PROSE}</p></body></html>`;
    const { metadata, origins } = await read(Buffer.from(html), { name: 'page.html', sources: [] });
    return { modified: metadata.modified, licence: metadata.licence, from: origins.modified, of: origins.licence };
  };

  it('are what the page states', async () => {
    const licence = 'https://creativecommons.org/licenses/by/4.0/';
    expect(
      await statedBy(
        json({ datePublished: '2020-08-05', dateModified: '2020-08-07T10:00:00Z', license: { '@id': licence } }),
      ),
    ).toEqual({ modified: '2020-08-07', licence, from: 'JSON-LD', of: 'JSON-LD' });
    const meta = '<meta property="article:modified_time" content="2020-08-07">';
    expect(await statedBy(meta, `<a rel="license" href="${licence}">Terms</a>`)).toEqual({
      modified: '2020-08-07',
      licence,
      from: 'meta',
      of: 'rel',
    });
  });

  it('are left open where the change came before the publication, or several licences are named', async () => {
    const terms = '<a rel="license" href="https://a.example/1">1</a><a rel="license" href="https://a.example/2">2</a>';
    expect(await statedBy(json({ datePublished: '2020-08-05', dateModified: '2019-01-01' }), terms)).toEqual({});
  });
});

describe('The title of a page', () => {
  it('is the heading that readers see, where it says about the same as what is stated for programs', async () => {
    const head = `${json({ headline: 'Cable safety: Minister rejects all doubts' })}<title>Cable safety | The Paper</title>`;
    expect(await metadataOf({ head, body: '<h1>Minister rejects doubts about cable safety</h1>' })).toMatchObject({
      title: 'Minister rejects doubts about cable safety',
      of: 'heading',
    });
  });

  it('is never the name of the site, whatever element that stands in', async () => {
    const body = '<h1 itemprop="headline">The Paper</h1><h2>Minister rejects doubts</h2>';
    const stated = '<meta property="og:title" content="Minister rejects doubts | The Paper">';
    expect(await metadataOf({ head: stated, body })).toMatchObject({ title: 'Minister rejects doubts' });
    const window = '<title>Minister rejects doubts – The Paper</title>';
    expect(await metadataOf({ head: window, body })).toMatchObject({ title: 'Minister rejects doubts' });
  });

  it('keeps its own dashes and bars, and has no entities', async () => {
    const body = '<h2>Cables – a history | part two</h2>';
    const head = json({ headline: 'Cables &#8211; a history | part two' });
    expect(await metadataOf({ head, body })).toMatchObject({ title: 'Cables – a history | part two', of: 'JSON-LD' });
  });
});

describe('The date of a page', () => {
  const title = '<title>Minister rejects doubts</title>';
  const dated = (line: string) => `<h1>Minister rejects doubts</h1><div>${line}</div>`;

  it.each([
    ['By Jane Doe, 6 August 2020', 'en', '2020-08-06'],
    ['Posted: Thu 6:45 PM, Aug 6, 2020 | Updated: Fri 8:31 PM, Aug 7, 2020', 'en', '2020-08-06'],
    ['Updated Aug. 7, 2020; posted Aug. 6, 2020', 'en', '2020-08-06'],
    ['publiziert am 6. August 2020', 'de', '2020-08-06'],
    ['le 6 août 2020', 'fr', '2020-08-06'],
    ['6 de agosto de 2020', 'es', '2020-08-06'],
    ['6 августа 2020', 'ru', '2020-08-06'],
    ['06.08.2020', 'de', '2020-08-06'],
    ['[ 2020-08-06 15:24 ]', 'ko', '2020-08-06'],
    ['16/08/2020', 'en', '2020-08-16'],
    ['08/16/2020', 'en', '2020-08-16'],
    ['05/08/2020', 'en', undefined],
    ['Updated 7 August 2020', 'en', undefined],
    ['Version 2020.08', 'en', undefined],
    ['a marathon of 26 May 20201', 'en', undefined],
  ])('is that in a line at the title, where it is certain: %s', async (line, lang, date) => {
    expect(await metadataOf({ head: title, body: dated(line), lang })).toMatchObject({ date });
  });

  it('is that of the address before that of a line', async () => {
    const head = `${title}<link rel="canonical" href="https://paper.example/2020/08/05/minister">`;
    expect(await metadataOf({ head, body: dated('8 August 2020') })).toMatchObject({
      date: '2020-08-05',
      from: 'address',
    });
  });

  it('is the day that readers know, where what is stated for programs is of another time zone', async () => {
    const head = title + json({ headline: 'Minister rejects doubts', datePublished: '2020-08-06T02:30:00Z' });
    expect(await metadataOf({ head, body: dated('August 5, 2020, 10:30 pm') })).toMatchObject({ date: '2020-08-05' });
    const old = '<h1>Minister rejects doubts</h1><div>In print since March 3, 1920</div>';
    expect(await metadataOf({ head, body: old })).toMatchObject({ date: '2020-08-06', from: 'JSON-LD' });
  });

  it('is found in a statement of another form', async () => {
    const head = title + json({ headline: 'Minister rejects doubts', datePublished: '01:38:07 PM IST Aug 6, 2020' });
    expect(await metadataOf({ head, body: '' })).toMatchObject({ date: '2020-08-06' });
  });
});

describe('Dates in a line', () => {
  it('stand where they say', () => {
    const line = 'From 5 August 2020 to Aug 6, 2020';
    expect(findDates(line).map(({ start, end }) => line.slice(start, end))).toEqual(['5 August 2020', 'Aug 6, 2020']);
  });
});
