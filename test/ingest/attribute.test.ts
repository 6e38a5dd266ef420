import { describe, expect, it } from 'vitest';
import { rules } from '../../ingest/attribute/index.ts';
import { paragraphs } from '../../ingest/attribute/plain.ts';
import { segment } from '../../ingest/segment.ts';
import type { Block, BlockKind, Quality, Span } from '../../src/claim.ts';

/** Blocks from lines: "# " heading, "- " item, "~ " furniture, "> " quotation; an empty line changes nothing. */
function blocksOf(text: string): Block[] {
  const kinds: Record<string, BlockKind> = { '#': 'heading', '~': 'furniture', '>': 'quotation' };
  return paragraphs(text).map((block) => {
    const kind = kinds[text[block.start]!];
    return kind ? { ...block, kind, start: block.start + 2 } : block;
  });
}

async function read(text: string, quality: Quality = 'intact', names: Span[] = []) {
  const blocks = blocksOf(text);
  const words = (spans: Span[]) => spans.map(({ start, end }) => text.slice(start, end)).join(' | ');
  const sentences = segment(text, blocks);
  const { attributions, own } = await rules.extract({ text, blocks, sentences, quality, names });
  const all = attributions.map((a) => ({
    ...a,
    source: words(a.source),
    cue: words(a.cue),
    content: words(a.content),
  }));
  return {
    all,
    outer: all.filter((a) => a.within === undefined),
    own: own.map(({ content }) => text.slice(content.start, content.end)),
  };
}

/** The outermost attributions as `[source, content]`. */
const saidBy = async (text: string) => (await read(text)).outer.map(({ source, content }) => [source, content]);

