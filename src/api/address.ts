import type { Request } from 'express';

/** `.json` after the name of a document or a claim asks for the same as data, `.jsonld` after a claim for an annotation. */
export function splitFormat(name: string): { name: string; format: 'json' | 'jsonld' | 'html' } {
  const format = (['json', 'jsonld'] as const).find((ending) => name.endsWith(`.${ending}`));
  return format ? { name: name.slice(0, -format.length - 1), format } : { name, format: 'html' };
}

/** The whole address of a path of this server, as the one who asks knows it. */
export function ownAddress(request: Request, path: string): string {
  return `${request.protocol}://${request.get('host') ?? '127.0.0.1'}${path}`;
}
