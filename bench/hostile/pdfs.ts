import { deflateSync } from 'node:zlib';
import {
  circularPdf,
  countedPdf,
  deflated,
  nestedPdf,
  pdfFile,
  pdfOf,
  repeated,
} from '../../test/ingest/read/hostile.ts';
import type { Random } from '../scale/random.ts';

/** A file that was made to harm whoever reads it. */
export interface Hostile {
  kind: string;
  bytes: Uint8Array;
}

const SENTENCE = 'The minister said that the cable is safe.';
const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';
const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
/** What unpacks to this many bytes of one character takes a thousandth of it. */
const BOMB = 1e9;

/** The kinds of files, each of which makes one of a size that chance gives. */
type Kinds = Record<string, (random: Random) => Uint8Array>;

/** One file of every kind, and of each good file `mutations` broken ones; the same for one seed. */
export function* hostilePdfs(random: Random, good: readonly Buffer[], mutations: number): Generator<Hostile> {
  for (const [kind, make] of Object.entries({ ...BOMBS, ...LOOPS, ...NUMBERS, ...FONTS, ...FORMATS }))
    yield { kind, bytes: make(random) };
  for (const bytes of good)
    for (let i = 0; i < mutations; i++) {
      const [kind, mutate] = random.pick(Object.entries(MUTATIONS));
      let broken = bytes;
      for (let times = 1 + random.below(4); times > 0; times--) broken = mutate(broken, random);
      yield { kind, bytes: new Uint8Array(broken) };
    }
}

/** A page with these entries, resources, and objects from the fifth on; the fourth is its content. */
function page(
  {
    entries = '',
    resources = '',
    content = words(SENTENCE) as string | Buffer,
  }: Partial<Record<'entries' | 'resources', string>> & {
    content?: string | Buffer;
  },
  ...objects: (string | Buffer)[]
): Uint8Array {
  const box = /\/MediaBox/.test(entries) ? '' : '/MediaBox [0 0 600 800]';
  const font = /\/Font/.test(resources) ? '' : '/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>';
  return pdfFile([
    CATALOG,
    PAGES,
    `<< /Type /Page /Parent 2 0 R ${box} ${entries} /Resources << ${font} ${resources} >> /Contents 4 0 R >>`,
    typeof content === 'string' ? stream(content) : content,
    ...objects,
  ]);
}

function words(text: string): string {
  return `BT /F1 12 Tf 72 700 Td (${text}) Tj ET\n`;
}

/** A stream with these entries, as it is. */
function stream(content: string | Buffer, entries = ''): Buffer {
  const data = Buffer.from(content);
  return Buffer.concat([
    Buffer.from(`<< /Length ${data.length} ${entries} >>\nstream\n`),
    data,
    Buffer.from('\nendstream'),
  ]);
}

/** Content that unpacks in so many steps to {@link BOMB} spaces and more. */
function bomb(steps = 1, entries = ''): Buffer {
  let data = deflateSync(Buffer.alloc(BOMB / 10, ' '));
  // Ten of them one after the other would end after the first: the rest is packed once more.
  for (let i = 1; i < steps; i++) data = deflateSync(Buffer.concat(Array(10).fill(data)));
  const filters = '/FlateDecode '.repeat(steps);
  return stream(data, `/Filter [${filters}] ${entries}`);
}

const BOMBS: Kinds = {
  'content of a bomb': () => page({ content: bomb() }),
  'content of a bomb in a bomb': () => page({ content: bomb(3) }),
  'bombs side by side': () => pdfOf(Array.from({ length: 12 }, () => Buffer.alloc(100e6, ' '))),
  'a bomb of words': () => pdfOf([repeated(SENTENCE, 1_500_000)]),
  'pages of bombs': () => pdfOf(...Array.from({ length: 40 }, () => [repeated(SENTENCE, 40_000)])),
  'a bomb by runs': () =>
    page({ content: stream(Buffer.alloc(4e6, Buffer.from([129, 32])), '/Filter /RunLengthDecode') }),
  'a bomb of a character map': () => page(...fontOf('/ToUnicode 5 0 R', bomb())),
  'a bomb of a font': () =>
    page(
      ...fontOf(
        '/FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 /FontFile3 5 0 R >>',
        bomb(1, '/Subtype /Type1C'),
      ),
    ),
  'a bomb of objects': () => page({}, bomb(1, '/Type /ObjStm /N 10 /First 100')),
  'a bomb of metadata': () => withCatalog('/Metadata 5 0 R', bomb(1, '/Type /Metadata /Subtype /XML')),
  'a bomb of an image': () =>
    page({ resources: '/XObject << /I 5 0 R >>', content: `/I Do ${words(SENTENCE)}` }, bomb(1, image(30_000, 30_000))),
  'filters without end': () =>
    page({ content: stream(Buffer.from('78>'), `/Filter [${'/ASCIIHexDecode '.repeat(100_000)}]`) }),
  'a predictor of wide rows': () =>
    page({
      content: stream(
        deflateSync(Buffer.alloc(1000)),
        '/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2000000000 /Colors 30 >>',
      ),
    }),
  'forms in forms in forms': () => laughs(12),
  'entities in entities': () =>
    withCatalog(
      '/Metadata 5 0 R',
      stream(
        `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, i) => `<!ENTITY ${letter(i + 1)} "${`&${letter(i)};`.repeat(20)}">`).join('')}]><x:xmpmeta xmlns:x="adobe:ns:meta/">&u;</x:xmpmeta>`,
        '/Type /Metadata /Subtype /XML',
      ),
    ),
};

