import { createReadStream } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import type { Outcome } from '../ingest/pipeline.ts';
import { BLOCS, CAPACITIES, MANNERS, type Metadata, POLARITIES, STANCES } from './claim.ts';
import { type Config, parseConfig } from './config.ts';
import { CompareRequest, Filter, SearchRequest, SORTS, toSearchJson, VerifyRequest } from './contract.ts';
import { addCorrectionCommands } from './corrections/command.ts';
import { readCorrections } from './corrections/file.ts';
import { importCorrections } from './corrections/index.ts';
import { addDocumentCommand } from './documents/command.ts';
import { type MetadataFlags, metadataFlags, withMetadata } from './documents/flags.ts';
import { embedTexts } from './embed.ts';
import { TriptychError } from './error.ts';
import { FORMATS, type Format, writeClaims } from './formats.ts';
import { keepHeapSmall } from './heap.ts';
import { Knowledge } from './knowledge.ts';
import { makeNeutral } from './neutral.ts';
import {
  printDraft,
  printOutcomes,
  printReading,
  printRefreshed,
  printSearch,
  printStats,
  printSuggestions,
  printTopics,
  printVerification,
} from './print.ts';
import { printComparison } from './print-comparison.ts';
import { progressBar } from './progress.ts';
import { loadRegistry } from './registry.ts';
import { printReport, type Report, reportOf, writeReport } from './report.ts';
import { addSpeakersCommand } from './speakers/command.ts';
import { readDecisions } from './speakers/file.ts';
import { withPlaces } from './trace.ts';
import { openWorkshop } from './workshop.ts';

const OK = 0;
const FAILED = 1;
const USAGE = 2;

/** The program: {@link run} in a process that is its own. */
export async function main(argv: readonly string[]): Promise<number> {
  keepHeapSmall();
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(OK);
    throw error;
  });
  return run(argv);
}

/**
 * Runs one command. Data goes to standard output, all else to standard error. Returns the exit code: 0, 1 or 2.
 * What only one command needs (readers, pages) is loaded by that command, so that the others start at once.
 */
