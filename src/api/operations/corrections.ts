import { z } from 'zod';
import { CorrectionRequest, UndoRequest } from '../../corrections/contract.ts';
import { correct, history, undo } from '../../corrections/index.ts';
import type { Knowledge } from '../../knowledge.ts';
import { CorrectedAnswer, CorrectionsAnswer, CorrectionsQuery, HistoryAnswer, Id } from '../contract.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { defineOperation } from '../operation.ts';

const GROUP = { group: 'Corrections' } as const;
const Place = z.tuple([z.string(), z.string()]);
/** Who signs the examples. */
const BY = 'Somebody';

export const listCorrections = defineOperation({
  ...GROUP,
  id: 'listCorrections',
  method: 'get',
  path: '/api/corrections',
  summary: 'The log of corrections, in the order in which they were made',
  query: CorrectionsQuery,
  answer: CorrectionsAnswer,
  example: () => ({}),
  run(knowledge, { query: { cursor, limit } }) {
    const [lastAt, lastId] = readCursor(cursor, ['corrections'], Place) ?? ['', ''];
    const all = history(knowledge);
    const rest = all.filter(({ at, id }) => at > lastAt || (at === lastAt && id > lastId));
    const corrections = rest.slice(0, limit);
    const last = corrections.at(-1);
    const next = last && rest.length > limit ? writeCursor(['corrections'], [last.at, last.id]) : null;
    return { total: all.length, corrections, next };
  },
});

export const getHistory = defineOperation({
  ...GROUP,
  id: 'getHistory',
  method: 'get',
  path: '/api/claims/{id}/history',
  summary: 'All that was corrected of a claim',
  params: Id,
  answer: HistoryAnswer,
  fails: ['NOT_FOUND'],
  example: ({ claim }) => ({ path: { id: claim } }),
  run: (knowledge, { path }) => ({ claim: path.id, history: history(knowledge, path.id) }),
});

export const correctClaim = defineOperation({
  ...GROUP,
  id: 'correctClaim',
  method: 'patch',
  path: '/api/claims/{id}',
  summary: 'Sets labels of a claim for good',
  description: 'One entry of the log, in force at once. It outlives that the document is read again.',
  params: Id,
  body: CorrectionRequest,
  answer: CorrectedAnswer,
  fails: ['NOT_FOUND'],
  isForEditors: true,
  example: ({ claim, topic }) => ({ path: { id: claim }, body: { by: BY, topics: [topic] } }),
  run(knowledge, { path, body }) {
    const { id } = correct(knowledge, path.id, body);
    return { correction: id, ...stateOf(knowledge, path.id) };
  },
});

export const undoCorrection = defineOperation({
  ...GROUP,
  id: 'undoCorrection',
  method: 'post',
  path: '/api/corrections/{id}/undo',
  summary: 'Takes a correction back',
  description: 'Both entries stay in the log.',
  params: Id,
  body: UndoRequest,
  answer: CorrectedAnswer,
  fails: ['NOT_FOUND'],
  isForEditors: true,
  example: ({ correction }) => ({ path: { id: correction }, body: { by: BY } }),
  run(knowledge, { path, body }) {
    const { id, claim } = undo(knowledge, path.id, body);
    return { correction: id, ...stateOf(knowledge, claim) };
  },
});

/** The claim as it is now, null where its words stand nowhere, and all that was done to it. */
function stateOf(knowledge: Knowledge, claim: string) {
  const known = knowledge.store.corrections.labelsOf(claim) !== undefined;
  return { claim: known ? knowledge.store.getClaimAlone(claim) : null, history: history(knowledge, claim) };
}
