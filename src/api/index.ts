import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Hand } from '../adding/hand.ts';
import { Additions } from '../adding/index.ts';
import type { Knowledge } from '../knowledge.ts';
import { addOperations } from './data.ts';
import { answerError, refuse } from './errors.ts';
import { addFiles } from './files.ts';
import { keepAnswers } from './kept.ts';
import { addAddingPages } from './pages/adding.ts';
import { addClaimPages } from './pages/claims.ts';
import { addComparePages } from './pages/compare.ts';
import { addDocumentPages } from './pages/documents.ts';
import { addDossierPages } from './pages/dossiers.ts';
import { addEditingPages } from './pages/editing.ts';
import { addHomePages } from './pages/home.ts';
import { addMendingPages } from './pages/mending.ts';
import { addReferencePages } from './pages/reference.ts';
import { addSearchPages } from './pages/search.ts';
import { addTakingAlong } from './pages/take.ts';
import { addVerifyPages } from './pages/verify.ts';
import { POLICY } from './policy.ts';
import { recognise, Sessions } from './session.ts';

export { listen } from './listen.ts';

/** What the pages need to be more than read-only. */
export interface Options {
  /** With it editors sign in. */
  token?: string | undefined;
  /** Who reads and labels documents. */
  hand?: Hand;
  /** Where the files are kept that editors add. */
  folder?: string;
}

/**
 * The pages and the same as JSON: `/search`, `/search.json`, `/search.csv` and so on. Every state is an address; only
 * who has the token writes: corrections, and documents to be read. Responses carry a strict Content-Security-Policy.
 */
export function createApp(knowledge: Knowledge, { token, hand, folder }: Options = {}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: POLICY,
      },
      // Served over plain HTTP on the loopback interface.
      strictTransportSecurity: false,
    }),
  );
  const sessions = new Sessions(token);
  app.use(recognise(sessions));
  const keep = keepAnswers(knowledge);
  app.use(keep);
  addFiles(app);
  for (const add of [
    addHomePages,
    addSearchPages,
    addComparePages,
    addDocumentPages,
    addClaimPages,
    addDossierPages,
    addReferencePages,
    addTakingAlong,
  ])
    add(app, knowledge);
  addVerifyPages(app, knowledge, keep);
  addEditingPages(app, knowledge, sessions);
  if (hand) addMendingPages(app, knowledge, hand);
  const desk = hand && folder ? { hand, folder, additions: new Additions(hand) } : undefined;
  if (desk) addAddingPages(app, knowledge, desk);
  addOperations(app, knowledge, { token, keep, desk });
  app.use(refuse(app));
  app.use(answerError);
  return app;
}
