import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { Cite } from '@citation-js/core';
import { describe, expect, it } from 'vitest';
import { cite, citeAll } from '../../src/cite.ts';
import type { DocumentSummary } from '../../src/contract.ts';
import { citeInStyle, findStyles, STYLES } from '../../src/styled.ts';
import { QUOTED, SUMMARY } from '../web/examples.ts';

const OPTIONS = { url: 'https://triptych.example/claims/c1', accessed: '2026-03-04' };
const TITLE = 'Keep it open: 50% & more_less {x} ~ ^ \\ “q” – 网络';

const WORKS: [string, Partial<DocumentSummary>][] = [
  ['a news report by a person', { kind: 'news report', author: 'Ana Lima', date: '2021-06-02' }],
  ['a speech, to the month', { kind: 'speech', author: 'Department of {Ports} & 100%', date: '2021-06' }],
  ['a report, to the year', { kind: 'report', author: '中国外交部', date: '2021' }],
  ['a page of which little is known', { kind: null, author: null, date: null, language: null }],
  ['a digest', { digestOf: { title: TITLE, publisher: 'Harbour News', date: '2020' } }],
];

/** What a reader of citations must get back, from CSL-JSON in whatever shape a parser gives it. */
function fieldsOf(csl: Record<string, unknown>) {
  // RIS has reporters where CSL has authors of news.
  const [author] = (csl['author'] ?? [{ literal: csl['reporter'] }]) as Record<string, string>[];
  const { literal, given, family } = author ?? {};
  const issued = csl['issued'] as { 'date-parts': number[][] } | undefined;
  return {
    title: csl['title'],
    author: literal ?? [given, family].filter(Boolean).join(' '),
    issued: issued?.['date-parts'][0],
    publisher: csl['container-title'] ?? csl['publisher'],
    url: csl['URL'] && decodeURI(String(csl['URL'])),
    language: csl['language'],
    note: csl['note'],
  };
}

describe.each(WORKS)('Citations of %s are read by Citation.js as they were meant:', (_, fields) => {
  const address = 'https://news.example/a_b%20c?x={1}&y=2#z';
  const document: DocumentSummary = { ...SUMMARY, title: TITLE, publisher: 'Harbour & News', address, ...fields };
  const { bibtex, ris, csl } = cite(QUOTED, document, OPTIONS);
  const meant = fieldsOf(csl);

  it.each([
    ['BibTeX', bibtex],
    ['CSL-JSON', JSON.stringify(csl)],
  ])('%s', (_, text) => {
    const [read, ...others] = new Cite(text).data;
    expect(others).toEqual([]);
    expect(fieldsOf(read!)).toEqual(meant);
  });

  it('RIS', () => {
    const [read] = new Cite(ris).data;
    // Of news, the RIS specification knows the year alone.
    const issued = csl['type'] === 'article-newspaper' ? meant.issued?.slice(0, 1) : meant.issued;
    expect(fieldsOf(read!)).toEqual({ ...meant, issued });
  });
});

it('Several citations make one file, of which each is read', () => {
  const works = [1, 2, 3].map((n) => ({ ...OPTIONS, claim: { ...QUOTED, id: `c${n}` }, document: SUMMARY }));
  for (const format of ['bib', 'ris', 'csl'] as const)
    expect(new Cite([...citeAll(works, format)].join('')).data, format).toHaveLength(3);
});

it('Citations in a style name who wrote it, what, when, and where, in the way of the style', async () => {
  const { csl } = cite(QUOTED, { ...SUMMARY, author: 'Ana Lima', date: '2021-06-02' }, OPTIONS);
  const [apa, harvard, vancouver, chicago, mla] = await Promise.all(
    (['apa', 'harvard1', 'vancouver', 'chicago', 'mla'] as const).map((style) => citeInStyle(style, csl)),
  );
  // A name is not taken apart, since not everybody's family name comes last.
  expect(apa).toMatch(/^Ana Lima\. \(2021, June 2\)\. /);
  expect(harvard).toMatch(/^Ana Lima \(2021\) /);
  expect(vancouver).toMatch(/^1\. Ana Lima\. .*2021 Jun 2/);
  expect(chicago).toMatch(/^Ana Lima\. 2021\. .*June 2, 2021/);
  expect(mla).toMatch(/^Ana Lima\. .*2 June 2021/);
  expect(findStyles()).toEqual(STYLES);
  expect((await citeInStyle('mla', [csl, { ...csl, id: 'other', title: 'Another' }])).split('\n')).toHaveLength(2);
});
