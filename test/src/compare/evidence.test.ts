import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toStatement } from '../../../bench/compare-links.ts';
import type { Stance } from '../../../src/claim.ts';
import { findLinks } from '../../../src/compare/evidence.ts';
import { utter } from '../../../src/compare/pair.ts';
import { compareAll, type Statement } from '../../../src/compare/statement.ts';
import { makeNameFinder } from '../../../src/neutral.ts';
import { loadRegistry } from '../../../src/registry.ts';
import { ROOT } from '../../../src/root.ts';

const registry = loadRegistry(join(ROOT, 'corpus'));
const findNames = makeNameFinder(registry);
const TARGET = registry.targets[0]!.id;

/** A claim that means the same as the others here, so that words alone tell them apart. */
function claimOf(place: number, text: string, stance: Stance = 'neutral', speaker = `Speaker ${place}`): Statement {
  const made = {
    speaker: { id: speaker, name: speaker, kind: 'organisation' as const, country: null },
    cue: 'said',
    polarity: 'asserted' as const,
    vector: new Float32Array([1]),
    stances: [{ target: TARGET, stance, confidence: 1 }],
    text,
  };
  return toStatement(utter(made, findNames), text, place);
}

function linksBetween(...statements: [Statement, Statement]): string[] {
  const judgement = compareAll(statements).between(0, 1);
  return judgement ? findLinks(statements, judgement, registry.targets).map(({ kind }) => kind) : [];
}

const SAFE = 'The harbour cable is safe from every thief.';

describe('Two claims of different sides', () => {
  it('contradict each other where an odd number of words turn one round', () => {
    expect(linksBetween(claimOf(0, SAFE), claimOf(1, 'The harbour cable is not safe from every thief.'))).toEqual([
      'contradict',
    ]);
    expect(linksBetween(claimOf(0, SAFE), claimOf(1, 'The harbour cable is unsafe from every thief.'))).toEqual([
      'contradict',
    ]);
    const twice = linksBetween(claimOf(0, SAFE), claimOf(1, 'The harbour cable is not unsafe from every thief.'));
    expect(twice).not.toContain('contradict');
    expect(twice).not.toContain('differ');
  });

  it('differ by their stances only towards what both of them name', () => {
    const proud = 'The Clean Network makes our operators proud.';
    const dirty = 'This Clean Network of theirs humiliates our whole industry.';
    expect(linksBetween(claimOf(0, proud, 'supports'), claimOf(1, dirty, 'opposes'))).toEqual(['differ']);
    const unnamed = claimOf(1, 'This alliance of theirs humiliates our whole industry.', 'opposes');
    expect(linksBetween(claimOf(0, proud, 'supports'), unnamed)).not.toContain('differ');
  });

  it('are answer and answered where the later one responds of the same matter, whoever it names', () => {
    const reply = claimOf(1, 'Our harbour keeps every cable safe, whatever is told of thieves.');
    const responding = { ...reply, cue: 'retorted', claim: { ...reply.claim, cue: 'retorted' } };
    const thieves = claimOf(0, 'Thieves steal the cable of the harbour every night.');
    expect(linksBetween(thieves, responding)).toContain('answers');
    expect(linksBetween(thieves, reply)).not.toContain('answers');
  });

  it('are nothing to each other where one speaker makes both, or one is told within the other', () => {
    const same = [claimOf(0, SAFE, 'neutral', 'one'), claimOf(1, `${SAFE} Yes.`, 'neutral', 'one')] as const;
    expect(linksBetween(...same)).toEqual([]);
    const [inner, outer] = [claimOf(0, SAFE), claimOf(1, `They wrote: ${SAFE}`)];
    outer.claim = { ...outer.claim, document: inner.claim.document, version: inner.claim.version };
    expect(compareAll([inner, outer]).related(0, 1)).toBe(0);
  });

  it('are not compared where one of them is a fragment of a sentence', () => {
    const [one, other] = [claimOf(0, 'the harbour cable'), claimOf(1, 'a harbour cable')];
    expect(compareAll([one, other]).related(0, 1)).toBeGreaterThan(0);
    one.claim = { ...one.claim, manner: 'indirect' };
    expect(compareAll([one, other]).related(0, 1)).toBe(0);
  });
});
