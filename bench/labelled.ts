/** The labelled texts of `bench/meant`, whose README has the format. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSidecar } from '../ingest/read/index.ts';
import type { Metadata, Span } from '../src/claim.ts';

/** A mention and who is meant: a name, `?` for nobody named, or `? WORDS` for the unnamed one whom the words introduced. */
export interface LabelledMention extends Span {
  label: string;
}

/** A sentence in the document's own voice, and whether it asserts something worth recording. */
export interface LabelledSentence extends Span {
  asserts: boolean;
}

export interface LabelledText {
  name: string;
  text: string;
  metadata: Metadata;
  mentions: LabelledMention[];
  sentences: LabelledSentence[];
}

/** The texts of a folder, by name. */
export function readLabelled(folder: string): LabelledText[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return names.sort().map((name) => parseLabelled(name, readFileSync(join(folder, name), 'utf8')));
}

/** Labels by place (`document`, `offset`, `words`, `label`) of documents in a folder; those that are missing are left out. */
export function readPlaces(table: string, documents: string): LabelledText[] {
  const texts = new Map<string, LabelledText>();
  const [, ...lines] = readFileSync(table, 'utf8').trimEnd().split('\n');
  for (const line of lines) {
    const [name, offset, words, label] = line.split('\t') as [string, string, string, string];
    if (!existsSync(join(documents, name))) continue;
    const known = texts.get(name);
    const text = known?.text ?? readFileSync(join(documents, name), 'utf8');
    const labelled = known ?? { name, text, metadata: {}, mentions: [], sentences: [] };
    texts.set(name, labelled);
    const span = { start: Number(offset), end: Number(offset) + words.length };
    if (text.slice(span.start, span.end) !== words) throw new Error(`${table}: ${name} has no “${words}” at ${offset}`);
    if (/^[+-]$/.test(label)) labelled.sentences.push({ ...span, asserts: label === '+' });
    else labelled.mentions.push({ ...span, label });
  }
  return [...texts.values()];
}

/** The texts of one file: `=== NAME`, metadata as of a sidecar, an empty line, and a paragraph a line with its mentions. */
export function readCorpus(file: string): LabelledText[] {
  const parts = readFileSync(file, 'utf8')
    .split(/^=== (.+)\n/m)
    .slice(1);
  return parts.flatMap((name, i) => {
    if (i % 2 === 1) return [];
    const [head = '', body = ''] = parts[i + 1]!.trimEnd().split('\n\n');
    const lines = body.split('\n').map((line) => `. ${line}`);
    return [parseLabelled(name, `${head}\n\n${lines.join('\n')}`)];
  });
}

/** Reads one labelled text; throws where a line has no mark. */
export function parseLabelled(name: string, source: string): LabelledText {
  const [head = '', ...rest] = source.trimEnd().split('\n\n');
  const lines = rest.join('\n').split('\n').filter(Boolean);
  const labelled: LabelledText = { name, text: '', metadata: parseSidecar(head, name), mentions: [], sentences: [] };
  let joins = false;
  for (const line of lines) {
    const mark = line[0];
    if (!/^[-+.] ./.test(line)) throw new Error(`${name}: no mark before “${line}”`);
    const own = mark !== '.' && /[.!?]$/.test(line);
    labelled.text += labelled.text === '' ? '' : joins && own ? ' ' : '\n\n';
    joins = own;
    const start = labelled.text.length;
    takeLine(line.slice(2), labelled);
    if (mark !== '.') labelled.sentences.push({ start, end: labelled.text.length, asserts: mark === '+' });
  }
  return labelled;
}

/** Adds a line's words to the text, and its mentions with their places. */
function takeLine(line: string, labelled: LabelledText): void {
  for (const part of line.split(/(\[[^\]→]+ → [^\]]+\])/)) {
    const [, words, label] = /^\[(.+) → (.+)\]$/.exec(part) ?? [];
    const start = labelled.text.length;
    labelled.text += words ?? part;
    if (label !== undefined) labelled.mentions.push({ start, end: labelled.text.length, label });
  }
}