describe('Who said what is found', () => {
  it.each([
    ['The mayor said that the bridge was safe.', 'The mayor', 'the bridge was safe'],
    ['The mayor said the bridge was safe.', 'The mayor', 'the bridge was safe'],
    ['The bridge was safe, the mayor said.', 'the mayor', 'The bridge was safe'],
    [
      'According to the harbour office, the channel will be dredged.',
      'the harbour office',
      'the channel will be dredged',
    ],
    [
      'The channel will be dredged, according to the harbour office.',
      'the harbour office',
      'The channel will be dredged',
    ],
    [
      'Harbour Minister Ada Marsh told reporters on Monday that the port would close.',
      'Harbour Minister Ada Marsh',
      'the port would close',
    ],
    [
      'Ida Lund, the head of the union, said wages were too low.',
      'Ida Lund, the head of the union,',
      'wages were too low',
    ],
    ['On Tuesday, the bank warned that prices would rise.', 'the bank', 'prices would rise'],
    [
      'In a speech given by Governor Lena Wolf, the province proposed a new canal.',
      'Governor Lena Wolf',
      'the province proposed a new canal',
    ],
    ['The company has for years claimed that its paint is harmless.', 'The company', 'its paint is harmless'],
    [
      'The ministry’s claim that the river is clean surprised the anglers.',
      'The ministry’s',
      'the river is clean surprised the anglers',
    ],
  ])('in indirect speech: %s', async (text, source, content) => {
    const { outer } = await read(text);
    expect(outer[0]).toMatchObject({ source, content, manner: 'indirect' });
  });

  it.each([
    [
      '“The bridge is safe,” said Maria Smith, a spokeswoman for the city.',
      'Maria Smith, a spokeswoman for the city',
      '“The bridge is safe,”',
    ],
    ['“The bridge is safe,” she said.', 'she', '“The bridge is safe,”'],
    ['Foundry CEO Per Holm said, “We mend what we break.”', 'Foundry CEO Per Holm', '“We mend what we break.”'],
    ['Per Holm said “we mend what we break and pay for it.”', 'Per Holm', '“we mend what we break and pay for it.”'],
    [
      'The founder and owner of Kite group Jo Berg stated, "Kites need wind."',
      'The founder and owner of Kite group Jo Berg',
      '"Kites need wind."',
    ],
    [
      'Eva Roth, Norland’s chancellor, said: «The valley is ours.»',
      'Eva Roth, Norland’s chancellor,',
      '«The valley is ours.»',
    ],
    ['“Who pays?” Smith asked.', 'Smith', '“Who pays?”'],
    [
      'Tarn Authority President, Kei Mori said, "Water comes first."',
      'Tarn Authority President, Kei Mori',
      '"Water comes first."',
    ],
    ['In a statement by Deputy Ana Ruiz, it says: “The gate stays shut.”', 'Deputy Ana Ruiz', '“The gate stays shut.”'],
  ])('in direct speech: %s', async (text, source, content) => {
    const { outer } = await read(text);
    expect(outer[0]).toMatchObject({ source, content, manner: 'direct' });
  });

  it.each([
    ['The rules on data, Stone argued, must bind everyone.', 'Stone', 'The rules on data | must bind everyone'],
    ['It may also, she warned, break the treaty.', 'she', 'It may also | break the treaty'],
    ['The United Nations, he said, has no army.', 'he', 'The United Nations | has no army'],
    ['The rules, according to the ministry, bind nobody.', 'the ministry', 'The rules | bind nobody'],
    ['The rules bind nobody, Stone argued, in a letter to the mayor.', 'Stone', 'The rules bind nobody'],
  ])('over the reporting words that interrupt a paraphrase: %s', async (text, source, content) => {
    expect(await saidBy(text)).toEqual([[source, content]]);
  });

  it('as one attribution where the quotation is broken by the cue', async () => {
    expect(await saidBy('“The bridge is safe,” Lund said, “and it will stay open.” “We checked it twice.”')).toEqual([
      ['Lund', '“The bridge is safe,” | “and it will stay open.” | “We checked it twice.”'],
    ]);
  });

  it('once where two cues frame one quotation', async () => {
    expect(await saidBy('The Daily Kite said: “The plan is a trap for everyone,” the paper said.')).toHaveLength(1);
  });

  it('with the quoted stretch of indirect speech given as a quotation inside it', async () => {
    const { all } = await read('Marsh said the plan was “a danger to every village on the lower river”.');
    expect(all[0]).toMatchObject({ manner: 'indirect', source: 'Marsh' });
    expect(all[1]).toMatchObject({ manner: 'direct', source: 'Marsh', within: 0 });
    expect(all[1]!.content).toBe('“a danger to every village on the lower river”');
  });

  it('with a denial marked', async () => {
    expect((await read('The firm denied that its trucks leak.')).outer[0]).toMatchObject({ denied: true });
    expect((await read('The firm did not say that its trucks leak.')).outer[0]).toMatchObject({ denied: true });
    expect((await read('The firm said that its trucks leak.')).outer[0]).not.toHaveProperty('denied');
  });

  it('without a source where none is named', async () => {
    expect((await read('The bridge is expected to open in May.')).outer[0]).toMatchObject({ source: '' });
  });

  it('along the chain of reports', async () => {
    const { all } = await read('The Daily Kite reports that the minister said the dam would hold.');
    expect(all.map(({ source, within }) => [source, within])).toEqual([
      ['The Daily Kite', undefined],
      ['the minister', 0],
    ]);
    const quoted = await read('“The minister said that the dam would hold,” Lund recalled.');
    expect(quoted.all.map(({ source, within }) => [source, within])).toEqual([
      ['Lund', undefined],
      ['The minister', 0],
    ]);
  });

  it.each([
    ['Ada Lund was quoted by the Daily Kite as saying that the cable is safe.', 'the Daily Kite', 'the cable is safe'],
    ['The Daily Kite quoted Ada Lund as saying that the cable is safe.', 'The Daily Kite', 'the cable is safe'],
    [
      '“The cable is safe,” Ada Lund was quoted as saying by Valley Radio on Tuesday.',
      'Valley Radio',
      '“The cable is safe,”',
    ],
    ['Ada Lund was quoted as saying on Tuesday that the cable is safe.', undefined, 'the cable is safe'],
    ['Valley Radio said that Ada Lund was cited as saying the cable is safe.', 'Valley Radio', 'the cable is safe'],
  ])('with the speaker apart from who quotes him: %s', async (text, by, content) => {
    const { all } = await read(text);
    const quoted = all.find(({ source }) => source === 'Ada Lund')!;
    expect(quoted.content.replace(/^that /, '')).toBe(content);
    expect(quoted.within === undefined ? undefined : all[quoted.within]!.source).toBe(by);
    expect(all.filter((one) => one.content === quoted.content)).toEqual([quoted]);
  });

  it('not where a word only looks like reporting', async () => {
    for (const text of [
      'The southern states will vote in May.',
      'The law applies according to plan.',
      'The firm maintains a fleet.',
      'The old posts were rotten.',
    ])
      expect(await saidBy(text)).toEqual([]);
  });
});

