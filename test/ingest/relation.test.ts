import { describe, expect, it } from 'vitest';
import { loadRelationWeights, packRelation } from '../../ingest/classify/model.ts';
import { negate } from '../../ingest/classify/negate.ts';
import { type RelationText, readRelationText, relate } from '../../ingest/classify/relation.ts';
import { readWording } from '../../ingest/classify/terms.ts';

/** Without a vector of the model's length, words alone decide. */
const NONE = new Float32Array(0);
const read = (text: string): RelationText => readRelationText(readWording(text), NONE);
const weights = loadRelationWeights();
const relationOf = (target: string, claim: string) => relate({ ...read(target), contrary: NONE }, read(claim), weights);

describe('The contrary of a proposition', () => {
  it.each([
    ['Smoking should be banned', 'Smoking should not be banned'],
    ['Smoking should not be banned', 'Smoking should be banned'],
    ['We cannot trust them', 'We can trust them'],
    ['It isn’t fair', 'It is fair'],
    ['Ban smoking', 'It is wrong that Ban smoking'],
  ])('of "%s" is "%s"', (proposition, contrary) => {
    expect(negate(proposition)).toBe(contrary);
  });
});

describe('The relation of two texts', () => {
  it('depends on the proposition, and on a negation in it', () => {
    const claim = 'It is a great success and helps everybody.';
    const odds = ['The plan should be supported', 'The plan should not be supported', 'The plan should be banned'].map(
      (proposition) => relationOf(proposition, claim),
    );
    expect(new Set(odds).size).toBe(3);
  });

  it('marks the stems after a negation', () => {
    expect(read('It is not good for us').marked).toEqual(['it', 'is', '!', '!good', '!for', '!us']);
  });

  it('is finite for texts without words', () => {
    expect(Number.isFinite(relationOf('', ''))).toBe(true);
  });

  it('has weights that survive being stored, to the nearest step', () => {
    const again = packRelation(weights);
    expect(again.length).toBe(packRelation(weights).length);
    expect(weights.claim.length).toBe(weights.product.length);
    expect(weights.claim.length).toBe(weights.distance.length);
    expect(weights.table.some((w) => w !== 0)).toBe(true);
    const step = weights.table.reduce((most, w) => Math.max(most, Math.abs(w)), 0) / 127;
    for (const w of weights.table.subarray(0, 1000))
      expect(Math.abs(w / step - Math.round(w / step))).toBeLessThan(1e-3);
  });
});
