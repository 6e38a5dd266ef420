import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { Addition } from '../adding/contract.ts';
import * as contract from '../contract.ts';
import { HistoryEntry } from '../corrections/contract.ts';
import { DocumentCorrection } from '../documents/contract.ts';
import * as dossier from '../dossier/contract.ts';
import { ROOT } from '../root.ts';
import { Problem } from './contract.ts';
import { PROBLEMS, type ProblemCode } from './errors.ts';
import { FILE, PROBLEM } from './media.ts';
import { GROUPS, type Operation } from './operation.ts';
import { OPERATIONS } from './operations/index.ts';
import type { Sample } from './sample.ts';

/** Shapes that stand in many answers, and have a name in the document. */
const NAMED = {
  Claim: contract.Claim,
  ScoredClaim: contract.ScoredClaim,
  FoundClaim: contract.FoundClaim,
  Hop: contract.Hop,
  Resolution: contract.Resolution,
  Facets: contract.Facets,
  Column: contract.Column,
  Row: contract.Row,
  Timeline: contract.Timeline,
  Check: contract.Check,
  QuotationCheck: contract.QuotationCheck,
  Match: contract.Match,
  Difference: contract.Difference,
  Passage: contract.Passage,
  DocumentSummary: contract.DocumentSummary,
  Correction: HistoryEntry,
  Addition,
  DocumentCorrection,
  SpeakerLine: dossier.SpeakerLine,
  SourceLine: dossier.SourceLine,
  Course: dossier.Course,
  Report: dossier.Report,
  Problem,
} satisfies Record<string, z.ZodType>;
for (const [id, schema] of Object.entries(NAMED)) z.globalRegistry.add(schema, { ...schema.meta(), id });

/** What any request may be answered with besides what it asks for. */
const ALWAYS: readonly ProblemCode[] = ['USAGE', 'WRONG_METHOD'];

/** The interface as an OpenAPI 3.1 document, with examples of what a knowledge base holds. */
export function describeApi(sample: Sample): ReturnType<typeof createDocument> {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Triptych',
      version,
      description:
        'A knowledge base of attributed claims: who said what, on whose behalf, and exactly where. Lists go on with the cursor in `next`. Answers have strong ETags, and are not sent again to who has them (`If-None-Match`). What goes wrong is told by Problem Details (RFC 9457). Offsets are half-open, in UTF-16 code units of the text of one version.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: Object.entries(GROUPS).map(([name, description]) => ({ name, description })),
    paths: pathsOf(sample),
    components: {
      securitySchemes: {
        editor: { type: 'http', scheme: 'bearer', description: 'What TRIPTYCH_TOKEN was set to at the start.' },
      },
    },
  });
}

function pathsOf(sample: Sample): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of OPERATIONS)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation, sample) };
  return paths;
}

function describe(operation: Operation, sample: Sample): ZodOpenApiOperationObject {
  const { id, group, summary, description, params, query, body, takesFile, answer, media, isForEditors } = operation;
  const example = operation.example(sample);
  const requestParams = { ...(params && { path: params }), ...(query && { query }) };
  return {
    operationId: id,
    tags: [group],
    summary,
    ...(description && { description }),
    security: isForEditors ? [{ editor: [] }] : [],
    ...((params || query) && { requestParams }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: body, example: example.body } } },
    }),
    ...(takesFile && {
      requestBody: { required: true, content: { [FILE]: { example: example.body } } },
    }),
    responses: {
      [operation.status ?? 200]: {
        description: 'The answer',
        content: { [media ?? 'application/json']: { schema: answer } },
      },
      ...describeFailures(operation),
    },
  };
}

/** Failures by their status. */
function describeFailures({
  fails = [],
  body,
  takesFile,
  isForEditors,
}: Operation): ZodOpenApiOperationObject['responses'] {
  const ofBody: ProblemCode[] = body ? ['TOO_LARGE', 'WRONG_TYPE'] : takesFile ? ['TOO_LARGE'] : [];
  const ofEditors: ProblemCode[] = isForEditors ? ['UNAUTHORISED', 'READ_ONLY'] : [];
  const codes = [...ALWAYS, ...ofBody, ...ofEditors, ...fails];
  return Object.fromEntries(
    codes.map((code) => {
      const { status, title } = PROBLEMS[code];
      return [String(status), { description: title, content: { [PROBLEM]: { schema: Problem } } }];
    }),
  );
}
