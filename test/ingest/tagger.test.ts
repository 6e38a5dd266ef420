import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withFallback } from '../../ingest/attribute/built-in.ts';
import { encode, isCommon } from '../../ingest/attribute/features.ts';
import { rules } from '../../ingest/attribute/index.ts';
import { bestLabels, FIRST_POINT, LABELS, makeScores, POINTS } from '../../ingest/attribute/link.ts';
import { paragraphs } from '../../ingest/attribute/plain.ts';
import { load, loadTagger } from '../../ingest/attribute/tagger.ts';
import { trained } from '../../ingest/attribute/trained.ts';
import { NAME, unitsOf } from '../../ingest/attribute/words.ts';
import { segment } from '../../ingest/segment.ts';
import type { Span } from '../../src/claim.ts';
import { ROOT } from '../../src/root.ts';

const MODEL = join(ROOT, 'ingest/attribute/model');

async function read(text: string) {
  const blocks = paragraphs(text);
  const words = (spans: Span[]) => spans.map(({ start, end }) => text.slice(start, end)).join(' | ');
  const document = { text, blocks, sentences: segment(text, blocks), quality: 'intact' as const };
  const { attributions, own } = await trained.extract(document);
  return {
    all: attributions.map((a) => ({ ...a, source: words(a.source), cue: words(a.cue), content: words(a.content) })),
    own: own.map(({ content }) => text.slice(content.start, content.end)),
  };
}

describe('The network', () => {
  it('says in Node what it said in training, to four digits', async () => {
    const texts = JSON.parse(readFileSync(join(MODEL, 'expected.json'), 'utf8')) as Record<
      'features' | 'emissions' | 'points',
      number[][]
    >[];
    const tagger = await load(MODEL, 'model.onnx');
    const scores = makeScores(texts.length * texts[0]!.features.length);
    await tagger.run(
      texts.map(({ features }) => Int32Array.from(features.flat())),
      scores,
    );
    let first = 0;
    for (const { features, emissions, points } of texts) {
      emissions.flat().forEach((value, i) => {
        expect(Math.abs(scores.emissions[first * LABELS + i]! - value)).toBeLessThan(2e-4);
      });
      points.forEach((row, unit) => {
        const from = FIRST_POINT + (first + unit) * POINTS;
        row.forEach((value, i) => {
          expect(Math.abs(scores.points.numbers[from + i * 32]! - value)).toBeLessThan(2e-4);
        });
      });
      first += features.length;
    }
  });

  it('labels with products in int8 what it labels without', async () => {
    const names = ['Ada Lund', 'The Harbour Office', 'She', 'A spokesman for the port', 'According to Ben Falk, who'];
    const ends = [
      'said that the cable is safe.',
      'denied it: “We were never asked.”',
      'has walked home, and called it a day.',
    ];
    const text = names.flatMap((name) => ends.map((end) => `${name} ${end}`)).join('\n\n');
    const blocks = paragraphs(text);
    const labels = await Promise.all(
      (['model.onnx', 'quantised.onnx'] as const).map(async (network) => {
        const tagger = await load(MODEL, network);
        const units = unitsOf({ text, blocks, sentences: segment(text, blocks) }, (word) =>
          isCommon(tagger.vocabulary, word),
        );
        const scores = makeScores(units.length);
        const none = new Uint8Array(units.length);
        await tagger.run([encode(units, { roles: none, cues: none }, tagger.vocabulary, 0, units.length)], scores);
        return [...bestLabels(scores.emissions.subarray(0, units.length * LABELS), tagger.weights.transitions)];
      }),
    );
    const [whole, quantised] = labels as [number[], number[]];
    expect(new Set(whole).size).toBeGreaterThan(4);
    const different = whole.filter((label, i) => label !== quantised[i]);
    expect(different.length / whole.length).toBeLessThan(0.01);
  });
});

