/**
 * Learns what the words and vectors of claims say of their stance towards the first target of `corpus/targets.yaml`, from
 * `studied.tsv` and `digests.tsv` of `bench/topics`, and writes `ingest/classify/model/sides.tsv` with its card:
 * `npm run train:sides`. Of the other targets too few claims were labelled. Always gives the same weights.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openClassifier } from '../bench/classifier.ts';
import { readLabelledClaims } from '../bench/topic-set.ts';
import { readForTopics } from '../ingest/classify/index.ts';
import { sideOf } from '../ingest/classify/learned.ts';
import { formatLearned, MODEL } from '../ingest/classify/model.ts';
import { ROOT } from '../src/root.ts';
import { learnTopics } from './learn-topics.ts';

const SIDES = ['supports', 'opposes'] as const;
/** Log odds of either side before anything is read: about what the labelled claims have. */
const PRIOR = -1.2;

const classifier = await openClassifier();
const target = classifier.registry.targets[0]!;
const claims = await classifier.withVectors([...readLabelledClaims('studied'), ...readLabelledClaims('digests')]);
const lessons = claims.flatMap((claim) => {
  const stance = claim.stances.has(target.id) ? claim.stances.get(target.id) : 'neutral';
  if (stance === undefined) return [];
  const { stems, headingStems, vector } = readForTopics(claim, classifier.labels);
  const right = SIDES.map((side) => Number(side === stance));
  return [{ stems, headingStems, vector, right, odds: SIDES.map(() => PRIOR) }];
});
const learned = learnTopics(
  lessons,
  SIDES.map((side) => sideOf(target, side)),
);
writeFileSync(join(MODEL, 'sides.tsv'), formatLearned(learned));
const figures = execFileSync('npx', ['tsx', 'bench/topics.ts'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter((line) => /stances|sides/.test(line))
  .join('\n');
process.stdout.write(`${figures}\n`);
writeFileSync(
  join(MODEL, 'SIDES.md'),
  `# Sides: what words add to a stance

\`sides.tsv\` was written by \`npm run train:sides\` on ${new Date().toISOString().slice(0, 10)}. Apache-2.0, like the project.

**Data.** \`bench/topics/studied.tsv\` and \`digests.tsv\`: ${lessons.length} claims labelled for this project by their stance towards ${target.name}, most of them of documents. \`held.tsv\` and \`digests-held.tsv\` are only measured.

**Method.** For each side a logistic regression over stems, pairs and beginnings of stems and the sentence vector, without the names of countries, people and organisations, from a prior of ${PRIOR} (log odds). What it says is added to the log odds of the lists of words and of the statements in \`corpus/targets.yaml\` (\`stance.ts\`), which alone speak of the other targets, and of this one where its name or description was changed.

**Figures.**

\`\`\`
${figures}
\`\`\`

**Limits.** English, and one debate. The claims were labelled by one person; in documents two of three take no side, and of the sides given still a third or more is neutral to people. Only the vectors of the built-in model are weighed.
`,
);
