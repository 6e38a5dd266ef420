import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit, interval } from '../../src/audit/index.ts';
import { printAudit } from '../../src/audit/print.ts';
import { kindOfVerb } from '../../src/audit/verbs.ts';
import { correct } from '../../src/corrections/index.ts';
import { Store } from '../../src/store/index.ts';
import { ADA, CHEN, documentOf, MODEL, REGISTRY } from '../corrections.ts';

/** A document of as many claims as asked for, reported with the given words. */
function reported(name: string, count: number, cue: string, options: Parameters<typeof documentOf>[1] = {}) {
  const text = Array.from({ length: count }, (_, i) => `Sentence number ${i} of ${name}.`).join(' ');
  const document = documentOf(text, { location: `/texts/${name}.txt`, ...options });
  return { ...document, claims: document.claims.map((claim) => ({ ...claim, cue })) };
}

describe('The audit', () => {
  it('counts for every bloc how its claims are reported, labelled and doubted', () => {
    const store = Store.open(':memory:', MODEL);
    store.save(reported('one', 6, 'said', { speaker: ADA }));
    store.save(reported('two', 3, 'has repeatedly claimed that', { speaker: CHEN }));
    const [rejected, moved] = store.findKeys({ document: ['two.txt'] }).map((key) => store.claims([key])[0]!.id);
    const knowledge = { store, registry: REGISTRY };
    correct(knowledge, rejected!, { by: 'Mia', note: null, reject: true });
    correct(knowledge, moved!, { by: 'Mia', note: null, bloc: 'us', stances: { '': 'neutral' } });
    const { documents, claims, blocs } = audit(store);
    expect({ documents, claims }).toEqual({ documents: 2, claims: 8 });
    const [us, china, europe] = blocs;
    expect(us).toEqual({
      bloc: 'us',
      claims: 7,
      documents: 2,
      published: 0,
      corrected: 1,
      manners: { direct: 7, indirect: 0, own: 0 },
      stances: { supports: 0, opposes: 6, neutral: 1 },
      capacities: expect.objectContaining({ government: 0 }),
      verbs: { neutral: 6, doubting: 1, endorsing: 0, other: 0 },
      shares: { own: 0, clear: 0.857, neutral: 0.857, doubting: 0.143, endorsing: 0 },
      confidence: { claim: 0.9, speaker: 0.8, stance: 0.743 },
    });
    expect(china).toMatchObject({ claims: 1, verbs: { doubting: 1 }, shares: { doubting: 1 } });
    expect(europe).toMatchObject({ claims: 0, published: 2, shares: { own: null }, confidence: { claim: null } });
    expect(printAudit(audit(store))).toMatch(/claims +7 +1 +0 +0\n/);
    store.close();
  });

  it('says where a bloc is reported otherwise than the others, if there are enough claims to say so', () => {
    const imbalances = (count: number, cue: string) => {
      const store = Store.open(':memory:', MODEL);
      store.save(reported('one', count, 'said', { speaker: ADA }));
      store.save(reported('two', count, cue, { speaker: CHEN }));
      const found = audit(store);
      store.close();
      return found;
    };
    expect(imbalances(2, 'alleged').imbalances).toEqual([]);
    expect(imbalances(20, 'told reporters').imbalances).toEqual([]);
    const apart = imbalances(20, 'alleged');
    expect(apart.imbalances).toContainEqual({ measure: 'doubting', bloc: 'china', share: 1, others: 0 });
    expect(apart.imbalances).toContainEqual({ measure: 'neutral', bloc: 'us', share: 1, others: 0 });
    expect(printAudit(apart)).toContain('china: 100% reports with a doubting verb (“claimed”), 0% of all others');
  });

  it('has nothing to say of an empty knowledge base', () => {
    const store = Store.open(':memory:', MODEL);
    expect(audit(store)).toMatchObject({ documents: 0, claims: 0, imbalances: [] });
    expect(printAudit(audit(store))).toContain('0 documents, 0 claims');
    store.close();
  });

  it('estimates a share as Wilson does', () => {
    // The example of Brown, Cai and DasGupta, "Interval estimation for a binomial proportion", 2001: none of ten.
    expect(interval({ some: 0, all: 10 })).toMatchObject({
      high: expect.closeTo(0.2775, 3),
      low: expect.closeTo(0, 9),
    });
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 1000 }), (some, more) => {
        const all = some + more;
        const { low, high } = interval({ some, all });
        expect(low).toBeLessThanOrEqual(some / all + 1e-9);
        expect(high).toBeGreaterThanOrEqual(some / all);
        expect(low).toBeGreaterThan(-1e-9);
        expect(high).toBeLessThan(1);
      }),
    );
  });
});

describe('Reporting verbs', () => {
  it.each([
    ['said', 'neutral'],
    ['has told reporters that', 'neutral'],
    ['According to', 'neutral'],
    ['replied', 'neutral'],
    ['claims', 'doubting'],
    ['went on to say and to claim', 'doubting'],
    ['alleging', 'doubting'],
    ['is said to have insisted', 'doubting'],
    ['pointed out that', 'endorsing'],
    ['making clear that', 'endorsing'],
    ['clarified', 'endorsing'],
    ['found … that', 'endorsing'],
    ['warned', 'other'],
    ['admitted', 'other'],
    ['pointed at', 'other'],
    ['', 'other'],
  ])('“%s” is %s', (cue, kind) => {
    expect(kindOfVerb(cue)).toBe(kind);
  });
});
