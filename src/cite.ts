import { stringify } from 'csv-stringify/sync';
import type { Claim, Resolution } from './claim.ts';
import type { ClaimView, DocumentSummary } from './contract.ts';
import { quoteTitle, slug } from './text.ts';

/** Where the claim's page is, and the day on which it was looked at (ISO 8601). */
export interface CitationOptions {
  url: string;
  accessed: string;
}

/**
 * Citations of a claim's source, in plain words, BibLaTeX, RIS and CSL-JSON 1.0.2. What is not known is left out (in plain
 * words, "n.d."), dates keep their precision, and a digest is cited as such, never as the source that it retells.
 */
export function cite(claim: Claim, document: DocumentSummary, options: CitationOptions): ClaimView['citations'] {
  const work = workOf(claim, document, options);
  return { plain: plain(claim, work), bibtex: bibtex(work), ris: ris(work), csl: csl(work) };
}

/** Citations of several claims as one file of BibLaTeX, RIS or CSL-JSON, piece by piece. */
export function* citeAll(
  works: Iterable<CitationOptions & { claim: Claim; document: DocumentSummary }>,
  format: 'bib' | 'ris' | 'csl',
): Generator<string> {
  const write = { bib: bibtex, ris, csl: (work: Work) => JSON.stringify(csl(work)) }[format];
  const between = { bib: '\n', ris: '\r\n', csl: ',\n' }[format];
  let count = 0;
  if (format === 'csl') yield '[';
  for (const { claim, document, ...options } of works)
    yield `${count++ > 0 ? between : ''}${write(workOf(claim, document, options))}`;
  if (format === 'csl') yield ']\n';
}

/** Claims as one array of JSON, piece by piece: the fields of `Claim` and no others. */
export function* toJsonArray(claims: Iterable<Claim>): Generator<string> {
  let count = 0;
  yield '[';
  for (const claim of claims) yield `${count++ > 0 ? ',\n' : ''}${toJsonLine(claim).trimEnd()}`;
  yield ']\n';
}

/** Claims as CSV (RFC 4180) with a header line, one claim a line; cells that a spreadsheet would take for formulas begin with `'`. */
export function toCsv(claims: Iterable<Claim>): string {
  return [...toCsvStream(claims)].join('');
}

/** The same, line by line, for exports that do not fit in memory. */
export function* toCsvStream(claims: Iterable<Claim>): Generator<string> {
  yield stringify([Object.keys(COLUMNS)]);
  for (const claim of claims) yield stringify([Object.values(COLUMNS).map((cell) => harmless(cell(claim)))]);
}

/** A claim as one line of JSON, its line end included: the fields of `Claim` and no others. */
export function toJsonLine(claim: Claim): string {
  return `${JSON.stringify(Object.fromEntries(FIELDS.map((field) => [field, claim[field]])))}\n`;
}

const COLUMNS: Record<string, (claim: Claim) => string | number | null> = {
  id: (claim) => claim.id,
  document: (claim) => claim.document,
  version: (claim) => claim.version,
  text: (claim) => claim.text,
  start: (claim) => claim.start,
  end: (claim) => claim.end,
  page: (claim) => claim.page,
  speaker_id: (claim) => claim.speaker.id,
  speaker_name: (claim) => claim.speaker.name,
  speaker_kind: (claim) => claim.speaker.kind,
  speaker_country: (claim) => claim.speaker.country,
  bloc: (claim) => claim.bloc,
  manner: (claim) => claim.manner,
  cue: (claim) => claim.cue,
  chain: (claim) => claim.chain.map(hopWords).join(' > '),
  stance: (claim) => claim.stance,
  topics: (claim) => claim.topics.join(';'),
  confidence: (claim) => claim.confidence,
  title: (claim) => claim.title,
  date: (claim) => claim.date,
  digestOf: (claim) => claim.digestOf,
  quality: (claim) => claim.quality,
  polarity: (claim) => claim.polarity,
  hedge: (claim) => claim.hedge,
  mention: (claim) => resolutionOf(claim)?.mention ?? null,
  decided_by: (claim) => resolutionOf(claim)?.decidedBy?.text ?? null,
  decided_start: (claim) => resolutionOf(claim)?.decidedBy?.start ?? null,
  decided_end: (claim) => resolutionOf(claim)?.decidedBy?.end ?? null,
  rule: (claim) => resolutionOf(claim)?.rule ?? null,
  speaker_confidence: (claim) => resolutionOf(claim)?.confidence ?? null,
  corrected: (claim) => claim.corrected.join(';'),
  capacity: (claim) => claim.capacity,
  jointly: (claim) => claim.jointly.map(({ name }) => name).join(';'),
};

