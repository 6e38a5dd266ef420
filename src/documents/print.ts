import type { DocumentView } from '../contract.ts';
import { clean } from '../print.ts';
import { type DocumentCorrection, FIELDS } from './contract.ts';

/** What is known of a document, and where from; its copies and versions, and what people corrected. */
export function printDocument(view: DocumentView): string {
  const facts = FIELDS.map((field) => {
    const value = view[field];
    return `  ${`${field}:`.padEnd(11)} ${value === null ? 'unknown' : `${clean(value)} (${view.origins[field] ?? 'unknown origin'})`}`;
  });
  const copies = view.copies.map(
    ({ document, resemblance }) =>
      `  the same text as ${clean(document)}${resemblance === 1 ? '' : `, about ${Math.round(100 * resemblance)}% alike`}`,
  );
  return `${[
    `${clean(view.name)}: ${view.claimList.length} claims, version ${view.version}`,
    ...facts,
    ...view.warnings.map(({ code, message }) => `  ${code}: ${clean(message)}`),
    ...copies,
    ...view.corrections.map(printCorrection),
  ].join('\n')}\n`;
}

function printCorrection({ at, by, note, set }: DocumentCorrection): string {
  const changes = Object.entries(set).map(
    ([field, value]) => `${field} ${value === null ? 'as the document says' : clean(String(value))}`,
  );
  return `  ${at.replace('T', ' ').slice(0, 16)}  ${clean(by)}: ${changes.join('; ')}${note === null ? '' : ` (${clean(note)})`}`;
}
