/**
 * Who is the same as whom across documents, against the labels of `bench/linking`, whose README has the measure:
 * `npm run -s bench:speakers -- [--errors N]`. Errors are shown of `dev.txt` alone.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rules } from '../ingest/attribute/index.ts';
import { read } from '../ingest/read/index.ts';
import { resolve } from '../ingest/resolve/index.ts';
import { segment } from '../ingest/segment.ts';
import type { Speaker } from '../src/claim.ts';
import { parseConfig } from '../src/config.ts';
import { loadRegistry } from '../src/registry.ts';
import { linkAll } from '../src/speakers/profile.ts';
import { type LabelledText, readCorpus } from './labelled.ts';
import { withMentions } from './with-mentions.ts';

const { values } = parseArgs({ options: { errors: { type: 'string' } } });
const folder = fileURLToPath(new URL('linking/', import.meta.url));
const registry = loadRegistry(parseConfig(process.env).corpus);
const listed = new Set(registry.speakers.map(({ id }) => id));

/** A mention with whom its label means and whom the program found, by identifier. */
interface Judged {
  words: string;
  label: string;
  found: string;
}

const parts = { studied: await judgeAll('dev.txt'), held: await judgeAll('held.txt') };
const all = Object.values(parts).flat();

for (const [name, judged] of Object.entries(parts)) line(`B-cubed, ${name}`, bCubed(judged));
line('B-cubed', bCubed(all));
const unknown = all.filter(({ label }) => !listed.has(label));
line('linked to nobody known', share(unknown.filter(({ found }) => !listed.has(found)).length, unknown.length));
const pairs = [...namesakes()];
line('namesakes kept apart', share(pairs.filter((pair) => areApart(...pair)).length, pairs.length));
if (values.errors) showErrors(parts.studied, Number(values.errors));

async function judgeAll(file: string): Promise<Judged[]> {
  const texts = readCorpus(join(folder, file));
  const mentions = [];
  for (const [i, text] of texts.entries()) mentions.push(...(await resolveMentions(text, `${file} ${i}`)));
  const linked = linkAll(
    mentions.map(({ speaker }) => speaker),
    registry.speakers,
  );
  return mentions.map(({ words, label, speaker }, i) => ({
    words,
    // A key means somebody else in another file.
    label: label.replace(/^\+/, `${file} `),
    found: idOf(linked[i]!, speaker, file),
  }));
}

function idOf(linked: Speaker, speaker: Speaker, file: string): string {
  if (listed.has(linked.id)) return linked.id;
  return speaker.kind === 'unnamed' ? `${file} ${speaker.id}` : `${file} ${linked.id}`;
}

async function resolveMentions(labelled: LabelledText, document: string) {
  const { metadata: given, name, mentions } = labelled;
  const reading = await read(Buffer.from(labelled.text), { name, given, sources: registry.sources });
  const { text, blocks, metadata, quality } = reading;
  if (text !== labelled.text) throw new Error(`${name}: the reader changes the text, so that its labels have no place`);
  const sentences = segment(text, blocks);
  const extraction = await rules.extract({ text, blocks, sentences, quality });
  const { attributions, indexes } = withMentions(extraction.attributions, mentions, sentences);
  const { attributionSpeakers } = resolve({ text, blocks, sentences, attributions, metadata, registry, document });
  return mentions.map(({ start, end, label }, i) => ({
    words: `${text.slice(start, end)}  (${name})`,
    label,
    speaker: attributionSpeakers[indexes[i]!]!.speaker,
  }));
}

/** Precision, recall and F1 of Bagga and Baldwin; an entry of the registry is one more mention of its cluster. */
function bCubed(judged: readonly Judged[]): string {
  const entries = new Set(judged.flatMap(({ label, found }) => [label, found]).filter((id) => listed.has(id)));
  const mentions = [...judged, ...[...entries].map((id) => ({ words: '', label: id, found: id }))];
  const sums = judged.map((one) => {
    const [meant, found] = (['label', 'found'] as const).map((key) => mentions.filter((two) => two[key] === one[key]));
    const both = found!.filter(({ label }) => label === one.label).length;
    return { precision: both / found!.length, recall: both / meant!.length };
  });
  const mean = (key: 'precision' | 'recall') => sums.reduce((sum, one) => sum + one[key], 0) / sums.length;
  const [precision, recall] = [mean('precision'), mean('recall')];
  const f1 = (2 * precision * recall) / (precision + recall);
  const [p, r, f] = [precision, recall, f1].map((figure) => (100 * figure).toFixed(1));
  return `precision ${p}  recall ${r}  F1 ${f}  (${judged.length} mentions of ${new Set(judged.map(({ label }) => label)).size})`;
}

/** Labels whose keys begin with the same word, or a known one and a key: people whom the texts call by one name. */
function* namesakes(): Generator<[string, string]> {
  const labels = [...new Set(all.map(({ label }) => label))].sort();
  const names = new Map(
    labels.map((label) => [label, new Set(all.filter((one) => one.label === label).flatMap(fullNames))]),
  );
  for (const [i, a] of labels.entries())
    for (const b of labels.slice(i + 1)) if ([...names.get(a)!].some((name) => names.get(b)!.has(name))) yield [a, b];
}

/** The full name of a mention as a key, in either order, of people alone. */
function fullNames({ words, label }: Judged): string[] {
  const entry = registry.speakers.find(({ id }) => id === label);
  const found = /\p{Lu}[\p{L}’-]+(?: \p{Lu}\.)? \p{Lu}[\p{L}’-]+/gu;
  const names = [...(entry ? [entry.name, ...entry.aliases] : []), ...words.replace(/\s\s.*/, '').matchAll(found)].map(
    String,
  );
  return names.map((name) =>
    name
      .normalize('NFD')
      .replace(/\p{M}|\p{Lu}\. /gu, '')
      .split(' ')
      .sort()
      .join(' '),
  );
}

function areApart(a: string, b: string): boolean {
  const found = (wanted: string) => new Set(all.filter(({ label }) => label === wanted).map((one) => one.found));
  const [one, two] = [found(a), found(b)];
  return ![...one].some((id) => two.has(id));
}

function showErrors(judged: readonly Judged[], most: number): void {
  const wrong = judged.filter(
    (one) =>
      judged.some((two) => (one.label === two.label) !== (one.found === two.found)) ||
      listed.has(one.label) !== listed.has(one.found),
  );
  for (const { words, label, found } of wrong.slice(0, most)) line(`\n${words}`, `\n    meant ${label}, got ${found}`);
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)}  (${part} of ${whole})`;
}

function line(name: string, figures: string): void {
  process.stdout.write(`${name.padEnd(34)} ${figures}\n`);
}
