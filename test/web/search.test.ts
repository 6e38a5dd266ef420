import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { searchPage } from '../../web/index.ts';
import { exampleResponse, OWN, PARAPHRASED, QUOTED, REQUEST, STATS, TOPICS } from './examples.ts';

const claims = [QUOTED, PARAPHRASED, OWN];

function openSearch(request: Partial<typeof REQUEST> = {}, response = exampleResponse(claims)) {
  return load(
    searchPage({
      request: { ...REQUEST, ...request },
      response,
      topics: TOPICS,
      target: 'the Programme',
      stats: STATS,
    }),
  );
}

function parametersOf(address: string | undefined): [string, string][] {
  return [...new URL(address!, 'http://localhost').searchParams];
}

describe('The search page', () => {
  it('sets direct quotations between quotation marks, and nothing else', () => {
    const $ = openSearch();
    const [quoted, paraphrased, own] = $('.claim')
      .toArray()
      .map((card) => $(card).find('.words').text());
    expect(quoted).toBe(`“${QUOTED.text}”`);
    expect(paraphrased).toBe(PARAPHRASED.text);
    expect(own).toBe(OWN.text);
    expect($('.claim blockquote')).toHaveLength(1);
  });

  it('shows a claim that is but a part of its sentence between the other words of it', () => {
    const around = { before: 'It was, she said, “', after: '” for a plan.' };
    const parts = [QUOTED, PARAPHRASED].map((claim) => ({ ...claim, text: 'a bit rich', around }));
    const $ = openSearch({}, exampleResponse(parts));
    const [quoted, paraphrased] = $('.claim .words').toArray();
    expect($(quoted).text()).toBe('It was, she said, “a bit rich” for a plan.');
    expect($(quoted).find('.around').text()).toBe('It was, she said,  for a plan.');
    expect($(paraphrased).find('.around').text()).toBe('It was, she said,  for a plan.');
  });

  it('never calls damaged text a quotation', () => {
    const $ = openSearch({}, exampleResponse([{ ...QUOTED, quality: 'damaged' }]));
    expect($('.claim blockquote')).toHaveLength(0);
    expect($('.claim .words').text()).toBe(QUOTED.text);
    expect($('.claim .labels').text()).toContain('damaged text, not a quotation');
  });

  it('says how each claim reached us', () => {
    const digest = { ...QUOTED, id: 'digest', digestOf: 'Prague Proposals' };
    const untitled = { ...QUOTED, id: 'untitled', digestOf: QUOTED.chain[0]!.name };
    const $ = openSearch({}, exampleResponse([...claims, digest, untitled]));
    expect(
      $('.claim .manner')
        .toArray()
        .map((element) => $(element).text()),
    ).toEqual([
      'quoted by The Register',
      'paraphrased by People’s Daily, as reported by The Register',
      'in its own voice',
      'quoted in a digest of “Prague Proposals”',
      'quoted in a digest of The Register',
    ]);
  });

  it('sets beside each speaker of a joint claim their own bloc, where these are several', () => {
    const resolution = { mention: null, rule: 'name', confidence: 1, decidedBy: null };
    const other = {
      ...QUOTED.speaker,
      id: 'other',
      name: 'Another',
      bloc: 'europe' as const,
      capacity: null,
      resolution,
    };
    const joint = { ...QUOTED, bloc: 'us' as const, jointly: [other] };
    const who = openSearch({}, exampleResponse([joint]))('.claim .who').text();
    const places = [QUOTED.speaker.name, 'United States', 'Another', 'Europe'].map((words) => who.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('unfolds no more values of a filter than one can look through, and says how to ask for the others', () => {
    const document = Array.from({ length: 200 }, (_, i) => ({ value: `d${i}`, name: `Document ${i}`, count: 1 }));
    const response = exampleResponse(claims);
    const $ = openSearch({}, { ...response, facets: { ...response.facets, document } });
    expect($('input[name=document]')).toHaveLength(32);
    expect($('fieldset:has(input[name=document]) .hint').text()).toContain('document:');
  });

  it('says what is not known or not sure', () => {
    const $ = openSearch();
    expect($('.claim').eq(1).find('.labels').text()).toContain('uncertain (42%)');
    expect($('.claim').eq(2).find('.where').text()).toContain('date unknown');
    expect($('.claim').eq(2).find('.labels').text()).toContain('no clear stance');
  });

  it('has a chip for each filter, which removes exactly that one', () => {
    const request = {
      topic: ['cloud', 'app-stores'],
      bloc: ['us' as const],
      speaker: ['Mike & Co'],
      from: '2020',
      to: '2020-08',
      limit: 5,
    };
    const $ = openSearch({ ...request, offset: 10 });
    const all = parametersOf(
      `/search?query=clean+network&topic=cloud&topic=app-stores&bloc=us&speaker=Mike+%26+Co&from=2020&to=2020-08&limit=5`,
    );
    const removed = $('.chip')
      .toArray()
      .map((chip) => {
        const rest = parametersOf($(chip).attr('href')).map(String);
        expect(all.map(String)).toEqual(expect.arrayContaining(rest));
        return all.filter((one) => !rest.includes(String(one)));
      });
    expect(removed).toEqual([
      [['topic', 'cloud']],
      [['topic', 'app-stores']],
      [['bloc', 'us']],
      [['speaker', 'Mike & Co']],
      [['from', '2020']],
      [['to', '2020-08']],
    ]);
  });

  it('keeps chosen filters in the form, also where nothing that was found carries them', () => {
    const $ = openSearch({ speaker: ['Nobody'], bloc: ['europe'] });
    const checked = $('input[type=checkbox][checked]')
      .toArray()
      .map((box) => [$(box).attr('name'), $(box).attr('value')]);
    expect(checked).toEqual([
      ['bloc', 'europe'],
      ['speaker', 'Nobody'],
    ]);
    expect(
      $('#filters input[type=checkbox]')
        .toArray()
        .every((box) => $(box).attr('form') === 'search'),
    ).toBe(true);
  });

  it('shows with each value what would be found if it alone of its filter were chosen', () => {
    const $ = openSearch({ bloc: ['us'] }, exampleResponse([QUOTED]));
    const labels = $('#filters input[name=bloc]')
      .toArray()
      .map((box) => $(box).closest('label').text());
    expect(labels).toEqual(['United States1 claim', 'China0 claims', 'Europe0 claims', 'Other0 claims']);
  });

  it('leads to the years and months in which something was found', () => {
    const $ = openSearch({ offset: 20 });
    const link = $('#filters .month a');
    expect(link.text()).toBe('August 2020');
    expect(parametersOf(link.attr('href'))).toEqual([
      ['query', 'clean network'],
      ['from', '2020-08'],
      ['to', '2020-08'],
    ]);
  });

  it('has a chip for each operator that was typed, which takes it out of the query', () => {
    const query = 'cables -"fibre optic" bloc:us';
    const operators = [
      { kind: 'without' as const, text: '-"fibre optic"', start: 7, end: 21, without: 'cables bloc:us' },
      { kind: 'field' as const, text: 'bloc:us', start: 22, end: 29, without: 'cables -"fibre optic"' },
    ];
    const $ = openSearch({ query, topic: ['cloud'] }, { ...exampleResponse(claims), query, operators });
    const chips = $('.chip')
      .toArray()
      .map((chip) => [$(chip).find('.cross').remove().end().text(), $(chip).attr('href')]);
    expect(chips.map(([label]) => label)).toEqual([
      'Remove filter -"fibre optic"',
      'Remove filter bloc:us',
      'Remove filter Topic: Cloud services',
    ]);
    expect(parametersOf(chips[0]![1])).toEqual([
      ['query', 'cables bloc:us'],
      ['topic', 'cloud'],
    ]);
    expect(parametersOf($('.chips a:not(.chip)').attr('href'))).toEqual([['query', 'cables']]);
  });

  it('marks the words that were looked for, says why a claim was found, and how the query was read', () => {
    const response = exampleResponse([OWN, QUOTED]);
    response.claims[1]!.why = { words: 0.75, meaning: 0.25, marks: [{ start: 2, end: 15 }] };
    response.notes = [{ code: 'spelling', message: 'No claim has “comprehensiv”; showing “comprehensive”.' }];
    const $ = openSearch({}, response);
    expect(
      $('mark.sought')
        .toArray()
        .map((mark) => $(mark).text()),
    ).toEqual(['comprehensive']);
    expect($('.claim').eq(1).find('.words').text()).toBe(`“${QUOTED.text}”`);
    expect($('.claim').eq(1).find('.why').text()).toBe('found by words 75%, by meaning 25%');
    expect($('.notes').text()).toBe('No claim has “comprehensiv”; showing “comprehensive”.');
  });

  it('offers the whole result, or what is ticked of it, in several formats', () => {
    const $ = openSearch({ topic: ['cloud'], offset: 20 }, exampleResponse(claims, 90));
    const asked = $('#take input[type=hidden]')
      .toArray()
      .map((field) => [$(field).attr('name'), $(field).attr('value')]);
    expect(asked).toEqual([
      ['query', 'clean network'],
      ['topic', 'cloud'],
    ]);
    expect(
      $('#take option')
        .toArray()
        .map((option) => $(option).attr('value')),
    ).toContain('bib');
    expect($('.claim input[form=take]').first().attr('value')).toBe(claims[0]!.id);
    const page = $('link[type="application/json"]').attr('href')!;
    expect(page).toMatch(/^\/search\.json\?/);
    expect(parametersOf(page)).toContainEqual(['offset', '20']);
  });

  it('leads to the pages before and after', () => {
    const $ = openSearch({ offset: 20 }, exampleResponse(claims, 90));
    expect(parametersOf($('[rel=prev]').attr('href'))).toEqual([['query', 'clean network']]);
    expect(parametersOf($('[rel=next]').attr('href'))).toContainEqual(['offset', '40']);
    expect($('.pages').text()).toContain('Page 2 of 5');
    expect(openSearch()('.pages')).toHaveLength(0);
  });

  it('says so where nothing was found', () => {
    const $ = openSearch({}, exampleResponse([]));
    expect($('#found').text()).toContain('No claim found among 1,204 claims in 19 documents');
  });
});
