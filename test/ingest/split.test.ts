import { describe, expect, it } from 'vitest';
import { type Piece, split } from '../../ingest/split/index.ts';
import type { Attribution, OwnStatement } from '../../src/claim.ts';

/** Sentences of one block, cut at "| " marks that are taken out. */
function document(marked: string) {
  const parts = marked.split('|');
  const text = parts.join('');
  let start = 0;
  const sentences = parts.map((part) => {
    const sentence = { start, end: start + part.trimEnd().length, block: 0 };
    start += part.length;
    return sentence;
  });
  return { text, sentences, blocks: [{ kind: 'paragraph' as const, start: 0, end: text.length }] };
}

function cut(
  marked: string,
  contents: (string | string[])[],
  extra: Partial<Attribution>[] = [],
  own: string[] = [],
): string[] {
  const { text, ...rest } = document(marked);
  const spanOf = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
  const attributions: Attribution[] = contents.map((content, i) => ({
    source: [],
    cue: [],
    content: [content].flat().map(spanOf),
    manner: 'direct',
    confidence: 0.9,
    ...extra[i],
  }));
  const statements: OwnStatement[] = own.map((words) => ({ content: spanOf(words), confidence: 0.8 }));
  const pieces: Piece[] = split({ text, ...rest, attributions, own: statements, quality: 'intact' });
  return pieces.map(({ start, end }) => text.slice(start, end));
}

