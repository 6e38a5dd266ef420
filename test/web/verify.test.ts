import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { type Difference, type Match, VerifyResponse } from '../../src/contract.ts';
import { verifyPage } from '../../web/index.ts';
import { QUOTED, VERSION } from './examples.ts';

const MATCH: Match = {
  document: 'plan.txt',
  version: VERSION,
  title: 'A plan in five parts',
  date: '2020-08-06',
  digestOf: null,
  quality: 'intact',
  start: 42,
  end: 101,
  page: null,
  text: 'a patient and careful way of guarding our citizens’ privacy',
  before: 'The Programme is ',
  after: ' and data.',
  verdict: 'verbatim',
  reporter: 'The Gazette',
  speaker: QUOTED.speaker,
  manner: 'direct',
  polarity: 'asserted',
  claim: QUOTED.id,
  differences: [],
};

/** A difference between the match's words and a quotation, found in both by its words. */
function difference(kind: Difference['kind'], quotation: string, expected: string, found: string): Difference {
  const place = (text: string, words: string, from: number) => {
    const start = from + text.indexOf(words);
    return { start, end: start + words.length };
  };
  return {
    kind,
    serious: kind === 'negation',
    expected,
    found,
    expectedAt: place(MATCH.text, expected, MATCH.start),
    foundAt: place(quotation, found, 0),
  };
}

const exampleVerdict: VerifyResponse = {
  quotation: MATCH.text,
  verdict: 'verbatim',
  attribution: null,
  speaker: QUOTED.speaker,
  summary: 'This stands word for word in one document.',
  earliest: null,
  matches: [MATCH],
  wordings: [],
  paraphrases: [],
  quotations: [],
};

function openVerdict(response: Partial<VerifyResponse>, speaker?: string) {
  const whole: VerifyResponse = { ...exampleVerdict, ...response };
  const request = { quotation: whole.quotation, ...(speaker && { speaker }) };
  return load(verifyPage({ request, response: whole, speakers: ['Mike Pompeo'] }));
}

