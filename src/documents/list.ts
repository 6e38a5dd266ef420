import type { DocumentSummary, DocumentsRequest, DocumentsResponse } from '../contract.ts';
import { LIST_LENGTH } from '../dossier/contract.ts';
import type { Store } from '../store/index.ts';
import { normaliseName } from '../text.ts';

/** A page of {@link findDocuments}: the newest first, by the date of what they carry; undated ones last. */
export function listDocuments(store: Store, { query, offset }: DocumentsRequest): DocumentsResponse {
  const found = findDocuments(store, query).sort(
    (a, b) => compare(dateOf(b), dateOf(a)) || compare(titleOf(a), titleOf(b)),
  );
  return { total: found.length, documents: found.slice(offset, offset + LIST_LENGTH) };
}

const dateOf = ({ digestOf, date }: DocumentSummary) => (digestOf ? digestOf.date : date) ?? '';
const titleOf = ({ title, name }: DocumentSummary) => title ?? name;

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Documents in their current versions by a part of their name, title or publisher, in the order of their names. */
export function findDocuments(store: Store, query: string): DocumentSummary[] {
  const wanted = normaliseName(query);
  const all = store.documents();
  if (wanted === '') return [...all];
  return all.filter(({ name, title, publisher }) =>
    [name, title ?? '', publisher ?? ''].some((one) => normaliseName(one).includes(wanted)),
  );
}
