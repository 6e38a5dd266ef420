import { citeAll, toCsvStream, toJsonLine } from './cite.ts';
import type { Claim } from './claim.ts';
import type { Knowledge } from './knowledge.ts';
import { citeInStyle, STYLES, type Style } from './styled.ts';

/** In what form the command line writes claims: for programs, for reference managers, or as a bibliography in a style. */
export const FORMATS = ['jsonl', 'csv', 'bib', 'ris', 'csl', ...(Object.keys(STYLES) as Style[])] as const;
export type Format = (typeof FORMATS)[number];

/**
 * Claims in a format, piece by piece. Citations lead to the pages at `base`, which the command line cannot know. Throws USAGE
 * where a style needs a package that is not installed.
 */
export async function* writeClaims(
  { store }: Pick<Knowledge, 'store'>,
  claims: Iterable<Claim>,
  { format, base }: { format: Format; base: string },
): AsyncGenerator<string> {
  if (format === 'jsonl') for (const claim of claims) yield toJsonLine(claim);
  else if (format === 'csv') yield* toCsvStream(claims);
  else if (format === 'bib' || format === 'ris' || format === 'csl')
    yield* citeAll(worksOf(store, claims, base), format);
  else {
    const csl = JSON.parse([...citeAll(worksOf(store, claims, base), 'csl')].join(''));
    if (csl.length > 0) yield `${await citeInStyle(format, csl)}\n`;
  }
}

function* worksOf(store: Knowledge['store'], claims: Iterable<Claim>, base: string) {
  const documents = new Map(store.documents().map((one) => [one.name, one]));
  const accessed = new Date().toISOString().slice(0, 10);
  for (const claim of claims)
    yield {
      claim,
      document: documents.get(claim.document)!,
      url: new URL(`/claims/${encodeURIComponent(claim.id)}`, base).href,
      accessed,
    };
}
