import Database from 'better-sqlite3';

/** How the keyword index reads words; schema.sql says the same of `claim_words`. */
const TOKENIZER = 'porter unicode61 remove_diacritics 2';
/** Words remembered: the words of a language are few, and reading one costs a hundred times looking it up. */
const REMEMBERED = 200_000;

const known = new Map<string, string>();
/** Gives the forms of words by their places; of a word that the index parts, the first part comes last. */
let reader: ((words: readonly string[]) => [number, string][]) | undefined;

/**
 * The forms under which the keyword index has words (Porter's stems, without accents), in order. SQLite itself is asked, in
 * a database of its own in memory, so that what is marked and scored is exactly what is found.
 */
export function stemsOf(words: readonly string[]): string[] {
  const missing = [...new Set(words)].filter((word) => !known.has(word));
  if (missing.length > 0) readStems(missing);
  return words.map((word) => known.get(word) ?? word);
}

function readStems(words: readonly string[]): void {
  if (known.size + words.length > REMEMBERED) known.clear();
  reader ??= open();
  for (const [row, term] of reader(words)) known.set(words[row] as string, term);
}

function open(): NonNullable<typeof reader> {
  const database = new Database(':memory:');
  database.exec(`CREATE VIRTUAL TABLE words USING fts5 (word, content = '', contentless_delete = 1, tokenize = '${TOKENIZER}');
    CREATE VIRTUAL TABLE terms USING fts5vocab (words, instance);`);
  const add = database.prepare('INSERT INTO words (rowid, word) VALUES (?, ?)');
  const read = database.prepare('SELECT doc, term FROM terms ORDER BY doc, "offset" DESC').raw();
  const clear = database.prepare("INSERT INTO words (words) VALUES ('delete-all')");
  // One transaction: by itself, each word would be written into the index alone.
  return database.transaction((list) => {
    for (const [i, word] of list.entries()) add.run(i, word);
    const found = read.all() as [number, string][];
    clear.run();
    return found;
  });
}
