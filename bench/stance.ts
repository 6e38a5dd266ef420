/**
 * Stance towards a proposition on `../shared/bench/stance` (dev), by its scorer: `npm run -s bench:stance`. With
 * TRIPTYCH_CHAT_MODEL set, that model's answers are measured in place of the built-in ones; `--limit N` asks it the
 * first N texts only.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadRelationWeights } from '../ingest/classify/model.ts';
import { negate } from '../ingest/classify/negate.ts';
import { readRelationText, relate } from '../ingest/classify/relation.ts';
import { readWording } from '../ingest/classify/terms.ts';
import { unit } from '../ingest/classify/vectors.ts';
import type { Stance } from '../src/claim.ts';
import { parseConfig } from '../src/config.ts';
import { calibrationError } from './calibration.ts';
import { openReader } from './classifier.ts';
import { score } from './shared.ts';
import { askStances } from './stance-chat.ts';
import { readStanceCases, STANCE, type StanceCase } from './stance-set.ts';

const { values } = parseArgs({ options: { limit: { type: 'string' } } });
const config = parseConfig(process.env);
const cases = readStanceCases('dev');
if (config.chat) scoreStances(await askStances(cases.slice(0, Number(values.limit ?? cases.length)), config.chat));
else await measureBuiltIn();

async function measureBuiltIn(): Promise<void> {
  const probabilities = await supportOf(cases);
  const sure = probabilities.map((p) => Math.max(p, 1 - p));
  const forecasts = cases.map(({ supports }, i) => ({
    probability: sure[i]!,
    right: supports === probabilities[i]! > 0.5,
  }));
  for (const least of [0.5, 0.6, 0.7]) {
    process.stdout.write(`a side from ${least}: `);
    scoreStances(probabilities.map((p, i) => (sure[i]! < least ? 'neutral' : p > 0.5 ? 'supports' : 'opposes')));
    const given = forecasts.filter(({ probability }) => probability >= least);
    process.stdout.write(
      `  right of those given ${(given.filter(({ right }) => right).length / given.length).toFixed(3)}\n`,
    );
  }
  process.stdout.write(`calibration error ${calibrationError(forecasts).toFixed(3)}\n`);
}

/** Probability that each text supports its target. */
async function supportOf(list: StanceCase[]): Promise<number[]> {
  const reader = openReader();
  const weights = loadRelationWeights();
  const texts = [...new Set(list.flatMap(({ target, text }) => [target, negate(target), text]))];
  const vectors = await reader.embed(texts);
  const read = new Map(
    texts.map((text, i) => [text, readRelationText(readWording(reader.neutral(text)), unit(vectors[i]!))]),
  );
  const propositionOf = (target: string) => ({ ...read.get(target)!, contrary: read.get(negate(target))!.vector });
  return list.map(({ target, text }) => 1 / (1 + Math.exp(-relate(propositionOf(target), read.get(text)!, weights))));
}

function scoreStances(stances: Stance[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'triptych-stance-'));
  try {
    const predicted = join(folder, 'predicted.jsonl');
    const lines = stances.map((stance, i) => JSON.stringify({ id: cases[i]!.id, text: cases[i]!.text, stance }));
    writeFileSync(predicted, lines.join('\n'));
    score(join(STANCE, 'score.mjs'), join(STANCE, 'dev.jsonl'), predicted);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
