import { CompareResponse, DraftResponse, VerifyRequest, VerifyResponse } from '../../contract.ts';
import { CompareQuery, DraftBody, DraftFileQuery, VerifyQuery } from '../contract.ts';
import { defineOperation } from '../operation.ts';

const VERIFY = {
  group: 'Questions',
  answer: VerifyResponse,
  description:
    'Whether it is verbatim, trimmed, altered (and how gravely), a paraphrase or not found; who says it, and who has it first.',
  fails: ['EMBEDDING_FAILED'],
} as const;

export const compare = defineOperation({
  id: 'compare',
  method: 'get',
  path: '/api/compare',
  group: 'Questions',
  summary: 'Positions side by side: of the blocs on a topic, or of two to four speakers',
  description:
    'Points that answer one question stand in one row, with who agrees, differs, contradicts, answers or is silent.',
  query: CompareQuery,
  answer: CompareResponse,
  fails: ['EMBEDDING_FAILED'],
  example: ({ topic }) => ({ query: { topic, limit: '5' } }),
  run: (knowledge, { query }) => knowledge.compare(query),
});

export const verify = defineOperation({
  ...VERIFY,
  id: 'verify',
  method: 'get',
  path: '/api/verify',
  summary: 'Checks a quotation',
  query: VerifyQuery,
  example: ({ words, speaker }) => ({ query: { quotation: words, speaker } }),
  run: (knowledge, { query }) => knowledge.verify(query),
});

export const verifyLong = defineOperation({
  ...VERIFY,
  id: 'verifyLong',
  method: 'post',
  path: '/api/verify',
  summary: 'Checks a quotation that is too long for an address',
  body: VerifyRequest,
  example: ({ words }) => ({ body: { quotation: words } }),
  run: (knowledge, { body }) => knowledge.verify(body),
});

export const verifyWholeDraft = defineOperation({
  id: 'verifyDraft',
  method: 'post',
  path: '/api/verify/draft',
  group: 'Questions',
  summary: 'Checks every quotation of a draft, each with the speaker whom the draft names',
  body: DraftBody,
  answer: DraftResponse,
  fails: ['EMBEDDING_FAILED'],
  example: ({ words }) => ({ body: { draft: `They said: “${words}”` } }),
  run: (knowledge, { body }) => knowledge.verifyText(body.draft),
});

export const verifyDraftFile = defineOperation({
  id: 'verifyDraftFile',
  method: 'post',
  path: '/api/verify/file',
  group: 'Questions',
  summary: 'Checks every quotation of a file, which is not kept',
  description: 'The body is the file as it is: PDF, Word, EPUB, HTML, Markdown or text.',
  query: DraftFileQuery,
  takesFile: true,
  answer: DraftResponse,
  fails: ['EMBEDDING_FAILED', 'CORRUPT'],
  example: ({ words }) => ({ query: { name: 'draft.txt' }, body: `They said: “${words}”` }),
  run: (knowledge, { query: { name }, file }) => knowledge.verifyFile({ name, bytes: file }),
});
