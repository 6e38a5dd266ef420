import { stripVTControlCharacters } from 'node:util';
import type { Outcome } from '../ingest/pipeline.ts';
import { hopWords } from './cite.ts';
import type { Claim, Hop, Reading } from './claim.ts';
import {
  type Check,
  type Difference,
  type DocumentSummary,
  type DraftResponse,
  distanceWords,
  type FoundClaim,
  namesItself,
  type QuotationCheck,
  type SearchResponse,
  type Stats,
  type TopicCount,
  VERDICTS,
  type VerifyResponse,
  wordsOutside,
} from './contract.ts';
import type { Refreshed } from './refresh.ts';
import type { Suggestions } from './suggest.ts';

/** What the command line shows people. Words from documents are shown without control characters. */

/** A page of search results. */
export function printSearch({ operators, notes, claims, total }: SearchResponse, offset: number): string {
  const read = [
    ...(operators.length > 0 ? [`read as: ${operators.map(({ text }) => clean(text)).join(' ')}`] : []),
    ...notes.map(({ message }) => `note: ${clean(message)}`),
  ];
  const head = read.map((line) => `${line}\n`).join('');
  if (total === 0) return `${head}No claim found.\n`;
  const shown = `${head}${offset + 1}–${offset + claims.length} of ${total} claims\n\n`;
  return shown + claims.map((claim) => printClaim(claim) + printWhy(claim)).join('\n');
}

/** Which words of a claim were found, and what they and the meaning count. */
function printWhy({ text, score, why }: FoundClaim): string {
  if (score === 1 && why.marks.length === 0) return '';
  const words = [...new Set(why.marks.map(({ start, end }) => clean(text.slice(start, end))))].join(', ');
  const share = (part: number) => `${Math.round(100 * part)}%`;
  return `  found: ${words || 'no word of it'} (words ${share(why.words)}, meaning ${share(why.meaning)})\n`;
}

/** A verdict with its reasons. */
export function printVerification(response: VerifyResponse): string {
  const inner = response.quotations.map((quotation) => `\n${printQuotation(quotation)}`);
  return printCheck(response) + inner.join('');
}

/** Every quotation of a draft with its verdict, and the sums. */
export function printDraft({ title, quotations, counts, serious, misattributed }: DraftResponse): string {
  const sums = VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) => `${counts[verdict]} ${verdict}`);
  const problems = `${serious} with a serious difference, ${misattributed} not the speaker's own words`;
  const head = `# ${title === null ? 'draft' : clean(title)}: ${quotations.length} quotations (${sums.join(', ') || 'none'}); ${problems}\n`;
  return [head, ...quotations.map(printQuotation)].join('\n');
}

function printQuotation({ start, end, page, speaker, mention, polarity, check }: QuotationCheck): string {
  const said = { asserted: '', denied: ' is said to deny it', unsaid: ' is said not to have said it' }[polarity];
  const who = `${speaker ?? (mention === null ? 'nobody named' : quote(mention))}${said}`;
  const where = `${page === null ? '' : `page ${page}, `}characters ${start}–${end}`;
  return `${quote(check.quotation)}\n  ${clean(who)}, ${where}\n${printCheck(check).replace(/^(?=.)/gm, '  ')}`;
}

function printCheck({ verdict, attribution, summary, earliest, matches, paraphrases }: Check): string {
  const head = [
    `${verdict}${attribution === null ? '' : `, speaker ${attribution}`}`,
    clean(summary),
    ...(earliest ? [`earliest known: ${earliest.document}, ${earliest.date}`] : []),
    '',
  ].join('\n');
  const places = matches.map((match) => {
    const place = `${match.document}${match.page === null ? '' : `, page ${match.page}`}, ${match.start}–${match.end}`;
    const says = { asserted: '', denied: ' (denies it)', unsaid: ' (does not say it)' }[match.polarity ?? 'asserted'];
    const version = `    version ${match.version}\n`;
    return `  ${match.speaker?.name ?? 'nobody recorded'}${says} — ${place}\n    ${quote(abridge(match.text))}\n${printDifferences(match.differences)}${version}`;
  });
  const others = paraphrases.map(
    ({ claim, likeness }) =>
      `  ${claim.speaker.name} — ${claim.document}, likeness ${likeness}\n    ${clean(claim.text)}\n`,
  );
  return `${head}\n${[...places, ...others].join('\n')}`;
}