/** How the one who makes the claim was found. */
function resolutionOf({ chain }: Claim): Resolution | null | undefined {
  return chain.at(-1)?.resolution;
}

/** "Ministry (said, denied)": a hop with its cue, and what it does if it does not assert. */
export function hopWords({ name, cue, polarity }: Claim['chain'][number]): string {
  const about = [cue, polarity === 'asserted' ? null : polarity].filter((part) => part !== null);
  return about.length === 0 ? name : `${name} (${about.join(', ')})`;
}

const FIELDS = [
  ...([
    'id',
    'document',
    'version',
    'text',
    'around',
    'start',
    'end',
    'page',
    'speaker',
    'bloc',
    'capacity',
    'jointly',
    'manner',
    'polarity',
    'hedge',
    'cue',
    'chain',
  ] as const),
  ...(['stance', 'topics', 'confidence', 'title', 'date', 'digestOf', 'quality', 'corrected'] as const),
] satisfies (keyof Claim)[];

/** What is cited, in the terms that all formats share. */
interface Work {
  id: string;
  type: 'speech' | 'article-newspaper' | 'report' | 'webpage';
  /** A person's name, or an institution's, which must not be taken apart into given and family name. */
  author: { name: string; institution: boolean } | null;
  title: string;
  publisher: string | null;
  /** As in `Metadata.date`. */
  date: string | null;
  language: string | null;
  /** Address of the source; of the claim's page where the source has none. */
  url: string;
  permalink: string;
  accessed: string;
  note: string;
}

const TRIPTYCH = 'Triptych';
/** What a citation must say of words that their speaker does not assert. */
const SAID: Record<Claim['polarity'], string> = {
  asserted: '',
  denied: ' (denied by the speaker)',
  unsaid: ' (not said by the speaker)',
};

/** What a citation must say of texts that are not surely the source's, word for word. */
const DOUBTS: Record<DocumentSummary['quality'], string> = {
  intact: '',
  ocr: '; the text was recognised in pictures (OCR) and may not be word for word the source’s',
  damaged: '; the text is damaged and not word for word the source’s',
};

function workOf(claim: Claim, document: DocumentSummary, { url, accessed }: CitationOptions): Work {
  const page = claim.page === null ? '' : `page ${claim.page}, `;
  const where = `version sha256:${document.version}, ${page}characters ${claim.start}–${claim.end}`;
  const damaged = DOUBTS[document.quality];
  const said = SAID[claim.polarity];
  const shared = { id: claim.id, permalink: url, accessed, language: document.language };
  if (document.digestOf) {
    const { address } = document.digestOf;
    return {
      ...shared,
      type: 'webpage',
      author: { name: TRIPTYCH, institution: true },
      title: `Digest by ${TRIPTYCH} of ${nameOfOriginal(document.digestOf)}`,
      publisher: TRIPTYCH,
      // The date is known of the original alone, and the words of the digest are not the original's.
      date: null,
      url,
      note: `A digest in other words, not the source itself${address ? ` (${address})` : ''}${said}; ${where}${damaged}; ${url}`,
    };
  }
  const institution =
    document.author === null || document.author === document.publisher || isInstitution(document.author);
  const name = document.author ?? document.publisher;
  return {
    ...shared,
    type: typeOf(document.kind),
    author: name === null ? null : { name, institution },
    title: document.title ?? document.name,
    publisher: document.publisher,
    date: document.date,
    url: document.address ?? url,
    note: `Claim ${claim.id} in ${TRIPTYCH}${said}, ${where}${damaged}; ${url}`,
  };
}

function nameOfOriginal(original: NonNullable<DocumentSummary['digestOf']>): string {
  const title = original.title === undefined ? undefined : quoteTitle(original.title);
  const by = original.author ?? original.publisher;
  const details = [title === undefined ? undefined : by, original.date ?? 'n.d.'].filter((part) => part !== undefined);
  return `${title ?? by ?? 'an unnamed source'} (${details.join(', ')})`;
}

function isInstitution(author: string): boolean {
  return /\b(department|ministry|office|commission|council|committee|government|agency|university|institute|cent(re|er)|union|daily|staff|editors?)\b/iu.test(
    author,
  );
}

function typeOf(kind: string | null): Work['type'] {
  if (/speech|remarks|address|testimony/iu.test(kind ?? '')) return 'speech';
  if (/\b(news|article|op-?ed|commentary|opinion|editorial|column)\b/iu.test(kind ?? '')) return 'article-newspaper';
  if (
    /\b(report|study|policy|paper|toolbox|proposals?|criteria|guidance|strategy|communication)\b/iu.test(kind ?? '')
  ) {
    return 'report';
  }
  return 'webpage';
}

