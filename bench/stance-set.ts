/** The labelled texts of `../shared/bench/stance`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireData, SHARED } from './shared.ts';

export interface StanceCase {
  /** Of the target. */
  id: number;
  target: string;
  text: string;
  supports: boolean;
}

export const STANCE = join(SHARED, 'bench/stance');

export function readStanceCases(part: 'train' | 'dev'): StanceCase[] {
  const lines = readFileSync(requireData(join(STANCE, `${part}.jsonl`)), 'utf8')
    .split('\n')
    .filter(Boolean);
  return lines.flatMap((line) => {
    const { id, target, perspectives } = JSON.parse(line) as {
      id: number;
      target: string;
      perspectives: { stance: string; texts: string[] }[];
    };
    return perspectives.flatMap(({ stance, texts }) =>
      texts.map((text) => ({ id, target, text, supports: stance === 'supports' })),
    );
  });
}
