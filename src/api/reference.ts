import type { oas31 } from 'zod-openapi';
import type { Reference, ReferenceField, ReferenceOperation } from './contract.ts';
import { anchorOf, BUG, PROBLEMS } from './errors.ts';
import { GROUPS, type Operation, toAddress } from './operation.ts';
import { OPERATIONS } from './operations/index.ts';
import type { Sample } from './sample.ts';

type Schema = oas31.SchemaObject | oas31.ReferenceObject;

/** What an OpenAPI document says of /api, for the page that shows it, with examples of what a knowledge base holds. */
export function toReference(document: oas31.OpenAPIObject, sample: Sample): Reference {
  return {
    groups: Object.keys(GROUPS).map((name) => ({
      name,
      operations: OPERATIONS.filter(({ group }) => group === name).map((one) => describe(one, document, sample)),
    })),
    shapes: Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => ({
      name,
      description: descriptionOf(schema),
      fields: fieldsOf(schema),
    })),
    problems: Object.entries({ ...PROBLEMS, [BUG.code]: BUG }).map(([code, { status, title }]) => ({
      anchor: anchorOf(code),
      code,
      status,
      title,
    })),
  };
}

function describe(operation: Operation, { paths }: oas31.OpenAPIObject, sample: Sample): ReferenceOperation {
  const { id, method, path, summary, description = null, isForEditors = false } = operation;
  const documented = paths?.[path]?.[method] as oas31.OperationObject;
  const parameters = (documented.parameters ?? []) as oas31.ParameterObject[];
  const answer = schemaIn(
    (documented.responses as Record<string, oas31.ResponseObject>)[String(operation.status ?? 200)],
  );
  const body = schemaIn(documented.requestBody as oas31.RequestBodyObject | undefined);
  const example = operation.example(sample);
  return {
    id,
    method: method.toUpperCase(),
    path,
    summary,
    description,
    isForEditors,
    address: parameters.map(({ name, required, schema, description }) => ({
      name,
      type: typeOf(schema),
      isRequired: required ?? false,
      description: description ?? null,
    })),
    body: fieldsOf(body),
    answer: { type: typeOf(answer), fields: fieldsOf(answer) },
    example: {
      address: toAddress(operation, example),
      body: operation.takesFile
        ? 'the file as it is'
        : example.body === undefined
          ? null
          : JSON.stringify(example.body),
    },
  };
}

function schemaIn(part: oas31.ResponseObject | oas31.RequestBodyObject | undefined): Schema | undefined {
  return Object.values(part?.content ?? {})[0]?.schema;
}

function fieldsOf(schema: Schema | undefined): ReferenceField[] {
  if (!schema || isReference(schema)) return [];
  return Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    type: typeOf(field),
    isRequired: schema.required?.includes(name) ?? false,
    description: descriptionOf(field),
  }));
}

/** The type of a field in words: `list of Claim`, `us or china`, `text or null`. */
function typeOf(schema: Schema | undefined): string {
  if (!schema) return 'anything';
  if (isReference(schema)) return schema.$ref.split('/').at(-1)!;
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum) return orOf(schema.enum.map(String));
  const several = schema.anyOf ?? schema.oneOf;
  if (several) return orOf(several.map(typeOf));
  if (schema.type === 'array') return `list of ${typeOf(schema.items)}`;
  return orOf([schema.type ?? 'anything'].flat().map((type) => WORDS[type] ?? type));
}

const WORDS: Record<string, string> = { string: 'text', boolean: 'true or false' };

function orOf(words: readonly string[]): string {
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : (words[0] ?? 'anything');
}

function descriptionOf(schema: Schema): string | null {
  return schema.description ?? null;
}

function isReference(schema: Schema): schema is oas31.ReferenceObject {
  return '$ref' in schema;
}