describe('What the network reads', () => {
  const unitsIn = async (text: string) => {
    const { vocabulary } = await loadTagger();
    const blocks = paragraphs(text);
    return unitsOf({ text, blocks, sentences: segment(text, blocks) }, (word) => isCommon(vocabulary, word));
  };

  it('has one unit for a name of any length', async () => {
    const text = 'Ida Lund of the Harbour Office told Bo that the town isn’t safe.';
    expect((await unitsIn(text)).map(({ word }) => word)).toEqual([
      NAME,
      'of',
      NAME,
      'told',
      NAME,
      'that',
      'the',
      'town',
      'is',
      "n't",
      'safe',
      '.',
      '<break>',
    ]);
  });

  it('has the full stop of an abbreviation with its word', async () => {
    const units = await unitsIn('He left Tulsa, Okla., on Nov. 8, and said no. She stayed.');
    expect(units.filter(({ word }) => word === '.')).toHaveLength(2);
  });

  it('is the same for long names and for short ones', async () => {
    const { vocabulary } = await loadTagger();
    const features = async (text: string) => {
      const units = await unitsIn(text);
      const none = { roles: new Uint8Array(units.length), cues: new Uint8Array(units.length) };
      return [...encode(units, none, vocabulary)];
    };
    expect(await features('The United States said that China spies.')).toEqual(
      await features('China said that the United States spies.'),
    );
  });
});

describe('A capital at the beginning of a sentence', () => {
  const first = async (text: string) => {
    const { vocabulary } = await loadTagger();
    const blocks = paragraphs(text);
    const units = unitsOf({ text, blocks, sentences: segment(text, blocks) }, (word) => isCommon(vocabulary, word));
    return units[0]!.word;
  };

  it.each([
    ['makes no name of a common word', 'Price is no object.', 'price'],
    ['makes a name of a word that is one elsewhere', 'Price was late. We asked Price why.', NAME],
    ['makes a name of a rare word', 'Oracle sued.', NAME],
    ['makes a name of a country', 'Turkey agreed.', NAME],
  ])('%s', async (_, text, word) => {
    expect(await first(text)).toBe(word);
  });
});

describe('Without the network', () => {
  it('the rules take its place, with a word on why, until it is there', async () => {
    const text = 'The mayor said that the bridge was safe.';
    const blocks = paragraphs(text);
    const document = { text, blocks, sentences: segment(text, blocks), quality: 'intact' as const };
    const broken = withFallback(async () => {
      throw new Error('no such module\nat line 1');
    });
    const { attributions, warnings, unfinished } = await broken.extract(document);
    expect(attributions).toEqual((await rules.extract(document)).attributions);
    expect(warnings).toEqual([{ code: 'NO_MODEL', message: expect.stringContaining('(no such module)') }]);
    expect(unfinished).toBe(true);
  });
});

describe('A signed quotation', () => {
  it.each([
    ['“We shall go.” — Ida Lund', 'Ida Lund'],
    ['“We shall go,” ― Ida Lund.\n“We stay.” ― Bo Falk, head of the union', 'Ida Lund, Bo Falk'],
    ['“We shall go.”\n– Ministry of the Interior', 'Ministry of the Interior'],
    ['”We shall go.” ― Ida Lund', 'Ida Lund'],
  ])('belongs to the name behind the dash: %s', async (text, sources) => {
    const { all } = await read(text);
    expect(all.map(({ source }) => source).join(', ')).toBe(sources);
    expect(all.every(({ manner }) => manner === 'direct')).toBe(true);
  });

  it('has no name where the sentence goes on', async () => {
    const { all } = await read('“We shall go” — The council had heard it before, and it stayed at home.');
    expect(all.map(({ source }) => source)).not.toContain('The council');
  });
});

