import { z } from 'zod';
import { DocumentView } from '../../contract.ts';
import { findChanges } from '../../documents/changes.ts';
import { findDocuments } from '../../documents/list.ts';
import {
  BlocksAnswer,
  BlocksQuery,
  ChangesAnswer,
  ChangesQuery,
  DocumentsAnswer,
  DocumentsQuery,
  Name,
  VersionQuery,
  VersionsAnswer,
} from '../contract.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { defineOperation } from '../operation.ts';

export const listDocuments = defineOperation({
  id: 'listDocuments',
  method: 'get',
  path: '/api/documents',
  group: 'Documents',
  summary: 'Documents in their current versions, by name',
  query: DocumentsQuery,
  answer: DocumentsAnswer,
  example: () => ({ query: { limit: '2' } }),
  run(knowledge, { query: { query, cursor, limit } }) {
    const all = findDocuments(knowledge.store, query ?? '');
    const after = readCursor(cursor, ['documents', query], z.string());
    const rest = after === undefined ? all : all.filter(({ name }) => name > after);
    const documents = rest.slice(0, limit);
    const next = rest.length > limit ? writeCursor(['documents', query], documents.at(-1)!.name) : null;
    return { total: all.length, documents, next };
  },
});

export const getDocument = defineOperation({
  id: 'getDocument',
  method: 'get',
  path: '/api/documents/{name}',
  group: 'Documents',
  summary: 'A document with its text, blocks, versions, warnings and claims',
  params: Name,
  query: VersionQuery,
  answer: DocumentView,
  fails: ['NOT_FOUND'],
  example: ({ document }) => ({ path: { name: document } }),
  run: (knowledge, { path, query }) => knowledge.getDocument(path.name, query.version),
});

export const getText = defineOperation({
  id: 'getText',
  method: 'get',
  path: '/api/documents/{name}/text',
  group: 'Documents',
  summary: 'The stored text of a version, to which all offsets refer',
  description: 'Offsets count UTF-16 code units, as JavaScript does.',
  params: Name,
  query: VersionQuery,
  answer: z.string(),
  media: 'text/plain',
  fails: ['NOT_FOUND'],
  example: ({ document, version }) => ({ path: { name: document }, query: { version } }),
  run: (knowledge, { path, query }) => knowledge.store.getDocument(path.name, query.version).text,
});

export const listBlocks = defineOperation({
  id: 'listBlocks',
  method: 'get',
  path: '/api/documents/{name}/blocks',
  group: 'Documents',
  summary: 'The text of a version block by block: headings, paragraphs, items, with their pages',
  params: Name,
  query: BlocksQuery,
  answer: BlocksAnswer,
  fails: ['NOT_FOUND'],
  example: ({ document }) => ({ path: { name: document }, query: { limit: '3' } }),
  run(knowledge, { path: { name }, query: { cursor, limit, version } }) {
    // A cursor stays in the version in which it began, whatever is read meanwhile.
    const place = readCursor(cursor, ['blocks', name, version], z.tuple([z.string(), z.number().int().min(0)]));
    const { summary, text, blocks } = knowledge.store.getDocument(name, place?.[0] ?? version);
    const from = place?.[1] ?? 0;
    const to = from + limit;
    return {
      document: name,
      version: summary.version,
      total: blocks.length,
      blocks: blocks.slice(from, to).map((block) => ({ ...block, text: text.slice(block.start, block.end) })),
      next: to < blocks.length ? writeCursor(['blocks', name, version], [summary.version, to]) : null,
    };
  },
});

export const listVersions = defineOperation({
  id: 'listVersions',
  method: 'get',
  path: '/api/documents/{name}/versions',
  group: 'Documents',
  summary: 'All versions of a document: none is ever changed or lost',
  params: Name,
  answer: VersionsAnswer,
  fails: ['NOT_FOUND'],
  example: ({ document }) => ({ path: { name: document } }),
  run: (knowledge, { path }) => ({ document: path.name, versions: knowledge.store.versions(path.name) }),
});

export const compareVersions = defineOperation({
  id: 'compareVersions',
  method: 'get',
  path: '/api/documents/{name}/changes',
  group: 'Documents',
  summary: 'What changed between two versions: paragraphs word by word, and claims',
  params: Name,
  query: ChangesQuery,
  answer: ChangesAnswer,
  fails: ['NOT_FOUND'],
  example: ({ document, version }) => ({ path: { name: document }, query: { from: version, to: version } }),
  run(knowledge, { path: { name }, query }) {
    const { from, to, changes } = findChanges(knowledge.store, name, query);
    return { document: name, from: from.version, to: to.version, ...changes };
  },
});
