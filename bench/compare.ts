/**
 * What two claims are to each other, against the labelled pairs of `bench/compare`: `npm run -s bench:compare --
 * [--errors] [--held]`. Errors are shown of the studied pairs; with `--held`, of the held ones, and those alone are measured.
 */
import { parseArgs } from 'node:util';
import { judge, likeliest, RELATIONS, type Relation, TRAINED } from '../src/compare/relation.ts';
import { parseConfig } from '../src/config.ts';
import type { Link } from '../src/contract.ts';
import { linksOf, SHOWN } from './compare-links.ts';
import { readPairs } from './compare-pairs.ts';

const { values } = parseArgs({
  options: { errors: { type: 'boolean', default: false }, held: { type: 'boolean', default: false } },
});

interface Judged {
  texts: [string, string];
  relation: Relation;
  found: Relation;
  /** What a comparison shows of the two. */
  links: Link['kind'][];
}

const { corpus } = parseConfig(process.env);
for (const part of values.held ? (['held'] as const) : (['studied', 'held'] as const)) {
  const pairs = await readPairs(part);
  const links = linksOf(pairs, corpus);
  const judged = pairs.map(({ texts, relation, features }, i) => ({
    texts,
    relation,
    found: likeliest(judge(features.inOrder, TRAINED)),
    links: links[i]!,
  }));
  print(part, judged);
  if (values.errors && (part !== 'studied') === values.held) showErrors(judged);
}

function print(part: string, judged: Judged[]): void {
  const scores = RELATIONS.map((relation) => f1(judged, relation));
  const right = judged.filter(({ relation, found }) => relation === found).length;
  console.log(`pairs right, ${part}`.padEnd(28), percent(right / judged.length), ` (${right} of ${judged.length})`);
  console.log(`macro F1, ${part}`.padEnd(28), percent(scores.reduce((sum, one) => sum + one, 0) / scores.length));
  RELATIONS.forEach((relation, i) => {
    console.log(`  ${relation}, ${part}`.padEnd(28), `F1 ${percent(scores[i]!)}`);
  });
  printLinks(part, judged);
  console.log(`  ${'labelled \\ found'.padEnd(20)}${RELATIONS.map((relation) => relation.padStart(11)).join('')}`);
  for (const relation of RELATIONS) {
    const counts = RELATIONS.map((found) => judged.filter((one) => one.relation === relation && one.found === found));
    console.log(`  ${relation.padEnd(20)}${counts.map(({ length }) => String(length).padStart(11)).join('')}`);
  }
}

/** Of the links that are shown, how many are right; and how many pairs show what they should. */
function printLinks(part: string, judged: Judged[]): void {
  const shown = judged.flatMap(({ relation, links }) => links.map((link) => SHOWN[relation].includes(link)));
  const wanted = judged.filter(({ relation }) => SHOWN[relation].length > 0);
  const held = wanted.filter(({ relation, links }) => links.includes(SHOWN[relation][0]!));
  const right = shown.filter(Boolean).length;
  console.log(`links right, ${part}`.padEnd(28), percent(right / shown.length), ` (${right} of ${shown.length})`);
  console.log(`links found, ${part}`.padEnd(28), percent(held.length / wanted.length));
}

function f1(judged: Judged[], relation: Relation): number {
  const both = judged.filter((one) => one.relation === relation && one.found === relation).length;
  const labelled = judged.filter((one) => one.relation === relation).length;
  const found = judged.filter((one) => one.found === relation).length;
  return both === 0 ? 0 : (2 * both) / (labelled + found);
}

function showErrors(judged: Judged[]): void {
  for (const { texts, relation, found, links } of judged) {
    if (relation !== found) console.log(`${relation}, found ${found}:\n  ${texts.join('\n  ')}`);
    if (links.some((link) => !SHOWN[relation].includes(link)))
      console.log(`${relation}, shown as ${links.join(', ')}:\n  ${texts.join('\n  ')}`);
  }
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}
