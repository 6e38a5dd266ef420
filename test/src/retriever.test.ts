import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingest } from '../../ingest/pipeline.ts';
import { parseConfig } from '../../src/config.ts';
import { Knowledge } from '../../src/knowledge.ts';
import { TriptychRetriever } from '../../src/retriever.ts';
import { ROOT } from '../../src/root.ts';

const DOCUMENTS = ['mao-ning-undersea-cables.md', 'zhao-lijian-1984.md', 'kurz-secure-networks.md'];
/** A project of somebody else's, with Triptych among its packages and a database in `data/`. */
const project = mkdtempSync(join(tmpdir(), 'triptych-chain-'));
const database = join(project, 'data', 'triptych.db');

let knowledge: Knowledge;

beforeAll(async () => {
  knowledge = await Knowledge.open(parseConfig({ TRIPTYCH_DB: database }));
  const { store, embeddings, registry, embedder } = knowledge;
  const files = DOCUMENTS.map((name) => join(ROOT, 'corpus/documents', name));
  writeFileSync(join(project, 'denial.txt'), 'Ada Stone denied that the cables of the ministry are tapped by spies.\n');
  await ingest([...files, join(project, 'denial.txt')], { store, embeddings, registry, model: embedder.name });
});

afterAll(() => knowledge.close());

describe('TriptychRetriever', () => {
  it('answers with claims, each with its speaker, bloc, span and citation', async () => {
    const retriever = new TriptychRetriever(knowledge, { limit: 4, pages: 'http://127.0.0.1:3000/' });
    const found = await retriever.invoke('undersea cables');
    expect(found).toHaveLength(4);
    for (const { id, pageContent, metadata } of found) {
      const { text } = knowledge.getDocument(metadata.document, metadata.version);
      expect(text.slice(metadata.span.start, metadata.span.end)).toBe(metadata.words);
      expect(pageContent).toContain(metadata.words);
      expect(pageContent).toContain(metadata.speaker.name);
      expect(metadata.citation).toContain(`characters ${metadata.span.start}–${metadata.span.end}`);
      expect(metadata.citation).toContain(metadata.speaker.name);
      expect(metadata).toMatchObject({ id, url: `http://127.0.0.1:3000/claims/${id}` });
    }
    expect(found.map(({ metadata }) => metadata.score)).toEqual(
      found.map(({ metadata }) => metadata.score).sort((a, b) => b - a),
    );
  });

  it('keeps to its filter, and says when that names nothing', async () => {
    const retriever = new TriptychRetriever(knowledge, { filter: { bloc: ['china'] } });
    const found = await retriever.invoke('networks');
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ metadata }) => metadata.bloc === 'china')).toBe(true);
    await expect(new TriptychRetriever(knowledge, { filter: { topic: ['soup'] } }).invoke('x')).rejects.toThrow(
      /no topic "soup"/,
    );
  });

  it('lets nobody seem to claim what they denied', async () => {
    const found = await new TriptychRetriever(knowledge).invoke('spies tap the cables of the ministry');
    const denied = found.find(({ metadata }) => metadata.speaker.name === 'Ada Stone')!;
    expect(denied.metadata.polarity).toBe('denied');
    expect(denied.pageContent).toMatch(/^Ada Stone denied: /);
  });

  it('finds nothing for a query without words', async () => {
    expect(await new TriptychRetriever(knowledge).invoke('?!')).toEqual([]);
  });

  it('works as the README shows', () => {
    const [, example] = /```js\n(import [\s\S]*?TriptychRetriever[\s\S]*?)```/.exec(
      readFileSync(join(ROOT, 'README.md'), 'utf8'),
    )!;
    mkdirSync(join(project, 'node_modules'));
    symlinkSync(ROOT, join(project, 'node_modules/triptych'), 'junction');
    symlinkSync(join(ROOT, 'node_modules/@langchain'), join(project, 'node_modules/@langchain'), 'junction');
    writeFileSync(join(project, 'chain.mjs'), example!);
    const { stdout, stderr } = spawnSync(process.execPath, ['chain.mjs'], { cwd: project, encoding: 'utf8' });
    const [answer, ...sources] = stdout.trim().split('\n');
    expect({ answer, stderr }).toEqual({ answer: 'China rejects the accusations [1].', stderr: '' });
    expect(sources).toHaveLength(3);
    expect(sources[0]).toMatch(/^\[1\] .*characters \d+–\d+; http:/);
  });
});
