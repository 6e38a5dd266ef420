import { describe, expect, it } from 'vitest';
import { rules } from '../../ingest/attribute/index.ts';
import { read } from '../../ingest/read/index.ts';
import { resolve } from '../../ingest/resolve/index.ts';
import { segment } from '../../ingest/segment.ts';
import { split } from '../../ingest/split/index.ts';
import { loadRegistry } from '../../src/registry.ts';

const registry = loadRegistry('corpus');

/** What a file says, as `SPEAKER: words`; whose it is not known is nobody's. */
async function claimsOf(content: string, name: string): Promise<string[]> {
  const { text, blocks, metadata, quality } = await read(Buffer.from(content), { name, sources: registry.sources });
  const sentences = segment(text, blocks);
  const { attributions, own } = await rules.extract({ text, blocks, sentences, quality });
  const speakers = resolve({ text, blocks, sentences, attributions, metadata, registry, document: name });
  return split({ text, blocks, sentences, attributions, own, quality }).map(({ attribution, start, end }) => {
    const { speaker } = attribution === undefined ? speakers.voice : speakers.attributionSpeakers[attribution]!;
    return `${speaker.name}: ${text.slice(start, end)}`;
  });
}

type Turn = [label: string, ...paragraphs: string[]];

/** One conversation as the files in which it is found. */
const FORMATS: Record<string, { name: string; write: (title: string, turns: Turn[]) => string }> = {
  'text with blank lines': {
    name: 'talk.txt',
    write: (title, turns) =>
      `${title}\n\n${turns.map(([label, ...rest]) => `${label} ${rest.join('\n\n')}`).join('\n\n')}\n`,
  },
  'text without blank lines': {
    name: 'talk.txt',
    write: (title, turns) =>
      `${title}\n\n${turns.map(([label, ...rest]) => `${label} ${rest.join(' ')}`).join('\n')}\n`,
  },
  'Markdown with bold labels': {
    name: 'talk.md',
    write: (title, turns) =>
      `# ${title}\n\n${turns.map(([label, ...rest]) => `**${label}** ${rest.join('\n\n')}`).join('\n\n')}\n`,
  },
  'a web page with bold labels': {
    name: 'talk.html',
    write: (title, turns) =>
      page(
        title,
        turns
          .map(
            ([label, first, ...rest]) =>
              `<p><strong>${label} </strong>${first}</p>${rest.map((one) => `<p>${one}</p>`).join('')}`,
          )
          .join('\n'),
      ),
  },
  'a web page with line breaks': {
    name: 'talk.html',
    write: (title, turns) =>
      page(title, `<p>${turns.map(([label, ...rest]) => `${label} ${rest.join(' ')}`).join('<br>')}</p>`),
  },
  'a web page with a list of definitions': {
    name: 'talk.html',
    write: (title, turns) =>
      page(
        title,
        `<dl>${turns.map(([label, ...rest]) => `<dt>${label}</dt><dd>${rest.map((one) => `<p>${one}</p>`).join('')}</dd>`).join('')}</dl>`,
      ),
  },
};

const page = (title: string, body: string) =>
  `<!doctype html><html><head><title>${title}</title></head><body><nav><a href="/">Home</a></nav><main><h1>${title}</h1>${body}</main></body></html>`;

const TITLE = 'Foreign Ministry Spokesperson Lin Mara’s Regular Press Conference on March 3, 2021';
/** Who asks, follows up, asks without a question mark; and what is answered. */
const talk = (asks: [string, string, string], answers: string): Turn[] => [
  [asks[0], 'The minister of Norland said that your carriers steal data. What is your comment on this?'],
  [
    answers,
    'We noted the reports. The remarks of the minister are baseless.',
    'Norland should stop its smears. Is this not a double standard?',
  ],
  [asks[1], 'Can you tell us more about the measures? Thanks.'],
  [answers, 'I have nothing to add.'],
  [asks[2], 'I would like to ask about the dam in the valley. It was reported that it leaks.'],
  [answers, 'The dam is safe. Norland said last year that the dam was leaking.'],
];
const ANSWERS = [
  'Lin Mara: We noted the reports.',
  'Lin Mara: The remarks of the minister are baseless.',
  'Lin Mara: Norland should stop its smears.',
  'Lin Mara: I have nothing to add.',
  'Lin Mara: The dam is safe.',
  'Lin Mara: Norland said last year that the dam was leaking.',
  // What the answer reports of others is theirs.
  'Norland: the dam was leaking',
];