describe('Quotations run', () => {
  it('over paragraphs that reopen them', async () => {
    expect(
      await saidBy('The letter said: “The roof leaks.\n\n“The walls are damp.”\n\nThe house stands in the valley.'),
    ).toEqual([['The letter', '“The roof leaks. | “The walls are damp.”']]);
  });

  it('from a colon over the list below, closed or not', async () => {
    const list = '- First, drain the fields.\n- Second, pay the “small” farmers.\n- Third, wait';
    for (const end of ['.”', '.']) {
      const [found] = (
        await read(
          `Lund asserted the council “believes the following must be done:\n\n${list}${end}\n\nThe fields were dry.`,
        )
      ).all.filter((a) => a.manner === 'direct');
      expect(found).toMatchObject({ source: 'Lund' });
      expect(found!.content).toContain('First, drain the fields. | Second, pay the “small” farmers. | Third, wait.');
    }
  });

  it('no further than their paragraph where nothing continues them', async () => {
    expect(await saidBy('Lund said: “The roof leaks.\n\nThe walls are dry.')).toEqual([['Lund', '“The roof leaks.']]);
  });

  it('through apostrophes and quotations inside them', async () => {
    expect(await saidBy('‘The citizens’ bridge isn’t “safe” today,’ said Lund.')).toEqual([
      ['Lund', '‘The citizens’ bridge isn’t “safe” today,’'],
    ]);
  });

  it('between mixed marks', async () => {
    expect(await saidBy('“The roof leaks," Lund said.')).toEqual([['Lund', '“The roof leaks,"']]);
  });
});

describe('Block structure says who speaks', () => {
  it('a list whose number is announced goes on between comments', async () => {
    const { all, own } = await read(
      'Lund’s announcement blames the rain. It outlines the following two measures, which we look at in turn:\n\n1. Dry fields: To drain every field by May. The ditches are too narrow.\n\nThat is easier to write down than it would be to do.\n\n1. Dry roofs: Roofs must be mended first.\n\nNobody has counted the roofs that leak in the valley.',
    );
    const list = all.find((a) => a.cue === 'outlines');
    expect(list).toMatchObject({ source: 'Lund', manner: 'direct' });
    expect(list!.content).toBe(
      'To drain every field by May. The ditches are too narrow. | Roofs must be mended first.',
    );
    expect(own).toContain('That is easier to write down than it would be to do.');
    expect(own).not.toContain('The ditches are too narrow.');
  });

  it('items under a speaker are his', async () => {
    const { outer } = await read(
      'The mayor demanded:\n\n- Lower fares for all.\n- A second ferry.\n\nThe ferry is old and slow.',
    );
    expect(outer[0]).toMatchObject({ source: 'The mayor', content: 'Lower fares for all. | A second ferry.' });
  });

  it('a list that nobody is said to say belongs to nobody', async () => {
    expect((await read('We must do the following:\n\n- Drain the fields.')).outer).toEqual([]);
  });

  it('a pull quote belongs to the name in capitals beneath', async () => {
    const { outer, own } = await read(
      '66\n\nThe valley will be dry by May. We keep our word.\n\nADA P. MARSH MINISTER OF WATER\n\nThe fields are wet at present.',
    );
    expect(outer).toMatchObject([
      {
        source: 'ADA P. MARSH MINISTER OF WATER',
        manner: 'direct',
        content: 'The valley will be dry by May. We keep our word.',
      },
    ]);
    expect(own).toEqual(['The fields are wet at present.']);
  });

  it('and a quotation to the name after a dash', async () => {
    expect(await saidBy('“The valley will be dry by May.”\n\n— Ada Marsh, minister of water')).toEqual([
      ['Ada Marsh', '“The valley will be dry by May.”'],
    ]);
  });

  it('in a transcript answers are claims and questions are not', async () => {
    const { outer, own } = await read(
      'Water Ministry spokeswoman Ada Marsh’s press conference\n\nQ: Will the valley flood this year?\n\nA: The dams are strong. Why should they break? We built them.\n\nQ: The Kite says they leak. Do you agree?\n\nA: They do not leak.',
    );
    expect(outer.map(({ source, content, manner }) => [source, content, manner])).toEqual([
      ['Ada Marsh', 'The dams are strong. | We built them.', 'direct'],
      ['Ada Marsh', 'They do not leak.', 'direct'],
    ]);
    expect(own).toEqual([]);
  });

  it('and names with colons speak until the next', async () => {
    expect(
      await saidBy(
        'Daily Kite: Is the water clean?\n\nADA MARSH: It is clean, and has been since the works were built.\n\nIt was never dirty.\n\nDaily Kite: And the air?\n\nADA MARSH: The air is better.',
      ),
    ).toEqual([
      ['ADA MARSH', 'It is clean, and has been since the works were built. | It was never dirty.'],
      ['ADA MARSH', 'The air is better.'],
    ]);
  });

  it('furniture says nothing, and a heading only what it quotes', async () => {
    expect(await saidBy('~ Minister says dam is safe\n\n# Minister says the dam is safe')).toEqual([]);
    expect(await saidBy('# Dam is “a ticking bomb”, anglers say')).toEqual([['anglers', 'Dam is “a ticking bomb”']]);
  });
});

