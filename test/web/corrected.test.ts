import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { claimPage } from '../../web/index.ts';
import { exampleClaimView, QUOTED, TOPICS, WHY } from './examples.ts';

const page = (view: ReturnType<typeof exampleClaimView>, why: Partial<typeof WHY> = {}) =>
  load(claimPage({ view, target: 'the Programme', topics: TOPICS, why: { ...WHY, ...why } }));

describe('The page of a claim', () => {
  it('tells why the claim has its labels', () => {
    const $ = page(exampleClaimView(QUOTED));
    const reasons = $('.reasons details')
      .toArray()
      .map((part) => $(part).text());
    expect(reasons).toHaveLength(4);
    const [speaker, bloc, topics, stance] = reasons as [string, string, string, string];
    expect(speaker).toContain('The text says “The secretary”. Rule: title or office, 85%. Decided by “A plan”.');
    expect(bloc).toContain('Country: United States → United States');
    expect(topics).toMatch(
      /On Cloud services: 81%, given from 50%.*Words: cloud, data.*Nearest example, 0\.70: Data is kept abroad\./,
    );
    expect(topics).toContain('Not on App stores: 12%');
    expect(stance).toMatch(
      /supports the-programme 70%.*For, likeness 0\.66: The plan is right\..*guarding \(\+0\.12\), detail \(−0\.05\)/,
    );
    expect(
      page(exampleClaimView(QUOTED), { topics: null, stances: null, unexplained: 'No service.' })('.reasons').text(),
    ).toContain('cannot be explained now: No service.');
  });

  it('says that nobody corrected it, and how to', () => {
    const $ = page(exampleClaimView(QUOTED, { history: [] }));
    expect($('.note').text()).not.toContain('person');
    expect($('#history').parent().text()).toContain(`triptych correct ${QUOTED.id}`);
  });

  it('names the labels that a person set, and tells what was done and undone', () => {
    const $ = page(exampleClaimView({ ...QUOTED, corrected: ['speaker', 'stance'] }));
    expect($('.note').first().text()).toContain('Corrected by a person: speaker, stance');
    const [first, second] = $('.history > li').toArray();
    expect($(first).attr('class')).toBe('in-force');
    expect($(first).text()).toMatch(/2 January 2026, Mia Field corrected 0123456789ab in force/);
    expect($(first).text()).toContain('The Register → Mike Pompeo');
    expect($(first).text()).toContain('A minister, not the paper.');
    expect($(second).attr('class')).toBe('past');
    expect($(second).text()).toMatch(/Ben took back 0123456789ab/);
  });

  it('of a rejected claim says so, by whom and why', () => {
    const $ = page(exampleClaimView({ ...QUOTED, corrected: ['rejected'] }));
    expect($('.note').first().text()).toMatch(/Rejected by Mia Field on 2 January 2026: “A minister, not the paper\.”/);
  });
});
