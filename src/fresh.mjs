// Whether what `npm install` built is still of the sources that lie beside it.
import { readdirSync, statSync } from 'node:fs';

const root = new URL('../', import.meta.url);

/** True where no source is newer than what was built, and where there is none. */
export function isFresh() {
  const built = statSync(new URL('dist/src/cli.js', root), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return ['src', 'ingest', 'web'].every((folder) =>
    readdirSync(new URL(folder, root), { recursive: true })
      .filter((name) => /\.tsx?$/.test(name))
      .every((name) => statSync(new URL(`${folder}/${name}`, root)).mtimeMs <= built),
  );
}
