import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cite, toCsv, toCsvStream, toJsonLine } from '../../src/cite.ts';
import type { Claim as ClaimType } from '../../src/claim.ts';
import { Claim, type DocumentSummary } from '../../src/contract.ts';

const HASH = 'ab'.repeat(32);
const options = { url: 'https://triptych.example/claims/c1', accessed: '2026-03-04' };

/** How a pronoun is shown to mean the speaker. */
const SHE = {
  mention: 'she',
  rule: 'pronoun',
  confidence: 0.8,
  decidedBy: { text: 'Ana Lima', start: 20, end: 28, sentences: 2 },
};

const claim: ClaimType = {
  id: 'c1',
  document: 'harbour.md',
  version: HASH,
  text: 'The harbour stays open.',
  around: { before: '', after: '' },
  start: 120,
  end: 143,
  page: 2,
  speaker: { id: 'ana-lima', name: 'Ana Lima', kind: 'person', country: 'PT' },
  bloc: 'europe',
  capacity: 'person',
  jointly: [],
  manner: 'direct',
  polarity: 'asserted',
  hedge: null,
  cue: 'said',
  chain: [
    {
      id: 'harbour-news',
      name: 'Harbour News',
      cue: null,
      manner: 'own',
      polarity: 'asserted',
      hedge: null,
      resolution: null,
    },
    {
      id: 'ana-lima',
      name: 'Ana Lima',
      cue: 'said',
      manner: 'direct',
      polarity: 'asserted',
      hedge: null,
      resolution: SHE,
    },
  ],
  stance: 'neutral',
  topics: ['ports', 'trade'],
  confidence: 0.9,
  title: 'Harbour to stay open',
  date: '2021-06-02',
  digestOf: null,
  quality: 'intact',
  corrected: [],
};

const document: DocumentSummary = {
  name: 'harbour.md',
  version: HASH,
  title: 'Harbour to stay open',
  publisher: 'Harbour News',
  author: null,
  date: '2021-06-02',
  modified: null,
  address: 'https://news.example/harbour',
  language: 'en',
  country: 'PT',
  kind: 'news report',
  licence: null,
  digestOf: null,
  quality: 'intact',
  recognition: null,
  warnings: [],
  readAt: '2026-03-01T00:00:00Z',
  claims: 1,
  characters: 500,
  pages: 3,
};

const digest: DocumentSummary = {
  ...document,
  digestOf: {
    title: 'Keep it open',
    publisher: 'Port Ministry',
    date: '2021-06',
    address: 'https://port.example/speech',
  },
};

const risFields = (ris: string) =>
  ris
    .trimEnd()
    .split('\r\n')
    .map((line) => [line.slice(0, 2), line.slice(6)] as const);

