import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { ChangeLog } from '../changes.ts';
import { readLabels } from '../labels/index.ts';
import { readVocabulary } from '../vocabulary.ts';
import type { Ahead } from './index.ts';

/** The inside of a thread that reads a database, given by its path, once: labels first, then words, as at one moment. */
const database = new Database(workerData as string, { readonly: true });
database.transaction(() => {
  const log = new ChangeLog(database);
  log.since();
  send({ seen: log.seen, labels: readLabels(database) });
  send({ vocabulary: readVocabulary(database) });
})();
database.close();

/** Hands over what was read, the long lists without a copy. */
function send(part: Partial<Ahead>): void {
  const { columns } = part.labels ?? {};
  const lists = [columns, columns?.codes, part.vocabulary].flatMap((list) => Object.values(list ?? {}) as unknown[]);
  const buffers = lists.flatMap((list) => (ArrayBuffer.isView(list) ? [list.buffer as ArrayBuffer] : []));
  parentPort?.postMessage(part, [...new Set(buffers)]);
}
