import { deflateSync } from 'node:zlib';

/** Files that were made to harm whoever reads them. */

/** A PDF of one page for each list of content streams. */
export function pdfOf(...pages: Buffer[][]): Uint8Array {
  const streams = pages.flat();
  const pageAt = (page: number) => 4 + page;
  const streamAt = (stream: number) => 4 + pages.length + stream;
  const kids = pages.map((_, page) => `${pageAt(page)} 0 R`).join(' ');
  let next = 0;
  const objects: (string | Buffer)[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.map((contents) => {
      const references = contents.map(() => `${streamAt(next++)} 0 R`).join(' ');
      return `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> /Contents [${references}] >>`;
    }),
    ...streams.map(deflated),
  ];
  return pdfFile(objects);
}

/** Content of a page that sets these words once for each time. */
export function repeated(words: string, times: number): Buffer {
  return Buffer.from(`BT /F1 12 Tf 14 TL 72 700 Td (${words}) Tj ET\n`.repeat(times));
}

/** A PDF whose objects stand inside one another as often as this. */
export function nestedPdf(depth: number): Uint8Array {
  return pdfFile([
    `<< /Type /Catalog /Pages 2 0 R /Deep ${'['.repeat(depth)}${']'.repeat(depth)} >>`,
    '<< /Type /Pages /Kids [] /Count 0 >>',
  ]);
}

/** A PDF whose pages hang in a circle. */
export function circularPdf(): Uint8Array {
  return pdfFile([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 5 >>',
    '<< /Type /Pages /Kids [2 0 R] /Count 5 /Parent 2 0 R >>',
  ]);
}

/** A PDF that says it has this many pages. */
export function countedPdf(pages: number): Uint8Array {
  return pdfFile([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [3 0 R] /Count ${pages} >>`,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>',
  ]);
}

/** A PDF whose font says of its letters that they are characters of private use. */
export function garbledPdf(words: string): Uint8Array {
  const map =
    'begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <7e> <e020> endbfrange endcmap';
  return pdfFile([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>',
    deflated(repeated(words, 1)),
    deflated(Buffer.from(map)),
  ]);
}

export function deflated(content: Buffer): Buffer {
  const data = deflateSync(content);
  return Buffer.concat([
    Buffer.from(`<< /Length ${data.length} /Filter /FlateDecode >>\nstream\n`),
    data,
    Buffer.from('\nendstream'),
  ]);
}

export function pdfFile(objects: (string | Buffer)[]): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  for (const [at, body] of objects.entries()) {
    offsets.push(length);
    const part = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')]);
    parts.push(part);
    length += part.length;
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}
