// The process that reads documents beside a server: as `bin.mjs`, what was built, or the sources where they are newer.
import { isFresh } from '../fresh.mjs';

if (isFresh()) await import('../../dist/src/adding/child.js');
else {
  const { register } = await import('node:module');
  register('../typescript.mjs', import.meta.url);
  await import('./child.ts');
}
