import type { Command } from 'commander';
import type { Speaker } from '../claim.ts';
import { currentUser } from '../corrections/index.ts';
import type { Knowledge } from '../knowledge.ts';
import { normaliseName } from '../text.ts';
import { getSpeaker, merge, rename, type Signature, split } from './decide.ts';
import type { Decision } from './decision.ts';
import { printDecisions } from './file.ts';

type Run = (options: { db?: string }, use: (knowledge: Knowledge) => Promise<void>) => Promise<void>;

interface Flags {
  db?: string;
  json?: boolean;
  by?: string;
  note?: string;
}

/** Adds `triptych speakers` to a program; `run` opens the knowledge base that the flags name. */
export function addSpeakersCommand(program: Command, run: Run): void {
  const speakers = program
    .command('speakers')
    .description('who is who: list, show, merge, split and rename speakers')
    .exitOverride();
  const command = (usage: string, description: string, isDefault = false) =>
    speakers
      .command(usage, { isDefault })
      .description(description)
      .option('--db <file>', 'the database (or TRIPTYCH_DB)')
      .exitOverride();
  const decision = (usage: string, description: string) =>
    command(usage, description)
      .option('--by <name>', 'who decides (you, if nobody is named)')
      .option('--note <text>', 'why')
      .option('--json', 'print the decision as JSON');
  const signature = ({ by, note }: Flags): Signature => ({ by: by ?? currentUser(), note });

  command('list [words]', 'all speakers, or those whose names have these words', true)
    .option('--json', 'print JSON')
    .action((words: string | undefined, options: Flags) =>
      run(options, async (knowledge) => {
        const found = listSpeakers(knowledge, words);
        print(options.json ? json(found) : found.map(printLine).join(''));
      }),
    );
  command('show <speaker>', 'a speaker, with every description of it and where it stands')
    .option('--json', 'print JSON')
    .action((name: string, options: Flags) =>
      run(options, async (knowledge) => {
        const shown = showSpeaker(knowledge, name);
        print(options.json ? json(shown) : printSpeaker(shown));
      }),
    );
  decision('merge <speaker> <into>', 'make one of two: all that is said of the first is the second’s').action(
    (from: string, into: string, options: Flags) =>
      run(options, async (knowledge) => tell(merge(knowledge, { from, into }, signature(options)), options)),
  );
  decision('split <speaker>', 'make two of one: what these documents or descriptions say is somebody else’s')
    .option('--document <name>', 'all that this document says (repeatable)', collect, [])
    .option('--description <key>', 'this description, as show prints it (repeatable)', collect, [])
    .option('--name <name>', 'what the other one is called')
    .action((speaker: string, options: Flags & { document: string[]; description: string[]; name?: string }) =>
      run(options, async (knowledge) => {
        const { document: documents, description: descriptions, name } = options;
        tell(split(knowledge, { speaker, documents, descriptions, name }, signature(options)), options);
      }),
    );
  decision('rename <speaker> <name>', 'call a speaker by another name').action(
    (speaker: string, name: string, options: Flags) =>
      run(options, async (knowledge) => tell(rename(knowledge, { speaker, name }, signature(options)), options)),
  );
  command('export', 'what people decided, as YAML for corpus/identities.yaml').action((options: Flags) =>
    run(options, async ({ store }) => print(printDecisions(store.identities.decisions()))),
  );
}

type Listed = Speaker & { claims: number };

function listSpeakers({ store }: Knowledge, words = ''): Listed[] {
  const counts = store.identities.countClaims();
  const wanted = normaliseName(words).split(' ').filter(Boolean);
  return store
    .speakers()
    .filter(({ name, aliases }) =>
      [name, ...aliases].some((one) => wanted.every((word) => normaliseName(one).includes(word))),
    )
    .map((speaker) => ({ ...speaker, claims: counts.get(speaker.id) ?? 0 }));
}

function showSpeaker(knowledge: Knowledge, name: string) {
  const speaker = getSpeaker(knowledge, name);
  const { identities } = knowledge.store;
  const descriptions = identities
    .profilesOf(speaker.id)
    .map(({ key, documents, speaker: given }) => ({ key, documents, says: describe(given) }));
  const decisions = identities.decisions().filter((one) => one.speaker === speaker.id || one.into === speaker.id);
  return { ...speaker, claims: identities.countClaims().get(speaker.id) ?? 0, descriptions, decisions };
}

/** "Ana Quispe, vice president, of Nokia, FI": what one description says. */
function describe({ name, roles, affiliation, country }: Speaker): string {
  return [name, ...roles.map(({ title }) => title), affiliation && `of ${affiliation}`, country]
    .filter(Boolean)
    .join(', ');
}

function printLine({ id, name, kind, bloc, capacity, claims }: Listed): string {
  return `${id}: ${name} (${[kind, bloc, capacity].filter(Boolean).join(', ')}), ${claims} claims\n`;
}

function printSpeaker(shown: ReturnType<typeof showSpeaker>): string {
  const { aliases, affiliation, country, wikidata, roles, descriptions, decisions } = shown;
  const held = roles.map(({ title, from, to }) => `${title}${from || to ? ` (${from ?? ''}–${to ?? ''})` : ''}`);
  const lines = [
    aliases.length > 0 && `also called ${aliases.join(', ')}`,
    held.length > 0 && `roles: ${held.join('; ')}`,
    affiliation && `speaks for ${affiliation}`,
    country && `country ${country}`,
    wikidata && `https://www.wikidata.org/wiki/${wikidata}`,
    ...descriptions.map(({ key, says, documents }) => `description ${key}: ${says} (${documents.join(', ')})`),
    ...decisions.map(printDecision),
  ].filter(Boolean);
  return `${printLine(shown)}${lines.map((line) => `  ${line}\n`).join('')}`;
}

function printDecision({ at, by, kind, speaker, into, name, note }: Decision): string {
  const done = {
    merge: `${speaker} is ${into}`,
    split: `a part of ${speaker} is ${into}`,
    rename: `${speaker} is called ${name}`,
  }[kind];
  return `${at.slice(0, 10)} ${by}: ${done}${note === null ? '' : ` (${note})`}`;
}

function tell(decision: Decision, options: Flags): void {
  if (options.json) print(json(decision));
  else process.stderr.write(`${printDecision(decision)}\n`);
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

function print(text: string): void {
  process.stdout.write(text);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
