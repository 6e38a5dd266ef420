/**
 * Sets every digest of `pdf-sources/` as a PDF in `documents/`, with its front matter as a sidecar beside it. Run it with
 * `npx tsx corpus/make-pdf.ts` after changing a source. The same sources give the same bytes, so that an unchanged
 * digest stays the same version: the date is fixed, nothing is compressed (the bytes would depend on zlib), and only the
 * fonts that every PDF reader has are used.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import type { Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import PDFDocument from 'pdfkit';

const SOURCES = new URL('./pdf-sources/', import.meta.url);
const DOCUMENTS = new URL('./documents/', import.meta.url);
/** Stands for every digest's time of creation; the true one would change the bytes. */
const CREATED = new Date('2021-01-01T00:00:00Z');
const MARGIN = 72;
/** Everything outside WinAnsi, the encoding of the standard fonts: it would be set as an empty box. */
const UNSETTABLE = /[^\n\x20-\x7E\xA0-\xFF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/u;

for (const file of readdirSync(SOURCES).sort()) {
  const name = file.replace(/\.md$/, '');
  const { head, body } = split(readFileSync(new URL(file, SOURCES), 'utf8'), file);
  writeFileSync(
    new URL(`${name}.pdf`, DOCUMENTS),
    await typeset((load(head, { schema: CORE_SCHEMA }) as { title: string }).title, body),
  );
  writeFileSync(new URL(`${name}.meta.yaml`, DOCUMENTS), `${head}\n`);
}

function split(source: string, file: string): { head: string; body: string } {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source) ?? [];
  if (head === undefined || body === undefined) throw new Error(`${file} has no front matter`);
  const unsettable = UNSETTABLE.exec(body);
  if (unsettable) throw new Error(`${file} has ${unsettable[0]}, which the standard fonts cannot set`);
  return { head, body };
}

async function typeset(title: string, body: string): Promise<Buffer> {
  const info = { Title: title, Author: 'Triptych', Creator: 'Triptych', Producer: 'Triptych', CreationDate: CREATED };
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    lang: 'en',
    compress: false,
    bufferPages: true,
    info: { ...info, ModDate: CREATED },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise((resolve) => pdf.on('end', resolve));
  for (const block of fromMarkdown(body).children) setBlock(pdf, block);
  numberPages(pdf);
  pdf.end();
  await finished;
  return Buffer.concat(chunks);
}

function setBlock(pdf: PDFKit.PDFDocument, block: RootContent): void {
  const room = pdf.page.height - MARGIN - pdf.y;
  if (block.type === 'heading') {
    // A heading never stands alone at the foot of a page.
    if (block.depth > 1 && room < 80) pdf.addPage();
    pdf.moveDown(block.depth === 1 ? 0 : 0.6);
    pdf.font('Helvetica-Bold', block.depth === 1 ? 18 : 12.5).text(plain(block));
    pdf.moveDown(block.depth === 1 ? 0.8 : 0.4);
  } else if (block.type === 'list') {
    pdf.font('Times-Roman', 11.5);
    for (const item of block.children) pdf.text(`•  ${plain(item)}`, { indent: 12, lineGap: 2 });
    pdf.moveDown(0.7);
  } else {
    pdf.font('Times-Roman', 11.5).text(plain(block), { align: 'left', lineGap: 2 });
    pdf.moveDown(0.7);
  }
}

function plain(node: Nodes): string {
  const text = 'children' in node ? node.children.map(plain).join('') : 'value' in node ? node.value : '';
  return text.replaceAll('\n', ' ');
}

function numberPages(pdf: PDFKit.PDFDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    // Text below the bottom margin would begin a new page.
    pdf.page.margins.bottom = 0;
    pdf.font('Helvetica', 9).text(`${page + 1} / ${count}`, MARGIN, pdf.page.height - 48, { align: 'center' });
  }
}