describe('The voice of the document', () => {
  it('is what asserts something and is attributed to nobody', async () => {
    const { own } = await read(
      '# Floods\n\nThe valley is flooded every spring. Why does nobody act? On to the next part of the report. The mayor said that the dam is old. To protect the lower fields from the river by next spring.\n\nClick here to subscribe to our newsletter today.\n\nThe ministry was not available for comment.',
    );
    expect(own).toEqual([
      'The valley is flooded every spring.',
      'To protect the lower fields from the river by next spring.',
    ]);
  });

  it('speaks of itself as "we"', async () => {
    expect((await read('We call on all farmers to mend their ditches.')).own).toEqual([
      'We call on all farmers to mend their ditches.',
    ]);
  });

  it('reports and judges in one sentence', async () => {
    const text =
      'The firm has claimed that its paint is harmless, while the lake beside its own factory has been dead for twenty years.';
    const { outer, own } = await read(text);
    expect(outer[0]).toMatchObject({ source: 'The firm', content: 'its paint is harmless' });
    expect(own).toEqual([text]);
  });

  it('ends before the note on the author', async () => {
    const { own } = await read(
      'The lake is dead.\n\nThe river is dead as well.\n\nThe sea is next to die.\n\nJo Berg is a reporter for the Daily Kite.',
    );
    expect(own).not.toContain('Jo Berg is a reporter for the Daily Kite.');
  });
});

describe('The document’s own voice', () => {
  it.each([
    'Shared spectrum lowers the cost of entry for small operators by about a third.',
    'The bill should be rejected, because it lets any agency demand any log.',
    'No court has ever struck down such a rule.',
  ])('asserts: %s', async (sentence) => {
    expect((await read(sentence)).own).toEqual([sentence]);
  });

  it.each([
    'The committee then rose for lunch.',
    'This paper proceeds in four steps.',
    'We thank the reviewers for their comments.',
    'Ada Marsh greeted us in the hall.',
    'The next briefing is on Monday.',
  ])('only tells, leads over or speaks of itself: %s', async (sentence) => {
    expect((await read(sentence)).own).toEqual([]);
  });
});