const LOOPS: Kinds = {
  'pages in a circle': () => circularPdf(),
  'a page that is its own parent': () =>
    pdfFile([CATALOG, '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>']),
  'one page a hundred thousand times': () =>
    pdfFile([
      CATALOG,
      `<< /Type /Pages /Kids [${'3 0 R '.repeat(100_000)}] /Count 100000 >>`,
      '<< /Type /Page /Parent 2 0 R >>',
    ]),
  'pages below one another': (random) => tower(5_000 + random.below(5_000)),
  'a form that draws itself': () =>
    page(
      { resources: '/XObject << /X 5 0 R >>', content: `/X Do ${words(SENTENCE)}` },
      stream('/X Do /X Do', '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>'),
    ),
  'a letter that draws itself': () =>
    page(
      ...fontOf(
        '/Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /CharProcs << /a 5 0 R >> /Encoding << /Differences [32 /a] >> /FirstChar 32 /LastChar 33 /Widths [9 9] /Resources << /Font << /F1 6 0 R >> >>',
        stream('9 0 d0 BT /F1 9 Tf ( ) Tj ET'),
        '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /CharProcs << /a 5 0 R >> /Encoding << /Differences [32 /a] >> /FirstChar 32 /LastChar 33 /Widths [9 9] /Resources << /Font << /F1 6 0 R >> >> >>',
      ),
    ),
  'objects that stand in themselves': () =>
    page({}, stream('5 0 6 10 << >> << >>', '/Type /ObjStm /N 2 /First 9 /Extends 5 0 R')),
  'a length that is its own stream': () =>
    page({ content: Buffer.from('<< /Length 4 0 R >>\nstream\nBT ET\nendstream') }),
  'a table that leads to itself': () =>
    append(page({}), (at) => `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Size 9 /Prev ${at} >>\n`),
  'tables that lead to each other': () =>
    append(page({}), (at) => {
      const first = `xref\n0 0\ntrailer\n<< /Root 1 0 R /Size 9 /Prev ${at + 70} /XRefStm ${at} >>\n`;
      return `${first.padEnd(70)}xref\n0 0\ntrailer\n<< /Root 1 0 R /Size 9 /Prev ${at} >>\n`;
    }),
  'outlines in a circle': () =>
    withCatalog(
      '/Outlines 5 0 R',
      '<< /First 6 0 R /Last 6 0 R >>',
      '<< /Title (a) /Next 6 0 R /First 5 0 R /Parent 5 0 R >>',
    ),
  'a tree of parts in a circle': () =>
    withCatalog(
      '/StructTreeRoot 5 0 R /MarkInfo << /Marked true >>',
      '<< /Type /StructTreeRoot /K 5 0 R /ParentTree 6 0 R >>',
      '<< /Kids [6 0 R] >>',
    ),
  'references in a circle': () => page({ entries: '/Rotate 5 0 R' }, '6 0 R', '5 0 R'),
  'fields in a circle': () =>
    withCatalog('/AcroForm << /Fields [5 0 R] /XFA 5 0 R >>', '<< /T (a) /Kids [5 0 R] /Parent 5 0 R >>'),
};

