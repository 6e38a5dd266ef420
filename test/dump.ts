import Database from 'better-sqlite3';
import * as sqliteVec from 'sqlite-vec';

/** When something was done, which no two runs have in common. */
const TIMES = new Set(['read_at']);

/** What tells an index in memory what to read again; not what there is. */
const BOOKKEEPING = new Set(['changes', 'label_changes', 'descriptions']);

/** All rows of all tables of a database, in a fixed order; indexes, which are made from them, and times left out. */
export function dumpOf(path: string): Record<string, unknown[]> {
  const database = new Database(path, { readonly: true });
  sqliteVec.load(database);
  try {
    const tables = database
      .prepare("SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
      .pluck()
      .all() as string[];
    const told = tables.filter((table) => !BOOKKEEPING.has(table));
    return Object.fromEntries(told.map((table) => [table, rowsOf(database, table)]));
  } finally {
    database.close();
  }
}

function rowsOf(database: Database.Database, table: string): unknown[] {
  const columns = database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
  const names = columns.filter((name) => !TIMES.has(name)).map((name) => `"${name}"`);
  return database
    .prepare(`SELECT ${names.join(', ')} FROM "${table}"`)
    .raw()
    .all()
    .map((row) =>
      JSON.stringify((row as unknown[]).map((value) => (Buffer.isBuffer(value) ? value.toString('base64') : value))),
    )
    .sort();
}
