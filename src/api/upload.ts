import type { RequestHandler } from 'express';
import { parseForm } from '../adding/upload.ts';

/** The largest form: as much as is read of a file, and what surrounds it. */
export const LARGEST_FORM = '52mb';

/** Puts the fields of a form with files, which was read as bytes, where those of others are, and its files beside them. */
export const readUpload: RequestHandler = async (request, _, next) => {
  if (!Buffer.isBuffer(request.body)) return next();
  const { fields, files } = await parseForm(request.body, request.get('Content-Type') ?? '');
  request.body = { ...Object.fromEntries(fields), files };
  next();
};
