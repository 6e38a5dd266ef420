/**
 * Who is meant by a mention, and which sentences assert something in the document's own voice, against the texts of
 * `bench/meant`: `npm run -s bench:mentions -- [--errors N] [--held]`. Errors are shown of the studied texts and the
 * corpus; with `--held`, of the held ones.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rules } from '../ingest/attribute/index.ts';
import { read } from '../ingest/read/index.ts';
import { type Resolved, resolve } from '../ingest/resolve/index.ts';
import { segment } from '../ingest/segment.ts';
import type { OwnStatement, Registry, Span } from '../src/claim.ts';
import { parseConfig } from '../src/config.ts';
import { loadRegistry } from '../src/registry.ts';
import { type LabelledMention, type LabelledText, readLabelled, readPlaces } from './labelled.ts';
import { SHARED } from './shared.ts';
import { withMentions } from './with-mentions.ts';

const { values } = parseArgs({ options: { errors: { type: 'string' }, held: { type: 'boolean', default: false } } });
const folder = fileURLToPath(new URL('meant/', import.meta.url));
const registry = loadRegistry(parseConfig(process.env).corpus);

interface Judged {
  text: string;
  label: string;
  group: string;
  resolved: Resolved;
  right: boolean;
}

interface Heard {
  text: string;
  asserts: boolean;
  /** Confidence of the own statement that covers the sentence; 0 where there is none. */
  confidence: number;
}

const parts = {
  studied: await judgeAll(readLabelled(join(folder, 'dev'))),
  held: await judgeAll(readLabelled(join(folder, 'held'))),
  corpus: await judgeAll(readPlaces(join(folder, 'corpus.tsv'), join(SHARED, 'corpus'))),
};
const all = Object.values(parts).flatMap(({ mentions }) => mentions);
const sentences = Object.values(parts).flatMap(({ heard }) => heard);

for (const [name, { mentions }] of Object.entries(parts)) line(`mentions, ${name}`, share(mentions));
line('mentions resolved right', share(all));
table('by kind of mention', all, (one) => one.group);
table('by rule', all, (one) => one.resolved.rule);
for (const [name, { heard }] of Object.entries(parts)) line(`own voice, ${name}`, ownFigures(heard));
line('own voice', ownFigures(sentences));
line('own voice, by least confidence', '');
for (let least = 0.5; least < 1; least += 0.05) line(`  ${least.toFixed(2)}`, ownFigures(sentences, least));
if (values.errors) showErrors(Number(values.errors));

async function judgeAll(texts: LabelledText[]): Promise<{ mentions: Judged[]; heard: Heard[] }> {
  const judged = [];
  for (const text of texts) judged.push(await judge(text, registry));
  return { mentions: judged.flatMap((j) => j.mentions), heard: judged.flatMap((j) => j.heard) };
}

async function judge(labelled: LabelledText, known: Registry): Promise<{ mentions: Judged[]; heard: Heard[] }> {
  const { name, metadata: given } = labelled;
  const reading = await read(Buffer.from(labelled.text), { name, given, sources: known.sources });
  const { text, blocks, metadata, quality } = reading;
  if (text !== labelled.text) throw new Error(`${name}: the reader changes the text, so that its labels have no place`);
  const found = segment(text, blocks);
  const extraction = await rules.extract({ text, blocks, sentences: found, quality });
  const { attributions, indexes } = withMentions(extraction.attributions, labelled.mentions, found);
  const input = { text, blocks, sentences: found, attributions, metadata, registry: known, document: name };
  const { attributionSpeakers } = resolve(input);
  const mentions = labelled.mentions.map((mention, i) => {
    const resolved = attributionSpeakers[indexes[i]!]!;
    const words = text.slice(mention.start, mention.end);
    const around = text.slice(Math.max(0, mention.start - 60), mention.end + 50).replaceAll(/\s+/g, ' ');
    const group = groupOf(words, mention.label);
    return {
      text: `${words}  (${name}: … ${around} …)`,
      label: mention.label,
      group,
      resolved,
      right: isRight(mention, resolved),
    };
  });
  const heard = labelled.sentences.map(({ start, end, asserts }) => ({
    text: `${text.slice(start, end)}  (${name})`,
    asserts,
    confidence: confidenceAt(extraction.own, { start, end }),
  }));
  return { mentions, heard };
}

