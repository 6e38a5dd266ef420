import { readFileSync } from 'node:fs';
import { rules } from '../ingest/attribute/index.ts';
import { attributeText } from '../ingest/attribute/plain.ts';
import { trained } from '../ingest/attribute/trained.ts';
import { segment } from '../ingest/segment.ts';
import type { Extractor, Span } from '../src/claim.ts';
import { parseConfig } from '../src/config.ts';
import { openExtractor } from '../src/extractor.ts';

/** Offsets in UTF-16 code units, end excluded. */
export type Pair = [start: number, end: number];

/** An attribution as the benchmark writes it. */
export interface Labelled {
  source: Pair[];
  cue: Pair[];
  content: Pair[];
}

export interface Article {
  id: string;
  text: string;
  attributions: Labelled[];
}

const EXTRACTORS: Record<string, () => Promise<Extractor>> = {
  rules: async () => rules,
  bilstm: async () => trained,
  chat: openChat,
};

/** The extractor of a name: `rules`, `bilstm`, or `chat`, the language model that TRIPTYCH_CHAT_MODEL names. */
export async function extractorNamed(name: string): Promise<Extractor> {
  const open = EXTRACTORS[name];
  if (open) return open();
  throw new Error(`--extractor is one of ${Object.keys(EXTRACTORS).join(', ')}, not ${name}`);
}

async function openChat(): Promise<Extractor> {
  const config = parseConfig(process.env);
  if (!config.chat) throw new Error('--extractor chat needs TRIPTYCH_CHAT_MODEL, such as "ollama:llama3.1"');
  return openExtractor(config, trained);
}

/** Articles of a file, one a line. */
export function readArticles(path: string): Article[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Article);
}

/** What an extractor finds in a text, as the benchmark writes it. */
export async function predict(extractor: Extractor, text: string): Promise<Labelled[]> {
  const pairs = (spans: Span[]) => spans.map(({ start, end }): Pair => [start, end]);
  return (await attributeText(text, segment, extractor)).map(({ source, cue, content }) => ({
    source: pairs(source),
    cue: pairs(cue),
    content: pairs(content),
  }));
}
