import type { Command } from 'commander';
import type { Workshop } from '../../ingest/pipeline.ts';
import { type Config, parseConfig } from '../config.ts';
import { currentUser } from '../corrections/index.ts';
import { TriptychError } from '../error.ts';
import type { Knowledge } from '../knowledge.ts';
import { FIELDS, type Field } from './contract.ts';
import { type MetadataFlags, metadataFlags, withMetadata } from './flags.ts';
import { printDocument } from './print.ts';

/** What the command line gives to the command about documents. */
export interface Shell {
  command: (usage: string, description: string) => Command;
  withKnowledge: (options: { db?: string }, use: (knowledge: Knowledge) => Promise<void>) => Promise<void>;
  openWorkshop: (knowledge: Knowledge, config: Config) => Promise<Workshop>;
  print: (text: string) => void;
}

interface Flags extends MetadataFlags {
  db?: string;
  json?: boolean;
  asFound?: string[];
  note?: string;
  by?: string;
}

/** `triptych document`. */
export function addDocumentCommand({ command, withKnowledge, openWorkshop, print }: Shell): void {
  withMetadata(
    command('document <name>', 'what is known of a document and where from; with flags, correct it for good'),
  )
    .option('--as-found <field>', 'what the document says itself again (repeatable)', collect)
    .option('--note <text>', 'why')
    .option('--by <name>', 'who says so; else your name on this machine')
    .option('--json', 'print JSON')
    .action(async (name: string, options: Flags) => {
      await withKnowledge(options, async (knowledge) => {
        const set = { ...metadataFlags(options), ...asFound(options.asFound ?? []) };
        if (Object.keys(set).length > 0) {
          const { correctDocument } = await import('./correct.ts');
          const workshop = await openWorkshop(knowledge, parseConfig(process.env, options));
          const signature = { by: options.by?.trim() || currentUser(), note: options.note?.trim() || null };
          await correctDocument(workshop, name, { ...signature, set });
        }
        const view = knowledge.getDocument(name);
        const { text: _, blocks: __, claimList, ...known } = view;
        print(
          options.json ? `${JSON.stringify({ ...known, claims: claimList.length }, null, 2)}\n` : printDocument(view),
        );
      });
    });
}

function asFound(fields: readonly string[]): Partial<Record<Field, null>> {
  for (const field of fields)
    if (!FIELDS.includes(field as Field))
      throw new TriptychError('USAGE', `There is no field "${field}". There are: ${FIELDS.join(', ')}.`);
  return Object.fromEntries(fields.map((field) => [field, null]));
}

function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}