/** Who says it and where it stands, the work, the place in it. */
function plain(claim: Claim, work: Work): string {
  const by = work.author?.name ?? null;
  const isDigest = by === TRIPTYCH;
  const title = isDigest ? work.title : quoteTitle(work.title);
  const publisher = work.publisher === by ? null : work.publisher;
  const parts = [isDigest ? null : by, title, publisher, work.date ?? 'n.d.'].filter((part) => part !== null);
  const own = claim.manner === 'own' || claim.speaker.name === by;
  const voice = own
    ? ''
    : `${claim.speaker.name}${SAID[claim.polarity].replace(' by the speaker', '')}, ${claim.manner === 'direct' ? 'quoted' : 'paraphrased'} in `;
  const address = work.url === work.permalink ? '' : ` ${work.url}.`;
  return oneLine(`${voice}${parts.join(', ').replace(/\.$/, '')}.${address} ${work.note} (accessed ${work.accessed}).`);
}

/** BibLaTeX. Texts are escaped; `url` is a verbatim field, where only what would end it is percent-encoded. */
function bibtex(work: Work): string {
  const key = slug([work.author?.name ?? work.title, work.date ?? 'nd', work.id].join(' '));
  const author =
    work.author && (work.author.institution ? `{${escapeTex(work.author.name)}}` : escapeTex(work.author.name));
  const institution = work.type === 'report' ? 'institution' : 'organization';
  const fields = [
    ['author', author],
    ['title', `{${escapeTex(work.title)}}`],
    [institution, work.publisher && escapeTex(work.publisher)],
    ['type', work.type === 'report' ? 'Report' : null],
    ['date', work.date],
    ['url', addressOf(work.url)],
    ['urldate', work.accessed],
    ['langid', work.language && escapeTex(work.language)],
    ['note', escapeTex(work.note)],
  ].filter(([, value]) => value !== null && value !== undefined && value !== '');
  const lines = fields.map(([name, value]) => `  ${name} = {${value}},\n`).join('');
  return `@${work.type === 'report' ? 'report' : 'online'}{${key},\n${lines}}\n`;
}

const RIS_TYPES = { speech: 'GEN', 'article-newspaper': 'NEWS', report: 'RPRT', webpage: 'ELEC' };

/** RIS: one field a line, lines ended by CR LF, `TY` first and `ER` last. */
function ris(work: Work): string {
  const fields = [
    ['TY', RIS_TYPES[work.type]],
    ['ID', work.id],
    ['AU', work.author?.name],
    ['TI', work.title],
    [work.type === 'article-newspaper' ? 'T2' : 'PB', work.publisher],
    ['PY', work.date?.slice(0, 4)],
    ['DA', work.date && risDate(work.date)],
    ['UR', work.url],
    ['Y2', risDate(work.accessed)],
    ['LA', work.language],
    ['N1', work.note],
  ].filter(([, value]) => value !== null && value !== undefined && value !== '');
  return [...fields.map(([tag, value]) => `${tag}  - ${oneLine(String(value))}`), 'ER  - ', ''].join('\r\n');
}

/** `YYYY/MM/DD/`, with what is not known left empty. */
function risDate(date: string): string {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-');
  return `${year}/${month}/${day}/`;
}

function csl(work: Work): Record<string, unknown> {
  const fields = {
    id: work.id,
    type: work.type,
    author: work.author === null ? undefined : [{ literal: work.author.name }],
    title: work.title,
    'container-title': work.type === 'article-newspaper' ? work.publisher : undefined,
    publisher: work.type === 'article-newspaper' ? undefined : work.publisher,
    issued: work.date === null ? undefined : { 'date-parts': [dateParts(work.date)] },
    accessed: { 'date-parts': [dateParts(work.accessed)] },
    URL: work.url,
    archive: TRIPTYCH,
    archive_location: work.permalink,
    language: work.language,
    note: work.note,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}

function dateParts(date: string): number[] {
  return date.slice(0, 10).split('-').map(Number);
}

const TEX: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

function escapeTex(text: string): string {
  return oneLine(text).replace(/[\\{}%&#_$~^]/g, (char) => TEX[char] ?? `\\${char}`);
}

function addressOf(url: string): string {
  return oneLine(url).replace(/[\\{}\s]/g, (char) => encodeURIComponent(char));
}

/** On one line and without control characters, which would begin a new field or end the record. */
function oneLine(text: string): string {
  return text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu, ' ').trim();
}

/** A cell that begins like a formula gets an apostrophe, as OWASP advises; numbers stay numbers. */
function harmless(cell: string | number | null): string | number | null {
  return typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
