import { basename } from 'node:path';
import { z } from 'zod';
import { addDocuments, type Desk } from '../../adding/add.ts';
import { Addition } from '../../adding/contract.ts';
import { eventsOf } from '../../adding/events.ts';
import { DocumentCorrectionRequest } from '../../documents/contract.ts';
import { TriptychError } from '../../error.ts';
import { AddBody, AdditionsAnswer, CorrectedDocumentAnswer, FileQuery, Id, Name } from '../contract.ts';
import { EVENTS } from '../media.ts';
import { defineOperation } from '../operation.ts';

const GROUP = { group: 'Adding documents', isForEditors: true, isLive: true } as const;
/** Who signs the examples. */
const BY = 'Somebody';

export const addAddresses = defineOperation({
  ...GROUP,
  id: 'addAddresses',
  method: 'post',
  path: '/api/additions',
  summary: 'Fetches pages of the web, and reads them',
  description: 'They are read one after the other; what became of each is told by its addition.',
  body: AddBody,
  answer: AdditionsAnswer,
  status: 202,
  example: () => ({ body: { by: BY, addresses: ['https://example.org/statement'] } }),
  async run(_, { body: { by, addresses }, desk }) {
    const given = { files: [], addresses, newVersion: false, by };
    return { additions: await addDocuments(getDesk(desk), given) };
  },
});

export const addFile = defineOperation({
  ...GROUP,
  id: 'addFile',
  method: 'post',
  path: '/api/additions/file',
  summary: 'Keeps a file, and reads it',
  description: 'The body is the file as it is, of whatever media type: the file itself says what it is.',
  query: FileQuery,
  takesFile: true,
  answer: AdditionsAnswer,
  status: 202,
  example: () => ({ query: { name: 'statement.txt', by: BY }, body: 'The ministry said that the cable is safe.' }),
  async run(_, { query: { name, by, again }, file, desk }) {
    if (file.length === 0) throw new TriptychError('USAGE', 'Send the file as the body of the request.');
    const given = { files: [{ name: basename(name), bytes: file }], addresses: [], newVersion: again, by };
    return { additions: await addDocuments(getDesk(desk), given) };
  },
});

export const listAdditions = defineOperation({
  ...GROUP,
  id: 'listAdditions',
  method: 'get',
  path: '/api/additions',
  summary: 'What was added since the server was started, newest first',
  answer: AdditionsAnswer,
  example: () => ({}),
  run: (_, { desk }) => ({ additions: getDesk(desk).additions.list() }),
});

export const getAddition = defineOperation({
  ...GROUP,
  id: 'getAddition',
  method: 'get',
  path: '/api/additions/{id}',
  summary: 'How far an addition has come, and what became of it',
  params: Id,
  answer: Addition,
  fails: ['NOT_FOUND'],
  example: ({ addition }) => ({ path: { id: addition } }),
  run: (_, { path, desk }) => getDesk(desk).additions.get(path.id),
});

export const followAddition = defineOperation({
  ...GROUP,
  id: 'followAddition',
  method: 'get',
  path: '/api/additions/{id}/events',
  summary: 'The steps of an addition as they run',
  description: 'Server-sent events: the addition as JSON, now and whenever it has come further, until it is done.',
  params: Id,
  answer: z.string(),
  media: EVENTS,
  fails: ['NOT_FOUND'],
  example: ({ addition }) => ({ path: { id: addition } }),
  run: (_, { path, desk }) => eventsOf(getDesk(desk).additions, path.id),
});

export const mendDocument = defineOperation({
  group: 'Corrections',
  isForEditors: true,
  id: 'mendDocument',
  method: 'patch',
  path: '/api/documents/{name}',
  summary: 'Corrects what is known of a document, for good',
  description:
    'Of each field the last correction counts, however often the document is read again; null gives back what the document says itself. Its claims are labelled anew at once.',
  params: Name,
  body: DocumentCorrectionRequest,
  answer: CorrectedDocumentAnswer,
  fails: ['NOT_FOUND', 'BAD_METADATA'],
  example: ({ document }) => ({ path: { name: document }, body: { by: BY, set: { licence: 'CC0-1.0' } } }),
  async run(knowledge, { path: { name }, body, desk }) {
    await getDesk(desk).hand.correct(name, body);
    const { corrections } = knowledge.getDocument(name);
    return { document: knowledge.store.getDocument(name).summary, corrections };
  },
});

function getDesk(desk: Desk | undefined): Desk {
  if (desk) return desk;
  throw new TriptychError('READ_ONLY', 'This server reads no documents: it was started for looking things up alone.');
}