export async function run(argv: readonly string[]): Promise<number> {
  let code = OK;
  const program = build((status) => {
    code = status;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? OK : USAGE;
  if (error instanceof TriptychError) {
    process.stderr.write(`triptych: ${error.message}\n`);
    return error.code === 'USAGE' ? USAGE : FAILED;
  }
  process.stderr.write(`triptych: this is a bug, please report it.\n${error instanceof Error ? error.stack : error}\n`);
  return FAILED;
}

interface Common {
  db?: string;
  ocr?: true;
  ocrLanguages?: string;
  json?: boolean;
}

/** The commands with their flags and actions; `exit` is told the status of what was asked. */
export function build(exit: (code: number) => void): Command {
  const program = new Command('triptych')
    .description('A knowledge base of attributed claims: who said what, on whose behalf, and exactly where.')
    .showHelpAfterError('(see --help)')
    .exitOverride();
  const command = (usage: string, description: string) =>
    program
      .command(usage)
      .description(description)
      .option('--db <file>', 'the database (or TRIPTYCH_DB)')
      .exitOverride();

  withOcr(withMetadata(command('ingest [path...]', 'read files, folders and web addresses into the knowledge base')))
    .option('--list <file>', 'take more of them from a file, one a line')
    .option('--report <file>', 'write what became of them, with the sums, as JSON')
    .option('--json', 'print what became of each file as JSON lines')
    .action(async (paths: string[], options: Common & MetadataFlags & { list?: string; report?: string }) => {
      const all = [...paths, ...(options.list === undefined ? [] : await readList(options.list))];
      if (all.length === 0)
        throw new TriptychError('USAGE', 'Name a file, a folder or an address to read, or a --list.');
      exit(await runIngest(all, parseConfig(process.env, options), options));
    });

  withOcr(
    command('refresh [document...]', 'fetch documents of the web again, and say which claims no longer stand in them'),
  )
    .option('--json', 'print what became of each document as JSON lines')
    .action(async (documents: string[], options: Common) => {
      exit(await runRefresh(documents, parseConfig(process.env, options), options));
    });

  command('snapshot <document>', 'the bytes that a document of the web was read from')
    .option('--version <hash>', 'of an older version')
    .action(async (document: string, options: Common & { version?: string }) => {
      await withKnowledge(options, async ({ store }) => {
        if (!process.stdout.write(store.getSnapshot(document, options.version).bytes)) await drained();
      });
    });

  withFilters(command('search [query]', 'claims that answer a query, best first; see the query language in the README'))
    .option('--limit <n>', 'claims to print', '20')
    .option('--offset <n>', 'claims to pass over', '0')
    .option('--sort <order>', SORTS.join(', '), oneOf(...SORTS))
    .option('--format <format>', `in place of text: ${FORMATS.join(', ')}`, oneOf(...FORMATS))
    .option('--base <address>', TO_PAGES, toBase)
    .option('--json', 'print JSON')
    .action(async (query: string | undefined, options: Common & { format?: Format; base?: string }) => {
      const request = parse(SearchRequest, { query, ...options });
      await withKnowledge(options, async (knowledge) => {
        const response = await knowledge.search(request);
        const { format, base = baseOf(options) } = options;
        if (format) return write(writeClaims(knowledge, response.claims, { format, base }));
        print(options.json ? json(toSearchJson(response)) : printSearch(response, request.offset));
      });
    });

  command('compare [topic-or-query]', 'the positions of the blocs, or of speakers, side by side')
    .option('--speakers <names...>', 'two speakers in place of the blocs (names or ids); a third word is the topic')
    .option('--other', 'with a column of all other speakers')
    .option('--from <date>', 'only from this date on')
    .option('--to <date>', 'only up to this date')
    .option('--order <blocs>', 'columns in this order, e.g. europe,us,china')
    .option('--limit <n>', 'claims that a column shows', '50')
    .option('--json', 'print JSON')
    .action(async (given: string | undefined, options: Common & { speakers?: string[] }) => {
      const [one, other, ...rest] = options.speakers ?? [];
      const speaker = [one, other].filter((name) => name !== undefined);
      const topic = given ?? rest.join(' ');
      const request = parse(CompareRequest, { ...options, topic, speaker });
      await withKnowledge(options, async (knowledge) => {
        const response = await knowledge.compare(request);
        print(options.json ? json(response) : printComparison(response));
      });
    });

  command(
    'verify [quotation]',
    'whether a quotation is verbatim, trimmed, altered (and how), a paraphrase or not found',
  )
    .option('--speaker <name>', 'who is said to have said it')
    .option('--draft <file>', 'check every quotation of a file of any readable type; - is standard input')
    .option('--json', 'print JSON')
    .action(async (quotation: string | undefined, options: Common & { draft?: string }) => {
      await withKnowledge(options, async (knowledge) => print(await runVerify(knowledge, quotation, options)));
    });

  withFilters(command('export', 'claims, one a line'))
    .option('--format <format>', FORMATS.join(', '), oneOf(...FORMATS), 'jsonl')
    .option('--base <address>', TO_PAGES, toBase)
    .action(async (options: Common & { format: Format; base?: string }) => {
      const filter = parse(Filter, options);
      const { format, base = baseOf(options) } = options;
      await withKnowledge(options, (knowledge) =>
        write(writeClaims(knowledge, knowledge.export(filter), { format, base })),
      );
    });

  withOcr(withMetadata(command('read <file...>', 'preview what would be stored, without a database')))
    .option('--json', 'print one JSON line a file')
    .action(async (files: string[], options: Common & MetadataFlags) => {
      exit(await runRead(files, parseConfig(process.env, options), options));
    });

  command('attribute <file.jsonl>', 'who said what in each {id, text} line, as {id, attributions} lines').action(
    (file: string) => runAttribute(file),
  );

  command('serve', 'the pages and the HTTP interface, on 127.0.0.1')
    .option('--port <n>', 'TCP port (or TRIPTYCH_PORT); 0 takes any free one')
    .action(async (options: Common & { port?: string }) => {
      const config = parseConfig(process.env, options);
      await runServe(await Knowledge.open(config, { mustExist: true, warm: true }), config);
    });

  command('start', 'ingest the bundled corpus, then serve')
    .option('--port <n>', 'TCP port (or TRIPTYCH_PORT); 0 takes any free one')
    .action(async (options: Common & { port?: string }) => {
      const config = parseConfig(process.env, options);
      const knowledge = await Knowledge.open(config, { warm: true });
      await runServe(knowledge, config, async () => {
        const report = await readInto(knowledge, config, [resolve(config.corpus, 'documents')]);
        const { outcomes } = report;
        if (outcomes.some(({ status }) => status !== 'unchanged'))
          process.stderr.write(printOutcomes(outcomes) + printReport(report));
        return !report.stopped;
      });
    });

  command('why <claim>', 'the words, names, rules and likenesses behind the labels of a claim')
    .option('--json', 'print JSON')
    .action(async (claim: string, options: Common) => {
      await withKnowledge(options, async (knowledge) => {
        const { why } = await import('./why/index.ts');
        const { printWhy } = await import('./why/print.ts');
        const response = await why(knowledge, claim);
        print(options.json ? json(response) : printWhy(response));
      });
    });

  command('audit', 'how the claims of every bloc are reported and labelled, side by side')
    .option('--json', 'print JSON')
    .action(async (options: Common) => {
      await withKnowledge(options, async ({ store }) => {
        const { audit } = await import('./audit/index.ts');
        const { printAudit } = await import('./audit/print.ts');
        print(options.json ? json(audit(store)) : printAudit(audit(store)));
      });
    });

  command('stats', 'what the knowledge base holds')
    .option('--check', 'check every invariant of the database')
    .option('--json', 'print JSON')
    .action(async (options: Common & { check?: boolean }) => {
      await withKnowledge(options, async (knowledge) => {
        const problems = options.check ? knowledge.store.check() : [];
        const stats = { ...knowledge.stats(), ...(options.check ? { problems } : {}) };
        print(options.json ? json(stats) : printStats(stats, knowledge.documents()));
        if (problems.length > 0) exit(FAILED);
      });
    });

  addCorrectionCommands({ command, withKnowledge, print });
  addDocumentCommand({ command, withKnowledge, openWorkshop, print });
  command('classify', 'give all claims their topics and stances anew, without reading any document')
    .option('--json', 'print JSON')
    .action(async (options: Common) => {
      await runClassify(parseConfig(process.env, options), options);
    });

  command('topics', 'the topics, and how many claims are of each')
    .option('--suggest', 'what the claims without a topic speak of, as suggestions for more')
    .option('--json', 'print JSON')
    .action(async (options: Common & { suggest?: boolean }) => {
      await withKnowledge(options, async (knowledge) => {
        if (options.suggest) {
          const { suggestTopics } = await import('./suggest.ts');
          const found = suggestTopics(knowledge.store, makeNeutral(knowledge.registry));
          print(options.json ? json(found) : printSuggestions(found));
        } else print(options.json ? json(knowledge.topics()) : printTopics(knowledge.topics()));
      });
    });

  command('embed', 'make all vectors anew with the configured embedding model').action(async (options: Common) => {
    await runEmbed(parseConfig(process.env, options));
  });

  command('remove <document>', 'take a document, with all its versions and claims, out of the knowledge base').action(
    async (document: string, options: Common) => {
      await withKnowledge(options, async (knowledge) => knowledge.store.remove(document));
      process.stderr.write(`Removed ${document}.\n`);
    },
  );

  addSpeakersCommand(program, withKnowledge);

  return program;
}

// ---- Commands ----

async function runIngest(
  paths: readonly string[],
  config: Config,
  options: { json?: boolean; report?: string } & MetadataFlags,
): Promise<number> {
  const knowledge = await Knowledge.open(config);
  try {
    const report = await readInto(knowledge, config, paths, metadataFlags(options));
    const { outcomes, stopped } = report;
    if (options.report !== undefined) writeReport(options.report, report);
    if (options.json) print(outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join(''));
    else process.stderr.write(printOutcomes(outcomes) + printReport(report));
    return stopped || outcomes.some(({ status }) => status === 'failed') ? FAILED : OK;
  } finally {
    await knowledge.close();
  }
}

async function readInto(
  knowledge: Knowledge,
  config: Config,
  paths: readonly string[],
  given: Metadata = {},
): Promise<Report> {
  const [began, start] = [new Date().toISOString(), performance.now()];
  const { findFiles, ingest } = await import('../ingest/pipeline.ts');
  knowledge.store.identities.add(readDecisions(config.corpus), knowledge.registry);
  const { files, failed } = await findFiles(paths);
  const taken = importCorrections(knowledge, readCorrections(config.corpus));
  if (taken > 0) process.stderr.write(`${taken} entries of corrections.yaml were taken over.\n`);
  const bar = progressBar('reading', files.length);
  const stop = new AbortController();
  const onFile = (outcome: Outcome, done: number) => bar.update(done, outcome.file);
  // What was begun is finished; whoever asks a second time ends the process, which loses nothing but the files at work.
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    const workshop = await openWorkshop(knowledge, config);
    const outcomes = await ingest(files, workshop, { given, onFile, signal: stop.signal });
    const seconds = (performance.now() - start) / 1000;
    return reportOf([...failed, ...outcomes], { began, seconds, stopped: stop.signal.aborted });
  } finally {
    process.off('SIGINT', interrupt);
    bar.stop();
  }
}

/** Paths and addresses of a list: one a line; empty lines and those that begin with `#` are passed over. */
async function readList(file: string): Promise<string[]> {
  const list: string[] = [];
  for await (const line of createInterface({ input: await openFile(file) }))
    if (line.trim() && !line.startsWith('#')) list.push(line.trim());
  return list;
}

async function runRefresh(documents: readonly string[], config: Config, options: Common): Promise<number> {
  const knowledge = await Knowledge.open(config, { mustExist: true });
  try {
    const { refresh } = await import('./refresh.ts');
    const workshop = await openWorkshop(knowledge, config);
    let code = OK;
    for await (const refreshed of refresh(workshop, documents)) {
      if (refreshed.status === 'failed') code = FAILED;
      print(options.json ? `${JSON.stringify(refreshed)}\n` : printRefreshed(refreshed));
    }
    return code;
  } finally {
    await knowledge.close();
  }
}

/** What is known of a quotation (`-`: on standard input), or of every quotation of a draft. Throws USAGE where neither is given. */
async function runVerify(
  knowledge: Knowledge,
  given: string | undefined,
  { draft, ...options }: Common & { draft?: string },
): Promise<string> {
  if ((given === undefined) === (draft === undefined))
    throw new TriptychError('USAGE', 'Give either a quotation or a --draft FILE; - is standard input.');
  const { openDraft, readInput } = await import('./draft.ts');
  if (draft !== undefined) {
    const response = await knowledge.verifyFile(await openDraft(draft));
    return options.json ? json(response) : printDraft(response);
  }
  const quotation = given === '-' ? await readInput() : given;
  const response = await knowledge.verify(parse(VerifyRequest, { quotation, ...options }));
  return options.json ? json(response) : printVerification(response);
}

async function runRead(
  paths: readonly string[],
  config: Config,
  options: { json?: boolean } & MetadataFlags,
): Promise<number> {
  const { findFiles, preview } = await import('../ingest/pipeline.ts');
  const { Reader } = await import('../ingest/read/reader.ts');
  const registry = loadRegistry(config.corpus);
  const given = metadataFlags(options);
  const { files, failed } = await findFiles(paths);
  for (const { file, error } of failed) printFailure(file, error, options.json);
  let failures = failed.length;
  const reader = new Reader();
  try {
    for (const file of files) {
      const reading = await preview(file, { registry, reader, given, ocr: config.ocr }).catch((error) => {
        if (!(error instanceof TriptychError)) throw error;
        failures++;
        printFailure(file, { code: error.code, message: error.message }, options.json);
      });
      if (reading)
        print(
          options.json
            ? `${JSON.stringify({ file, ...reading, blocks: withPlaces(reading) })}\n`
            : printReading(file, reading),
        );
    }
  } finally {
    await reader.close();
  }
  return failures > 0 ? FAILED : OK;
}

function printFailure(file: string, error: Outcome['error'], asJson: boolean | undefined): void {
  if (asJson) print(`${JSON.stringify({ file, error })}\n`);
  else process.stderr.write(`${file}: ${error?.code}: ${error?.message}\n`);
}

const AttributeLine = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

async function runAttribute(file: string): Promise<void> {
  const { attributeText } = await import('../ingest/attribute/plain.ts');
  const { segment } = await import('../ingest/segment.ts');
  let number = 0;
  const lines = createInterface({ input: await openFile(file), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    number++;
    if (!line.trim()) continue;
    const article = parseLine(line, `${file}, line ${number}`);
    const attributions = await attributeText(article.text, segment);
    const pairs = (spans: { start: number; end: number }[]) => spans.map(({ start, end }) => [start, end]);
    const printed = attributions.map(({ source, cue, content, manner, confidence, denied }) => ({
      source: pairs(source),
      cue: pairs(cue),
      content: pairs(content),
      manner,
      confidence,
      ...(denied ? { denied } : {}),
    }));
    if (!process.stdout.write(`${JSON.stringify({ id: article.id, attributions: printed })}\n`)) await drained();
  }
}

function parseLine(line: string, place: string): z.infer<typeof AttributeLine> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new TriptychError('USAGE', `${place} is not JSON. Give one {"id", "text"} object a line.`);
  }
  const parsed = AttributeLine.safeParse(value);
  if (!parsed.success)
    throw new TriptychError('USAGE', `${place} has no "id" and "text". Give one {"id", "text"} object a line.`);
  return parsed.data;
}

