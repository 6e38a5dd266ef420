import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { comparePage } from '../../web/index.ts';
import { COMPARISON, exampleColumn, OWN, PARAPHRASED, QUOTED, TOPICS } from './examples.ts';

function openComparison(response: typeof COMPARISON | null, topic = 'cloud', other = false) {
  return load(comparePage({ request: { topic, other, limit: 50 }, response, topics: TOPICS, target: 'the Programme' }));
}

describe('The comparison', () => {
  it('has a column for each bloc, in alphabetical order, and says so', () => {
    const $ = openComparison(COMPARISON);
    expect(
      $('.column h2')
        .toArray()
        .map((heading) => $(heading).text()),
    ).toEqual(['China', 'Europe', 'United States']);
    expect($('main').text()).toContain('alphabetical order');
  });

  it('shows the other speakers last, on request', () => {
    const other = exampleColumn([OWN]);
    const $ = openComparison({ ...COMPARISON, columns: { ...COMPARISON.columns, other } }, 'cloud', true);
    expect($('.column h2').last().text()).toBe('Other');
    expect($('input[name=other][checked]')).toHaveLength(2);
  });

  it('says of an empty column what was searched', () => {
    const $ = openComparison(COMPARISON);
    expect($('#column-europe').closest('section').find('.empty').text()).toBe('no claim in 5 documents');
    expect($('.empty')).toHaveLength(1);
  });

  it('counts claims, speakers and documents of each column, and draws their shares', () => {
    const response = {
      ...COMPARISON,
      columns: { ...COMPARISON.columns, us: exampleColumn([QUOTED, OWN, PARAPHRASED]) },
    };
    const $ = openComparison(response);
    expect($('#column-us').closest('section').find('.counts').text()).toBe('3 claims, 3 speakers, 1 document');
    expect(
      $('.distribution li')
        .toArray()
        .map((item) => $(item).text()),
    ).toEqual(['China 1 (25%)', 'Europe 0 (0%)', 'United States 3 (75%)']);
    expect($('.distribution rect.fill-us').attr('width')).toBe('75');
    expect($('.distribution rect.fill-us').attr('x')).toBe('25');
  });

  it('leads from each claim to its page and to its place', () => {
    const $ = openComparison(COMPARISON);
    const links = $('#column-us')
      .closest('section')
      .find('.ways a')
      .toArray()
      .map((link) => $(link).attr('href'));
    expect(links).toEqual([`/documents/plan.txt?claim=${QUOTED.id}#${QUOTED.id}`, `/claims/${QUOTED.id}`]);
  });

  it('offers every topic with its count where none is chosen', () => {
    const $ = openComparison(null, '');
    expect(
      $('.topic-list a')
        .toArray()
        .map((link) => $(link).attr('href')),
    ).toEqual(['/compare?topic=cloud', '/compare?topic=app-stores', '/compare?topic=undersea-cables']);
    expect($('.topic-list').text()).toContain('12 claims');
  });

  it('takes words that are no topic', () => {
    const $ = openComparison({ ...COMPARISON, topic: 'trade rules', name: null }, 'trade rules');
    expect($('h1').text()).toBe('“trade rules”, compared');
    expect($('#words').attr('value')).toBe('trade rules');
    expect($('#topic option[selected]')).toHaveLength(0);
  });
});
