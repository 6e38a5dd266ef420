import type { DocumentView } from '../src/contract.ts';
import { FIELDS, type Field } from '../src/documents/contract.ts';
import { documentAddress } from './address.ts';
import { FormToken } from './correct.tsx';
import { When } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import { plain } from './words.ts';

/** Fields that are wrong most often; the others fold away. */
const FIRST: readonly Field[] = ['title', 'author', 'publisher', 'date'];

const FIELD_NAMES: Record<Field, string> = {
  title: 'Title',
  author: 'Author',
  publisher: 'Publisher',
  date: 'Date',
  modified: 'Changed',
  address: 'Address',
  language: 'Language',
  country: 'Country',
  kind: 'Kind',
  licence: 'Licence',
};

/** What is known of a document as a form, for an editor: a field that is emptied is again what the document says itself. */
export function MendForm({ view, editor }: { view: DocumentView; editor: NonNullable<Viewer['editor']> }) {
  const fields = (names: readonly Field[]) => (
    <div class="correct-fields">
      {names.map((field) => (
        <div key={field}>
          <label for={`mend-${field}`}>{FIELD_NAMES[field]}</label>
          <input id={`mend-${field}`} name={field} value={view[field] ?? ''} maxLength={1000} />
        </div>
      ))}
    </div>
  );
  return (
    <details id="mend" class="correct">
      <summary>Correct what is known of it</summary>
      <form class="correct-form" method="post" action={`${documentAddress(view.name)}/corrections`}>
        <FormToken editor={editor} />
        {fields(FIRST)}
        <details>
          <summary>More fields</summary>
          {fields(FIELDS.filter((field) => !FIRST.includes(field)))}
        </details>
        <label for="mend-note">
          Why <span class="optional">(shown with the correction for ever)</span>
        </label>
        <input id="mend-note" name="note" maxLength={2000} />
        <p class="buttons">
          <button type="submit">Save, and label its claims anew</button>
        </p>
        <p class="hint">
          Dates as 2020, 2020-08 or 2020-08-05. What is corrected holds however often the document is read again; a
          field that you empty is again what the document says itself.
        </p>
      </form>
    </details>
  );
}

/** What people corrected of a document, oldest first. */
export function MendHistory({ view }: { view: DocumentView }) {
  if (view.corrections.length === 0) return null;
  return (
    <>
      <h2>Corrections</h2>
      <ol>
        {view.corrections.map(({ at, by, note, set }) => (
          <li key={at}>
            <When date={at.slice(0, 10)} />, <bdi>{by}</bdi>:{' '}
            {Object.entries(set).map(([field, value], i) => (
              <span key={field}>
                {i > 0 && ', '}
                {FIELD_NAMES[field as Field].toLowerCase()}{' '}
                {value === null ? 'as the document has it' : <bdi>“{plain(value ?? '')}”</bdi>}
              </span>
            ))}
            {note !== null && (
              <>
                {' '}
                (<bdi>“{note}”</bdi>)
              </>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
