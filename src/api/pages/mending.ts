import type { Express } from 'express';
import { z } from 'zod';
import type { Hand } from '../../adding/hand.ts';
import { DocumentCorrectionRequest, FIELDS } from '../../documents/contract.ts';
import { TriptychError } from '../../error.ts';
import type { Knowledge } from '../../knowledge.ts';
import { parseRequest } from '../../parse.ts';
import { readForm, requireForm, viewerOf } from '../session.ts';

const line = z.string().trim().max(1000);
const MendForm = z.object({
  ...Object.fromEntries(FIELDS.map((field) => [field, line.optional()])),
  note: line.optional(),
} as Record<(typeof FIELDS)[number] | 'note', z.ZodOptional<typeof line>>);

/** Correcting what is known of a document, for editors who are signed in. */
export function addMendingPages(app: Express, { store }: Knowledge, hand: Hand): void {
  app.post('/documents/:name/corrections', readForm, requireForm, async (request, response) => {
    const name = request.params['name'] as string;
    const { note, ...given } = parseRequest(MendForm, request.body);
    const { summary } = store.getDocument(name);
    const changed = FIELDS.filter((field) => given[field] !== undefined && given[field] !== (summary[field] ?? ''));
    if (changed.length === 0)
      throw new TriptychError('USAGE', 'Nothing in the form differs from what is known of the document.');
    const set = Object.fromEntries(changed.map((field) => [field, given[field] || null]));
    const by = viewerOf(response).editor!.name;
    await hand.correct(name, parseRequest(DocumentCorrectionRequest, { by, note: note || null, set }));
    response.redirect(303, `/documents/${encodeURIComponent(name)}`);
  });
}
