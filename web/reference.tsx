import type { Reference, ReferenceField, ReferenceOperation } from '../src/api/contract.ts';
import { renderPage } from './page.tsx';

/** The documentation of /api: what can be asked, with examples that can be tried, and what is answered. */
export function referencePage({ reference: { groups, shapes, problems } }: { reference: Reference }): string {
  return renderPage(
    { title: 'Interface for programs', data: '/api/openapi.json' },
    <div class="reference">
      <h1>Interface for programs</h1>
      <p>
        Everything that the pages show can be had as JSON. The same as an OpenAPI 3.1 document, for tools that read it:{' '}
        <a href="/api/openapi.json">/api/openapi.json</a>. Lists go on with <code>?cursor=</code> and the{' '}
        <code>next</code> of the answer before. Answers have strong ETags: sent back as <code>If-None-Match</code>, they
        are answered with 304 until something is written. Offsets are half-open and count UTF-16 code units of the text
        of one version.
      </p>
      <nav aria-label="Operations">
        {groups.map(({ name, operations }) => (
          <section key={name}>
            <h2>{name}</h2>
            <ul>
              {operations.map(({ id, method, path }) => (
                <li key={id}>
                  <a href={`#${id}`}>
                    {method} {path}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      {groups.flatMap(({ operations }) => operations.map((one) => <Operation key={one.id} operation={one} />))}
      <h2 id="shapes">Shapes</h2>
      {shapes.map(({ name, description, fields }) => (
        <section key={name} aria-labelledby={`shape-${name}`}>
          <h3 id={`shape-${name}`}>{name}</h3>
          {description && <p>{description}</p>}
          <Fields of={name} fields={fields} />
        </section>
      ))}
      <h2 id="problems">Problems</h2>
      <p>
        What goes wrong is answered with <code>application/problem+json</code> (RFC 9457): <code>detail</code> says what
        to do, <code>code</code> never changes.
      </p>
      <div class="scroll">
        <table>
          <caption>Kinds of problems</caption>
          <thead>
            <tr>
              <th scope="col">Code</th>
              <th scope="col">Status</th>
              <th scope="col">What it says</th>
            </tr>
          </thead>
          <tbody>
            {problems.map(({ anchor, code, status, title }) => (
              <tr key={code} id={anchor}>
                <th scope="row">
                  <code>{code}</code>
                </th>
                <td>{status}</td>
                <td>{title}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>,
  );
}

function Operation({ operation }: { operation: ReferenceOperation }) {
  const { id, method, path, summary, description, isForEditors, address, body, answer, example } = operation;
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{summary}</h3>
      <p>
        <code>
          {method} {path}
        </code>
        {isForEditors && (
          <>
            {' '}
            For editors: send <code>Authorization: Bearer TOKEN</code>.
          </>
        )}
      </p>
      {description && <p>{description}</p>}
      <Fields of={`${id}: in the address`} fields={address} />
      <Fields of={`${id}: in the body, as JSON`} fields={body} />
      <p>
        Answers with {answer.fields.length > 0 ? 'these fields' : <code>{answer.type}</code>}.{' '}
        {example.body === null && !isForEditors ? (
          <>
            Try <a href={example.address}>{example.address}</a>
          </>
        ) : (
          <>
            {example.body === null ? (
              'Ask, for example,'
            ) : (
              <>
                Send, for example, <code>{example.body}</code> to
              </>
            )}{' '}
            <code>{example.address}</code>
          </>
        )}
      </p>
      <Fields of={`${id}: the answer`} fields={answer.fields} />
    </section>
  );
}

function Fields({ of, fields }: { of: string; fields: ReferenceField[] }) {
  if (fields.length === 0) return null;
  return (
    <div class="scroll">
      <table>
        <caption>{of}</caption>
        <tbody>
          {fields.map(({ name, type, isRequired, description }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
                {!isRequired && ' (optional)'}
              </th>
              <td>{type}</td>
              <td>{description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
