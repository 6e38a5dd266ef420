/**
 * How well verifying tells what was done to a quotation: `npm run -s bench:verify -- [--sentences N] [--bundled N] [--errors N] [--edit NAME]`.
 * The sentences are made by a grammar and taken from the bundled documents; each is edited in every way it allows.
 */
import { parseArgs } from 'node:util';
import { bundledSentences } from './quotations/bundled.ts';
import { measure, type Tally } from './quotations/measure.ts';

const { values } = parseArgs({
  options: {
    sentences: { type: 'string', default: '2000' },
    bundled: { type: 'string', default: '1000' },
    errors: { type: 'string', default: '0' },
    edit: { type: 'string' },
  },
});
const corpus = (await bundledSentences()).slice(0, Number(values.bundled));
const started = performance.now();
const found = measure({ made: Number(values.sentences), invented: 2000, corpus, seed: 7 });
const seconds = (performance.now() - started) / 1000;

const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
const line = (name: string, { total, verbatim, found: carried, right }: Tally) =>
  `${name.padEnd(40)} ${String(total).padStart(6)}  ${String(verbatim).padStart(3)}  ${percent(carried, total).padStart(8)}  ${percent(right, total).padStart(8)}\n`;

process.stdout.write(`${found.sentences} true sentences, ${corpus.length} of them from the bundled documents\n`);
process.stdout.write(`true sentences called verbatim: ${percent(found.trueVerbatim, found.trueTotal)}\n\n`);
process.stdout.write(`${'edit'.padEnd(40)}  edits  verbatim  found  kind right\n`);
for (const [name, edit] of [...found.edits].sort((a, b) => a[1].kind.localeCompare(b[1].kind)))
  process.stdout.write(line(`${edit.kind}: ${name}`, edit));
process.stdout.write('\n');
const all: Tally = { total: 0, verbatim: 0, found: 0, right: 0 };
for (const [kind, tally] of found.kinds) {
  process.stdout.write(line(kind, tally));
  for (const field of ['total', 'verbatim', 'found', 'right'] as const) all[field] += tally[field];
}
process.stdout.write(line('all', all));
process.stdout.write(
  `\ninvented quotations called anything but not found: ${percent(found.taken.length, found.invented)} of ${found.invented}\n`,
);
process.stdout.write(
  `${(found.trueTotal + all.total + found.invented).toFixed(0)} quotations in ${seconds.toFixed(0)} s\n`,
);

const failures = found.failures.filter(({ edit }) => values.edit === undefined || edit === values.edit);
const step = Math.max(1, Math.floor(failures.length / Math.max(1, Number(values.errors))));
for (const [i, { kind, edit, sentence, text, verdict, got }] of failures.entries())
  if (Number(values.errors) > 0 && i % step === 0)
    process.stdout.write(`\n${kind} (${edit}): ${verdict}, ${got.join(', ')}\n  ${sentence}\n  ${text}\n`);
for (const sentence of found.taken.slice(0, Number(values.errors))) process.stdout.write(`\ntaken: ${sentence}\n`);
