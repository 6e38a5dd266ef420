/**
 * A large collection, end to end: `npm run -s bench:bulk -- [--documents N] [--words N] [--sample N]`. Generates documents and
 * ingests them, and a sample of them one step after the other, which says what each step takes; then ingests them into a
 * second database, with Ctrl-C in the middle and a second run, and compares the two.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { builtIn, findFiles, ingest, preview } from '../ingest/pipeline.ts';
import { Reader } from '../ingest/read/reader.ts';
import type { Extractor } from '../src/claim.ts';
import { parseConfig } from '../src/config.ts';
import { Knowledge } from '../src/knowledge.ts';
import { dumpOf } from '../test/dump.ts';

const BIN = fileURLToPath(new URL('../src/bin.mjs', import.meta.url));
const SPEAKERS = [
  'Minister Ada Stone',
  'Ambassador Tom Reed',
  'Chancellor Mary Field',
  'The commission',
  'The company',
];
const VERBS = ['said', 'warned', 'argued', 'announced', 'insisted'];
const THINGS = ['the cable', 'the network', 'every standard', 'the new rule', 'the data of citizens', 'the market'];
const STATES = [
  'is safe',
  'remains open',
  'threatens nobody',
  'must be protected',
  'depends on trust',
  'costs too much',
];

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '1000' },
    words: { type: 'string', default: '1000' },
    sample: { type: 'string', default: '100' },
  },
});
const [documents, words, sample] = [Number(values.documents), Number(values.words), Number(values.sample)];
const folder = mkdtempSync(join(tmpdir(), 'triptych-bulk-'));
try {
  const files = join(folder, 'documents');
  mkdirSync(files);
  for (let i = 0; i < documents; i++) writeFileSync(join(files, `${String(i).padStart(5, '0')}.txt`), write(i));
  const { files: paths } = await findFiles([files]);
  await measureSteps(paths.slice(0, sample + 1), join(folder, 'sample.db'));
  const seconds = await measureAll(paths, join(folder, 'whole.db'));
  await interrupt(files, join(folder, 'broken.db'), seconds / 2);
  const same = isDeepStrictEqual(dumpOf(join(folder, 'whole.db')), dumpOf(join(folder, 'broken.db')));
  console.log(`after Ctrl-C and a second run the database is ${same ? 'the same' : 'ANOTHER'}`);
  if (!same) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}

/** A document of its own words and sentences, the same in every run. */
function write(number: number): string {
  let state = number + 1;
  const pick = <T>(list: readonly T[]): T => {
    state = (state * 48_271) % 2_147_483_647;
    return list[state % list.length] as T;
  };
  const paragraphs: string[] = [];
  for (let count = 0; count < words; ) {
    const content = `${pick(THINGS)} of district ${state % 9973} ${pick(STATES)}, and ${pick(THINGS)} ${pick(STATES)}`;
    const paragraph =
      state % 2 === 0
        ? `${pick(SPEAKERS)} ${pick(VERBS)} that ${content}.`
        : `“${content[0]?.toUpperCase()}${content.slice(1)},” ${pick(SPEAKERS)} ${pick(VERBS)}.`;
    paragraphs.push(paragraph);
    count += paragraph.split(' ').length;
  }
  return paragraphs.join('\n\n');
}

/** Ingests files one after the other and prints documents, claims and words a second, of all and of each step. */
async function measureSteps(files: string[], database: string): Promise<void> {
  const { knowledge, workshop } = await openWithFirst(files, database);
  const { store, embeddings, registry } = knowledge;
  const rest = files.slice(1);
  const before = knowledge.stats().claims;
  const reader = new Reader();
  const reading = await time(async () => {
    for (const file of rest) await preview(file, { registry, reader });
  });
  await reader.close();
  const spent = { attributing: 0, embedding: 0, storing: 0 };
  // An extractor of another identity is given one document at a time.
  const extractor: Extractor = {
    name: builtIn.name,
    extract: (document) => counted('attributing', () => builtIn.extract(document)),
  };
  const embed = embeddings.embedDocuments.bind(embeddings);
  embeddings.embedDocuments = (texts) => counted('embedding', () => embed(texts));
  const save = store.save.bind(store);
  store.save = (document) => {
    const began = performance.now();
    const saved = save(document);
    spent.storing += (performance.now() - began) / 1000;
    return saved;
  };
  const all = await time(() => ingest(rest, { ...workshop, extractor }));
  const claims = knowledge.stats().claims - before;
  await knowledge.close();
  const others = all - reading - spent.attributing - spent.embedding - spent.storing;
  console.log(`${rest.length} documents, one step after the other:`);
  for (const [step, seconds] of Object.entries({ all, reading, ...spent, 'resolving, classifying': others }))
    print(step, seconds, { documents: rest.length, claims, share: seconds / all });

  async function counted<T>(step: keyof typeof spent, run: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await run();
    spent[step] += (performance.now() - began) / 1000;
    return result;
  }
}

/** Ingests files as the program does, with steps of several documents at one time. Returns the seconds. */
async function measureAll(files: string[], database: string): Promise<number> {
  const { knowledge, workshop } = await openWithFirst(files, database);
  const before = knowledge.stats().claims;
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 100);
  const all = await time(() => ingest(files.slice(1), workshop));
  clearInterval(watch);
  const claims = knowledge.stats().claims - before;
  await knowledge.close();
  console.log(`${files.length - 1} documents, as the program does it, in ${Math.round(most / 1e6)} MB at most:`);
  print('all', all, { documents: files.length - 1, claims, share: 1 });
  return all;
}

/** The first document waits for the model and the vectors of the labels, which every later one finds ready. */
async function openWithFirst(files: string[], database: string) {
  const knowledge = await Knowledge.open(parseConfig({ ...process.env, TRIPTYCH_DB: database }));
  const { store, embeddings, registry, embedder } = knowledge;
  const workshop = { store, embeddings, registry, model: embedder.name };
  await ingest(files.slice(0, 1), workshop);
  return { knowledge, workshop };
}

function print(
  step: string,
  seconds: number,
  { documents, claims, share }: { documents: number; claims: number; share: number },
): void {
  const rate = (amount: number, name: string) => `${(amount / seconds).toFixed(1)} ${name}/s`.padStart(20);
  const percent = `${(100 * share).toFixed(0)} %`.padStart(6);
  console.log(
    `${step.padEnd(24)}${seconds.toFixed(1).padStart(8)} s${percent}${rate(documents, 'documents')}${rate(claims, 'claims')}${rate(documents * words, 'words')}`,
  );
}

/** Ingests with Ctrl-C after some seconds, then again to the end. */
async function interrupt(path: string, database: string, seconds: number): Promise<void> {
  const first = run(path, database);
  setTimeout(() => first.kill('SIGINT'), seconds * 1000);
  await ended(first);
  const code = await ended(run(path, database));
  if (code !== 0) throw new Error(`The second run ended with ${code}.`);
}

function run(path: string, database: string): ChildProcess {
  return spawn(process.execPath, [BIN, 'ingest', path, '--db', database], { stdio: 'ignore' });
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((done) => child.once('close', done));
}

/** Seconds that something takes. */
async function time(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return (performance.now() - began) / 1000;
}