describe('The verdict', () => {
  it.each([
    ['verbatim', 'Verbatim', '='],
    ['trimmed', 'Trimmed', '…'],
    ['altered', 'Altered', '≠'],
    ['paraphrase', 'Paraphrase', '≈'],
    ['not-found', 'Not found', '?'],
  ] as const)('%s is said in words and by a sign', (verdict, name, sign) => {
    const $ = openVerdict({ verdict });
    expect($('#verdict').text()).toBe(sign + name);
    expect($('.verdict-sign').attr('aria-hidden')).toBe('true');
  });

  it('says in how much a quotation was not found, and leads to claims like it', () => {
    const $ = openVerdict({ verdict: 'not-found', quotation: 'marmalade for all', matches: [] });
    expect($('.verdict .hint').text()).toContain('documents searched');
    expect($('.verdict .hint a').attr('href')).toBe('/search?query=marmalade+for+all');
    expect(openVerdict({ verdict: 'verbatim' })('.verdict .hint')).toHaveLength(0);
  });

  it('marks the words that differ in both texts, says of what kind they are, and which are serious', () => {
    const quotation = 'a patient and careful way of never guarding our citizens’ data privacy';
    const $ = openVerdict({
      verdict: 'altered',
      quotation,
      matches: [
        {
          ...MATCH,
          text: 'a patient and careful way of guarding our citizens’ privacy',
          differences: [
            difference('negation', quotation, '', 'never'),
            difference('replaced', quotation, 'citizens’', 'citizens’ data'),
          ],
        },
      ],
    });
    const marks = (selector: string) =>
      $(selector)
        .toArray()
        .map((mark) => $(mark).text());
    expect(marks('.place ins')).toEqual([' [differs: citizens’] ']);
    expect(marks('.place del')).toEqual([' [serious difference: never] ', ' [differs: citizens’ data] ']);
    expect($('.place del.serious')).toHaveLength(1);
    expect(marks('.differences li')).toEqual([
      'Serious: negation: the quotation has “never”, which the document does not',
      'other words: the document has “citizens’”, the quotation “citizens’ data”',
    ]);
  });

  it('says what was left out, and what an ellipsis hides', () => {
    const quotation = 'a patient and careful way of … privacy';
    const dropped = difference('dropped', quotation, 'our citizens’', '');
    const hidden = difference('hidden', quotation, 'guarding our citizens’', '');
    const $ = openVerdict({
      verdict: 'altered',
      quotation,
      matches: [
        { ...MATCH, differences: [dropped] },
        { ...MATCH, start: 43, differences: [hidden] },
      ],
    });
    const lists = $('.differences').toArray();
    expect($(lists[0]).text()).toBe('left out: the document has “our citizens’”, the quotation leaves it out');
    expect($(lists[1]).text()).toBe('hidden by the ellipsis: “guarding our citizens’”');
    expect($('.place ins').first().text()).toContain('our citizens');
  });

  it('shows the passage in its context, and cites the version by its hash', () => {
    const $ = openVerdict({});
    expect($('.wordings dd').first().text()).toBe(
      'The Programme is a patient and careful way of guarding our citizens’ privacy and data.',
    );
    expect($('.version').text()).toBe(`Version ${VERSION}, characters 42–101`);
  });

  it('says whether the speaker is the one that was named', () => {
    const of = (attribution: VerifyResponse['attribution']) =>
      openVerdict({ attribution }, 'Wang Yi')('.attribution').text();
    expect(of('confirmed')).toBe('Speaker: confirmed, the words are attributed to Wang Yi.');
    expect(of('different-speaker')).toBe(
      `Speaker: different, the words are not attributed to Wang Yi but to ${QUOTED.speaker.name}.`,
    );
    expect(of('unattributed')).toContain('not known');
    expect(of('reported-by')).toContain('reported');
    expect(of(null)).toBe('');
  });

  it('leads to the place in the version that was read, and to the claim', () => {
    const links = openVerdict({})('.ways a');
    const [place, claim] = links.toArray().map((link) => link.attribs['href']);
    expect(place).toBe(`/documents/plan.txt?version=${VERSION}&start=42&end=101#passage`);
    expect(claim).toBe(`/claims/${QUOTED.id}`);
  });

  it('warns of digests, damaged text and places of which no claim is known', () => {
    const match: Match = { ...MATCH, digestOf: 'The Clean Network', quality: 'damaged', speaker: null, claim: null };
    const text = openVerdict({ matches: [match] })('.place').text();
    expect(text).toContain('A digest of The Clean Network: these are not the original’s words.');
    expect(text).toContain('The stored text is damaged');
    expect(text).toContain('who says it here is not known');
  });

  it('shows how the documents differ from each other, and who has the words first', () => {
    const passage = {
      document: 'plan.txt',
      version: VERSION,
      title: 'A plan in five parts',
      date: null,
      start: 42,
      end: 101,
    };
    const text = 'a patient and careful way of safeguarding privacy';
    const $ = openVerdict({
      earliest: { ...passage, date: '2020' },
      wordings: [
        { text: MATCH.text, carriers: [passage, { ...passage, title: 'A copy' }], differences: [] },
        {
          text,
          carriers: [{ ...passage, document: 'state.txt', title: null }],
          differences: [difference('replaced', text, 'guarding our citizens’', 'safeguarding')],
        },
      ],
    });
    const groups = $('.versions-of-words li').toArray();
    expect(
      groups.filter((group) => $(group).find('.where').length > 0).map((group) => $(group).find('.where').text()),
    ).toEqual(['A plan in five parts, date unknown; A copy, date unknown', 'state.txt, date unknown']);
    expect($('.versions-of-words ins').text()).toContain('safeguarding');
    expect($('.earliest').text()).toBe('Earliest known: A plan in five parts, 2020');
    expect(openVerdict({})('.versions-of-words, .earliest')).toHaveLength(0);
  });

  it('shows claims that say the same, and that they are no source of the words', () => {
    const $ = openVerdict({ verdict: 'paraphrase', matches: [], paraphrases: [{ claim: QUOTED, likeness: 0.834 }] });
    expect($('#paraphrases').text()).toBe('The same in other words: 1 claim');
    expect($('.place .who').text()).toContain('likeness 83 %');
    expect($('.hint').text()).toContain('None of these is a source');
  });

  it('keeps what was pasted in the form', () => {
    const $ = openVerdict({ quotation: 'one\ntwo </textarea>' }, 'Mike Pompeo');
    expect($('textarea').text()).toBe('one\ntwo </textarea>');
    expect($('#speaker').attr('value')).toBe('Mike Pompeo');
    expect($('datalist option').attr('value')).toBe('Mike Pompeo');
  });
});

describe('A text with quotations in it', () => {
  const { quotations: _, ...check } = VerifyResponse.parse({ ...exampleVerdict, verdict: 'altered' });
  const orderIn = (quotation: string, inner: string) => {
    const start = quotation.indexOf(inner);
    const at = {
      start,
      end: start + inner.length,
      page: null,
      speaker: null,
      mention: null,
      polarity: 'asserted' as const,
    };
    const $ = openVerdict({ quotation, verdict: 'altered', quotations: [{ ...at, check }] });
    return $('main h2')
      .toArray()
      .map((one) => $(one).attr('id'))
      .filter((id) => id === 'verdict' || id === 'inside');
  };

  it('is shown by these where they are most of it, and as one quotation where they are not', () => {
    const inner = 'a patient and careful way';
    expect(orderIn(`“${inner}”, she said`, inner)).toEqual(['inside', 'verdict']);
    expect(orderIn(`The programme, which many call “${inner}”, has no means of enforcement`, inner)).toEqual([
      'verdict',
      'inside',
    ]);
  });
});

