import { z } from 'zod';
import { Addition, MOST_ADDED } from '../adding/contract.ts';
import { BLOCK_KINDS, BLOCS } from '../claim.ts';
import {
  Claim,
  ClaimView,
  CompareRequest,
  DocumentSummary,
  DraftRequest,
  Facets,
  Filter,
  SearchRequest,
  SearchResponse,
  TopicCount,
  TopicSides,
  VerifyRequest,
} from '../contract.ts';
import { HistoryEntry } from '../corrections/contract.ts';
import { DocumentCorrection } from '../documents/contract.ts';
import { SourceLine, SpeakerLine } from '../dossier/contract.ts';
import { STYLES, type Style } from '../styled.ts';

/** The requests and answers of /api, where they are not those of the questions themselves. */

/** Entries of a list that one answer holds at most, and holds if nothing is said. */
export const MOST_LISTED = 500;
const USUALLY_LISTED = 50;

const cursor = z
  .preprocess((given) => (given === '' ? undefined : given), z.string().max(2000).optional())
  .describe('Where to go on: `next` of the answer before, to the same question.');
const limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(MOST_LISTED)
  .default(USUALLY_LISTED)
  .describe('Entries of one answer, at most.');
const version = z
  .string()
  .regex(/^[0-9a-f]{8,64}$/, 'expected the hash of a version, or its first 8 digits or more')
  .optional()
  .describe('Hash of a version, or its beginning; without it the current one.');
const name = z
  .preprocess((given) => (given === '' ? undefined : given), z.string().max(1000).optional())
  .describe('A name or a part of one.');
const bloc = z
  .preprocess((given) => (given === '' ? undefined : given), z.enum(BLOCS).optional())
  .describe('Of this bloc alone.');
const next = z.string().nullable().describe('The cursor with which the list goes on; null at its end.');
const total = z.number().int().describe('Entries of the whole list.');

/** The name of one thing in an address. */
export const Id = z.object({ id: z.string().min(1).max(1000) });
export const Name = z.object({ name: z.string().min(1).max(1000).describe('Name of the document, as it is listed.') });

const { offset: _, ...search } = SearchRequest.shape;
export const SearchQuery = z.strictObject({
  ...search,
  limit: limit.default(20),
  cursor,
  facets: CompareRequest.shape.other.describe('Also count the answers by every label: `1` or `true`.'),
});
export const SearchAnswer = SearchResponse.omit({ facets: true }).extend({ facets: Facets.optional(), next });

export const CompareQuery = z.strictObject(CompareRequest.shape);

export const VerifyQuery = z.strictObject(VerifyRequest.shape);
export const DraftBody = z.strictObject(DraftRequest.shape);

export const DraftFileQuery = z.strictObject({
  name: z.string().trim().min(1).max(1000).describe('What the file is called; its ending helps to read it.'),
});

export const ClaimsQuery = z.strictObject({ ...Filter.shape, limit, cursor });
export const ClaimsAnswer = z.object({ total, claims: z.array(Claim), next });

export const CitationsQuery = z.strictObject({
  style: z
    .enum(Object.keys(STYLES) as [Style, ...Style[]])
    .optional()
    .describe('Also in this style, where Citation.js is installed.'),
});
export const Citations = z.object({
  claim: z.string(),
  ...ClaimView.shape.citations.shape,
  styled: z.string().optional().describe('An entry of a bibliography, in the style that was asked for.'),
});
/** JSON-LD of the Web Annotation Data Model (W3C Recommendation, 2017). */
export const Annotation = z.looseObject({
  '@context': z.unknown(),
  id: z.string(),
  type: z.literal('Annotation'),
  body: z.unknown(),
  target: z.unknown(),
});

export const DocumentsQuery = z.strictObject({ query: name, limit, cursor });
export const DocumentsAnswer = z.object({ total, documents: z.array(DocumentSummary), next });
export const VersionQuery = z.strictObject({ version });

export const BlocksQuery = z.strictObject({ version, limit, cursor });
/** A block with its words: `text.slice(start, end)` of the version's text, which `/text` has. */
export const BlockWithText = z.object({
  kind: z.enum(BLOCK_KINDS),
  start: z.number().int(),
  end: z.number().int(),
  level: z.number().int().optional(),
  page: z.number().int().optional(),
  text: z.string(),
});
export const BlocksAnswer = z.object({
  document: z.string(),
  version: z.string(),
  total,
  blocks: z.array(BlockWithText),
  next,
});

