import type { Operation } from '../operation.ts';
import { addAddresses, addFile, followAddition, getAddition, listAdditions, mendDocument } from './adding.ts';
import { annotateClaim, citeClaim, explainClaim, getClaim, listClaims } from './claims.ts';
import { getAudit, getStats } from './collection.ts';
import { correctClaim, getHistory, listCorrections, undoCorrection } from './corrections.ts';
import { compareVersions, getDocument, getText, listBlocks, listDocuments, listVersions } from './documents.ts';
import { compare, verify, verifyDraftFile, verifyLong, verifyWholeDraft } from './questions.ts';
import { search } from './search.ts';
import { getSource, getSpeaker, getTopic, listSources, listSpeakers, listTopics } from './speakers.ts';

/** All that /api does, in the order of its documentation. */
export const OPERATIONS: readonly Operation[] = [
  search,
  compare,
  verify,
  verifyLong,
  verifyWholeDraft,
  verifyDraftFile,
  listClaims,
  getClaim,
  explainClaim,
  citeClaim,
  annotateClaim,
  listDocuments,
  getDocument,
  getText,
  listBlocks,
  listVersions,
  compareVersions,
  listSpeakers,
  getSpeaker,
  listSources,
  getSource,
  listTopics,
  getTopic,
  getStats,
  getAudit,
  listCorrections,
  getHistory,
  correctClaim,
  undoCorrection,
  mendDocument,
  addAddresses,
  addFile,
  listAdditions,
  getAddition,
  followAddition,
];