describe('Splitting into claims', () => {
  it('makes one claim of each sentence of a quotation, without the enclosing marks', () => {
    expect(
      cut('She said: “The cables are safe now. |Nobody has ever cut them.”', [
        '“The cables are safe now. Nobody has ever cut them.”',
      ]),
    ).toEqual(['The cables are safe now.', 'Nobody has ever cut them.']);
  });

  it('leaves what the document says itself to it, where it speaks of us or of what others choose to do', () => {
    const said = 'We call on all states to join. |Many are choosing to leave. |We think that it is safe.';
    const own = ['We call on all states to join.', 'Many are choosing to leave.'];
    const contents = ['all states to join', 'to leave', 'that it is safe'];
    const extra = ['We', 'Many', 'We'].map((words) => {
      const start = said.replaceAll('|', '').indexOf(words);
      return { manner: 'indirect' as const, source: [{ start, end: start + words.length }] };
    });
    expect(cut(said, contents, extra, own)).toEqual([...own, 'that it is safe']);
  });

  it.each([
    ['She was [asked later] {whether the port was safe}.', undefined],
    ['[The use of nets] would not be [allowed] {if a province joined}.', undefined],
    ['[Lund] [said] {if elected she would mend the dam}.', 'if elected she would mend the dam'],
    ['[A clerk] [asked] {not to be named in the report}.', undefined],
    ['[Lund] [wondered] {why nobody had mended the dam}.', undefined],
    ['[Lund] [asked] {the council to mend the dam}.', 'Lund asked the council to mend the dam'],
    ['What [Lund] [calls] {safety is nothing but neglect}.', undefined],
    [
      'What [Lund] [called] {“a danger to every village” was a puddle}.',
      'Lund called “a danger to every village” was a puddle',
    ],
    ['[The firm] [declined] {to comment on the report of the council}.', undefined],
    ['[The firm] [refused] {to pay for any of the new dams}.', 'The firm refused to pay for any of the new dams'],
    ['[The Herald] [asked] the firm {whether the dam was safe}.', undefined],
    ['{When the council unveiled the plan,} [diplomats] [shrugged].', undefined],
    ['{When the taxes rise, the prices rise,} [diplomats] [warned].', 'When the taxes rise, the prices rise,'],
    ['{The dam is as safe as} [Lund] [says].', undefined],
    ['{The damage is worse than} [the council] [admits].', undefined],
    ['{The dam is safe}, as [Lund] [says].', 'The dam is safe'],
  ])('makes no claim of what is asked, named or compared: %s', (marked, claim) => {
    const places = { source: '[', cue: '[', content: '{' };
    const spans: Record<string, { start: number; end: number }[]> = { '[': [], '{': [] };
    let text = '';
    let open = { mark: '', start: 0 };
    for (const char of marked) {
      if (char in spans) open = { mark: char, start: text.length };
      else if (/[\]}]/.test(char)) spans[open.mark]!.push({ start: open.start, end: text.length });
      else text += char;
    }
    const named = spans[places.source]!;
    const extra = { manner: 'indirect' as const, source: named.slice(0, -1), cue: named.slice(-1) };
    const content = spans[places.content]!.map(({ start, end }) => text.slice(start, end));
    expect(cut(text, [content], [extra])).toEqual(claim === undefined ? [] : [claim]);
  });

  it('keeps quotation marks that belong to the words', () => {
    expect(
      cut('He said the so-called “clean” cables are “dirty”.', ['the so-called “clean” cables are “dirty”']),
    ).toEqual(['the so-called “clean” cables are “dirty”']);
  });

  it('keeps an apostrophe at the end of a word that it belongs to', () => {
    expect(cut('He said the cables are the users’ own.', ['the cables are the users’ own'])).toEqual([
      'the cables are the users’ own',
    ]);
  });

  it('takes away a mark whose partner stands outside the words, though others stand inside', () => {
    expect(
      cut('“Firms must set up “doors” in all their programs. |All of this is wrong.”', [
        '“Firms must set up “doors” in all their programs. All of this is wrong.”',
      ]),
    ).toEqual(['Firms must set up “doors” in all their programs.', 'All of this is wrong.']);
  });

  it('leaves out what is too unsure to be a claim, but for damaged text, where nothing is surer', () => {
    const { text, ...rest } = document('hopes cables stay safe always');
    const attribution = {
      source: [],
      cue: [],
      content: [{ start: 0, end: text.length }],
      manner: 'indirect' as const,
      confidence: 0.3,
    };
    const count = (quality: 'intact' | 'damaged') =>
      split({ text, ...rest, attributions: [attribution], own: [], quality }).length;
    expect(count('intact')).toBe(0);
    expect(count('damaged')).toBe(1);
  });

  it('leaves out list marks', () => {
    expect(cut('• Oppose all use of hidden backdoors.', ['• Oppose all use of hidden backdoors.'])).toEqual([
      'Oppose all use of hidden backdoors.',
    ]);
    expect(cut('2. Oppose all use of hidden backdoors.', ['2. Oppose all use of hidden backdoors.'])).toEqual([
      'Oppose all use of hidden backdoors.',
    ]);
  });

  it('makes claims of both halves of an interrupted quotation, but not of a scrap of two words', () => {
    const text = '“The cables are quite safe,” she said, “and they always were safe.”';
    expect(cut(text, [['“The cables are quite safe,”', '“and they always were safe.”']])).toEqual([
      'The cables are quite safe,',
      'and they always were safe.',
    ]);
    expect(
      cut('“Of course,” she said, “the cables are quite safe.”', [['“Of course,”', '“the cables are quite safe.”']]),
    ).toEqual(['the cables are quite safe.']);
  });

  it('joins the halves of a paraphrase that the reporting words interrupt', () => {
    const text = 'The rules, he argued, bind nobody at all. |They are new.';
    expect(cut(text, [['The rules,', 'bind nobody at all.']], [{ manner: 'indirect' }])).toEqual([
      'The rules, he argued, bind nobody at all.',
    ]);
  });

  it('cuts what somebody denies like what he claims', () => {
    expect(cut('He denied that the cables were ever cut.', ['the cables were ever cut'], [{ denied: true }])).toEqual([
      'the cables were ever cut',
    ]);
  });

  it('leaves a sentence that only reports another to the one who is reported', () => {
    const text = 'The paper wrote that the minister said the cables are safe from all harm.';
    expect(
      cut(
        text,
        ['the minister said the cables are safe from all harm', 'the cables are safe from all harm'],
        [{}, { within: 0 }],
      ),
    ).toEqual(['the cables are safe from all harm']);
  });

  describe('reads a paraphrase by itself', () => {
    /** `[source] {cue} <content>` marked in a sentence. */
    const claims = (marked: string, { own = false, ...extra }: Partial<Attribution> & { own?: boolean } = {}) => {
      const text = marked.replace(/[[\]{}<>]/g, '');
      const place = (open: string, close: string) => {
        const words = marked.slice(marked.indexOf(open) + 1, marked.indexOf(close)).replace(/[[\]{}<>]/g, '');
        const start = text.indexOf(words);
        return { start, end: start + words.length };
      };
      const attribution = { source: [place('[', ']')], cue: [place('{', '}')] };
      return cut(
        text,
        [text.slice(place('<', '>').start, place('<', '>').end)],
        [{ manner: 'indirect', ...attribution, ...extra }],
        own ? [text] : [],
      );
    };

    it.each([
      [
        '[Ana Lind] {described} <the plan as a gift to the banks>.',
        'Ana Lind described the plan as a gift to the banks',
      ],
      [
        'Later [she] also {called} <the delay a scandal for the region>.',
        'she also called the delay a scandal for the region',
      ],
      [
        '[The paper], it wrote, {called} <the law a trap for small firms>.',
        'The paper, it wrote, called the law a trap for small firms',
      ],
      [
        'The ministry, [which] {had accused} <the firm of inventing its numbers>, was silent.',
        'had accused the firm of inventing its numbers',
      ],
      ['[The mayor] {called} <the charge groundless>.', 'The mayor called the charge groundless'],
      ['[The board] {welcomed} <the plan> and went home.', 'The board welcomed the plan'],
      ['[The port] {aims} <to double its trade by next year>.', 'The port aims to double its trade by next year'],
      ['[They] {said} <the same of the old port>.', 'They said the same of the old port'],
      ['[The board] {warned of} <ports that are full in winter>.', 'The board warned of ports that are full in winter'],
    ])('with the words that report it, where it is no clause: %s', (marked, claim) => {
      expect(claims(marked)).toEqual([claim]);
    });

    it.each([
      ['[Ana Lind] {said} <that the port is full again>.', 'that the port is full again'],
      ['[Ana Lind] {said} <the port will soon be full>.', 'the port will soon be full'],
      ['[Ana Lind] {said} <it strongly opposed the port>.', 'it strongly opposed the port'],
      ['{According to} [Ana Lind], <the old port is full>.', 'the old port is full'],
    ])('as it stands, where it is a clause: %s', (marked, claim) => {
      expect(claims(marked)).toEqual([claim]);
    });

    it.each([
      '[Ana Lind] {mentioned} <the flood of that summer>.',
      '[The court] {ruled on} <16 July 2020 in a case of its own>.',
      '[The report] {cites} <a study by the university>.',
      '[The mayor] {portrayed} <the bridge>, without naming it, as a gift.',
      '[The port] {stands accused of} <bribing clerks>.',
      '[The mayor] {praised} <it>.',
    ])('and not at all, where it says nothing: %s', (marked) => {
      expect(claims(marked)).toEqual([]);
    });

    it('but as the document’s own where nobody in particular could say it', () => {
      const marked = '[One] {could argue} <that the old plan is dead>.';
      expect(claims(marked, { own: true })).toEqual(['One could argue that the old plan is dead.']);
      expect(claims('The port {seems} <to be full again>.', { own: true, source: [] })).toEqual([
        'The port seems to be full again.',
      ]);
      expect(claims('[Some] {argue} <that the old plan is dead>.', { own: true })).toContain(
        'that the old plan is dead',
      );
    });

    it('but not what is denied, which is given as it was claimed', () => {
      const text = 'The council rejected the idea of a new toll.';
      const [first] = split({
        ...document(text),
        attributions: [
          {
            source: [{ start: 0, end: 11 }],
            cue: [{ start: 12, end: 20 }],
            content: [{ start: 21, end: 43 }],
            manner: 'indirect',
            confidence: 0.9,
          },
        ],
        own: [],
        quality: 'intact',
        polarities: ['denied'],
      });
      expect(text.slice(first!.start, first!.end)).toBe('the idea of a new toll');
    });

    it('but not where nobody said it and it asks', () => {
      const text = 'The council left open whether it will mend the dam.';
      const spans = {
        source: [{ start: 0, end: 11 }],
        cue: [{ start: 12, end: 21 }],
        content: [{ start: 22, end: 50 }],
      };
      const pieces = (polarity: 'unsaid' | 'asserted') =>
        split({
          ...document(text),
          attributions: [{ ...spans, manner: 'indirect', confidence: 0.9 }],
          own: [],
          quality: 'intact',
          polarities: [polarity],
        });
      expect(pieces('unsaid')).toEqual([]);
      expect(pieces('asserted')).toHaveLength(1);
    });

    it('once: whose it is decides whether it states something or only acts', () => {
      const stated = '[The mayor] {called} <the bridge a waste of money>.';
      expect(claims(stated, { own: true })).toEqual(['The mayor called the bridge a waste of money']);
      const acts = '[The mayor] {took aim at} <the builders of the bridge>.';
      expect(claims(acts, { own: true })).toEqual(['The mayor took aim at the builders of the bridge.']);
    });
  });

  it('puts own statements and attributed ones in the order of the text', () => {
    expect(
      cut(
        'The plan lacks any detail. |He said the cables are safe.',
        ['the cables are safe'],
        [],
        ['The plan lacks any detail.'],
      ),
    ).toEqual(['The plan lacks any detail.', 'the cables are safe']);
  });

  it('keeps the surer of two claims at one place', () => {
    const { text, ...rest } = document('The cables are safe.');
    const content = { start: 0, end: text.length };
    const attribution = { source: [], cue: [], content: [content], manner: 'direct' as const };
    const pieces = split({
      text,
      ...rest,
      attributions: [
        { ...attribution, confidence: 0.4 },
        { ...attribution, confidence: 0.8 },
      ],
      own: [],
      quality: 'intact',
    });
    expect(pieces).toHaveLength(1);
    expect(pieces[0]).toMatchObject({ attribution: 1, confidence: 0.8 });
  });
});