describe('In a press conference answers are claims and questions are not', () => {
  const STYLES: Record<string, Turn[]> = {
    'with Q and A': talk(['Q:', 'Q:', 'Q:'], 'A:'),
    'with numbers': talk(['Q1:', 'Q2:', 'Q3:'], 'A:'),
    'with "Question" and a name': talk(['Question:', 'Question:', 'Question:'], 'Lin Mara:'),
    'with capitals': talk(['QUESTION:', 'QUESTION:', 'QUESTION:'], 'MS. MARA:'),
    'with reporters and a follow-up': talk(['Reporter:', 'Follow-up:', 'Reporter (Valley Radio):'], 'Lin Mara:'),
    'with reporters of outlets': talk(
      ['Daily Kite reporter:', 'Question from Valley Radio:', 'Reporter from the Norland Times:'],
      'Lin Mara:',
    ),
    'with outlets': talk(['Daily Kite:', 'Follow-up:', 'Valley News Agency:'], 'Lin Mara:'),
    'with full-width colons': talk(['Daily Kite：', 'AFP：', 'Valley News Agency：'], 'Lin Mara：'),
    'in brackets': talk(['[Daily Kite]', '[Valley Radio]', '[Norland Times]'], '[Lin Mara]'),
    'with an office beside the name': talk(['Daily Kite:', 'AFP:', 'Valley Radio:'], 'Lin Mara, Spokesperson:'),
  };
  const cases = Object.keys(STYLES).flatMap((style) => Object.keys(FORMATS).map((format) => [style, format] as const));
  it.each(cases)('%s, in %s', async (style, format) => {
    const { name, write } = FORMATS[format]!;
    const claims = await claimsOf(write(TITLE, STYLES[style]!), name);
    expect(claims).toEqual(ANSWERS);
  });

  it('with the letter Q and a gap, and an office for a name', async () => {
    expect(
      await claimsOf(
        'Press Briefing by Press Secretary Jo Lund, March 3, 2021\n\nMS. LUND:  Hi, everyone. The President signed the water bill.\n\nQ    Thank you, Jo. Will the minister come?\n\nMS. LUND:  We have no meeting to announce.\n\nQ    So no change.\n\nMS. LUND:  There is no change in our policy.\n',
        'briefing.txt',
      ),
    ).toEqual([
      'Jo Lund: The President signed the water bill.',
      'Jo Lund: We have no meeting to announce.',
      'Jo Lund: There is no change in our policy.',
    ]);
  });

  it.each(['Markdown with bold labels', 'a web page with bold labels'])(
    'with names in bold and no colon, in %s',
    async (format) => {
      const { name, write } = FORMATS[format]!;
      const claims = await claimsOf(write(TITLE, talk(['Daily Kite', 'AFP', 'Valley News Agency'], 'Lin Mara')), name);
      expect(claims).toEqual(ANSWERS);
    },
  );

  it('is none where paragraphs begin with headings in bold', async () => {
    const { name, write } = FORMATS['Markdown with bold labels']!;
    const parts: Turn[] = [
      ['Safe Carriers', 'The carriers of Norland should be trusted.'],
      ['Safe Stores', 'Who would trust a store that steals data?'],
      ['Safe Cables', 'The cables should be laid by Norland.'],
    ];
    expect(
      (await claimsOf(write('A plan for Norland', parts), name)).filter((claim) => claim.startsWith('Safe')),
    ).toEqual([]);
  });

  it('with names on lines of their own', async () => {
    expect(
      await claimsOf(
        '# Interview with Ada Marsh on the valley\n\n**Daily Kite**\n\nIs the dam safe this year? Many people are worried.\n\n**Ada Marsh**\n\nThe dam is safe.\n\n**Daily Kite**\n\nAnd who pays for the new dam?\n\n**Ada Marsh**\n\nThe province pays for all of it.\n',
        'interview.md',
      ),
    ).toEqual(['Ada Marsh: The dam is safe.', 'Ada Marsh: The province pays for all of it.']);
  });

  it('with questions that have lines of their own and answers that have no label', async () => {
    expect(
      await claimsOf(
        'Interview with Ada Marsh: a year without floods\n\nIs the dam safe this year?\n\nThe dam is safe, as far as anybody knows. It was checked in May.\n\nAnd who pays for the new dam?\n\nThe province pays for all of it, and nobody else will have to.\n',
        'interview.txt',
      ),
    ).toEqual([
      'Ada Marsh: The dam is safe, as far as anybody knows.',
      'Ada Marsh: It was checked in May.',
      'Ada Marsh: The province pays for all of it, and nobody else will have to.',
    ]);
  });

  it('with one exchange alone', async () => {
    for (const label of ['A', 'Lin Mara'])
      expect(
        await claimsOf(
          page(
            'Foreign Ministry Spokesperson Lin Mara’s Remarks on the Ban of Carriers',
            `<p>Q: Norland has banned three carriers. What is your comment?</p><p>${label}: We firmly oppose the ban. It breaks the rules of trade.</p><p>The carriers have done nothing wrong.</p>`,
          ),
          'one.html',
        ),
      ).toEqual([
        'Lin Mara: We firmly oppose the ban.',
        'Lin Mara: It breaks the rules of trade.',
        'Lin Mara: The carriers have done nothing wrong.',
      ]);
  });

  it('under dates and topics, each with those who answer there', async () => {
    expect(
      await claimsOf(
        'Regular Press Conferences of the Ministry\n\nMarch 3, 2021\n\nOn the carriers\n\nDaily Kite: Norland has banned three carriers. What is your comment?\n\nLin Mara: We firmly oppose the ban.\n\nOn the dam\n\nValley Radio: It is said that the dam leaks. Can you confirm this?\n\nLin Mara: The dam does not leak.\n\nMarch 4, 2021\n\nDaily Kite: The embassy has been closed. Any comment?\n\nZoe Tan: We regret that the embassy has been closed.\n',
        'days.txt',
      ),
    ).toEqual([
      'Lin Mara: We firmly oppose the ban.',
      'Lin Mara: The dam does not leak.',
      'Zoe Tan: We regret that the embassy has been closed.',
    ]);
  });

  it('with long statements before, two who answer, and one who presides', async () => {
    const claims = await claimsOf(
      'Secretary Ada Marsh and Foreign Minister Karl Orda at a Joint Press Availability\n\nSECRETARY MARSH: Good morning. Trust is the basis of networks.\n\nWe talked about the rules for data.\n\nWe agreed that the cables must be safe.\n\nWe will build new cables together.\n\nFOREIGN MINISTER ORDA: Thank you, Madam Secretary. Norland has decided to use only trusted suppliers.\n\nNorland will sign the declaration in the summer.\n\nMODERATOR: The first question goes to Ida Holm from the Daily Kite.\n\nQUESTION: Minister, did you feel pressed to sign this?\n\nFOREIGN MINISTER ORDA: (Laughter.) Nobody has pressed us.\n\nQUESTION: What about the carriers that are already here?\n\nSECRETARY MARSH: I would say that they should leave the market.\n\n(The press availability was concluded at 3:01 p.m.)\n\n# # #\n',
      'joint.txt',
    );
    expect(claims).toEqual([
      'Ada Marsh: Trust is the basis of networks.',
      'Ada Marsh: We talked about the rules for data.',
      'Ada Marsh: We agreed that the cables must be safe.',
      'Ada Marsh: We will build new cables together.',
      'Karl Orda: Norland has decided to use only trusted suppliers.',
      'Karl Orda: Norland will sign the declaration in the summer.',
      'Karl Orda: Nobody has pressed us.',
      'Ada Marsh: I would say that they should leave the market.',
    ]);
  });

  it('while in a debate everybody speaks for himself', async () => {
    expect(
      await claimsOf(
        'Panel on the future of networks\n\nMODERATOR: Welcome to our panel. How do you see the matter?\n\nADA MARSH (Ministry of Water): Networks are like rivers.\n\nKARL ORDA (Norland Telecom): I do not agree with the minister. Networks have competition and rivers do not.\n\nMODERATOR: Mr Holm, do you agree?\n\nPER HOLM: Competition matters more than anything else.\n',
        'panel.txt',
      ),
    ).toEqual([
      'Ada Marsh: Networks are like rivers.',
      'Karl Orda: I do not agree with the minister.',
      'Karl Orda: Networks have competition and rivers do not.',
      'Per Holm: Competition matters more than anything else.',
    ]);
  });

  it('with questions in bold that nobody’s name stands before, and with the remarks of who asks', async () => {
    const turns = [
      '**The Kite:** The dam leaks, people say. Does it?',
      '**Marsh:** It does not leak. We have measured it every week for three years, and so have others.',
      '**The Kite:** The council found much the same.',
      '**Marsh:** The council measured it in the spring. I agree with all of it.',
      '**And yet the valley wants another dam.**',
      'That is a matter of money. The valley has none.',
    ];
    expect(await claimsOf(`# The dam\n\n${turns.join('\n\n')}\n`, 'talk.md')).toEqual([
      'Marsh: It does not leak.',
      'Marsh: We have measured it every week for three years, and so have others.',
      'Marsh: The council measured it in the spring.',
      'Marsh: I agree with all of it.',
      'Marsh: That is a matter of money.',
      'Marsh: The valley has none.',
    ]);
  });

  it('while questions that a text answers itself are no conversation', async () => {
    const parts = [
      '# Questions and answers on the dam',
      '## Does the plan name a builder?',
      'The plan does not name any builder or any country.',
      '## Who has to pay for it?',
      'The provinces have to pay for it by the end of May.',
    ];
    const file = `---\npublisher: European Commission\n---\n${parts.join('\n\n')}\n`;
    expect(await claimsOf(file, 'faq.md')).toEqual([
      'European Commission: The plan does not name any builder or any country.',
      'European Commission: The provinces have to pay for it by the end of May.',
    ]);
  });

  it('while notes, glossaries and headlines with colons are nobody’s turns', async () => {
    for (const text of [
      'What we know of the floods\n\nNote: The figures are from the first week of March.\n\nThe river rose by two metres in one night.\n\nSource: The ministry published the figures on Monday.\n\nNote: The council has not yet met to discuss the flood.\n',
      'Lines of effort\n\nClean Air: The filters of all plants must be renewed by May.\n\nClean Water: The river must be dredged before the summer.\n\nClean Soil: The old dump must be closed at once.\n',
    ]) {
      const claims = await claimsOf(text, 'notes.txt');
      expect(claims.length).toBeGreaterThan(2);
      for (const claim of claims) expect(claim).toMatch(/^unknown author: /);
    }
  });
});

