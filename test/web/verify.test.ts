import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import type { Match, VerifyResponse } from '../../src/contract.ts';
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
  text: 'a comprehensive approach to guarding our citizens’ privacy',
  speaker: QUOTED.speaker,
  manner: 'direct',
  polarity: 'asserted',
  claim: QUOTED.id,
  differences: [],
};

function openVerdict(response: Partial<VerifyResponse>, speaker?: string) {
  const whole: VerifyResponse = {
    quotation: MATCH.text,
    verdict: 'verbatim',
    attribution: null,
    summary: 'This stands word for word in one document.',
    matches: [MATCH],
    ...response,
  };
  const request = { quotation: whole.quotation, ...(speaker && { speaker }) };
  return load(verifyPage({ request, response: whole, speakers: ['Mike Pompeo'] }));
}

describe('The verdict', () => {
  it.each([
    ['verbatim', 'Verbatim', '='],
    ['altered', 'Altered', '≠'],
    ['not-found', 'Not found', '?'],
  ] as const)('%s is said in words and by a sign', (verdict, name, sign) => {
    const $ = openVerdict({ verdict });
    expect($('#verdict').text()).toBe(sign + name);
    expect($('.verdict-sign').attr('aria-hidden')).toBe('true');
  });

  it('marks the words that differ in both texts, and says to a screen reader that they do', () => {
    const $ = openVerdict({
      verdict: 'altered',
      quotation: 'a comprehensive approach to protecting our citizens’ data privacy',
      matches: [
        {
          ...MATCH,
          differences: [
            { kind: 'replaced', expected: 'guarding', found: 'protecting' },
            { kind: 'added', expected: '', found: 'data' },
          ],
        },
      ],
    });
    expect(
      $('.place ins')
        .toArray()
        .map((mark) => $(mark).text()),
    ).toEqual([' [differs: guarding] ']);
    expect(
      $('.place del')
        .toArray()
        .map((mark) => $(mark).text()),
    ).toEqual([' [differs: protecting] ', ' [differs: data] ']);
    expect(
      $('.differences li')
        .toArray()
        .map((item) => $(item).text()),
    ).toEqual([
      'the document has “guarding”, the quotation “protecting”',
      'the quotation has “data”, which the document does not',
    ]);
  });

  it('says what was left out', () => {
    const $ = openVerdict({
      verdict: 'altered',
      quotation: 'a comprehensive approach to guarding privacy',
      matches: [{ ...MATCH, differences: [{ kind: 'dropped', expected: 'our citizens’', found: '' }] }],
    });
    expect($('.differences').text()).toBe('the document has “our citizens’”, the quotation leaves it out');
    expect($('.place ins').text()).toContain('our citizens');
  });

  it('says whether the speaker is the one that was named', () => {
    const of = (attribution: VerifyResponse['attribution']) =>
      openVerdict({ attribution }, 'Wang Yi')('.attribution').text();
    expect(of('confirmed')).toBe('Speaker: confirmed, the words are attributed to Wang Yi.');
    expect(of('different-speaker')).toBe(
      'Speaker: different, the words are not attributed to Wang Yi but to Mike Pompeo.',
    );
    expect(of('unknown')).toContain('not known');
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

  it('shows how the documents differ from each other', () => {
    const other: Match = {
      ...MATCH,
      document: 'state.txt',
      title: null,
      text: 'a comprehensive approach to safeguarding privacy',
    };
    const $ = openVerdict({ matches: [MATCH, { ...MATCH, document: 'copy.txt', title: 'A copy' }, other] });
    const groups = $('.versions-of-words li').toArray();
    expect(groups.map((group) => $(group).find('.where').text())).toEqual([
      'A plan in five parts; A copy',
      'state.txt',
    ]);
    expect($(groups[1]).find('ins').text()).toContain('safeguarding');
    expect(openVerdict({})('.versions-of-words')).toHaveLength(0);
  });

  it('keeps what was pasted in the form', () => {
    const $ = openVerdict({ quotation: 'one\ntwo </textarea>' }, 'Mike Pompeo');
    expect($('textarea').text()).toBe('one\ntwo </textarea>');
    expect($('#speaker').attr('value')).toBe('Mike Pompeo');
    expect($('datalist option').attr('value')).toBe('Mike Pompeo');
  });
});