async function openFile(file: string): Promise<NodeJS.ReadableStream> {
  const stream = createReadStream(file, 'utf8');
  return new Promise((done, fail) => {
    stream.once('open', () => done(stream));
    stream.once('error', () => fail(new TriptychError('MISSING', `There is no file ${file} that can be read.`)));
  });
}

/**
 * Serves until it is told to end. `prepare` runs while the port is held already, so that a taken one is known at once; it says
 * whether to go on.
 */
async function runServe(
  knowledge: Knowledge,
  config: Config,
  prepare: () => Promise<boolean> = async () => true,
): Promise<void> {
  const { workBeside } = await import('./adding/beside.ts');
  const hand = workBeside(config);
  try {
    const { createApp, listen } = await import('./api/index.ts');
    const { port, token, database } = config;
    const options = { token, hand, folder: join(dirname(database), 'documents') };
    const server = await listen(createApp(knowledge, options), port);
    if (await prepare()) {
      process.stderr.write(`Triptych is at ${server.url} (Ctrl-C ends it)
`);
      await new Promise<void>((done) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
      });
    }
    await server.close();
  } finally {
    await hand.close();
    await knowledge.close();
  }
}

async function runClassify(config: Config, options: Common): Promise<void> {
  const knowledge = await Knowledge.open(config, { mustExist: true });
  try {
    const { relabel } = await import('./relabel.ts');
    const bar = progressBar('labelling', knowledge.store.countLabelInputs());
    const done = await relabel(knowledge, (claims) => bar.update(claims, ''));
    bar.stop();
    if (options.json) print(json(done));
    else process.stderr.write(`${done.claims} claims labelled, ${done.changed} of them otherwise than before.\n`);
  } finally {
    await knowledge.close();
  }
}