describe('A speech is its speaker’s', () => {
  it.each([
    'Remarks by Minister Ada Marsh at the Water Forum',
    'Minister Ada Marsh’s Opening Remarks at the Water Forum',
    'Transcript: Keynote Speech by Ada Marsh at the Water Forum',
  ])('that its title names: %s', async (title) => {
    const body = [
      'Ladies and gentlemen,',
      'I am glad to be here today.',
      'We call on all provinces to join the water compact.',
    ];
    for (const [name, content] of [
      ['speech.txt', `${title}\n\n${body.join('\n\n')}\n`],
      ['speech.md', `# ${title}\n\n${body.join('\n\n')}\n`],
      ['speech.html', page(title, body.map((one) => `<p>${one}</p>`).join(''))],
    ] as const) {
      const claims = await claimsOf(content, name);
      expect(claims).toContain('Ada Marsh: We call on all provinces to join the water compact.');
      expect(claims.filter((claim) => !claim.startsWith('Ada Marsh: '))).toEqual([]);
    }
  });

  it.each([
    'Press Statement\nAda Marsh, Minister of Water of Norland\nOctober 14, 2020',
    'A Compact for the Valley\n\nPRESS STATEMENT\n\nADA MARSH, MINISTER OF WATER\n\nOctober 14, 2020',
    'A Compact for the Valley\n\nAda Marsh, Minister of Water\nRivertown, 14 October 2020',
  ])('who stands with his office above it: %s', async (head) => {
    const claims = await claimsOf(
      `${head}\n\nThe river belongs to our valley. We call on all provinces to join the water compact.\n`,
      'statement.txt',
    );
    expect(claims).toContain('Ada Marsh: We call on all provinces to join the water compact.');
    expect(claims.filter((claim) => !claim.startsWith('Ada Marsh: '))).toEqual([]);
  });

  it('and he belongs to the body of his office', async () => {
    const text =
      'Remarks\n\nAda Marsh, Vice-President of the European Commission\nRivertown, 14 October 2020\n\nWe keep our word. I mean it.\n';
    const { blocks, metadata } = await read(Buffer.from(text), { name: 'a.txt', sources: registry.sources });
    const { voice } = resolve({ text, blocks, sentences: [], attributions: [], metadata, registry, document: 'a' });
    expect(voice.speaker).toMatchObject({ name: 'Ada Marsh', affiliation: 'European Commission', bloc: 'europe' });
  });

  it('unless the document only reports it', async () => {
    const claims = await claimsOf(
      'Ada Marsh’s Remarks on the Dam Anger the Valley\n\nThe minister spoke in the capital on Monday. “We keep our word, and I mean it,” she said.\n\nThe valley has heard such promises before.\n',
      'report.txt',
    );
    expect(claims).toContain('unknown author: The valley has heard such promises before.');
  });
});

