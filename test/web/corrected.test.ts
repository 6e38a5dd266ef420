import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { claimPage } from '../../web/index.ts';
import { exampleClaimView, QUOTED } from './examples.ts';

const page = (view: ReturnType<typeof exampleClaimView>) => load(claimPage({ view, target: 'the Programme' }));

describe('The page of a claim', () => {
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