const NUMBERS: Kinds = {
  'a billion pages': () => countedPdf(1e9),
  'a number of pages below none': () => countedPdf(-5),
  'objects in objects': () => nestedPdf(1_000_000),
  'dictionaries in dictionaries': () =>
    pdfFile([`<< /Type /Catalog /Pages 2 0 R /Deep ${'<</A'.repeat(300_000)} >>`, PAGES]),
  'a page larger than the earth': () =>
    page({ entries: '/MediaBox [-1e30 -1e30 1e30 1e30] /UserUnit 1e30 /Rotate 45' }),
  'a page without size': () => page({ entries: '/MediaBox [0 0 0 0]' }),
  'a page of no numbers': () => page({ entries: '/MediaBox [(a) /b null << >>]' }),
  'letters of no size': () =>
    page({ content: 'BT /F1 0 Tf 0 0 0 0 0 0 Tm (a) Tj 1e38 Tc 1e38 Tw -1e38 Tz (b c) Tj ET' }),
  'a table of a billion objects': () =>
    new Uint8Array(
      Buffer.from(Buffer.from(page({})).toString('latin1').replace('xref\n0 5', 'xref\n0 1000000000'), 'latin1'),
    ),
  'a size of a billion objects': () =>
    new Uint8Array(
      Buffer.from(Buffer.from(page({})).toString('latin1').replace('/Size 5', '/Size 4000000000'), 'latin1'),
    ),
  'a packed table of a billion objects': () =>
    append(
      page({}),
      (at) =>
        `9 0 obj\n<< /Type /XRef /W [8 8 8] /Index [0 2000000000] /Size 2000000000 /Root 1 0 R /Prev ${at} /Length 3 >>\nstream\nabc\nendstream\nendobj\n`,
    ),
  'a billion objects in a stream': () => page({}, stream('1 0', '/Type /ObjStm /N 1000000000 /First 2000000000')),
  'a string of twenty megabytes': () => page({ content: words('a'.repeat(20e6)) }),
  'a string without end': () => page({ content: `BT /F1 12 Tf ${'('.repeat(5e6)}` }),
  'a number of a million digits': () =>
    page({ content: `${'9'.repeat(1e6)} ${'-'.repeat(1e6)} 0 Td ${words(SENTENCE)}` }),
  'a name of ten megabytes': () => page({ content: `/${'#41'.repeat(3e6)} gs ${words(SENTENCE)}` }),
  'states in states': () => page({ content: `${'q '.repeat(2e6)}${words(SENTENCE)}` }),
  'marks in marks': () => page({ content: `${'/P <</MCID 1>> BDC '.repeat(500_000)}${words(SENTENCE)}` }),
  'a million letters, each placed': () => page({ content: `BT /F1 1 Tf ${'1 0 Td (a) Tj '.repeat(1e6)} ET` }),
  'a million letters in one list': () => page({ content: `BT /F1 1 Tf [${'(a) -500 '.repeat(2e6)}] TJ ET` }),
  'a million notes': () =>
    page({ entries: `/Annots [${'<< /Subtype /Text /Contents (a) /Rect [0 0 1 1] >> '.repeat(200_000)}]` }),
  'twenty megabytes of beginnings': () =>
    new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from('1 0 obj\n'.repeat(2.5e6))])),
  'twenty megabytes of trailers': () =>
    new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from('trailer <<\n'.repeat(2e6))])),
  'twenty megabytes of tables': () =>
    new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from('xref\n0 1\n'.repeat(2e6))])),
  'streams without end': () =>
    new Uint8Array(
      Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from('1 0 obj << /Length 9 >> stream\n'.repeat(500_000))]),
    ),
  'twenty megabytes of space': () =>
    new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(20e6, ' ')])),
  'nothing but remarks': () => new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(20e6, '%')])),
};