function isRight({ label }: LabelledMention, { speaker }: Resolved): boolean {
  const names = [speaker.name, ...speaker.aliases].map(plain);
  if (!label.startsWith('?'))
    return speaker.kind !== 'unnamed' && label.split(' | ').some((one) => names.includes(plain(one)));
  return speaker.kind === 'unnamed' && names[0]!.includes(plain(label.slice(1)));
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^\s*the\s+/, '')
    .trim();
}

/** The kind of a mention, by its words and its label. */
function groupOf(words: string, label: string): string {
  if (/^(?:i|we|our)$/i.test(words)) return 'I, we';
  if (/^(?:he|she|him|her)$/i.test(words)) return 'he, she';
  if (/^(?:they|it)$/i.test(words)) return words.toLowerCase();
  if (label.startsWith('?')) return 'unnamed';
  if (plain(words).includes(plain(label))) return 'full name';
  const meant = label.split(' | ');
  if (registry.speakers.some((s) => s.kind === 'state' && meant.includes(s.name))) return 'metonym, government';
  return /^(?:the|this|its|his|her|their|our)\s+(?:\p{L}+\s+)?\p{Ll}/iu.test(words) ? 'title, noun' : 'short name';
}

function confidenceAt(own: OwnStatement[], { start, end }: Span): number {
  return Math.max(0, ...own.filter((o) => o.content.start < end && start < o.content.end).map((o) => o.confidence));
}

function share(judged: { right: boolean }[]): string {
  const right = judged.filter((one) => one.right).length;
  return judged.length === 0 ? 'passed over' : `${percent(right, judged.length)}  (${right} of ${judged.length})`;
}

function ownFigures(heard: Heard[], least = 0.01): string {
  if (heard.length === 0) return 'passed over';
  const taken = heard.filter((one) => one.confidence >= least - 1e-9);
  const right = taken.filter((one) => one.asserts).length;
  const wanted = heard.filter((one) => one.asserts).length;
  return `precision ${percent(right, taken.length)}  recall ${percent(right, wanted)}  (${taken.length} taken, ${heard.length} labelled)`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : ((100 * part) / whole).toFixed(1);
}

function table(title: string, judged: Judged[], key: (one: Judged) => string): void {
  line(title, '');
  const groups = [...new Set(judged.map(key))].map(
    (name) => [name, judged.filter((one) => key(one) === name)] as const,
  );
  for (const [name, members] of groups.sort((a, b) => b[1].length - a[1].length)) {
    const mean = members.reduce((sum, one) => sum + one.resolved.confidence, 0) / members.length;
    line(`  ${name}`, `${share(members)}, confidence ${(100 * mean).toFixed(0)}`);
  }
}

function showErrors(most: number): void {
  const shown = values.held ? [parts.held] : [parts.studied, parts.corpus];
  const wrong = shown.flatMap(({ mentions }) => mentions).filter((one) => !one.right);
  for (const { text, label, group, resolved } of wrong.slice(0, most))
    line(
      `\n[${group}] ${text}`,
      `\n    meant ${label}, got ${resolved.speaker.name} (${resolved.speaker.kind}, ${resolved.rule})`,
    );
  const missed = shown.flatMap(({ heard }) => heard).filter((one) => one.confidence > 0 !== one.asserts);
  for (const { text, asserts, confidence } of missed.slice(0, most))
    line(`\n${asserts ? 'missed' : 'taken'} ${confidence.toFixed(2)}`, text);
}

function line(name: string, figures: string): void {
  process.stdout.write(`${name.padEnd(34)} ${figures}\n`);
}