export const VersionsAnswer = z.object({
  document: z.string(),
  versions: z
    .array(z.object({ version: z.string(), readAt: z.string(), current: z.boolean() }))
    .describe('Newest first.'),
});

const hash = version.unwrap();
export const ChangesQuery = z.strictObject({
  from: hash.optional().describe('The older version; without it the one before `to`.'),
  to: hash.optional().describe('The newer version; without it the current one.'),
});
export const ChangesAnswer = z.object({
  document: z.string(),
  from: z.string(),
  to: z.string(),
  parts: z
    .array(
      z.union([
        z.object({ kind: z.literal('same'), blocks: z.array(z.string()) }),
        z.object({
          kind: z.literal('changed'),
          pieces: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })),
        }),
      ]),
    )
    .describe('In the order of the text.'),
  gone: z.array(Claim).describe('Claims of the older version that do not stand in the newer one.'),
  came: z.array(Claim).describe('Claims of the newer version that did not stand in the older one.'),
  kept: z.number().int().describe('How many claims stand in both.'),
});

export const SpeakersQuery = z.strictObject({ query: name, bloc, limit, cursor });
export const SpeakersAnswer = z.object({ total, speakers: z.array(SpeakerLine), next });

export const SourcesQuery = z.strictObject({ query: name, bloc, limit, cursor });
export const SourcesAnswer = z.object({ total, sources: z.array(SourceLine), next });

export const TopicsAnswer = z.object({
  topics: z.array(TopicCount.extend({ sides: TopicSides.shape.sides })),
});

export const CorrectionsQuery = z.strictObject({ limit, cursor });
export const CorrectionsAnswer = z.object({ total, corrections: z.array(HistoryEntry), next });
export const HistoryAnswer = z.object({ claim: z.string(), history: z.array(HistoryEntry) });
export const CorrectedAnswer = z.object({
  correction: z.string().describe('Identifier of the entry of the log.'),
  claim: Claim.nullable().describe('As it is now; null where its words stand nowhere.'),
  history: z.array(HistoryEntry),
});

const by = z.string().trim().min(1, 'say who you are').max(200).describe('Who adds it, as it is shown.');
export const AddBody = z.strictObject({
  by,
  addresses: z.array(z.string().max(4000)).min(1).max(MOST_ADDED).describe('Whole, with https://.'),
});
export const FileQuery = z.strictObject({
  name: z.string().trim().min(1).max(1000).describe('What the file is called; its ending helps to read it.'),
  by,
  again: CompareRequest.shape.other.describe('It is a new version of the file of that name: `1` or `true`.'),
});
export const AdditionsAnswer = z.object({ additions: z.array(Addition) });
export const CorrectedDocumentAnswer = z.object({
  document: DocumentSummary,
  corrections: z
    .array(DocumentCorrection)
    .describe('All of the document, oldest first: of each field the latest counts.'),
});

/** What went wrong: Problem Details (RFC 9457), sent as `application/problem+json`. */
export const Problem = z.object({
  type: z.string().describe('Leads to an explanation of this kind of problem.'),
  title: z.string().describe('What kind of problem it is: the same words each time.'),
  status: z.number().int(),
  detail: z.string().describe('What is wrong with this request, and what to do.'),
  code: z.string().describe('A name of the kind of problem that never changes.'),
});
export type Problem = z.infer<typeof Problem>;

/** A field of a request or an answer, as its documentation tells it; `type` in plain words. */
export interface ReferenceField {
  name: string;
  type: string;
  isRequired: boolean;
  description: string | null;
}

/** The documentation of /api, as its page shows it. */
export interface Reference {
  groups: { name: string; operations: ReferenceOperation[] }[];
  /** Shapes that stand in several answers. */
  shapes: { name: string; description: string | null; fields: ReferenceField[] }[];
  problems: { anchor: string; code: string; status: number; title: string }[];
}

export interface ReferenceOperation {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string | null;
  isForEditors: boolean;
  address: ReferenceField[];
  body: ReferenceField[];
  answer: { type: string; fields: ReferenceField[] };
  /** A request that can be tried; its body as JSON. */
  example: { address: string; body: string | null };
}