describe('A label in capitals', () => {
  it('names somebody in the usual way', async () => {
    const turns = [
      'QUESTION: Is the dam safe?',
      'MR LUND: The dam is safe, and we keep our word.',
      'QUESTION: For whom?',
      'MR LUND: It is safe for all who live here.',
    ];
    expect(await claimsOf(`Press Briefing\n\n${turns.join('\n\n')}\n`, 'briefing.txt')).toEqual([
      'Lund: The dam is safe, and we keep our word.',
      'Lund: It is safe for all who live here.',
    ]);
  });
});

describe('A statement is its speaker’s', () => {
  const INTRODUCED = 'The spokesman of the Harbour Office made the following remarks in response to a question:';
  const SAID = [
    'We have seen the letter.',
    'The port is a matter for those who live there.',
    'We would like to make two points:',
  ];

  it('below the words that introduce it, up to the end', async () => {
    const text = ['Remarks on the Letter', INTRODUCED, ...SAID, 'First, the port is open to all ships.'].join('\n\n');
    expect(await claimsOf(`${text}\n`, 'statement.txt')).toEqual([
      'The spokesman of the Harbour Office: We have seen the letter.',
      'The spokesman of the Harbour Office: The port is a matter for those who live there.',
      'The spokesman of the Harbour Office: First, the port is open to all ships.',
    ]);
  });

  it('unless it speaks of nobody’s own, as a report goes on', async () => {
    const text = `The Letter\n\n${INTRODUCED}\n\nThe port is a matter for those who live there.\n`;
    expect(await claimsOf(text, 'report.txt')).toEqual([
      'unknown author: The port is a matter for those who live there.',
    ]);
  });
});