describe('Who said what is found', () => {
  it.each([
    ['The mayor said that the bridge was safe.', 'The mayor', 'the bridge was safe', 'indirect'],
    ['“We praise the plan,” said Ida Lund, the head of the union.', 'Ida Lund', '“We praise the plan,”', 'direct'],
    [
      'According to the harbour office, the channel will be dredged.',
      'the harbour office',
      'channel will be',
      'indirect',
    ],
    ['The union believes wages are too low.', 'The union', 'wages are too low', 'indirect'],
  ])('in %s', async (text, source, content, manner) => {
    const [first] = (await read(text)).all;
    expect(first).toMatchObject({
      source: expect.stringContaining(source),
      content: expect.stringContaining(content),
      manner,
    });
  });

  it.each([
    ['(AFP) The minister said that the dam had failed.', 'The minister', 'the dam had failed'],
    ['The dam, according to the mayor, is safe for another hundred years.', 'the mayor', 'is safe'],
  ])('and nothing beside it, in %s', async (text, source, content) => {
    const { all } = await read(text);
    expect(all.map((a) => a.source)).toEqual([source]);
    expect(all[0]!.content).toContain(content);
    expect(all[0]!.content).not.toContain(source);
  });

  it('and what it says ends with its sentence, where no quotation goes on', async () => {
    const { all } = await read(
      'It would mend the dam, the council said. Ida Lund, a friend of the mayor, left the town.',
    );
    expect(all.map((a) => a.content).join()).not.toContain('Lund');
    const quoted = await read('“We shall mend the dam,” the council said. “Nobody has to leave the town.”');
    expect(quoted.all.map((a) => a.content).join()).toContain('Nobody has to leave');
  });

  it('with what is denied marked', async () => {
    const { all } = await read('The minister denied that the dam had failed.');
    expect(all[0]).toMatchObject({ source: 'The minister', denied: true });
  });

  it('that somebody makes, and nobody reports', async () => {
    const text =
      'The Ministry is worried. It therefore expected the measure to trouble the international plans of carriers.';
    const { all } = await read(text);
    expect(all.map(({ source, within }) => [source, within])).toEqual([['It', undefined]]);
  });

  it('with a report inside a report', async () => {
    const { all } = await read('The paper said that the minister had said that the dam was safe.');
    const inner = all.find((a) => a.within !== undefined);
    expect(inner).toMatchObject({ source: 'the minister' });
    expect(all[inner!.within!]).toMatchObject({ source: 'The paper' });
  });
});

describe('A sentence that opens with whose view it gives', () => {
  it.each([
    ['In the view of the council, the dam is safe.', 'the council', 'the dam is safe'],
    ['But in the farmers’ eyes, nothing has changed.', 'the farmers', 'nothing has changed'],
    ['From her point of view, the tax is fair.', 'her', 'the tax is fair'],
  ])('is reported: %s', async (text, source, content) => {
    const { all } = await read(text);
    expect(all.map((one) => [one.source, one.content])).toEqual([[source, content]]);
  });

  it.each(['In other words, the dam is safe.', 'In our view, the dam is safe.', 'In this view, the dam is safe.'])(
    'is its writer’s own where it names nobody else: %s',
    async (text) => {
      expect((await read(text)).all).toEqual([]);
    },
  );
});

describe('Somebody who is only cited', () => {
  it.each([
    ['The Herald quotes Ada Stone: “The dam is safe.”', 'Ada Stone', 'The Herald', '“The dam is safe.”'],
    ['“The dam is safe,” the Herald quoted Ada Stone as saying.', 'Ada Stone', 'the Herald', '“The dam is safe,”'],
    ['Quoting Ada Stone, the Herald wrote that the dam is safe.', 'Ada Stone', 'the Herald', 'that the dam is safe'],
    [
      'The Herald reported on Monday, citing two people close to the talks, that the dam is safe.',
      'two people close to the talks',
      'The Herald',
      'that the dam is safe',
    ],
    ['“The dam is safe,” reported the Herald, citing Ada Stone.', 'Ada Stone', 'the Herald', '“The dam is safe,”'],
  ])('says it, and whoever cites carries it: %s', async (text, source, carrier, content) => {
    const { all } = await read(text);
    const said = all.filter((one) => one.content === content || `that ${one.content}` === content);
    expect(said).toMatchObject([{ source }]);
    expect(all[said[0]!.within!]).toMatchObject({ source: carrier, content: '' });
    expect(all).toHaveLength(2);
  });

  it('does not speak for a minister who cites him, and a law does not speak', async () => {
    const sources = async (text: string) => (await read(text)).all.map(({ source }) => source);
    expect(await sources('The minister said, citing a study by the Harbour Office, that the dam is safe.')).toEqual([
      'The minister',
    ]);
    expect(await sources('The Herald reported, citing the Secrets Act, that the file is closed.')).toEqual([
      'The Herald',
    ]);
  });
});

describe('A quotation without a reporting word', () => {
  it.each([
    ['Asked about the price, Ada Stone shrugged. “The dam must be cheap.”', 'Ada Stone'],
    ['She shook her head. “The dam must be cheap.”', 'She'],
  ])('is of whoever acts in the sentence before: %s', async (text, source) => {
    expect((await read(text)).all.filter(({ manner }) => manner === 'direct')).toMatchObject([{ source }]);
  });

  it('is not of the one before where words behind it say who speaks', async () => {
    const text = '“The dam is old,” said Ada Stone.\n\n“The dam is ready,” noted one official who was there.';
    const direct = (await read(text)).all.filter(({ manner }) => manner === 'direct');
    expect(direct.map(({ source, content }) => [source, content])).toEqual([
      ['Ada Stone', '“The dam is old,”'],
      [expect.stringMatching(/^one official/), '“The dam is ready,”'],
    ]);
  });
});

