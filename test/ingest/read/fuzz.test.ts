import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, inject, it } from 'vitest';
import { Reader } from '../../../ingest/read/reader.ts';
import { expectReadingOrFailure } from './covered.ts';

const numRuns = inject('fuzzRuns');

const documents = new URL('../../../corpus/documents/', import.meta.url);
/** The smallest bundled documents of each kind, which keep a case short. */
const good = ['.pdf', '.html', '.md'].flatMap((ending) =>
  readdirSync(documents)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, bytes: readFileSync(new URL(name, documents)) }))
    .sort((a, b) => a.bytes.length - b.bytes.length)
    .slice(0, 3),
);

/** A place in a file, as a share of its length, and what is done there. */
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 0, max: 400 }),
  how: fc.constantFrom('overwrite', 'cut', 'repeat', 'insert', 'end'),
  bytes: fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc
      .constantFrom(
        '<div>',
        '</p>',
        '<!--',
        '&#0;',
        '\0',
        '\ufeff',
        '%PDF-',
        'endobj',
        'stream\n',
        '<< /Kids [1 0 R] >>',
        '9999999999',
        '---\n',
        '>'.repeat(300),
      )
      .map((words) => new TextEncoder().encode(words)),
  ),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(bytes: Buffer, { at, length, how, bytes: put }: Mutation): Buffer {
  const from = Math.floor(at * bytes.length);
  const [before, piece, after] = [bytes.subarray(0, from), bytes.subarray(from, from + length), bytes.subarray(from)];
  switch (how) {
    case 'overwrite':
      return Buffer.concat([before, put, bytes.subarray(from + put.length)]);
    case 'cut':
      return Buffer.concat([before, bytes.subarray(from + length)]);
    case 'repeat':
      return Buffer.concat([before, piece, after]);
    case 'insert':
      return Buffer.concat([before, put, after]);
    default:
      return before;
  }
}

describe('A reader gives text or a named failure', () => {
  const reader = new Reader({ seconds: 10, secondsPerMegabyte: 0 });
  afterAll(() => reader.close());

  it('for any bytes', async () => {
    const start = fc
      .constantFrom('', '%PDF-1.7\n', '<!doctype html>', '---\n', '\ufeff', '\xff\xfe')
      .map((words) => Buffer.from(words, 'latin1'));
    const names = fc.constantFrom('a.txt', 'a.md', 'a.html', 'a.pdf', 'a');
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 2000 }), names, (head, bytes, name) =>
        expectReadingOrFailure(reader.read(Buffer.concat([head, bytes]), { name, sources: [] })),
      ),
      { numRuns },
    );
  }, 3_600_000);

  it('for a good file with something wrong in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...good),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        (file, mutations) =>
          expectReadingOrFailure(reader.read(mutations.reduce(mutate, file.bytes), { name: file.name, sources: [] })),
      ),
      { numRuns },
    );
  }, 3_600_000);
});
