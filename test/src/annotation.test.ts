import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { toAnnotation } from '../../src/annotation.ts';
import type { ClaimView } from '../../src/contract.ts';
import { QUOTED, SUMMARY } from '../web/examples.ts';

const TEXT = 'The port 🚢 is open. The minister said: “The cable 🌊 is safe.” Nobody asked.';
const WORDS = 'The cable 🌊 is safe.';
const ADDRESSES = { claim: 'http://127.0.0.1:3000/claims/ab12', text: 'http://127.0.0.1:3000/documents/a.txt/text' };

/** The terms of the context of Web Annotation that are used here; the test reaches no server. */
const TERMS = {
  '@context': {
    oa: 'http://www.w3.org/ns/oa#',
    dc: 'http://purl.org/dc/elements/1.1/',
    dctypes: 'http://purl.org/dc/dcmitype/',
    rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
    id: { '@type': '@id', '@id': '@id' },
    type: { '@type': '@id', '@id': '@type' },
    Annotation: 'oa:Annotation',
    Text: 'dctypes:Text',
    TextQuoteSelector: 'oa:TextQuoteSelector',
    TextPositionSelector: 'oa:TextPositionSelector',
    describing: 'oa:describing',
    motivation: { '@type': '@vocab', '@id': 'oa:motivatedBy' },
    body: { '@type': '@id', '@id': 'oa:hasBody' },
    target: { '@type': '@id', '@id': 'oa:hasTarget' },
    source: { '@type': '@id', '@id': 'oa:hasSource' },
    selector: { '@type': '@id', '@id': 'oa:hasSelector' },
    format: 'dc:format',
    language: 'dc:language',
    exact: 'oa:exact',
    prefix: 'oa:prefix',
    suffix: 'oa:suffix',
    start: 'oa:start',
    end: 'oa:end',
  },
};

function annotate(fields: Partial<ClaimView['claim']> = {}): Record<string, unknown> {
  const start = TEXT.indexOf(WORDS);
  const claim = { ...QUOTED, text: WORDS, start, end: start + WORDS.length, ...fields };
  return toAnnotation({ claim, document: SUMMARY } as ClaimView, TEXT, ADDRESSES);
}

describe('A claim as a Web Annotation', () => {
  it('expands as JSON-LD, losing nothing', async () => {
    const documentLoader = async (url: string) => {
      expect(url).toBe('http://www.w3.org/ns/anno.jsonld');
      return { documentUrl: url, document: TERMS };
    };
    // Its types do not know the option that refuses to drop what the context does not define.
    const options = { documentLoader, safe: true } as jsonld.Options.Expand;
    const [expanded] = (await jsonld.expand(annotate() as jsonld.JsonLdDocument, options)) as object[];
    expect(expanded).toMatchObject({
      '@id': ADDRESSES.claim,
      '@type': ['http://www.w3.org/ns/oa#Annotation'],
      'http://www.w3.org/ns/oa#hasBody': [
        {
          '@type': ['https://schema.org/Quotation', 'http://www.w3.org/ns/prov#Entity'],
          'https://schema.org/text': [{ '@value': WORDS }],
          'http://www.w3.org/ns/prov#wasQuotedFrom': [{ '@id': ADDRESSES.text }],
        },
      ],
    });
  });

  it('has selectors that find the words in the stored text, counted in code points', () => {
    const { selector } = annotate()['target'] as { selector: Record<string, unknown>[] };
    const [quote, position] = selector as [Record<string, string>, Record<string, number>];
    expect(TEXT.split(`${quote['prefix']}${quote['exact']}${quote['suffix']}`)).toHaveLength(2);
    expect(quote['exact']).toBe(WORDS);
    expect([...TEXT].slice(position['start'], position['end']).join('')).toBe(WORDS);
    expect(`${quote['prefix']}${quote['suffix']}`).not.toMatch(/\p{Surrogate}/u);
  });

  it('calls nothing a quotation that is none, and attributes nothing to who does not say it', () => {
    const bodyOf = (fields: Partial<ClaimView['claim']>) => annotate(fields)['body'] as Record<string, unknown>;
    for (const fields of [
      { manner: 'indirect' },
      { quality: 'damaged' },
      { quality: 'ocr' },
      { digestOf: 'A plan' },
    ] as Partial<ClaimView['claim']>[]) {
      expect(bodyOf(fields)['type']).toContain('schema:Statement');
      expect(bodyOf(fields)).not.toHaveProperty(['prov:wasQuotedFrom']);
    }
    expect(bodyOf({})).toHaveProperty(['prov:wasAttributedTo']);
    expect(bodyOf({ polarity: 'unsaid' })).not.toHaveProperty(['prov:wasAttributedTo']);
  });
});