describe('A quotation that is named rather than said', () => {
  it.each([
    ['“The dam is safe,” as Ada Stone once put it.', 'Ada Stone', '“The dam is safe,”'],
    ['“The dam is safe” is how the minister put it.', 'the minister', '“The dam is safe”'],
    ['The dam is “a wonder,” to quote Ada Stone.', 'Ada Stone', 'The dam is “a wonder,”'],
    ['The dam is “a wonder” (to use Ada Stone’s phrase).', 'Ada Stone', 'The dam is “a wonder”'],
    ['“The dam is safe” was the reply of Ada Stone.', 'Ada Stone', '“The dam is safe”'],
    ['“The dam is safe” was Ada Stone’s answer.', 'Ada Stone', '“The dam is safe”'],
    [
      'Ada Stone’s phrase, “a wonder of the valley,” was soon heard everywhere.',
      'Ada Stone',
      '“a wonder of the valley,”',
    ],
    ['The dam, dubbed “a wonder” by the farmers, is old.', 'the farmers', '“a wonder”'],
    ['The dam, described as “a wonder” by Ada Stone in March, is old.', 'Ada Stone', '“a wonder”'],
    ['For Ada Stone, the dam is “a wonder of the valley.”', 'Ada Stone', 'the dam is “a wonder of the valley.”'],
  ])('is by whose words it is called: %s', async (text, source, content) => {
    const { all } = await read(text);
    expect(all.filter(({ within }) => within === undefined).map((one) => [one.source, one.content])).toEqual([
      [source, content],
    ]);
  });

  it.each([
    'For years, the dam was “a wonder.”',
    'To this day, the dam is “a wonder.”',
    'The dam was replaced by “a wonder” by the river.',
    'The flood of “the century” was the answer to all of it.',
  ])('is nobody’s where nobody is named: %s', async (text) => {
    expect((await read(text)).all.filter(({ source }) => source !== '')).toEqual([]);
  });
});

describe('A report', () => {
  it.each([
    [
      'According to a study by the Harbour Office, which the union had ordered, the port will lose a third of its ships.',
      'the port will lose a third of its ships',
    ],
    [
      'The mayor said that if the firm does not mend the dam, the valley will have to pay for it.',
      'that if the firm does not mend the dam, the valley will have to pay for it',
    ],
  ])('has all of the clause and nothing else: %s', async (text, content) => {
    expect((await read(text)).all.map((one) => one.content)).toContain(content);
  });
});

it('A source has the title before the name, and what is said begins and ends in its sentence', async () => {
  const sources = async (text: string) => (await read(text)).all.map(({ source, content }) => [source, content]);
  expect(await sources('Harbour market commissioner Ada Stone told reporters that “too few” had acted.')).toEqual([
    ['Harbour market commissioner Ada Stone', 'that “too few” had acted'],
  ]);
  const after = 'Ada Stone, a harbour spokeswoman, said on Friday: “The port has been abusing its power.” ';
  const rest = 'Without naming names, she accused “certain clerks” of lying.';
  expect((await sources(after + rest))[0]).toEqual([
    'Ada Stone, a harbour spokeswoman,',
    '“The port has been abusing its power.”',
  ]);
});

it('A pronoun that leads to who says something is no part of what is said', async () => {
  const { all } = await read('Ada Stone posted a video in which she said: “We are not going anywhere.”');
  expect(all).toMatchObject([{ source: 'she', content: '“We are not going anywhere.”', manner: 'direct' }]);
});

it('A name before a colon says what follows', async () => {
  const { all, own } = await read('Ada Stone: The dam must not be sold to anybody.');
  expect(all).toMatchObject([{ source: 'Ada Stone' }]);
  expect(own).toEqual([]);
});

it('A source does not end in a word of its verb', async () => {
  const { all } = await read('The ministry said that it was safe. The bank neither confirmed nor denied the figures.');
  expect(all.map(({ source }) => source).filter((source) => /neither/.test(source ?? ''))).toEqual([]);
});

