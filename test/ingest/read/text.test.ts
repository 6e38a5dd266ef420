import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { read } from '../../../ingest/read/index.ts';
import type { Block, Reading } from '../../../src/claim.ts';

const readText = (text: string, name = 'note.txt'): Promise<Reading> =>
  read(new TextEncoder().encode(text), { name, sources: [] });

const shown = ({ text, blocks }: Reading): [Block['kind'], string][] =>
  blocks.map((block) => [block.kind, text.slice(block.start, block.end)]);
const wordsOf = (reading: Reading, kind: string): string[] =>
  shown(reading)
    .filter((one) => one[0] === kind)
    .map((one) => one[1]);
const codes = (reading: Reading): string[] => reading.warnings.map((warning) => warning.code);

const PROSE = 'The ministry said on Monday that it would publish the list of suppliers before the end of the year.';

describe('plain text', () => {
  it('keeps every character but for line ends, normal form and byte-order marks', async () => {
    const { text } = await readText(`\ufeffA  cafe\u0301\r\n\r\n  \ufeff${PROSE}\r  Two  spaces.\n`);
    expect(text).toBe(`A  caf\u00e9\n\n  ${PROSE}\n  Two  spaces.\n`);
  });

  it('is divided at blank lines, and wrapped lines are one block', async () => {
    const reading = await readText(
      `${PROSE}\n\nNobody was asked, the operators complained, and nobody\nwas told either, although the law demands both of them\nfrom the ministry.\n`,
    );
    expect(shown(reading).map(([kind]) => kind)).toEqual(['paragraph', 'paragraph']);
    expect(shown(reading)[1]?.[1]).toContain('nobody\nwas told');
  });

  it('finds items with and without blank lines between them, and their depth', async () => {
    const reading = await readText(
      `The plan has parts:\n\n  • First, ask the operators.\n    • Then ask them again.\n  • Second, decide.\n\n  1. Cables: ${PROSE}\n${PROSE}\n`,
    );
    expect(wordsOf(reading, 'item')).toHaveLength(4);
    expect(reading.blocks.filter((block) => block.kind === 'item').map((block) => block.level)).toEqual([1, 2, 1, 1]);
    expect(wordsOf(reading, 'paragraph')).toEqual(['The plan has parts:', PROSE]);
  });

  it('does not take a year or a dash inside wrapped prose for an item', async () => {
    const reading = await readText(
      `The two sides had agreed on the text of the treaty in the year\n1998. It was never put into force, as far as anybody knows now\n- not even in part.\n`,
    );
    expect(wordsOf(reading, 'item')).toEqual([]);
  });

  it('names short lines above prose headings, quotations among them', async () => {
    const reading = await readText(
      `Cables and Trust\n\n${PROSE}\n\n‘A wall of paper’\n\n${PROSE}\n\nWHAT COMES NEXT\n\n${PROSE}\n`,
    );
    expect(wordsOf(reading, 'heading')).toEqual(['Cables and Trust', '‘A wall of paper’', 'WHAT COMES NEXT']);
    expect(reading.metadata.title).toBe('Cables and Trust');
    expect(reading.origins.title).toBe('text');
  });

  it('joins a sentence that a page break cut, the blank line inside its block', async () => {
    const reading = await readText(
      `The proposals that the chair of the conference published serve as\n\na set of recommendations for those who build networks.\n\n${PROSE}\n`,
    );
    expect(wordsOf(reading, 'paragraph')).toEqual([
      'The proposals that the chair of the conference published serve as\n\na set of recommendations for those who build networks.',
      PROSE,
    ]);
  });

  it('takes a paragraph between a drawn quotation mark and a name with an office for a quotation', async () => {
    const reading = await readText(
      `${PROSE}\n\n66\n\nWe will follow the letter of the law, and we will do so at once.\n\nADA NORDIN MINISTER OF CABLES\n\n${PROSE}\n`,
    );
    expect(wordsOf(reading, 'quotation')).toEqual(['We will follow the letter of the law, and we will do so at once.']);
    expect(wordsOf(reading, 'caption')).toEqual(['ADA NORDIN MINISTER OF CABLES']);
  });

  it('takes the author from a byline or from a name above a biography', async () => {
    expect(
      (await readText(`Cables and Trust\n\nBy Ada Nordin and Bo van der Meer\n\n${PROSE}\n`)).metadata.author,
    ).toBe('Ada Nordin and Bo van der Meer');
    const reading = await readText(`${PROSE}\n\nAda Nordin\n\nNordin has been reporting on cables for twenty years.\n`);
    expect(reading.metadata.author).toBe('Ada Nordin');
    expect(reading.origins.author).toBe('byline');
    expect(wordsOf(reading, 'furniture')).toEqual([
      'Ada Nordin',
      'Nordin has been reporting on cables for twenty years.',
    ]);
  });

  it('reads front matter only where it is metadata', async () => {
    const withMatter = await readText(`---\ntitle: Cables\ndate: 2020-08\n---\n${PROSE}\n`);
    expect(withMatter).toMatchObject({
      text: `${PROSE}\n`,
      metadata: { title: 'Cables', date: '2020-08' },
      origins: { title: 'front matter' },
    });
    const withRules = await readText(`---\nNote: not metadata\n---\n${PROSE}\n`);
    expect(withRules.text).toContain('not metadata');
  });

  it('leaves out control characters and says so', async () => {
    const reading = await readText(`${PROSE}\u0007 ${PROSE}`);
    expect(reading.text).toBe(`${PROSE} ${PROSE}`);
    expect(codes(reading)).toContain('CONTROL_CHARACTERS');
  });

  it('tells the language where frequent words or the script decide', async () => {
    const texts = {
      en: `${PROSE} ${PROSE}`,
      de: 'Die Ministerin sagte am Montag, dass sie die Liste der Anbieter noch vor dem Ende des Jahres veröffentlichen will, und zwar für alle.',
      fr: 'Le ministre a dit lundi que la liste des fournisseurs serait publiée avant la fin de l’année, et que les opérateurs en seraient informés dans les jours.',
      zh: '外交部发言人表示，这一计划没有任何事实依据，中方对此坚决反对，并将采取必要措施。',
    };
    for (const [language, text] of Object.entries(texts))
      expect((await readText(text)).metadata.language).toBe(language);
    expect((await readText('Norland Sudland Ostland')).metadata.language).toBeUndefined();
  });
});

