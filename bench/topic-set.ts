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
  /** Stance towards each target by identifier; neutral where it is not there, undefined where nobody could tell. */
  stances: Map<string, Stance | undefined>;
}

/**
 * Invented claims that only teach (`training`), those whose errors were looked at (`studied`), or those that only measure
 * (`held`); and what the program reads as claims in the bundled digests, of some documents to teach and of others to measure.
 */
export type Part = 'training' | 'studied' | 'held' | 'digests' | 'digests-held';

export function readLabelledClaims(part: Part): LabelledClaim[] {
  const [header = '', ...lines] = readFileSync(join(ROOT, 'bench/topics', `${part}.tsv`), 'utf8')
    .trimEnd()
    .split('\n');
  const columns = header.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
    return {
      text: cell('text'),
      ...(cell('heading') === '' ? {} : { heading: cell('heading') }),
      topics: cell('topics') === 'other' ? [] : cell('topics').split(','),
      stances: new Map(
        cell('stances')
          .split(',')
          .filter(Boolean)
          .map((mark): [string, Stance | undefined] => [mark.slice(1), STANCES[mark[0]!]]),
      ),
    };
  });
}

const STANCES: Record<string, Stance | undefined> = { '+': 'supports', '-': 'opposes' };
