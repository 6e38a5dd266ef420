import type { Block, Warning } from '../../src/claim.ts';
import { type Repair, repairMojibake, type Suspect } from './mojibake.ts';
import { leadOf } from './part.ts';

/** Control characters other than tab and line feed, byte-order marks of files that were joined, and halves of characters. */
const CONTROL =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** The message of a warning names so many places and counts the rest; all are in the warning itself. */
const NAMED_PLACES = 20;

interface Tidied {
  text: string;
  removed: number;
  repairs: Repair[];
  suspects: Suspect[];
}

/**
 * Line ends as LF and without a byte-order mark. CR, form feed, vertical tab, NEL and the Unicode separators are line
 * ends, too.
 */
export function normaliseLines(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?|[\f\v\u0085\u2028\u2029]/g, '\n');
}

/** A text as it is stored: NFC, LF, no control characters, proven mojibake repaired; each change is reported. */
export function tidyText(text: string): { text: string; warnings: Warning[] } {
  const tidied = tidy(text);
  return { text: tidied.text, warnings: warningsOf([tidied]) };
}

/** The same for a text that was put together from blocks, block by block, so that each stays where it says. */
export function tidyBlocks(text: string, blocks: Block[]): { text: string; blocks: Block[]; warnings: Warning[] } {
  const kept: Block[] = [];
  const found: Tidied[] = [];
  let whole = '';
  for (const block of blocks) {
    const tidied = tidy(text.slice(block.start, block.end));
    const words = tidied.text.trim();
    if (words === '') continue;
    const start = whole === '' ? 0 : whole.length + 2;
    whole += (whole === '' ? '' : '\n\n') + words;
    const { lead, ...rest } = block;
    const bold = lead === undefined ? 0 : leadOf(words, tidy(text.slice(block.start, block.start + lead)).text);
    kept.push({ ...rest, start, end: whole.length, ...(bold && { lead: bold }) });
    found.push(move(tidied, start - (tidied.text.length - tidied.text.trimStart().length)));
  }
  return { text: whole, blocks: kept, warnings: warningsOf(found) };
}

function tidy(text: string): Tidied {
  const lines = normaliseLines(text);
  const clean = lines.replace(CONTROL, '');
  const { text: repaired, repairs, suspects } = repairMojibake(clean.normalize('NFC'));
  return { text: repaired.normalize('NFC'), removed: lines.length - clean.length, repairs, suspects };
}

function move(tidied: Tidied, by: number): Tidied {
  const moved = <T extends { at: number }>(list: T[]): T[] => list.map((one) => ({ ...one, at: one.at + by }));
  return { ...tidied, repairs: moved(tidied.repairs), suspects: moved(tidied.suspects) };
}

function warningsOf(found: Tidied[]): Warning[] {
  const removed = found.reduce((sum, { removed }) => sum + removed, 0);
  const repairs = found.flatMap(({ repairs }) => repairs);
  const suspects = found.flatMap(({ suspects }) => suspects);
  return [
    removed > 0 && { code: 'CONTROL_CHARACTERS', message: `${removed} control characters were left out` },
    repairs.length > 0 && {
      code: 'MOJIBAKE_REPAIRED',
      message: `wrongly decoded words were repaired: ${named(repairs.map(({ at, found, repaired }) => `"${found}" to "${repaired}" at ${at}`))}`,
      places: repairs,
    },
    suspects.length > 0 && {
      code: 'ENCODING_SUSPECT',
      message: `words look wrongly decoded and could not be repaired: ${named(suspects.map(({ at, found }) => `"${found}" at ${at}`))}`,
      places: suspects,
    },
  ].filter((warning) => warning !== false);
}

function named(list: string[]): string {
  const rest = list.length - NAMED_PLACES;
  return list.slice(0, NAMED_PLACES).join(', ') + (rest > 0 ? `, and ${rest} more` : '');
}