describe('The report on a draft', () => {
  const { quotations: _, ...check } = VerifyResponse.parse({
    ...exampleVerdict,
    quotation: 'our citizens’ privacy',
    attribution: 'different-speaker',
  });
  const text = 'She spoke of “our citizens’ privacy” and of “marmalade”.';
  const quotations = [
    { start: 14, end: 35, page: null, speaker: 'Wang Yi', mention: 'She', polarity: 'asserted' as const, check },
    {
      start: 45,
      end: 54,
      page: 2,
      speaker: null,
      mention: null,
      polarity: 'asserted' as const,
      check: { ...check, verdict: 'not-found' as const, attribution: null, matches: [] },
    },
  ];
  const draft = {
    title: 'My article',
    text,
    quotations,
    counts: { verbatim: 1, trimmed: 0, altered: 0, paraphrase: 0, 'not-found': 1 },
    misattributed: 1,
    serious: 0,
  };
  const $ = load(verifyPage({ request: { quotation: '' }, response: null, speakers: [], draft, documents: 7 }));

  it('counts the verdicts and names what is wrong', () => {
    expect($('#report').text()).toBe('My article: 2 quotations');
    expect($('.report-head [role=status]').text()).toBe('1 verbatim, 1 not found. 1 not the speaker’s own words.');
    expect($('.report-head .hint').text()).toContain('against 7 documents');
  });

  it('shows each quotation with its verdict, who says it according to the draft, and the places', () => {
    const items = $('.quotation').toArray();
    expect(items.map((item) => $(item).find('h3').text())).toEqual(['=Verbatim, but of somebody else', '?Not found']);
    expect($(items[0]).find('.words').text()).toBe('“our citizens’ privacy”');
    expect($(items[0]).find('.who').first().text()).toContain('According to the draft said by Wang Yi (“She”).');
    expect($(items[0]).find('.attribution').text()).toContain('different');
    expect($(items[0]).find('details .version').text()).toContain(VERSION);
    expect($(items[1]).find('.who').text()).toContain('The draft names no speaker. Characters 45–54, page 2.');
  });

  it('says where the draft wrongly says that somebody did not say it', () => {
    const denied = {
      ...quotations[0]!,
      polarity: 'denied' as const,
      check: { ...check, attribution: 'confirmed' as const },
    };
    const data = { request: { quotation: '' }, response: null, speakers: [], documents: 7 };
    const shown = load(verifyPage({ ...data, draft: { ...draft, quotations: [denied] } }));
    expect(shown('.quotation h3').text()).toBe('=Verbatim, but the speaker does say it');
    expect(shown('.quotation .who').text()).toContain('According to the draft denied by Wang Yi');
    expect(shown('.to-look-at li').text()).toContain('but the speaker does say it');
  });

  it('leads to what has to be looked at before it is printed', () => {
    const links = $('.to-look-at a').toArray();
    expect(links.map((link) => $(link).text())).toEqual([
      expect.stringContaining('our citizens’ pri'),
      expect.any(String),
    ]);
    for (const link of links) expect($(link.attribs['href']!)).toHaveLength(1);
  });

  it('is a file of its own that needs nothing beside it, with links to where it was made', () => {
    const alone = { style: '.words { color: red }', origin: 'http://127.0.0.1:3000' };
    const data = { request: { quotation: '' }, response: null, speakers: [], draft, documents: 7, alone };
    const saved = load(verifyPage(data));
    expect(saved('script, link, form, nav[aria-label=Main]')).toHaveLength(0);
    expect(saved('style').text()).toBe(alone.style);
    expect(
      saved('.quotation details')
        .toArray()
        .every(({ attribs }) => 'open' in attribs),
    ).toBe(true);
    const links = saved('[href]')
      .toArray()
      .map(({ attribs }) => attribs['href']!);
    expect(links.filter((link) => !link.startsWith('#') && !link.startsWith(`${alone.origin}/`))).toEqual([]);
    expect(links).toContain(`${alone.origin}/about`);
  });

  it('names first what is serious, however late it stands', () => {
    const serious = {
      ...check.matches[0]!,
      differences: [{ ...difference('replaced', MATCH.text, 'our', 'their'), serious: true }],
    };
    const last = { ...quotations[1]!, check: { ...check, verdict: 'altered' as const, matches: [serious] } };
    const two = { ...draft, quotations: [quotations[0]!, last] };
    const page = load(verifyPage({ request: { quotation: '' }, response: null, speakers: [], draft: two }));
    expect(page('.to-look-at li').first().text()).toContain('altered, seriously');
  });

  it('keeps the draft in its form', () => {
    expect($('#draft').text()).toBe(text);
    expect($('.draft-form summary').text()).toBe('Check the draft again');
  });
});
