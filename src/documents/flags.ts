import type { Command } from 'commander';
import type { Metadata } from '../claim.ts';
import { TriptychError } from '../error.ts';
import type { Field } from './contract.ts';

const METADATA_FLAGS: Record<Field, string> = {
  title: 'title of the document',
  author: 'who wrote it',
  publisher: 'who published it',
  date: 'when it was published: 2020, 2020-08 or 2020-08-05',
  modified: 'when it was last changed after that',
  address: 'its address (URL)',
  language: 'its language, e.g. en',
  country: "the publisher's country, e.g. GB",
  kind: 'what it is, e.g. speech',
  licence: 'on which terms it may be used: name or address of a licence',
};
export type MetadataFlags = { [name in Field]?: string };

/** Gives a command a flag for each field of metadata. */
export function withMetadata(command: Command): Command {
  for (const [name, description] of Object.entries(METADATA_FLAGS)) command.option(`--${name} <value>`, description);
  return command;
}

/** The metadata that flags give. Throws USAGE for a date that is none. */
export function metadataFlags(options: MetadataFlags): Metadata {
  const given: Metadata = {};
  for (const name of Object.keys(METADATA_FLAGS) as Field[]) {
    const value = options[name]?.trim();
    if (value) given[name] = value;
  }
  for (const name of ['date', 'modified'] as const)
    if (given[name] && !/^\d{4}(-\d{2}(-\d{2})?)?$/.test(given[name]))
      throw new TriptychError('USAGE', `--${name} ${given[name]} is not a date such as 2020, 2020-08 or 2020-08-05.`);
  return given;
}
