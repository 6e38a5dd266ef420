import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { builtIn } from '../ingest/attribute/built-in.ts';
import { findQuotations } from '../ingest/attribute/quotations.ts';
import { qualify } from '../ingest/qualify.ts';
import { checkSize } from '../ingest/read/index.ts';
import { Readers } from '../ingest/read/readers.ts';
import { blocksOf } from '../ingest/read/text.ts';
import { type Resolved, resolve } from '../ingest/resolve/index.ts';
import { segment } from '../ingest/segment.ts';
import type { Attribution, Extractor, Reading, Registry, Span } from './claim.ts';
import type { Check, DraftResponse, QuotationCheck } from './contract.ts';
import { TriptychError } from './error.ts';
import { searchWords } from './text.ts';

/** A quotation in a text, and who says it according to that text. */
export type Quotation = Omit<QuotationCheck, 'check'>;

/** Fewer words between marks are a name, a title or a word held at a distance, unless the text says who said them. */
const FEWEST_WORDS = 2;

/** A draft as it is, before it is read; its name helps to tell of what type it is. */
export interface DraftFile {
  name: string;
  bytes: Uint8Array;
}

export { Readers };

/** A draft that lies in a file, or on standard input where that is `-`. Throws MISSING and TOO_LARGE. */
export async function openDraft(file: string): Promise<DraftFile> {
  if (file === '-') return { name: 'draft', bytes: await readAll(process.stdin) };
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new TriptychError('MISSING', `${file} cannot be read (${error.code}). Name a file, or - for standard input.`);
  });
  return { name: basename(file), bytes };
}

/** What stands on standard input, as text. Throws TOO_LARGE. */
export async function readInput(): Promise<string> {
  return Buffer.from(await readAll(process.stdin)).toString('utf8');
}

/** A pasted paragraph as a document without metadata, character for character. */
export function toReading(text: string): Reading {
  return { text, blocks: blocksOf(text), metadata: {}, origins: {}, quality: 'intact', warnings: [] };
}

/** The quotations of a text, in order: what stands between quotation marks, with the speaker that the extractor finds. */
export async function quotationsOf(
  reading: Reading,
  registry: Registry,
  extractor: Extractor = builtIn,
): Promise<Quotation[]> {
  const { text, blocks, metadata } = reading;
  const spans = findQuotations(text, blocks)
    .flatMap((quotation) => quotation.spans)
    .map((span) => withoutMarks(text, span))
    .filter((span) => searchWords(text.slice(span.start, span.end)).length > 0);
  if (spans.length === 0) return [];
  const sentences = segment(text, blocks);
  const { attributions } = await extractor.extract({ ...reading, sentences });
  const qualified = qualify(text, sentences, attributions);
  const { attributionSpeakers } = resolve({
    text,
    blocks,
    sentences,
    attributions,
    metadata,
    registry,
    document: 'draft',
  });
  return spans.flatMap((span) => {
    const index = attributionOf(span, attributions);
    const said = index === undefined ? undefined : attributionSpeakers[index];
    if (said === undefined && searchWords(text.slice(span.start, span.end)).length < FEWEST_WORDS) return [];
    const page = blocks.findLast((block) => block.start <= span.start)?.page ?? null;
    const polarity = index === undefined ? 'asserted' : qualified[index]!.polarity;
    return { ...span, page, ...speakerOf(said), polarity };
  });
}

/** Checks every quotation of a draft. `check` says what is known of one. */
export async function checkDraft(
  reading: Reading,
  quotations: Quotation[],
  check: (request: { quotation: string; speaker?: string }) => Promise<Check>,
): Promise<DraftResponse> {
  const checked: QuotationCheck[] = [];
  for (const quotation of quotations) {
    const { start, end, speaker } = quotation;
    const asked = { quotation: reading.text.slice(start, end), ...(speaker === null ? {} : { speaker }) };
    checked.push({ ...quotation, check: await check(asked) });
  }
  const counts: DraftResponse['counts'] = { verbatim: 0, trimmed: 0, altered: 0, paraphrase: 0, 'not-found': 0 };
  for (const { check: one } of checked) counts[one.verdict]++;
  return {
    title: reading.metadata.title ?? null,
    text: reading.text,
    quotations: checked,
    counts,
    misattributed: checked.filter(isMisattributed).length,
    serious: checked.filter(({ check: one }) => hasSerious(one)).length,
  };
}

function isMisattributed(quotation: QuotationCheck): boolean {
  const { attribution } = quotation.check;
  return attribution === 'different-speaker' || attribution === 'reported-by' || isWronglyDenied(quotation);
}

/** Whether a text says that somebody denies or did not say what the documents have him say. */
function isWronglyDenied({ polarity, check }: QuotationCheck): boolean {
  return polarity !== 'asserted' && check.attribution === 'confirmed';
}

function hasSerious({ matches: [best] }: Check): boolean {
  return best?.quality === 'intact' && best.differences.some(({ serious }) => serious);
}

/** Reads a draft of any readable type. Throws what the reader throws. */
export async function readDraft(
  { name, bytes }: DraftFile,
  { registry, readers }: { registry: Registry; readers: Readers },
): Promise<Reading> {
  checkSize(bytes.length);
  return readers.read(bytes, { name, sources: registry.sources });
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    checkSize(size);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Without the enclosing marks, and white space inside them ("« oui »"). */
function withoutMarks(text: string, { start, end }: Span): Span {
  const words = text.slice(start, end);
  const before = /^["'“”„‟«»‹›「」『』‘’‚‛\s]*/u.exec(words)![0].length;
  const after = /["'“”„‟«»‹›「」『』‘’‚‛\s]*$/u.exec(words.slice(before))![0].length;
  return { start: start + before, end: end - after };
}

/** The attribution whose content covers most of a span; of equals the innermost, whose content is the shortest. */
function attributionOf(span: Span, attributions: Attribution[]): number | undefined {
  const overlap = (content: Span[]) =>
    content.reduce(
      (sum, { start, end }) => sum + Math.max(0, Math.min(end, span.end) - Math.max(start, span.start)),
      0,
    );
  const size = (content: Span[]) => content.reduce((sum, { start, end }) => sum + end - start, 0);
  const [best] = attributions
    .map(({ content }, index) => ({ index, covered: overlap(content), size: size(content) }))
    .filter(({ covered }) => covered * 2 >= span.end - span.start)
    .sort((a, b) => b.covered - a.covered || a.size - b.size);
  return best?.index;
}

function speakerOf(said: Resolved | undefined): Pick<Quotation, 'speaker' | 'mention'> {
  if (said === undefined) return { speaker: null, mention: null };
  return { speaker: said.speaker.kind === 'unnamed' ? null : said.speaker.name, mention: said.mention || null };
}