describe('a citation', () => {
  test('names speaker, source, date, version, page and offsets in plain words', () => {
    expect(cite(claim, document, options).plain).toBe(
      `Ana Lima, quoted in Harbour News, “Harbour to stay open”, 2021-06-02. https://news.example/harbour. Claim c1 in Triptych, version sha256:${HASH}, page 2, characters 120–143; https://triptych.example/claims/c1 (accessed 2026-03-04).`,
    );
  });

  test('names a source once that speaks for itself', () => {
    const own = { ...claim, manner: 'own' as const, speaker: { ...claim.speaker, name: 'Harbour News' } };
    expect(cite(own, document, options).plain).toMatch(/^Harbour News, “Harbour to stay open”, 2021-06-02\./);
  });

  test('says n.d. in plain words and nothing elsewhere where the date is unknown', () => {
    const { plain, bibtex, ris, csl } = cite(
      claim,
      { ...document, date: null, author: null, publisher: null },
      options,
    );
    expect(plain).toContain('n.d.');
    expect(plain).not.toMatch(/null|undefined|\.\./);
    expect(bibtex).not.toMatch(/ date =|author =|null|undefined/);
    expect(risFields(ris).map(([tag]) => tag)).not.toContain('DA');
    expect(csl).not.toHaveProperty('issued');
    expect(csl).not.toHaveProperty('author');
  });

  test.each([
    ['2021-06-02', '2021/06/02/', [2021, 6, 2]],
    ['2021-06', '2021/06//', [2021, 6]],
    ['2021', '2021///', [2021]],
  ])('keeps the precision of the date %s', (date, ris, parts) => {
    const citation = cite(claim, { ...document, date }, options);
    expect(citation.bibtex).toContain(`  date = {${date}},`);
    expect(risFields(citation.ris)).toContainEqual(['DA', ris]);
    expect(citation.csl['issued']).toEqual({ 'date-parts': [parts] });
  });

  test.each([
    ['news report', 'article-newspaper', '@online{', 'NEWS'],
    ['commentary', 'article-newspaper', '@online{', 'NEWS'],
    ['speech', 'speech', '@online{', 'GEN'],
    ['policy text', 'report', '@report{', 'RPRT'],
    [null, 'webpage', '@online{', 'ELEC'],
  ])('of a %s has the type %s', (kind, type, entry, tag) => {
    const citation = cite(claim, { ...document, kind }, options);
    expect(citation.csl['type']).toBe(type);
    expect(citation.bibtex.startsWith(entry)).toBe(true);
    expect(risFields(citation.ris)[0]).toEqual(['TY', tag]);
  });

  test('keeps the name of an institution whole and leaves that of a person open', () => {
    expect(cite(claim, document, options).bibtex).toContain('  author = {{Harbour News}},');
    expect(cite(claim, { ...document, author: 'Rui Costa' }, options).bibtex).toContain('  author = {Rui Costa},');
    expect(cite(claim, { ...document, author: 'Port Ministry' }, options).bibtex).toContain(
      '  author = {{Port Ministry}},',
    );
  });

  test('of a digest says so everywhere and never passes for the source', () => {
    const { plain, bibtex, ris, csl } = cite(claim, digest, options);
    const title = 'Digest by Triptych of “Keep it open” (Port Ministry, 2021-06)';
    expect(plain).toContain(`Ana Lima, quoted in ${title}`);
    expect(bibtex).toContain(`title = {{${title}}}`);
    expect(bibtex).toContain('author = {{Triptych}}');
    expect(risFields(ris)).toContainEqual(['TI', title]);
    expect(csl).toMatchObject({ title, type: 'webpage', URL: options.url, author: [{ literal: 'Triptych' }] });
    expect(bibtex).not.toMatch(/ date =/);
    expect(csl).not.toHaveProperty('issued');
  });

  test('of damaged text says so', () => {
    expect(cite(claim, { ...document, quality: 'damaged' }, options).plain).toContain('damaged');
  });

  test('escapes what BibLaTeX and RIS would take for their own signs', () => {
    const title = '50% of {all} & more_#1 $5 ~ ^ \\x\nER  - \r\nTY  - X';
    const { bibtex, ris } = cite(claim, { ...document, title, address: 'https://a.example/{x}?q=1%20\\y z' }, options);
    expect(bibtex).toContain(
      'title = {{50\\% of \\{all\\} \\& more\\_\\#1 \\$5 \\textasciitilde{} \\textasciicircum{} \\textbackslash{}x ER - TY - X}}',
    );
    expect(bibtex).toContain('url = {https://a.example/%7Bx%7D?q=1%20%5Cy%20z}');
    expect(risFields(ris).filter(([tag]) => tag === 'TY' || tag === 'ER')).toHaveLength(2);
  });

  test('of any metadata has balanced braces, and one RIS field a line with TY first and ER last', () => {
    const any = fc.string({ unit: 'binary', maxLength: 20 });
    const nasty = fc.oneof(any, fc.constantFrom('{', '}', '\\', '\r\nER  - ', '%', '"', ''));
    fc.assert(
      fc.property(nasty, nasty, nasty, nasty, (title, author, publisher, address) => {
        const { bibtex, ris } = cite(claim, { ...document, title, author, publisher, address }, options);
        let depth = 0;
        for (const [brace] of bibtex.replace(/\\./gs, '').matchAll(/[{}]/g)) {
          depth += brace === '{' ? 1 : -1;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
        const fields = risFields(ris);
        expect(fields[0]![0]).toBe('TY');
        expect(fields.at(-1)![0]).toBe('ER');
        for (const line of ris.trimEnd().split('\r\n')) expect(line).toMatch(/^[A-Z][A-Z0-9] {2}-( .*)?$/u);
      }),
    );
  });
});

describe('an export', () => {
  test('as a JSON line has the fields of a claim and no others, in their order', () => {
    const line = toJsonLine({ ...claim, score: 3 } as ClaimType);
    expect(line.endsWith('}\n')).toBe(true);
    expect(JSON.parse(line)).toEqual(claim);
    expect(Object.keys(JSON.parse(line))).toEqual(Object.keys(Claim.shape));
  });

  test('as CSV has one line a claim, with chain and topics flattened', () => {
    const [header, line] = toCsv([claim]).trimEnd().split('\n');
    expect(header).toBe(
      'id,document,version,text,start,end,page,speaker_id,speaker_name,speaker_kind,speaker_country,bloc,manner,cue,chain,stance,topics,confidence,title,date,digestOf,quality,polarity,hedge,mention,decided_by,decided_start,decided_end,rule,speaker_confidence,corrected,capacity,jointly',
    );
    expect(line).toBe(
      `c1,harbour.md,${HASH},The harbour stays open.,120,143,2,ana-lima,Ana Lima,person,PT,europe,direct,said,Harbour News > Ana Lima (said),neutral,ports;trade,0.9,Harbour to stay open,2021-06-02,,intact,asserted,,she,Ana Lima,20,28,pronoun,0.8,,person,`,
    );
  });

  test.each(['=1+1', '+1', '-1', '@sum', '\t=1', '\r=1'])('keeps a spreadsheet from running %j', (text) => {
    expect(toCsv([{ ...claim, text }])).toContain(`'${text}`);
  });

  test('as CSV quotes quotation marks, commas and line ends', () => {
    expect(toCsv([{ ...claim, text: 'He said "no",\nthen left' }])).toContain('"He said ""no"",\nthen left"');
  });

  test('of no claim is the header alone, and streams line by line', () => {
    expect(toCsv([]).split('\n')).toHaveLength(2);
    expect([...toCsvStream([claim, claim])]).toHaveLength(3);
  });
});
