import { AuditResponse } from '../../audit/contract.ts';
import { audit } from '../../audit/index.ts';
import { Stats } from '../../contract.ts';
import { defineOperation } from '../operation.ts';

const GROUP = { method: 'get', group: 'The collection', example: () => ({}) } as const;

export const getStats = defineOperation({
  ...GROUP,
  id: 'getStats',
  path: '/api/stats',
  summary: 'What there is, in numbers',
  answer: Stats,
  run: (knowledge) => knowledge.stats(),
});

export const getAudit = defineOperation({
  ...GROUP,
  id: 'getAudit',
  path: '/api/audit',
  summary: 'How the claims of every bloc are reported and labelled, side by side',
  answer: AuditResponse,
  run: (knowledge) => audit(knowledge.store),
});