const FONTS: Kinds = {
  'a map of four billion characters': () =>
    page(...fontOf('/ToUnicode 5 0 R', stream(cmap('1 beginbfrange <00000000> <ffffffff> <0000> endbfrange')))),
  'a map of sixteen million characters': () =>
    page(...fontOf('/ToUnicode 5 0 R', stream(cmap('1 beginbfrange <000000> <ffffff> <0041> endbfrange')))),
  'a map that uses itself': () =>
    page(...fontOf('/ToUnicode 5 0 R', stream(cmap('/X usecmap'), '/UseCMap 5 0 R /CMapName /X'))),
  'a map of long words': () =>
    page(...fontOf('/ToUnicode 5 0 R', stream(cmap(`1 beginbfchar <20> <${'0041'.repeat(1e6)}> endbfchar`)))),
  'widths without end': () => page(...composite('/W [0 2000000000 500]')),
  'heights without end': () => page(...composite('/W2 [0 2000000000 1 2 3]')),
  'a font in circles': () =>
    page(
      ...fontOf(
        '/Subtype /Type0 /DescendantFonts [5 0 R] /Encoding /Identity-H',
        '<< /Type /Font /Subtype /Type0 /DescendantFonts [5 0 R] >>',
      ),
    ),
  'differences without end': () =>
    page(...fontOf(`/Encoding << /Differences [${'0 /a 2000000000 /b '.repeat(200_000)}] >>`)),
  'letters from below none to a billion': () =>
    page(...fontOf('/Subtype /TrueType /FirstChar -5 /LastChar 2000000000 /Widths [1]')),
  'a font of noise': (random) =>
    page(
      ...fontOf(
        '/Subtype /TrueType /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 5 0 R >>',
        stream(Buffer.from(Array.from({ length: 50_000 }, () => random.below(256)))),
      ),
    ),
  'an old font of noise': (random) =>
    page(
      ...fontOf(
        '/FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 /FontFile 5 0 R >>',
        stream(
          Buffer.concat([
            Buffer.from('%!PS-AdobeFont-1.0\neexec\n'),
            Buffer.from(Array.from({ length: 50_000 }, () => random.below(256))),
          ]),
          '/Length1 25 /Length2 50000 /Length3 0',
        ),
      ),
    ),
  'ten thousand fonts': () =>
    page({
      resources: `/Font << ${Array.from({ length: 10_000 }, (_, i) => `/F${i} << /Type /Font /Subtype /Type1 /BaseFont /X${i} >>`).join(' ')} >>`,
      content: Array.from({ length: 10_000 }, (_, i) => `BT /F${i} 9 Tf (a) Tj ET`).join('\n'),
    }),
  'a function of a billion samples': () =>
    page(
      {
        resources: '/ColorSpace << /C [/Separation /X /DeviceRGB 5 0 R] >>',
        content: `/C cs 1 scn ${words(SENTENCE)}`,
      },
      stream('abc', '/FunctionType 0 /Domain [0 1 0 1] /Range [0 1 0 1 0 1] /Size [100000 100000] /BitsPerSample 32'),
    ),
  'a drawing in functions in functions': () =>
    page(
      {
        resources: '/ColorSpace << /C [/Separation /X /DeviceRGB 5 0 R] >>',
        content: `/C cs 1 scn ${words(SENTENCE)}`,
      },
      stream('{'.repeat(100_000), '/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]'),
    ),
  'an image as large as a country': () =>
    page(
      { resources: '/XObject << /I 5 0 R >>', content: `/I Do ${words(SENTENCE)}` },
      stream('abc', `${image(1_000_000, 1_000_000)} /Filter /JBIG2Decode`),
    ),
  'an image in the text': () =>
    page({ content: `BI /W 1000000 /H 1000000 /BPC 8 /CS /RGB /F /CCF ID abc EI ${words(SENTENCE)}` }),
};

const FORMATS: Kinds = {
  'text that calls itself a PDF': () => new Uint8Array(Buffer.from(`%PDF-1.7\n${SENTENCE}\n`.repeat(1000))),
  'a page that calls itself a PDF': () => new Uint8Array(Buffer.from(`%PDF-1.4\n<!doctype html><p>${SENTENCE}</p>`)),
  'an archive that is a PDF, too': () =>
    new Uint8Array(
      Buffer.concat([
        Buffer.from(page({})),
        Buffer.from('PK\x03\x04'),
        Buffer.alloc(100),
        Buffer.from('PK\x05\x06'),
        Buffer.alloc(18),
      ]),
    ),
  'a picture that is a PDF, too': () =>
    new Uint8Array(Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(200), Buffer.from(page({}))])),
  'zeros that call themselves a PDF': () =>
    new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(30e6)])),
  'noise that calls itself a PDF': (random) =>
    new Uint8Array(
      Buffer.concat([
        Buffer.from('%PDF-1.7\n'),
        Buffer.from(Uint32Array.from({ length: 1e6 }, () => random.bits()).buffer),
      ]),
    ),
  'an unknown cipher': () => encrypted('/Filter /Standard /V 99 /R 99 /Length 999999999 /P -1 /O (a) /U (b)'),
  'a cipher of nothing': () => encrypted(''),
  ...Object.fromEntries(
    [2, 3, 4, 5, 6].map((revision) => [
      `a password of revision ${revision}`,
      () =>
        encrypted(
          `/Filter /Standard /V ${revision === 2 ? 1 : revision === 3 ? 2 : revision === 4 ? 4 : 5} /R ${revision} /Length ${revision > 4 ? 256 : 128} /P -44 /O <${'ab'.repeat(revision > 4 ? 48 : 32)}> /U <${'cd'.repeat(revision > 4 ? 48 : 32)}> /OE <${'ef'.repeat(32)}> /UE <${'01'.repeat(32)}> /Perms <${'23'.repeat(16)}> /CF << /StdCF << /CFM /${revision > 4 ? 'AESV3' : 'AESV2'} /AuthEvent /DocOpen /Length 16 >> >> /StmF /StdCF /StrF /StdCF`,
        ),
    ]),
  ),
};