describe('Damaged text', () => {
  const text =
    'valley council wet fields every spring minister marsh said dams strong enough next flood anglers noted water dirty fish dead since factory opened according kite report';

  it('is cut at reporting words, surely of nothing and never as quotation', async () => {
    const { all } = await read(text, 'damaged');
    expect(all.map(({ cue }) => cue)).toEqual(['said', 'noted']);
    for (const { confidence, manner } of all) {
      expect(confidence).toBeLessThanOrEqual(0.3);
      expect(manner).toBe('indirect');
    }
    expect(all[0]!.source).toContain('marsh');
  });

  it('is cut at names where it is known which words are some', async () => {
    const words =
      'late flood season minister ana marsh said dams strong enough next spring old valley union bank also noted water prices doubled according kite report river dead since factory opened';
    const names = ['ana marsh', 'valley union bank', 'kite report'].map((name) => {
      const start = words.indexOf(name);
      return { start, end: start + name.length };
    });
    const { all } = await read(words, 'damaged', names);
    expect(all.map(({ source, content }) => [source, content])).toEqual([
      ['minister ana marsh', 'dams strong enough next spring old'],
      ['valley union bank', 'water prices doubled'],
      ['kite report', 'river dead since factory opened'],
    ]);
  });

  it('is cut alike whatever the length of its names', async () => {
    const words = (name: string) =>
      `fields dry ${name} said rivers ${'low '.repeat(20)}around ${name} harbour fish gone boats idle ${name} argued nobody fished`;
    const cuts = async (name: string) => {
      const text = words(name);
      const names = [...text.matchAll(new RegExp(name, 'g'))].map(({ index }) => ({
        start: index,
        end: index + name.length,
      }));
      const { all } = await read(text, 'damaged', names);
      return all.map(({ source, content }) => [source, content].map((one) => one.replaceAll(name, 'X')));
    };
    expect(await cuts('united valley states')).toEqual(await cuts('fen'));
  });

  it('is not cut inside the name of a country, and ends a piece where a month begins another sentence', async () => {
    const { all } = await read(
      'united states valley council fields minister marsh said dams strong enough next flood november anglers left river dead united states factory opened',
      'damaged',
    );
    expect(all.map(({ cue, content }) => [cue, content])).toEqual([['said', 'dams strong enough next flood']]);
  });
});

describe('Attribution treats countries alike', () => {
  const PAIRS: [string, string][] = [
    ['US', 'China'],
    ['Washington', 'Beijing'],
    ['American', 'Chinese'],
    ['Pompeo', 'Wang'],
    ['Trump', 'Xi'],
  ];
  const swap = (text: string) => {
    const table = new Map(
      PAIRS.flatMap(
        ([a, b]) =>
          [
            [a, b],
            [b, a],
          ] as [string, string][],
      ),
    );
    return text.replace(
      /\b(?:US|China|Washington|Beijing|American|Chinese|Pompeo|Wang|Trump|Xi)\b/g,
      (name) => table.get(name)!,
    );
  };

  it.each([
    'Washington said that Beijing steals data.',
    'Pompeo accused China of spying on American firms.',
    '“The American plan is a threat,” Wang told reporters in Beijing.',
    'According to Beijing, the US listens to everyone.',
    'China’s claim that the US hides its own spying was rejected by Washington.',
    'Trump wants to ban Chinese apps.',
    'American officials denied that Washington taps cables, while Beijing insisted it does.',
    'The US is expected to answer China soon.',
    'Xi called on Washington to end its “unilateral acts of bullying against Chinese firms”.',
    'Chinese networks are safe, said Wang, a diplomat from Beijing.',
    'The US has trusted partners, and China has many as well.',
    'Wang said: “The US must stop.”\n\n“It threatens China.”',
  ])('%s', async (text) => {
    const [there, back] = [await read(text), await read(swap(text))];
    const shape = (found: typeof there) =>
      found.all.map(({ source, cue, content, ...rest }) => ({ ...rest, source: source, cue, content }));
    expect(shape(back)).toEqual(
      shape(there).map((a) => ({ ...a, source: swap(a.source), cue: swap(a.cue), content: swap(a.content) })),
    );
    expect(back.own).toEqual(there.own.map(swap));
  });
});