describe('damaged text', () => {
  const damaged = Array.from(
    { length: 40 },
    () => 'ministry announced supplier network security agreement country partners httpswwwexamplepage',
  ).join(' ');

  it('without capitals, punctuation and frequent words is called damaged, and what is left of addresses is set apart', async () => {
    const reading = await readText(damaged);
    expect(reading.quality).toBe('damaged');
    expect(codes(reading)).toContain('DAMAGED_TEXT');
    expect(new Set(wordsOf(reading, 'furniture'))).toEqual(new Set(['httpswwwexamplepage']));
  });

  it('is not seen in prose, lists or text in other scripts', async () => {
    for (const text of [
      Array(30).fill(PROSE).join(' '),
      '中国外交部发言人说。'.repeat(60),
      Array(60).fill('Norland, Sudland and Ostland').join('\n'),
    ])
      expect((await readText(text)).quality).toBe('intact');
  });
});

describe('mojibake', () => {
  const asGbk = (text: string): string => iconv.decode(Buffer.from(text), 'gbk');

  it('is repaired where the repair proves itself, with its place', async () => {
    const reading = await readText(
      `${asGbk('Telefónica’s López')} spoke to ${asGbk('Álvarez')}. ItÃ¢â‚¬â„¢s late, donâ€™t call SÃ£o Paulo.`,
    );
    expect(reading.text).toMatch(/^Telefónica’s López spoke to Álvarez\./);
    expect(reading.text).toContain('don’t call São Paulo.');
    expect(codes(reading)).toContain('MOJIBAKE_REPAIRED');
    const { message, places } = reading.warnings.find((warning) => warning.code === 'MOJIBAKE_REPAIRED')!;
    for (const { at, repaired = '' } of places!) expect(reading.text.startsWith(repaired, at)).toBe(true);
    expect(message).toContain(`to "Álvarez" at ${reading.text.indexOf('Álvarez')}`);
  });

  it('that cannot be proved is flagged and left as it is', async () => {
    const reading = await readText(`The operator telef髇ica agreed. ${PROSE}`);
    expect(reading.text).toContain('telef髇ica');
    expect(codes(reading)).toEqual(['ENCODING_SUSPECT']);
  });

  it('is never seen in real Chinese, nor beside Latin letters, nor in capitals before a quotation mark', async () => {
    for (const text of [
      '中国5G网络和WTO贸易、使用Huawei和ZTE的设备，经贸abc',
      'Huawei和ZTE贸易战iPhone贸易',
      'The “CAFÉ” is NÃO far from “MAÏ”.',
    ])
      expect(await readText(`${text} ${PROSE}`)).toMatchObject({ text: `${text} ${PROSE}`, warnings: [] });
  });
});

describe('encodings', () => {
  const sentence = '“Müller” said – quite rightly – that the café’s naïve plan costs 5 €.';
  const readAs = (encoding: string, text: string, options?: { addBOM: boolean }): Promise<Reading> =>
    read(new Uint8Array(iconv.encode(text, encoding, options)), { name: 'note.txt', sources: [] });

  it('are told by mark, by strict UTF-8 and by their letters', async () => {
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])
      expect((await readAs(encoding, sentence, { addBOM: encoding.startsWith('utf') })).text).toBe(sentence);
    const chinese = '外交部发言人表示，所谓清洁网络计划是歧视性的。我们坚决反对，并将采取必要措施。';
    expect((await readAs('gb18030', chinese)).text).toBe(chinese);
  });

  it('that had to be guessed are reported', async () => {
    expect(codes(await readAs('windows-1252', sentence))).toEqual(['ENCODING_GUESSED']);
  });

  it('of UTF-16 without a mark is no binary file', async () => {
    expect((await readAs('utf-16le', sentence, { addBOM: false })).text).toBe(sentence);
  });

  it('of a few broken bytes in UTF-8 leaves the rest as UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${sentence} ${PROSE} `.repeat(10)),
      Buffer.from([0xff]),
      Buffer.from(' end'),
    ]);
    const reading = await read(bytes, { name: 'note.txt', sources: [] });
    expect(reading.text).toContain('café’s');
    expect(codes(reading)).toContain('ENCODING_SUSPECT');
  });
});