describe('A resolution is of the body above it', () => {
  it('in its own words, recitals included', async () => {
    const text = [
      'Resolution on the river',
      'The Valley Assembly,',
      '– having regard to the charter of the valley,',
      'A. whereas the river has been dry since the spring;',
      '1. Believes that the dam must be opened by May;',
      '2. Calls on the provinces to share what they have;',
      '3. Instructs its President to forward this resolution.',
    ].join('\n\n');
    expect(await claimsOf(`${text}\n`, 'resolution.txt')).toEqual([
      'Valley Assembly: whereas the river has been dry since the spring',
      'Valley Assembly: Believes that the dam must be opened by May',
      'Valley Assembly: Calls on the provinces to share what they have',
      'Valley Assembly: Instructs its President to forward this resolution',
    ]);
  });
});

describe('A pull quote belongs to the name beneath', () => {
  const WORDS = 'The valley will be dry by the end of May.';
  it.each([
    [
      'in capitals',
      'p.txt',
      `The plan\n\n“${WORDS}”\n\nADA P. MARSH, MINISTER OF WATER\n\nThe fields are wet at present.\n`,
    ],
    [
      'after a dash',
      'p.txt',
      `The plan\n\n“${WORDS}”\n— Ada Marsh, minister of water\n\nThe fields are wet at present.\n`,
    ],
    [
      'after a dash in the same line',
      'p.txt',
      `The plan\n\n“${WORDS}” — Ada Marsh, minister of water\n\nThe fields are wet at present.\n`,
    ],
    ['in Markdown', 'p.md', `# The plan\n\n> ${WORDS}\n>\n> — Ada Marsh\n\nThe fields are wet at present.\n`],
    [
      'on a line of its own in Markdown',
      'p.md',
      `# The plan\n\n> ${WORDS}  \n> — Ada Marsh\n\nThe fields are wet at present.\n`,
    ],
    [
      'in the footer of a quotation',
      'p.html',
      page(
        'The plan',
        `<blockquote><p>${WORDS}</p><footer>Ada Marsh, Minister of Water</footer></blockquote><p>The fields are wet at present.</p>`,
      ),
    ],
    [
      'in the citation of a quotation',
      'p.html',
      page(
        'The plan',
        `<blockquote><p>“${WORDS}”</p><p><cite>Ada Marsh</cite></p></blockquote><p>The fields are wet at present.</p>`,
      ),
    ],
    [
      'in the caption of a figure',
      'p.html',
      page(
        'The plan',
        `<figure><blockquote><p>${WORDS}</p></blockquote><figcaption>— Ada Marsh</figcaption></figure><p>The fields are wet at present.</p>`,
      ),
    ],
  ])('%s', async (_, name, content) => {
    const claims = await claimsOf(content, name);
    expect(claims).toHaveLength(2);
    expect(claims[0]).toMatch(/^(?:Ada|ADA P\.) (?:Marsh|MARSH): The valley will be dry by the end of May\.$/);
    expect(claims[1]).toBe('unknown author: The fields are wet at present.');
  });

  it('each to its own', async () => {
    expect(
      await claimsOf(
        '# Voices\n\n> The valley will be dry by May.\n\n— Ada Marsh\n\n> Rivers know no borders in this valley.\n\n— Karl Orda\n',
        'p.md',
      ),
    ).toEqual(['Ada Marsh: The valley will be dry by May.', 'Karl Orda: Rivers know no borders in this valley.']);
  });
});

