import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { BLOCS, STANCES, type Stance } from '../claim.ts';
import { parseConfig } from '../config.ts';
import { TriptychError } from '../error.ts';
import type { Knowledge } from '../knowledge.ts';
import { CORRECTIONS_FILE, printCorrections, readCorrections, writeCorrections } from './file.ts';
import { correct, currentUser, history, importCorrections, undo } from './index.ts';
import { printEntry } from './print.ts';

/** What the command line gives to the commands about corrections. */
export interface Shell {
  command: (usage: string, description: string) => Command;
  withKnowledge: (options: { db?: string }, use: (knowledge: Knowledge) => Promise<void>) => Promise<void>;
  print: (text: string) => void;
}

interface CorrectFlags {
  db?: string;
  json?: boolean;
  speaker?: string;
  bloc?: Stance;
  topic?: string[] | false;
  stance?: Record<string, Stance>;
  reject?: true;
  undo?: string;
  note?: string;
  by?: string;
}

/** `triptych correct` and `triptych corrections`. */
export function addCorrectionCommands({ command, withKnowledge, print }: Shell): void {
  command('correct [claim]', 'set labels of a claim for good, or take a correction back')
    .option('--speaker <name>', 'who makes the claim (name or identifier)')
    .option('--bloc <bloc>', `whose side the speaker counts with: ${BLOCS.join(', ')}`, oneOf(BLOCS))
    .option('--topic <id>', 'what the claim is on: all of its topics (repeatable)', collect)
    .option('--no-topic', 'the claim is on no topic')
    .option('--stance <stance>', 'towards the first target, or TARGET=STANCE towards another (repeatable)', stances)
    .option('--reject', 'nobody makes this claim here: show it no more')
    .option('--undo <id>', 'take this correction back instead')
    .option('--note <text>', 'why')
    .option('--by <name>', 'who says so; else your name on this machine')
    .option('--json', 'print what was recorded as JSON')
    .action(async (claim: string | undefined, options: CorrectFlags) => {
      await withKnowledge(options, async (knowledge) => {
        const { id } = run(knowledge, claim, options);
        const made = history(knowledge).find((entry) => entry.id === id)!;
        print(options.json ? `${JSON.stringify(made, null, 2)}\n` : printEntry(made));
      });
    });

  command('corrections', 'what people corrected, oldest first')
    .option('--claim <id>', 'only of this claim')
    .option('--export [file]', `write all of them as YAML: to ${CORRECTIONS_FILE} of the corpus, a file, or - to print`)
    .option('--json', 'print JSON')
    .action(async (options: { db?: string; json?: boolean; claim?: string; export?: string | true }) => {
      await withKnowledge(options, async (knowledge) => {
        if (options.export !== undefined) {
          runExport(knowledge, parseConfig(process.env, options).corpus, options.export, print);
          return;
        }
        const entries = history(knowledge, options.claim);
        if (options.json) print(`${JSON.stringify(entries, null, 2)}\n`);
        else print(entries.length === 0 ? 'Nothing was corrected.\n' : entries.map(printEntry).join('\n'));
      });
    });
}

function run(knowledge: Knowledge, claim: string | undefined, options: CorrectFlags): { id: string } {
  const { speaker, bloc, topic, stance, reject } = options;
  const signature = { by: options.by?.trim() || currentUser(), note: options.note?.trim() || null };
  const labels = {
    ...(speaker === undefined ? {} : { speaker }),
    ...(bloc === undefined ? {} : { bloc: bloc as (typeof BLOCS)[number] }),
    ...(topic === undefined ? {} : { topics: topic === false ? [] : topic }),
    ...(stance === undefined ? {} : { stances: stance }),
    ...(reject === undefined ? {} : { reject }),
  };
  if (options.undo !== undefined) {
    if (claim !== undefined || Object.keys(labels).length > 0)
      throw new TriptychError('USAGE', '--undo takes back a correction: name nothing else but --note and --by.');
    return undo(knowledge, options.undo, signature);
  }
  if (claim === undefined) throw new TriptychError('USAGE', 'Name the claim to correct, or a correction to --undo.');
  return correct(knowledge, claim, { ...signature, ...labels });
}

/** What the file has and the database does not is taken over first: an export loses nothing. */
function runExport(knowledge: Knowledge, corpus: string, to: string | true, print: (text: string) => void): void {
  importCorrections(knowledge, readCorrections(corpus));
  const entries = knowledge.store.corrections.list();
  if (to === '-') {
    print(printCorrections(entries));
    return;
  }
  const path = to === true ? join(corpus, CORRECTIONS_FILE) : to;
  writeCorrections(path, entries);
  process.stderr.write(`${entries.length} entries are in ${path} now.\n`);
}

function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

function oneOf<T extends string>(values: readonly T[]): (value: string) => T {
  return (value) => {
    if (!values.includes(value as T)) throw new InvalidArgumentError(`Expected ${values.join(', ')}.`);
    return value as T;
  };
}

/** `opposes`, or `target=opposes`. */
function stances(value: string, before: Record<string, Stance> | undefined): Record<string, Stance> {
  const [stance, target = ''] = value.split('=').reverse() as [string, string?];
  return { ...before, [target]: oneOf(STANCES)(stance) };
}
