import type { ClaimView } from './contract.ts';

/** Where things of this knowledge base can be fetched. */
export interface AnnotationAddresses {
  /** The claim's page. */
  claim: string;
  /** The stored text of the version in which the claim stands, as plain text. */
  text: string;
}

const CONTEXT = [
  'http://www.w3.org/ns/anno.jsonld',
  { prov: 'http://www.w3.org/ns/prov#', schema: 'https://schema.org/' },
] as const;
/** Characters before and after the words that make them unique in most texts. */
const AROUND = 32;

const TYPES = { person: 'schema:Person', organisation: 'schema:Organization', state: 'schema:Country' } as const;

/**
 * A claim as a W3C Web Annotation in JSON-LD: its target is the stored text with a TextQuoteSelector and a
 * TextPositionSelector, which counts Unicode code points as the recommendation has it (4.2.5), its body the claim as
 * quotation or statement of its speaker (schema.org, PROV-O). `text` is the whole stored text.
 */
export function toAnnotation(
  { claim, document }: ClaimView,
  text: string,
  addresses: AnnotationAddresses,
): Record<string, unknown> {
  const isQuotation = claim.manner === 'direct' && claim.quality === 'intact' && claim.digestOf === null;
  const speaker = `${addresses.claim}#speaker`;
  const kind = claim.speaker.kind;
  return {
    '@context': CONTEXT,
    id: addresses.claim,
    type: 'Annotation',
    motivation: 'describing',
    body: {
      id: `${addresses.claim}#statement`,
      type: [isQuotation ? 'schema:Quotation' : 'schema:Statement', 'prov:Entity'],
      'schema:text': claim.text,
      ...(claim.date === null ? {} : { 'schema:dateCreated': claim.date }),
      // Who denies something, or is said not to have said it, is not the one to whom it goes back.
      ...(claim.polarity === 'asserted'
        ? {
            'prov:wasAttributedTo': { id: speaker },
            ...(kind === 'unnamed'
              ? {}
              : {
                  'schema:creator': {
                    id: speaker,
                    type: [TYPES[kind], 'prov:Agent'],
                    'schema:name': claim.speaker.name,
                  },
                }),
          }
        : {}),
      [isQuotation ? 'prov:wasQuotedFrom' : 'prov:wasDerivedFrom']: { id: addresses.text },
    },
    target: {
      source: {
        id: addresses.text,
        type: 'Text',
        format: 'text/plain',
        ...(document.language === null ? {} : { language: document.language }),
        ...(document.title === null ? {} : { 'schema:name': document.title }),
        ...(document.address === null ? {} : { 'schema:isBasedOn': { id: document.address } }),
        'schema:sha256': claim.version,
      },
      selector: [
        {
          type: 'TextQuoteSelector',
          exact: text.slice(claim.start, claim.end),
          prefix: wholeCharacters(text.slice(Math.max(0, claim.start - AROUND), claim.start)),
          suffix: wholeCharacters(text.slice(claim.end, claim.end + AROUND)),
        },
        {
          type: 'TextPositionSelector',
          start: countCodePoints(text.slice(0, claim.start)),
          end: countCodePoints(text.slice(0, claim.end)),
        },
      ],
    },
  };
}

function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Without half a character at either end. */
function wholeCharacters(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
