import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { findVerifyAddress, verifyPage } from '../../../web/index.ts';
import type { Upload } from '../../adding/upload.ts';
import { DraftRequest, VerifyRequest } from '../../contract.ts';
import type { Knowledge } from '../../knowledge.ts';
import { parseRequest } from '../../parse.ts';
import { ROOT } from '../../root.ts';
import { ownAddress } from '../address.ts';
import { viewerOf } from '../session.ts';
import { LARGEST_FORM, readUpload } from '../upload.ts';
import { offerSpeakers } from './editing.ts';

/** Of a draft: whether the report is to be shown, or saved. */
const Form = z.object({ as: z.enum(['page', 'file']).default('page') });

/** Verifying a quotation, or all of a draft: a page, the report as a file, and its data. `keep` keeps answers to what is sent as a body too. */
export function addVerifyPages(app: Express, knowledge: Knowledge, keep: RequestHandler): void {
  const style = readFileSync(join(ROOT, 'web/style.css'), 'utf8');
  const page = async (given: unknown, asked: Request, response: Response) => {
    const request = parseRequest(VerifyRequest, given ?? {});
    const { draft: text } = parseRequest(DraftRequest, given ?? {});
    const [file] = filesOf(given);
    const pasted = text.trim() ? await knowledge.verifyText(text) : null;
    const draft = file ? await knowledge.verifyFile(file) : pasted;
    const found = !draft && request.quotation.trim() ? await knowledge.verify(request) : null;
    const speakers = offerSpeakers(knowledge);
    const { documents } = knowledge.stats();
    const data = { request, response: found, speakers, draft, documents };
    const isFile = draft !== null && parseRequest(Form, given ?? {}).as === 'file';
    if (!isFile) return response.send(verifyPage(data, viewerOf(response)));
    response.attachment('report.html');
    return response.send(verifyPage({ ...data, alone: { style, origin: ownAddress(asked, '') } }));
  };
  const data = async (given: unknown, response: Response) => {
    const { draft } = parseRequest(DraftRequest, given ?? {});
    if (draft.trim()) response.json(await knowledge.verifyText(draft));
    else response.json(await knowledge.verify(parseRequest(VerifyRequest, given ?? {})));
  };
  app.get('/verify', (request, response) => page(request.query, request, response));
  app.get('/verify.json', (request, response) => data(request.query, response));
  // A long quotation, or a draft, does not fit into an address.
  const body = [express.urlencoded({ extended: false, limit: '4mb' }), express.json({ limit: '4mb' })];
  const form = express.raw({ type: 'multipart/form-data', limit: LARGEST_FORM });
  // A form with files is known by its bytes.
  app.post('/verify', [form, ...body, keep, readUpload], (request: Request, response: Response) => {
    const address = findAddress(request.body);
    return address ? response.redirect(303, address) : page(request.body, request, response);
  });
  app.post('/verify.json', [...body, keep], (request: Request, response: Response) => data(request.body, response));
}

/** Where a form's answer can be found again and linked to: that of one quotation, unless it is too long. */
function findAddress(given: unknown): string | undefined {
  const { draft } = parseRequest(DraftRequest, given ?? {});
  const request = parseRequest(VerifyRequest, given ?? {});
  if (draft.trim() || filesOf(given).length > 0 || !request.quotation.trim()) return undefined;
  return findVerifyAddress(request);
}

/** Files that a form brought along. */
function filesOf(given: unknown): Upload[] {
  return (given as { files?: Upload[] } | undefined)?.files ?? [];
}
