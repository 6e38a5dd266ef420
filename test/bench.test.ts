import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bench, figure } from './benchmark.ts';
import { FLOORS } from './floors.ts';

const SHARED = fileURLToPath(new URL('../../shared/bench', import.meta.url));

describe('Quality on the labelled texts of bench/meant', () => {
  it('of who is meant and of the document’s own voice stays above its floors', () => {
    const printed = bench('mentions');
    const recall = Number(/^own voice .*recall ([\d.]+)/m.exec(printed)?.[1]);
    expect(figure(printed, 'mentions resolved right')).toBeGreaterThanOrEqual(FLOORS.mentions.resolved);
    expect(figure(printed, 'mentions, held')).toBeGreaterThanOrEqual(FLOORS.mentions.resolvedOfHeld);
    expect(ownPrecision(printed, 'own voice ')).toBeGreaterThanOrEqual(FLOORS.mentions.ownPrecision);
    expect(ownPrecision(printed, 'own voice, held')).toBeGreaterThanOrEqual(FLOORS.mentions.ownPrecisionOfHeld);
    expect(recall).toBeGreaterThanOrEqual(FLOORS.mentions.ownRecall);
  });
});

describe('Quality on the labelled texts of bench/linking', () => {
  it('of who is the same as whom stays above its floors', () => {
    const printed = bench('speakers');
    expect(figure(printed, 'B-cubed  ')).toBeGreaterThanOrEqual(FLOORS.speakers.linked);
    expect(figure(printed, 'B-cubed, held')).toBeGreaterThanOrEqual(FLOORS.speakers.linkedOfHeld);
    expect(figure(printed, 'linked to nobody known')).toBeGreaterThanOrEqual(FLOORS.speakers.unknownKept);
  });
});

describe('Quality on the labelled pairs of bench/compare', () => {
  it('of what two claims are to each other stays above its floors', () => {
    // The studied pairs take twice as long, and say less.
    const printed = bench('compare', '--held');
    expect(figure(printed, 'macro F1, held')).toBeGreaterThanOrEqual(FLOORS.compare.macroF1OfHeld);
    for (const [relation, floor] of Object.entries(FLOORS.compare.held))
      expect(figure(printed, `  ${relation}, held`)).toBeGreaterThanOrEqual(floor);
    expect(figure(printed, 'links right, held')).toBeGreaterThanOrEqual(FLOORS.compare.linksRight);
    expect(figure(printed, 'links found, held')).toBeGreaterThanOrEqual(FLOORS.compare.linksFound);
  });
});

function ownPrecision(printed: string, name: string): number {
  const line = printed.split('\n').find((one) => one.startsWith(name)) ?? '';
  return Number(/precision ([\d.]+)/.exec(line)?.[1]);
}

// The data is not part of the project; without it there is nothing to measure.
describe.skipIf(!existsSync(SHARED))('Quality on the benchmarks beside the project', () => {
  it('of who said what in political news stays above its floors', () => {
    const printed = bench('attribution');
    expect(figure(printed, 'who-said-what (headline)')).toBeGreaterThanOrEqual(FLOORS.attribution.whoSaidWhat);
    expect(figure(printed, 'direct quotes with right source')).toBeGreaterThanOrEqual(
      FLOORS.attribution.directQuotesWithSource,
    );
    expect(figure(printed, 'content tokens')).toBeGreaterThanOrEqual(FLOORS.attribution.contentTokens);
    expect(figure(printed, 'source right, of matched spans')).toBeGreaterThanOrEqual(FLOORS.attribution.sourceRight);
  });

  it('of stances towards propositions stays above its floors', () => {
    const printed = bench('stance');
    expect(figure(printed, 'a side from 0.5: macro')).toBeGreaterThanOrEqual(FLOORS.stance.macroF1);
    expect(figure(printed, 'calibration error')).toBeLessThanOrEqual(FLOORS.stance.calibrationError);
  });

  it('of titles and dates of every second of the labelled web pages stays above its floors', () => {
    const printed = bench('metadata', '--every', '2');
    expect(figure(printed, 'titles right')).toBeGreaterThanOrEqual(FLOORS.metadata.titles);
    expect(figure(printed, 'dates right')).toBeGreaterThanOrEqual(FLOORS.metadata.dates);
    expect(figure(printed, 'dates precision')).toBeGreaterThanOrEqual(FLOORS.metadata.datesPrecision);
  });

  it('of the main text of every twelfth web page stays above its floor', () => {
    expect(figure(bench('reading', '--every', '12'), 'main text')).toBeGreaterThanOrEqual(FLOORS.reading.f1);
  });
});