/** Topics with the number of their claims, the most frequent first. */
export function printTopics(topics: readonly TopicCount[]): string {
  const lines = [...topics]
    .sort((a, b) => b.claims - a.claims)
    .map(({ id, name, claims }) => `${String(claims).padStart(7)}  ${id.padEnd(24)} ${name}`);
  return `${lines.join('\n')}\n`;
}

/** What claims without a topic speak of. */
export function printSuggestions({ without, clusters }: Suggestions): string {
  if (clusters.length === 0) return `${without} claims have no topic; no words stand out among them.\n`;
  const shown = clusters.map(({ claims, terms, examples }) =>
    [
      `\n${claims} claims: ${terms.map(({ word }) => word).join(', ')}`,
      ...examples.map((text) => `    ${quote(text)}`),
    ].join('\n'),
  );
  return `${without} claims have no topic. What may be missing in corpus/topics.yaml:\n${shown.join('\n')}\n`;
}

/** What became of the files: a line for each that is new, changed or failed. */
export function printOutcomes(outcomes: readonly Outcome[]): string {
  const lines = outcomes.flatMap(({ file, status, claims, error, warnings = [], copies = [] }) => {
    if (status === 'unchanged') return [];
    if (status === 'failed') return [`  failed       ${file}: ${error?.code}: ${error?.message}`];
    return [
      `  ${status.padEnd(12)} ${file}: ${claims} claims`,
      ...warnings.map(({ code, message }) => `      ${code}: ${message}`),
      ...(copies.length > 0 ? [`      the same text as ${copies.map(clean).join(', ')}`] : []),
    ];
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** What fetching a document again showed: the claims and quotations whose words are gone, or stand there otherwise. */
export function printRefreshed({ document, status, checked, lost, error }: Refreshed): string {
  if (status === 'failed') return `  failed       ${document}: ${error?.code}: ${error?.message}\n`;
  if (status === 'unchanged') return `  unchanged    ${document}\n`;
  const groups = new Map<string, typeof lost>();
  for (const one of lost) {
    const said = `${one.claim.speaker.name}: ${wordsOf(one.claim)}`;
    groups.set(said, [...(groups.get(said) ?? []), one]);
  }
  const lines = [...groups].map(([said, all]) => {
    const { now, differences } = all[0]!;
    const own = all.filter(({ claim }) => claim.document === document).map(({ claim }) => claim.id);
    const others = all.flatMap(({ claim }) => (claim.document === document ? [] : `${claim.document} (${claim.id})`));
    return [
      `      ${[...own, said].join(' ')}\n`,
      now === null ? '        no longer stands there\n' : `        now: ${quote(now)}\n`,
      printDifferences(differences, '        '),
      others.length === 0 ? '' : `        quoted in ${others.join(', ')}\n`,
    ].join('');
  });
  return `  ${status.padEnd(12)} ${document}: of ${checked} claims and quotations ${lost.length} no longer stand\n${lines.join('')}`;
}

/** What would be stored of a file. */
export function printReading(file: string, { text, metadata, blocks, warnings, origins }: Reading): string {
  const facts = Object.entries(metadata).map(
    ([field, value]) =>
      `  ${field}: ${typeof value === 'string' ? value : JSON.stringify(value)} (${origins[field as keyof typeof origins] ?? 'unknown origin'})`,
  );
  const notes = warnings.map(({ code, message }) => `  ${code}: ${message}`);
  const body = blocks.map(
    ({ kind, start, end, page }) =>
      `[${kind}${page === undefined ? '' : `, page ${page}`}] ${clean(text.slice(start, end))}`,
  );
  return `${[`# ${file}`, ...facts, ...notes, '', body.join('\n\n')].join('\n')}\n`;
}

/** What the knowledge base holds, and what is wrong with it where that was asked. */
export function printStats(stats: Stats & { problems?: string[] }, documents: readonly DocumentSummary[]): string {
  const counts = (of: Record<string, number>) =>
    Object.entries(of)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ');
  return `${[
    `${stats.documents} documents (${stats.digests} digests) in ${stats.versions} versions`,
    `${stats.claims} claims of ${stats.speakers} speakers`,
    `by bloc: ${counts(stats.blocs)}`,
    `by manner: ${counts(stats.manners)}`,
    `vectors: ${stats.embeddings.model}, ${stats.embeddings.dimensions} dimensions`,
    ...(stats.problems ? [stats.problems.length === 0 ? 'check: ok' : 'check: failed', ...stats.problems] : []),
    '',
    ...documents.map(({ name, claims, title }) => `  ${name}: ${claims} claims${title ? ` — ${clean(title)}` : ''}`),
  ].join('\n')}\n`;
}

function printClaim(claim: Claim): string {
  const words = wordsOf(claim);
  const within = printWithin(claim, words, '  ');
  const chain = claim.chain.map(hopWords).join(' > ');
  const meant = claim.chain.flatMap((hop) => meantWords(hop) ?? []).map((line) => `  ${line}\n`);
  const qualified = [
    claim.polarity === 'asserted' ? '' : `, ${claim.polarity.toUpperCase()}`,
    claim.hedge ? `, hedged (${claim.hedge})` : '',
  ];
  const where = [claim.document, claim.page === null ? '' : `page ${claim.page}`, claim.date ?? 'date unknown']
    .filter(Boolean)
    .join(', ');
  return `${words}\n${within}  ${speakersWords(claim)}, ${claim.manner}${qualified.join('')}, ${claim.stance}; ${claim.topics.join(', ') || 'no topic'}\n  ${chain}\n${meant.join('')}  ${where}${claim.digestOf ? ` (digest of ${clean(claim.digestOf)})` : ''}; ${claim.id}\n`;
}

/** A line with the whole sentence of a claim that is but a part of one; nothing of another. */
export function printWithin(claim: Claim, words: string, margin: string): string {
  const outside = wordsOutside(claim);
  return outside ? `${margin}in: ${clean(outside.before + words + outside.after)}\n` : '';
}

/** The words of a claim, between quotation marks where they are the speaker's own. */
export function wordsOf({ manner, quality, text }: Claim): string {
  return manner === 'direct' && quality === 'intact' ? quote(text) : clean(text);
}

/** Everybody who makes a claim, with bloc and capacity: `Wang Yi [china, government]`. */
function speakersWords({ speaker, bloc, capacity, jointly }: Claim): string {
  return [{ name: speaker.name, bloc, capacity }, ...jointly]
    .map((one) => `${one.name} [${[one.bloc, one.capacity].filter((part) => part !== null).join(', ')}]`)
    .join(' and ');
}

function printDifferences(differences: readonly Difference[], indent = '    '): string {
  return differences
    .map(
      ({ kind, serious, expected, found }) =>
        `${indent}${kind}${serious ? ' (SERIOUS)' : ''}: the document has "${clean(abridge(expected))}", the quotation "${clean(abridge(found))}"\n`,
    )
    .join('');
}

/** "“he” stands for Wang Yi": where a hop's own words do not name the speaker, what does. */
function meantWords(hop: Hop): string | undefined {
  const { name, resolution } = hop;
  if (!resolution?.mention || namesItself(hop)) return undefined;
  const { mention, rule, confidence, decidedBy } = resolution;
  const by = decidedBy ? `, decided by ${quote(decidedBy.text)} ${distanceWords(decidedBy.sentences)}` : '';
  return `${quote(mention)} stands for ${clean(name)}${by} (${rule}, ${Math.round(confidence * 100)}%)`;
}

/** Long words by their beginning and their end: an ellipsis may hide pages. */
function abridge(text: string): string {
  if (text.length <= LONGEST_SHOWN) return text;
  const [start, end] = [text.slice(0, LONGEST_SHOWN / 2), text.slice(-LONGEST_SHOWN / 4)];
  const left = text.length - start.length - end.length;
  return `${start.replace(/\s+\S*$/u, '')} [... ${left} characters ...] ${end.replace(/^\S*\s+/u, '')}`;
}

/** In characters. */
const LONGEST_SHOWN = 800;

/** Words of a document between quotation marks. */
export function quote(text: string): string {
  return `“${clean(text)}”`;
}

/** Words of a document on one line: it must not be able to move the cursor, or to turn the direction of what follows it. */
export function clean(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
