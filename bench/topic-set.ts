/** The labelled claims of `bench/topics`, whose README has the format. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stance } from '../src/claim.ts';
import { ROOT } from '../src/root.ts';

export interface LabelledClaim {
  text: string;
  heading?: string;
  /** Identifiers of `corpus/topics.yaml`; empty where nothing fits. */
  topics: string[];
  /** Stance towards each target by identifier; neutral where it is not there. */
  stances: Map<string, Stance>;
}

export const PARTS = ['studied', 'held'] as const;

/** Claims that the classifiers were fitted to (`studied`), or those that only measure them (`held`). */
export function readLabelledClaims(part: (typeof PARTS)[number]): LabelledClaim[] {
  const [, ...lines] = readFileSync(join(ROOT, 'bench/topics', `${part}.tsv`), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => {
    const [topics, stances, heading, text] = line.split('\t') as [string, string, string, string];
    return {
      text,
      ...(heading === '' ? {} : { heading }),
      topics: topics === 'other' ? [] : topics.split(','),
      stances: new Map(
        stances
          .split(',')
          .filter(Boolean)
          .map((mark): [string, Stance] => [mark.slice(1), mark[0] === '+' ? 'supports' : 'opposes']),
      ),
    };
  });
}