async function runEmbed(config: Config): Promise<void> {
  const knowledge = await Knowledge.open(config, { mustExist: true, anyModel: true });
  try {
    const model = { name: knowledge.embedder.name, dimensions: await knowledge.embedder.dimensions() };
    const bar = progressBar('embedding', knowledge.stats().claims);
    await knowledge.store.replaceVectors(
      model,
      (texts) => embedTexts(knowledge.embeddings, texts),
      (done) => bar.update(done, ''),
    );
    bar.stop();
    // Topics and stances rest on the old model's vectors; the next ingest of each document makes them anew.
    process.stderr.write(
      `All vectors are of ${model.name} now. Run triptych ingest again to renew topics and stances.\n`,
    );
  } finally {
    await knowledge.close();
  }
}

async function withKnowledge(options: Common, use: (knowledge: Knowledge) => Promise<void>): Promise<void> {
  const knowledge = await Knowledge.open(parseConfig(process.env, options), { mustExist: true });
  try {
    await use(knowledge);
  } finally {
    await knowledge.close();
  }
}

// ---- Flags ----

function withOcr(command: Command): Command {
  return command
    .option('--ocr', 'read scanned pages, too (in English, or in the languages of TRIPTYCH_OCR)')
    .option('--ocr-languages <codes>', 'read them in these languages, e.g. eng+deu');
}