describe('A standpoint', () => {
  it.each([
    ['The council’s position is that the dam is safe.', 'The council', 'the dam is safe'],
    ['Norland’s view has always been that the dam is safe.', 'Norland', 'the dam is safe'],
    ['Ada Stone’s message to the farmers was that the dam is safe.', 'Ada Stone', 'the dam is safe'],
    ['Her argument is simple: the dam is as old as the valley.', 'Her', 'the dam is as old as the valley'],
    ['The position of the Harbour Office is that the dam is safe.', 'the Harbour Office', 'the dam is safe'],
    ['It is the position of the Harbour Office that the dam is safe.', 'the Harbour Office', 'the dam is safe'],
    ['The Norwegian position is that the dam is safe.', 'The Norwegian position', 'the dam is safe'],
  ])('is whose it is: %s', async (text, source, content) => {
    const { all } = await read(text);
    expect(all.map((one) => [one.source, one.content])).toEqual([[source, content]]);
  });

  it.each([
    'The point is that the dam is older than the town.',
    'The view from the tower is that of a town at peace.',
    'The trouble with this view is that it ignores the cost.',
    'The ministry’s position has hardened since the flood.',
  ])('is nobody’s where nobody has one: %s', async (text) => {
    expect((await read(text)).all).toEqual([]);
  });
});

describe('Hearsay', () => {
  it.each([
    ['Ada Stone is said to have told the council that the dam is safe.', 'Ada Stone'],
    ['The minister is reported to have said that the dam is safe.', 'The minister'],
    ['Ben Falk was widely believed to have warned staff that the dam is safe.', 'Ben Falk'],
  ])('is the words of whom it is told: %s', async (text, source) => {
    const { all, own } = await read(text);
    expect(all).toMatchObject([{ source, content: expect.stringMatching(/the dam is safe$/) }]);
    expect(own).toEqual([]);
  });

  it('of what somebody is or does is no report of words', async () => {
    const { all } = await read('The firm is said to be close to the army of the valley.');
    expect(all.filter(({ source }) => source !== '')).toEqual([]);
  });
});

describe('What shows something', () => {
  it('is no speaker where it is an event, and is one where it is a study', async () => {
    const text =
      'As the flood scandal showed, the dam was never safe. History shows that dams are never safe in spring.';
    const { all, own } = await read(text);
    expect(all).toEqual([]);
    expect(own).toHaveLength(2);
    expect((await read('A study by the Harbour Office showed that the dam was never safe.')).all).toHaveLength(1);
  });
});

describe('A judgement', () => {
  it.each([
    ['Ada Stone slammed the plan as “a theft from the farmers”.', 'Ada Stone'],
    [
      'The ministry on Thursday slammed the plan as “a theft from the farmers” and urged the council to stop.',
      'The ministry',
    ],
    ['Ada Stone dismissed the plan, calling it “a theft from the farmers”.', 'Ada Stone'],
  ])('is whoever gives it: %s', async (text, source) => {
    const found = (await read(text)).all.filter(({ content }) => /theft/.test(content));
    expect(found).toMatchObject([{ source }]);
  });
});

describe('A quotation alone in its sentence', () => {
  it('is of whoever the sentence before reports', async () => {
    const text = 'Ida Lund drinks tea. The question, she says, is who mends the dam. “Nobody wants to pay for it.”';
    const { all } = await read(text);
    expect(all.map((one) => [one.source, one.content, one.manner])).toContainEqual([
      'she',
      '“Nobody wants to pay for it.”',
      'direct',
    ]);
  });
});