describe('A list belongs to the one named above it', () => {
  const ITEMS = ['The ferry must be cheaper for everyone.', 'A second ferry must come by the summer.'];
  const FILES: Record<string, (intro: string) => [name: string, content: string]> = {
    text: (intro) => [
      'list.txt',
      `The ferry\n\n${intro}\n\n${ITEMS.map((item) => `- ${item}`).join('\n')}\n\nThe ferry is old and slow.\n`,
    ],
    Markdown: (intro) => [
      'list.md',
      `# The ferry\n\n${intro}\n\n${ITEMS.map((item, i) => `${i + 1}. ${item}`).join('\n')}\n\nThe ferry is old and slow.\n`,
    ],
    HTML: (intro) => [
      'list.html',
      page(
        'The ferry',
        `<p>${intro}</p><ul>${ITEMS.map((item) => `<li>${item}</li>`).join('')}</ul><p>The ferry is old and slow.</p>`,
      ),
    ],
  };
  const cases = [
    'Ada Marsh said:',
    'Ada Marsh demanded:',
    'Ada Marsh made two demands:',
    'Ada Marsh’s statement outlines the following two points:',
    'According to Ada Marsh:',
    'Ada Marsh proposed the following:',
  ].flatMap((intro) => Object.keys(FILES).map((format) => [intro, format] as const));
  it.each(cases)('%s (%s)', async (intro, format) => {
    const [name, content] = FILES[format]!(intro);
    expect(await claimsOf(content, name)).toEqual([
      ...ITEMS.map((item) => `Ada Marsh: ${item}`),
      'unknown author: The ferry is old and slow.',
    ]);
  });

  it('whose quotation it is, reopened or not, closed or not', async () => {
    for (const [open, close] of [
      ['', '”'],
      ['“', '”'],
      ['“', ''],
      ['', ''],
    ])
      expect(
        await claimsOf(
          `# The ferry\n\nMarsh continued, “[i]n view of the queues, the town would like to see a plan:\n\n${ITEMS.map((item, i) => `- ${i ? open : ''}${item}`).join('\n')}${close}\n\nThe ferry is old and slow.\n`,
          'list.md',
        ),
      ).toEqual([
        'Marsh: [i]n view of the queues, the town would like to see a plan:',
        ...ITEMS.map((item) => `Marsh: ${item}`),
        'unknown author: The ferry is old and slow.',
      ]);
  });
});

it('Paragraphs that reopen a quotation are the speaker’s, and so is the next that is one whole quotation', async () => {
  expect(
    await claimsOf(
      'The ferry\n\nThe commentary said: “The plan takes the ferry from us.\n\n“The villages below have no voice in it.”\n\n“The plan has no money for it either.”\n\nThe ferry is old and slow.\n',
      'commentary.txt',
    ),
  ).toEqual([
    expect.stringContaining('The plan takes the ferry from us.'),
    expect.stringContaining('The villages below have no voice in it.'),
    expect.stringContaining('The plan has no money for it either.'),
    'unknown author: The ferry is old and slow.',
  ]);
});