function withFilters(command: Command): Command {
  return command
    .option('--topic <id>', 'only on this topic (repeatable, as all filters)', collect)
    .option('--bloc <bloc>', `only of speakers of ${BLOCS.join(', ')}`, collect)
    .option('--capacity <capacity>', `only of speakers as ${CAPACITIES.join(', ')}`, collect)
    .option('--speaker <name>', 'only of this speaker (name or id)', collect)
    .option('--document <name>', 'only in this document', collect)
    .option('--manner <manner>', `only ${MANNERS.join(', ')}`, collect)
    .option('--polarity <polarity>', `only ${POLARITIES.join(', ')}`, collect)
    .option('--stance <stance>', `only ${STANCES.join(', ')}`, collect)
    .option('--from <date>', 'only from this date on')
    .option('--to <date>', 'only up to this date');
}

function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

function oneOf(...values: string[]): (value: string) => string {
  return (value) => {
    if (!values.includes(value)) throw new InvalidArgumentError(`Expected ${values.join(' or ')}.`);
    return value;
  };
}

const TO_PAGES = 'where the pages are, to which citations lead; TRIPTYCH_PORT on this machine where nothing is said';

function toBase(value: string): string {
  if (!/^https?:\/\//.test(value) || !URL.canParse(value))
    throw new InvalidArgumentError('Expected an address, http://…');
  return value;
}

function baseOf(options: Common): string {
  return `http://127.0.0.1:${parseConfig(process.env, options).port}`;
}

async function write(pieces: AsyncIterable<string>): Promise<void> {
  for await (const piece of pieces) if (!process.stdout.write(piece)) await drained();
}

/** What a schema makes of the flags. Throws USAGE naming the flag that is wrong. */
function parse<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new TriptychError('USAGE', `--${String(issue?.path[0])}: ${issue?.message}`);
}

// ---- Output ----

function print(text: string): void {
  process.stdout.write(text);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function drained(): Promise<void> {
  return new Promise((done) => process.stdout.once('drain', () => done()));
}
