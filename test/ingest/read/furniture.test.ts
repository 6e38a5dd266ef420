import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { read } from '../../../ingest/read/index.ts';
import type { Reading } from '../../../src/claim.ts';

const PROSE = 'The ministry said on Monday that it would publish the list of suppliers before the end of the year.';
const readText = (text: string): Promise<Reading> =>
  read(new TextEncoder().encode(text), { name: 'page.txt', sources: [] });
const ofKind = ({ text, blocks }: Reading, isKind: (kind: string) => boolean): string[] =>
  blocks.filter((block) => isKind(block.kind)).map((block) => text.slice(block.start, block.end));
const furnitureOf = (reading: Reading): string[] => ofKind(reading, (kind) => kind === 'furniture');

describe('furniture', () => {
  const LABELS = [
    'READ MORE →',
    'Learn more about our work',
    'Share on Facebook',
    'Skip to main content',
    'Type to search',
    'This article is more than 3 years old',
    '© 2021 Norland Media Group. All rights reserved.',
    'Unauthorised copying of this material is prohibited.',
    'Photo by Ada Nordin on Unsplash',
    '(Image: Norland Press / Getty Images)',
    'Leave a Reply',
    'You are commenting using your account. Log Out / Change )',
    'Sign up for our daily newsletter and get the news in your inbox.',
    'This website uses cookies to improve your experience. By continuing you agree to this.',
    'Privacy Policy | Terms of Use | Contact Us',
    'Advertisement',
    'AUGUST 19, 2020',
    'Published on Tuesday, 4 March 2021 at 10:15 GMT',
    'By Ada Nordin',
    '5 min read',
    '***',
    '66',
    '$\\star\\star$',
    'Filed under: Cables',
    'logo',
  ];

  it.each(LABELS)('is "%s"', async (label) => {
    expect(furnitureOf(await readText(`Cables and Trust\n\n${PROSE}\n\n${label}\n\n${PROSE}\n`))).toEqual([label]);
  });

  it('is a menu: four short lines in a row that end nowhere', async () => {
    const menu = ['Home Affairs', 'Cables', 'Our People', 'Press Office', 'Jobs'];
    const reading = await readText(`Cables and Trust\n\n${PROSE}\n\n${menu.join('\n\n')}\n\n${PROSE}\n`);
    expect(furnitureOf(reading)).toEqual(expect.arrayContaining(menu.slice(0, -1)));
  });

  it('is what follows a heading of teasers, up to the next running text', async () => {
    const reading = await readText(
      `Cables and Trust\n\n${PROSE}\n\nRelated articles\n\nMinister Visits Cable Factory in the North\n\nWho Pays for the Wires?\n\n${PROSE}\n\nALSO SEE:\n\nNorland signs a treaty with its neighbours on cables\n\nOperators want more time\n`,
    );
    expect(furnitureOf(reading)).toEqual([
      'Related articles',
      'Minister Visits Cable Factory in the North',
      'ALSO SEE:',
      'Norland signs a treaty with its neighbours on cables',
      'Operators want more time',
    ]);
  });

  it('is a teaser inside an article: a kicker glued to a paragraph, and its headline', async () => {
    const reading = await readText(
      `Cables and Trust\n\n${PROSE} ${PROSE}\nCables v Paths\n\nNorland slams the plan of its neighbours for the cables\n\n\n${PROSE}\n`,
    );
    expect(furnitureOf(reading)).toEqual(['Cables v Paths', 'Norland slams the plan of its neighbours for the cables']);
  });

  it('is the biography of the author at the end, and not what is said of others', async () => {
    const reading = await readText(
      `Cables and Trust\n\nBy Ada Nordin\n\nBo Lund is a professor who covers cables for the state. ${PROSE}\n\nAda Nordin is a reporter at the Norland Courier.\n`,
    );
    expect(furnitureOf(reading)).toEqual(['By Ada Nordin', 'Ada Nordin is a reporter at the Norland Courier.']);
  });

  it('is never a sentence of running text, a heading above it, an item or a table', async () => {
    const prose = [
      'Share prices of the two operators fell by a fifth on Tuesday after the minister had spoken.',
      'Sign the treaty, the operators asked, and read more of our letters before you decide.',
      'Copyright law does not protect lists of suppliers, the court held in its second decision.',
      'Advertising pays for most of the cables, according to the report of the committee.',
      'By Monday the ministry had received forty letters from operators all over the country.',
      'In August 2020 the department announced the programme and named five lines of effort.',
      'Photographs of the meeting show both ministers at a table with the signed treaty.',
      'More about the treaty became known when the committee published all of its papers.',
      'Cookies, the regulator said, are a threat to privacy that no law has yet removed.',
      '“Contact us,” the minister told the operators, and many of them did so in spring.',
      'Comments by the ministry were brief. It called the claims baseless and wrong.',
      'Related companies must be named, too, as the law of 2019 demands from all suppliers.',
    ];
    const items = ['• Clean cables', '• Clean stores', '• Clean paths', '• Clean clouds', '• Clean apps'];
    const reading = await readText(
      `Cables and Trust\n\n${prose.join('\n\n')}\n\nLines of effort\n\n${PROSE}\n\n${items.join('\n')}\n`,
    );
    expect(furnitureOf(reading)).toEqual([]);
  });
});

const shared = new URL('../../../../shared/', import.meta.url);

describe.skipIf(!existsSync(shared))('in the five documents of ../shared', () => {
  const readShared = (name: string): Promise<Reading> =>
    read(readFileSync(new URL(`corpus/${name}`, shared)), { name, sources: [] });
  const lines = (path: string): string[] => readFileSync(new URL(path, shared), 'utf8').split('\n').filter(Boolean);
  const isBody = (kind: string): boolean => kind !== 'furniture' && kind !== 'heading';
  const fold = (text: string): string => text.replace(/\s+/g, ' ');

  it('no listed furniture stands in a paragraph, item or quotation', async () => {
    for (const line of lines('bench/claims/furniture.txt')) {
      const [name = '', words = ''] = line.split('\t');
      expect(ofKind(await readShared(name), isBody).filter((body) => fold(body).includes(words))).toEqual([]);
    }
  });

  it('every labelled claim stands in a paragraph, item or quotation', async () => {
    for (const line of lines('bench/claims/dev.jsonl')) {
      const { document, text } = JSON.parse(line) as { document: string; text: string };
      const bodies = ofKind(await readShared(document), isBody).map(fold);
      expect(
        bodies.some((body) => body.includes(fold(text).slice(0, 40))),
        text,
      ).toBe(true);
    }
  });

  it('no block of more than 25 words that ends like a sentence is furniture but notices and biographies', async () => {
    for (const name of ['us-state-department.txt', 'the-register.txt', 'asia-times-financial.txt']) {
      const long = furnitureOf(await readShared(name)).filter(
        (words) => words.split(/\s+/).length > 25 && /[.”"]$/.test(words),
      );
      expect(long).toEqual([]);
    }
  });
});