/** What happens to files on their way, and what people do to them who look for faults. */
const MUTATIONS: Record<string, (bytes: Buffer, random: Random) => Buffer> = {
  'cut off': (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  'a piece lost': (bytes, random) => {
    const from = random.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + random.below(2000))]);
  },
  'a piece twice': (bytes, random) => {
    const from = random.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, from + random.below(5000)), bytes.subarray(from)]);
  },
  'some bits turned': (bytes, random) => {
    const broken = Buffer.from(bytes);
    for (let i = 0; i < 50; i++) broken[random.below(broken.length)]! ^= 1 << random.below(8);
    return broken;
  },
  'numbers exchanged': (bytes, random) =>
    replaceSome(bytes, /(?<=[ [])\d+(?=[ \]/>])/g, random, () =>
      random.pick(['0', '-1', '2147483648', '99999999999', '1e400', '.5']),
    ),
  'references exchanged': (bytes, random) =>
    replaceSome(bytes, /\d+ 0 R/g, random, () => `${1 + random.below(40)} 0 R`),
  'names exchanged': (bytes, random) =>
    replaceSome(bytes, /\/[A-Z]\w+/g, random, () =>
      random.pick(['/Kids', '/Type', '/Length', '/FlateDecode', '/Pages', '/XObject', '/Prev', '/Crypt']),
    ),
  'line ends exchanged': (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'),
};

/** A twentieth of what a pattern finds. */
function replaceSome(bytes: Buffer, pattern: RegExp, random: Random, by: () => string): Buffer {
  return Buffer.from(
    bytes.toString('latin1').replace(pattern, (found) => (random.chance(0.05) ? by() : found)),
    'latin1',
  );
}

/** A page whose font has these entries; the objects follow from the fifth on. */
function fontOf(entries: string, ...objects: (string | Buffer)[]): Parameters<typeof page> {
  const subtype = /\/Subtype \/T/.test(entries) ? '' : '/Subtype /Type1';
  return [{ resources: `/Font << /F1 << /Type /Font ${subtype} /BaseFont /X ${entries} >> >>` }, ...objects];
}

function composite(entries: string): Parameters<typeof page> {
  return fontOf(
    '/Subtype /Type0 /Encoding /Identity-H /DescendantFonts [5 0 R]',
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> ${entries} /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 >> >>`,
  );
}

function cmap(body: string): string {
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <00> <ff> endcodespacerange ${body} endcmap end end`;
}

function image(width: number, height: number): string {
  return `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 /ColorSpace /DeviceRGB`;
}

/** Forms each of which draws the next ten times. */
function laughs(depth: number): Uint8Array {
  const forms = Array.from({ length: depth }, (_, i) =>
    stream(
      i === depth - 1 ? words(SENTENCE) : '/X Do '.repeat(10),
      `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X ${i + 6} 0 R >> /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>`,
    ),
  );
  return page({ resources: '/XObject << /X 5 0 R >>', content: '/X Do' }, ...forms);
}

/** Nodes of the tree of pages, each below the one before. */
function tower(height: number): Uint8Array {
  const nodes = Array.from(
    { length: height },
    (_, i) => `<< /Type /Pages /Kids [${i + 3} 0 R] /Count 1 /Parent ${i + 1} 0 R >>`,
  );
  return pdfFile([CATALOG, ...nodes, `<< /Type /Page /Parent ${height + 1} 0 R /MediaBox [0 0 9 9] >>`]);
}

function withCatalog(entries: string, ...objects: (string | Buffer)[]): Uint8Array {
  return pdfFile([
    `<< /Type /Catalog /Pages 2 0 R ${entries} >>`,
    PAGES,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Contents 4 0 R >>',
    deflated(Buffer.from(words(SENTENCE))),
    ...objects,
  ]);
}

/** A file with another table at its end, which is told where it stands. */
function append(bytes: Uint8Array, table: (at: number) => string): Uint8Array {
  return new Uint8Array(
    Buffer.concat([bytes, Buffer.from(`${table(bytes.length)}startxref\n${bytes.length}\n%%EOF\n`)]),
  );
}

function encrypted(entries: string): Uint8Array {
  const bytes = Buffer.from(page({})).toString('latin1');
  return new Uint8Array(
    Buffer.from(bytes.replace('/Root 1 0 R', `/Root 1 0 R /ID [<00> <00>] /Encrypt << ${entries} >>`), 'latin1'),
  );
}

function letter(number: number): string {
  return String.fromCharCode(97 + number);
}
