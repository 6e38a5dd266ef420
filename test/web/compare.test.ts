import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import type { CompareRequest, CompareResponse } from '../../src/contract.ts';
import { comparePage } from '../../web/index.ts';
import {
  COMPARING,
  COMPARISON,
  exampleColumn,
  exampleComparison,
  OWN,
  PARAPHRASED,
  QUOTED,
  STATS,
  TOPIC_SIDES,
  TOPICS,
} from './examples.ts';

function openComparison(response: CompareResponse | null, request: Partial<CompareRequest> = {}) {
  const page = comparePage({
    request: { ...COMPARING, topic: response?.topic ?? '', ...request },
    response,
    topics: TOPICS,
    sides: TOPIC_SIDES,
    stats: STATS,
    speakers: ['Mike Pompeo', 'Wang Yi'],
    target: 'the Programme',
  });
  return load(page);
}

describe('The comparison', () => {
  it('is a table with a column for each side, in alphabetical order, and says so', () => {
    const $ = openComparison(COMPARISON);
    const names = $('.comparison thead th .column-name').toArray();
    expect(names.map((name) => $(name).text())).toEqual(['China', 'Europe', 'United States']);
    expect($('main').text()).toContain('alphabetical order');
  });

  it('says where the address chose the order of the columns', () => {
    const $ = openComparison({ ...COMPARISON, order: ['us', 'china', 'europe'] }, { order: 'us,china,europe' });
    expect($('.column-name').first().text()).toBe('United States');
    expect($('main').text()).toContain('the order that the address of this page asks for');
    expect($('#order option[selected]').text()).toBe('United States, China, Europe');
  });

  it('shows the other speakers last, on request', () => {
    const $ = openComparison(exampleComparison({ ...COMPARISON.columns, other: exampleColumn([OWN], 'other') }), {
      other: true,
    });
    expect($('.column-name').last().text()).toBe('Other');
    expect($('input[name=other][checked]')).toHaveLength(1);
  });

  it('says of a silent side what was searched, in its cell and in words', () => {
    const $ = openComparison(COMPARISON);
    expect($('.cells .empty').text()).toBe('∅ silent: none in 5 sources searched');
    expect($('.question-head').first().text()).toContain('silent: Europe');
    expect($('#column-europe').text()).toContain('no claim in 5 documents');
  });

  it('says how the sides of a row relate, by word and shape, and links who answers whom', () => {
    const $ = openComparison(COMPARISON);
    expect($('.relation').first().text()).toBe('⇹ difference');
    expect($('.about').first().text()).toBe('on trade, rules');
    expect($('.link-list li').text()).toBe('↩ Foreign Ministry of China answers Mike Pompeo: quotes it');
    for (const link of $('.link-list a').toArray()) expect($($(link).attr('href')!)).toHaveLength(1);
  });

  it('names row and column of every cell', () => {
    const $ = openComparison(COMPARISON);
    const cells = $('.comparison td').toArray();
    expect(cells.length).toBeGreaterThan(3);
    for (const cell of cells)
      for (const id of $(cell).attr('headers')!.split(' ')) expect($(`#${id}`).is('th')).toBe(true);
  });

  it('counts claims, speakers and documents of each column, and draws their shares beside those of all', () => {
    const $ = openComparison(
      exampleComparison({ ...COMPARISON.columns, us: exampleColumn([QUOTED, OWN, PARAPHRASED]) }),
    );
    expect($('#column-us .counts').text()).toBe('3 claims, 3 speakers, 1 document (1 independent)');
    const [compared, all] = $('.distribution').toArray();
    const shares = (of: typeof compared) =>
      $(of)
        .find('li')
        .toArray()
        .map((item) => $(item).text());
    expect(shares(compared)).toEqual(['China 1 (25%)', 'Europe 0 (0%)', 'United States 3 (75%)']);
    expect(shares(all)[0]).toBe('China 310 (26%)');
    expect($(compared).find('rect.fill-us').attr('width')).toBe('75');
  });

  it('folds away what makes the same point, with how many speakers and origins it has', () => {
    const columns = { ...COMPARISON.columns, us: exampleColumn([QUOTED, OWN]) };
    const response = exampleComparison(columns);
    const point = { claims: [QUOTED.id, OWN.id], speakers: 2, documents: 2, origins: 1 };
    response.rows[0]!.cells['us'] = [point];
    const $ = openComparison(response);
    expect($('.others summary').text()).toBe('2 claims by 2 speakers in 2 documents, 1 origin');
    expect($('.others .words').text()).toContain(OWN.text);
  });

  it('leads from each claim to its page and to its place', () => {
    const $ = openComparison(COMPARISON);
    const links = $(`[id="claim-${QUOTED.id}"] .ways a`)
      .toArray()
      .map((link) => $(link).attr('href'));
    expect(links).toEqual([`/documents/plan.txt?claim=${QUOTED.id}#${QUOTED.id}`, `/claims/${QUOTED.id}`]);
  });

  it('leads from a bar of the timeline to the comparison of its time, and back', () => {
    const $ = openComparison(COMPARISON);
    const bars = $('.timeline svg')
      .first()
      .find('a')
      .toArray()
      .map((bar) => `${$(bar).attr('href')} ${$(bar).find('title').text()}`);
    expect(bars).toEqual([
      '/compare?topic=cloud&from=2020-08&to=2020-08 China, August 2020: 4 claims',
      '/compare?topic=cloud&from=2020-08&to=2020-08 United States, August 2020: 4 claims',
    ]);
    const filtered = openComparison(COMPARISON, { from: '2020-08', to: '2020-08' });
    expect(filtered('.bounds').text()).toBe('Only of August 2020. All dates');
    expect(filtered('.bounds a').attr('href')).toBe('/compare?topic=cloud');
  });

  it('draws the timeline without styles of its own, with numbers and times that no reader hears twice', () => {
    const name = 'A <b>side</b> & "others"';
    const response = { ...COMPARISON, timeline: { ...COMPARISON.timeline, months: ['2020-08', '2020-10', '2021-01'] } };
    response.timeline.speakers = [
      { id: 'one', name, months: [{ month: '2020-10', claims: 12, supports: 0, opposes: 0 }] },
    ];
    const $ = openComparison(response, { topic: 'a&copy=1' });
    const charts = $('.timeline svg');
    expect(charts).toHaveLength(3);
    expect($('.timeline').find('style, [style], [fill], [aria-label]')).toHaveLength(0);
    expect(charts.last().find('.chart-name').text()).toBe(name);
    expect(charts.last().find('a').attr('href')).toBe('/compare?topic=a%26copy%3D1&from=2020-10&to=2020-10');
    expect(charts.last().find('a').children().first().text()).toBe(`${name}, October 2020: 12 claims`);
    expect(charts.last().find('[aria-hidden=true] .chart-number').text()).toBe('12');
    expect(
      charts
        .first()
        .find('.chart-time text')
        .toArray()
        .map((time) => $(time).text()),
    ).toEqual(['Aug2020', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan2021']);
  });

  it('keeps what was asked for in the forms that change it', () => {
    const $ = openComparison(COMPARISON, { order: 'us', other: true });
    const kept = $('#topic').closest('form').find('input[type=hidden]').toArray();
    expect(kept.map((field) => `${$(field).attr('name')}=${$(field).attr('value')}`)).toEqual(['order=us', 'other=1']);
  });

  it('shows every topic with what each side says of it where none is chosen, and who is silent', () => {
    const $ = openComparison(null);
    const rows = $('.overview tbody tr').toArray();
    expect(rows.map((row) => $(row).find('a').attr('href'))).toEqual([
      '/compare?topic=cloud',
      '/compare?topic=app-stores',
      '/compare?topic=undersea-cables',
    ]);
    expect(
      $(rows[0])
        .find('td')
        .toArray()
        .map((cell) => $(cell).text()),
    ).toEqual(['4', '∅ silent', '8', '∅ silent']);
  });

  it('takes words that are no topic', () => {
    const $ = openComparison({ ...COMPARISON, topic: 'trade rules', name: null });
    expect($('h1').text()).toBe('“trade rules”, compared');
    expect($('#words').attr('value')).toBe('trade rules');
    expect($('#topic option[selected]')).toHaveLength(0);
  });

  it('compares two speakers in the order in which they are named', () => {
    const columns = {
      'wang-yi': { ...exampleColumn([PARAPHRASED]), bloc: null, speaker: { id: 'wang-yi', name: 'Wang Yi' } },
      'mike-pompeo': { ...exampleColumn([QUOTED]), bloc: null, speaker: { id: 'mike-pompeo', name: 'Mike Pompeo' } },
    };
    const response = { ...COMPARISON, topic: '', name: null, columns, order: ['wang-yi', 'mike-pompeo'], rows: [] };
    const $ = openComparison(response, { speaker: ['Wang Yi', 'Mike Pompeo'] });
    expect($('h1').text()).toBe('Wang Yi and Mike Pompeo, compared');
    expect($('.column-name').first().text()).toBe('Wang Yi');
    expect($('#speaker-one').attr('value')).toBe('Wang Yi');
  });
});
