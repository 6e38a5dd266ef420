import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import { ROOT } from '../root.ts';

const FILES = { 'style.css': 'text/css', 'script.js': 'text/javascript', 'icon.svg': 'image/svg+xml' };

/** The style sheet, scripts and pictures of the pages, as they lie in web/. */
export function addFiles(app: Express): void {
  for (const [name, type] of Object.entries(FILES)) {
    const content = readFileSync(join(ROOT, 'web', name));
    app.get(`/${name}`, (_, response) => {
      response.type(type).set('Cache-Control', 'no-cache').send(content);
    });
  }
}
