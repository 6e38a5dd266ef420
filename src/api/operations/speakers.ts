import { z } from 'zod';
import { type SourceLine, SourceView, type SpeakerLine, SpeakerView, TopicView } from '../../dossier/contract.ts';
import { findSources, findSpeakers, getSourceView, getSpeakerView, getTopicView } from '../../dossier/index.ts';
import { Id, SourcesAnswer, SourcesQuery, SpeakersAnswer, SpeakersQuery, TopicsAnswer } from '../contract.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { defineOperation } from '../operation.ts';

const Place = z.tuple([z.number().int(), z.string()]);
const GROUP = { method: 'get', group: 'Who and what' } as const;

export const listSpeakers = defineOperation({
  ...GROUP,
  id: 'listSpeakers',
  path: '/api/speakers',
  summary: 'Who makes claims, those with most claims first',
  query: SpeakersQuery,
  answer: SpeakersAnswer,
  example: () => ({ query: { limit: '3' } }),
  run(knowledge, { query }) {
    const { total, part, next } = byClaims('speakers', query, (asked): SpeakerLine[] => findSpeakers(knowledge, asked));
    return { total, speakers: part, next };
  },
});

export const getSpeaker = defineOperation({
  ...GROUP,
  id: 'getSpeaker',
  path: '/api/speakers/{id}',
  summary: 'A speaker: names, offices, claims by month, and who reports whom',
  description: 'Their claims are those of /api/claims?speaker=ID.',
  params: Id,
  answer: SpeakerView,
  fails: ['NOT_FOUND'],
  example: ({ speaker }) => ({ path: { id: speaker } }),
  run: (knowledge, { path }) => getSpeakerView(knowledge, path.id),
});

export const listSources = defineOperation({
  ...GROUP,
  id: 'listSources',
  path: '/api/sources',
  summary: 'Publishers whose words are here, those with most claims first',
  query: SourcesQuery,
  answer: SourcesAnswer,
  example: () => ({ query: { limit: '3' } }),
  run(knowledge, { query }) {
    const { total, part, next } = byClaims('sources', query, (asked): SourceLine[] => findSources(knowledge, asked));
    return { total, sources: part, next };
  },
});

export const getSource = defineOperation({
  ...GROUP,
  id: 'getSource',
  path: '/api/sources/{id}',
  summary: 'A publisher: its documents, and whose claims these carry',
  params: Id,
  answer: SourceView,
  fails: ['NOT_FOUND'],
  example: ({ source }) => ({ path: { id: source } }),
  run: (knowledge, { path }) => getSourceView(knowledge, path.id),
});

export const listTopics = defineOperation({
  ...GROUP,
  id: 'listTopics',
  path: '/api/topics',
  summary: 'All topics, and how much each bloc says on them',
  answer: TopicsAnswer,
  example: () => ({}),
  run(knowledge) {
    const sides = new Map(knowledge.topicSides().map((topic) => [topic.id, topic.sides]));
    return { topics: knowledge.topics().map((topic) => ({ ...topic, sides: sides.get(topic.id) ?? {} })) };
  },
});

export const getTopic = defineOperation({
  ...GROUP,
  id: 'getTopic',
  path: '/api/topics/{id}',
  summary: 'A topic: what it is, claims by month and bloc, and who reports whom',
  params: Id,
  answer: TopicView,
  fails: ['NOT_FOUND'],
  example: ({ topic }) => ({ path: { id: topic } }),
  run: (knowledge, { path }) => getTopicView(knowledge, path.id),
});

type Asked = z.infer<typeof SpeakersQuery>;

/** A part of those with claims: most claims first, then by identifier. */
function byClaims<T extends { id: string; claims: number }>(
  list: string,
  { query, bloc, cursor, limit }: Asked,
  find: (asked: { query: string; bloc: Asked['bloc'] }) => readonly T[],
): { total: number; part: T[]; next: string | null } {
  const question = [list, query, bloc];
  const after = readCursor(cursor, question, Place);
  const comesAfter = ({ claims, id }: T) => !after || claims < after[0] || (claims === after[0] && id > after[1]);
  const all = [...find({ query: query ?? '', bloc })].sort((a, b) => b.claims - a.claims || (a.id < b.id ? -1 : 1));
  const rest = all.filter(comesAfter);
  const part = rest.slice(0, limit);
  const last = part.at(-1);
  const next = last && rest.length > limit ? writeCursor(question, [last.claims, last.id]) : null;
  return { total: all.length, part, next };
}