describe('A sentence that its reporting clause interrupts', () => {
  const said = async (text: string) => (await read(text)).all.map(({ source, cue, content }) => [source, cue, content]);

  it.each([
    [
      'Farmers, Mira Holt warned, will lose a third of their land.',
      'Mira Holt',
      'Farmers | will lose a third of their land',
    ],
    ['The firms, the court ruled, have to pay.', 'the court', 'The firms | have to pay'],
    ['The law, as the union reads it, forbids strikes.', 'the union', 'The law | forbids strikes'],
    ['The plan, Berg said on Monday, ignores the islands.', 'Berg', 'The plan | ignores the islands'],
    [
      'Still, said the head of the bank, nobody lives on the islands.',
      'the head of the bank',
      'nobody lives on the islands',
    ],
    ['The dam, according to the engineers, was never inspected.', 'the engineers', 'The dam | was never inspected'],
    ['Nobody, she told reporters, had seen the 10,000 letters.', 'she', 'Nobody | had seen the 10,000 letters'],
  ])('is reported from its first word to its last: %s', async (text, source, content) => {
    expect(await said(text)).toEqual([[source, expect.any(String), content]]);
  });

  it('may report in turn, and is read as if the clause were not there', async () => {
    const text = 'The company stated, as the Herald has it, that it would not sell the plant.';
    const { all } = await read(text);
    expect(await said(text)).toEqual([
      ['The company', 'stated', 'that it would not sell the plant'],
      ['the Herald', 'has it', 'The company stated | that it would not sell the plant'],
    ]);
    expect(all.map(({ within }) => within)).toEqual([1, undefined]);
    expect(await said('They promised, the mayor said, to speed up the talks.')).toEqual([
      ['They', 'promised', 'to speed up the talks'],
      ['the mayor', 'said', 'They promised | to speed up the talks'],
    ]);
    expect(await said('The firm, the Herald reports, denied that its cables had been tapped.')).toEqual([
      ['the Herald', 'reports', 'The firm | denied that its cables had been tapped'],
      ['The firm', 'denied', 'that its cables had been tapped'],
    ]);
  });

  it('holds no claim of those of whom it only tells what they wish or do', async () => {
    expect(await said('The firm, she said, wants to sell the plant to its workers.')).toEqual([
      ['she', 'said', 'The firm | wants to sell the plant to its workers'],
    ]);
    expect(await said('The firm, she added, will defend its plan in court.')).toEqual([
      ['she', 'added', 'The firm | will defend its plan in court'],
    ]);
  });

  it('is nobody else’s, though the sentence before it reports', async () => {
    const all = await said('The council asked for rules that last. Ports and ships, it said, should share them.');
    expect(all.filter(([, , content]) => content!.includes('Ports'))).toEqual([
      ['it', 'said', 'Ports and ships | should share them'],
    ]);
  });

  it('keeps a remark before its clause out of what is said', async () => {
    expect(await said('Ida Lund argued, as she had before, that the port needs a second crane.')).toEqual([
      ['Ida Lund', 'argued', 'that the port needs a second crane'],
    ]);
  });

  it.each([
    'The dam is old, she said, and the council agreed.',
    'The bridge, called a scandal by many, opened in May.',
    'The minister, who said that he was ill, stayed at home.',
  ])('is not one whose clause ends or describes: %s', async (text) => {
    expect((await said(text)).filter(([, , content]) => content!.includes(' | '))).toEqual([]);
  });
});

describe('Exchanging the names of two blocs exchanges what is found and changes nothing else', () => {
  const PAIRS: [string, string][] = [
    ['the United States', 'China'],
    ['Washington', 'Beijing'],
    ['American', 'Chinese'],
    ['Mike Pompeo', 'Wang Yi'],
    ['Trump', 'Xi'],
    ['the State Department', 'the Foreign Ministry'],
  ];
  const table = new Map(
    PAIRS.flatMap(
      ([a, b]) =>
        [
          [a, b],
          [b, a],
        ] as [string, string][],
    ),
  );
  const swap = (text: string) =>
    text.replace(new RegExp(`\\b(?:${[...table.keys()].join('|')})\\b`, 'g'), (name) => table.get(name)!);

  it.each([
    'Officials in Washington said that Beijing steals data from American firms.',
    'Mike Pompeo accused China of spying, and Wang Yi rejected the charge.',
    '“The American plan is a threat,” Wang Yi told reporters in Beijing on Monday.',
    'According to Beijing, the United States listens to everyone.',
    'A report by the State Department warned that Chinese networks are unsafe.',
    'Trump wants to ban Chinese apps, aides said.',
    'American officials denied that Washington taps cables, while Beijing insisted it does.',
    'Many people think that China and the United States will not agree.',
    'Xi called on Washington to end its “unilateral acts of bullying against Chinese firms”.',
    'Chinese networks are safe, said Wang Yi, a diplomat from Beijing.',
    'In a speech, Mike Pompeo urged allies to join. He said: “We must act.”',
    'Trump is expected to answer soon, the State Department announced.',
  ])('%s', async (text) => {
    const [there, back] = [await read(text), await read(swap(text))];
    const exchanged = <T extends { source: string; cue: string; content: string }>(a: T) => ({
      ...a,
      source: swap(a.source),
      cue: swap(a.cue),
      content: swap(a.content),
    });
    expect(back.all).toEqual(there.all.map(exchanged));
    expect(back.own).toEqual(there.own.map(swap));
  });
});
