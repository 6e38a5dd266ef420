import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Knowledge } from '../knowledge.ts';
import { addCorrectionRoutes } from './corrections.ts';
import { answerError, refuse } from './errors.ts';
import { addFiles } from './files.ts';
import { keepAnswers } from './kept.ts';
import { addClaimPages } from './pages/claims.ts';
import { addComparePages } from './pages/compare.ts';
import { addDocumentPages } from './pages/documents.ts';
import { addDossierPages } from './pages/dossiers.ts';
import { addEditingPages } from './pages/editing.ts';
import { addHomePages } from './pages/home.ts';
import { addSearchPages } from './pages/search.ts';
import { addVerifyPages } from './pages/verify.ts';
import { addReasonRoutes } from './reasons.ts';
import { recognise, Sessions } from './session.ts';

export { listen } from './listen.ts';

/**
 * The pages and the same as JSON: `/search`, `/search.json`, `/search.csv` and so on. Every state is an address; nothing
 * is written but corrections, by those who have the token. Responses carry a strict Content-Security-Policy.
 */
export function createApp(knowledge: Knowledge, { token }: { token?: string | undefined } = {}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'none'"],
          'script-src': ["'self'"],
          'style-src': ["'self'"],
          'img-src': ["'self'"],
          'connect-src': ["'self'"],
          'form-action': ["'self'"],
          'base-uri': ["'none'"],
          'frame-ancestors': ["'none'"],
        },
      },
      // Served over plain HTTP on the loopback interface.
      strictTransportSecurity: false,
    }),
  );
  addFiles(app);
  const sessions = new Sessions(token);
  app.use(recognise(sessions));
  app.use(keepAnswers(knowledge));
  for (const add of [
    addHomePages,
    addSearchPages,
    addComparePages,
    addVerifyPages,
    addDocumentPages,
    addClaimPages,
    addDossierPages,
  ])
    add(app, knowledge);
  addEditingPages(app, knowledge, sessions);
  addReasonRoutes(app, knowledge);
  addCorrectionRoutes(app, knowledge, token);
  app.use(refuse);
  app.use(answerError);
  return app;
}
