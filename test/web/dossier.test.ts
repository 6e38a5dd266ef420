import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { documentsPage, sourcePage, speakerPage, speakersPage, topicPage } from '../../web/index.ts';
import {
  exampleResponse,
  QUOTED,
  REPORTS,
  SOURCE_VIEW,
  SPEAKER_VIEW,
  SUMMARY,
  TOPIC_VIEW,
  WITHIN,
} from './examples.ts';

describe('The page of a speaker', () => {
  const $ = load(speakerPage({ view: SPEAKER_VIEW, ...WITHIN }));

  it('leads from a bar of the timeline to the claims of its time', () => {
    const bars = $('.timeline svg a');
    expect(bars.first().attr('href')).toBe('/speakers/mike-pompeo?from=2020-08&to=2020-08#claims');
    expect(bars.first().children('title').text()).toBe('Cloud services, August 2020: 4 claims');
  });

  it('searches in the claims of the speaker alone, and leads on to all filters', () => {
    expect($('.inside form').attr('action')).toBe('/speakers/mike-pompeo');
    expect($('.inside .summary a').attr('href')).toBe('/search?query=data&speaker=mike-pompeo&from=2020');
    expect($('.asides a').first().attr('href')).toBe('/search?query=data&topic=cloud&speaker=mike-pompeo&from=2020');
    expect(
      $('.inside .chip')
        .map((_, chip) => $(chip).attr('href'))
        .toArray(),
    ).toEqual(['/speakers/mike-pompeo?from=2020#claims', '/speakers/mike-pompeo?query=data#claims']);
    expect($('.inside .pages a[rel=next]').attr('href')).toBe(
      '/speakers/mike-pompeo?query=data&from=2020&offset=10#claims',
    );
  });

  it('draws who quotes whom, and has the same as a table', () => {
    expect($('.quoting-line')).toHaveLength(REPORTS.length);
    expect(
      $('.quoting svg a')
        .map((_, node) => $(node).text().trim())
        .toArray(),
    ).toEqual(['The Register', 'Mike Pompeo', 'Mike Pompeo', 'Wang Yi']);
    expect($('.quoting tbody tr').first().text()).toMatch(/The Register.*Mike Pompeo.*12/);
  });
});

it('The pages of a topic and of a source keep to what they are about', () => {
  const found = exampleResponse([QUOTED]);
  const topic = load(topicPage({ view: TOPIC_VIEW, ...WITHIN, found }));
  expect(topic('.byline a').attr('href')).toBe('/compare?topic=cloud');
  expect(topic('.timeline svg .chart-name').first().text()).toBe('United States');
  const source = load(sourcePage({ view: SOURCE_VIEW, ...WITHIN, found }));
  expect(source('.facts li').first().text()).toContain('6 August 2020, 4 claims, a digest in other words');
  expect(source('.summary a').attr('href')).toContain('document=plan.txt');
});

it('The list of speakers keeps what was asked for on its next page', () => {
  const { roles: _, course: __, reports: ___, ...line } = SPEAKER_VIEW;
  const $ = load(
    speakersPage({
      request: { query: 'po', bloc: 'us', offset: 60 },
      response: { total: 130, speakers: [line] },
    }),
  );
  expect($('.entries a').attr('href')).toBe('/speakers/mike-pompeo');
  expect(
    $('.pages a')
      .map((_, link) => $(link).attr('href'))
      .toArray(),
  ).toEqual(['/speakers?query=po&bloc=us', '/speakers?query=po&bloc=us&offset=120']);
  expect($('select option[selected]').text()).toBe('United States');
});

it('The list of documents keeps what was asked for on its other pages, and says where nothing has that name', () => {
  const open = (total: number) =>
    load(documentsPage({ request: { query: 'po', offset: 60 }, response: { total, documents: [SUMMARY] } }));
  expect(
    open(130)('.pages a')
      .map((_, link) => link.attribs['href'])
      .toArray(),
  ).toEqual(['/documents?query=po', '/documents?query=po&offset=120']);
  expect(open(0)('[role=status]').text()).toBe('No document of that name is here.');
});

it('A timeline of many years counts whole years, in its bars and its numbers', () => {
  const months = ['2011-02', '2020-08', '2020-09'].map((month, i) => ({
    ...{ month, claims: i + 1, supports: i, opposes: 1 },
  }));
  const course = {
    months: months.map(({ month }) => month),
    undated: 0,
    strips: [{ id: 'us', name: 'US', bloc: null, months }],
  };
  const $ = load(speakerPage({ view: { ...SPEAKER_VIEW, course }, ...WITHIN }));
  for (const shape of ['wide', 'narrow']) expect($(`.timeline .${shape} svg a`)).toHaveLength(2);
  expect($('.timeline .wide .chart-time').text()).toBe('2011201220132014201520162017201820192020');
  const rows = $('.timeline .numbers tr')
    .toArray()
    .map((row) => $(row).text());
  expect([rows[0], rows[1], rows[10]]).toEqual(['YearUS', '20111 ▼opposing: 1', '20205 ▲supporting: 3 ▼opposing: 2']);
});
