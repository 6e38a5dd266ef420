import type Database from 'better-sqlite3';

/** Statements by database and text: compiling one takes longer than running it, and a quotation asks dozens of times. */
const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** The statement of this text, which must be one of few: it is kept as long as the database is open. */
export function prepared(database: Database.Database, sql: string): Database.Statement {
  const known = statements.get(database) ?? new Map<string, Database.Statement>();
  statements.set(database, known);
  const statement = known.get(sql) ?? database.prepare(sql);
  known.set(sql, statement);
  return statement;
}
