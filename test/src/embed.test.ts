import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEmbedder, embedQuery, embedTexts } from '../../src/embed.ts';
import { DIMENSIONS, openNetwork } from '../../src/encoder/network.ts';
import { openPublished } from '../../src/encoder/published.ts';

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

describe('The built-in embedding model', () => {
  const embedder = createEmbedder({ model: 'use' });

  it('makes unit vectors of 512 dimensions, one for each text, in order', async () => {
    const texts = Array.from({ length: 40 }, (_, i) => `Sentence number ${i} about undersea cables.`);
    const vectors = await embedTexts(embedder.embeddings, texts);
    expect(vectors).toHaveLength(40);
    for (const vector of vectors) {
      expect(vector).toHaveLength(await embedder.dimensions());
      expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
    }
    const seventh = await embedQuery(embedder.embeddings, texts[7] as string);
    expect(cosine(seventh, vectors[7] as Float32Array)).toBeGreaterThan(0.999);
  });

  it('puts texts that mean the same nearer than texts that do not', async () => {
    const [a, b, c] = await embedTexts(embedder.embeddings, [
      'The ministry rejects the accusation of espionage.',
      'The government denies that it has spied.',
      'The bakery opens at seven in the morning.',
    ]);
    expect(cosine(a as Float32Array, b as Float32Array)).toBeGreaterThan(cosine(a as Float32Array, c as Float32Array));
  });
});

describe('The network of the built-in model', () => {
  const texts = [
    'No country and no company has ever shown evidence of “backdoors”, she said.',
    'Undersea cables',
    '',
    // Longer than the network reads, and of characters that it does not know.
    '海底电缆 '.repeat(10) + 'The minister spoke of the cables of every state, one after the other. '.repeat(20),
  ];

  it('gives the vectors of the network as it is published', async () => {
    const [ours, published] = [await openNetwork(), await openPublished()];
    const spoken = texts.filter((text) => text !== '');
    const [vectors, wanted] = [await ours(spoken), await published(spoken)];
    expect(vectors).toHaveLength(spoken.length * DIMENSIONS);
    vectors.forEach((x, i) => {
      expect(Math.abs(x - wanted[i]!)).toBeLessThan(1e-5);
    });
  });

  it('gives a text the same vector whatever stands beside it', async () => {
    const ours = await openNetwork();
    const together = await ours(texts);
    for (const [i, text] of texts.entries())
      (await ours([text])).forEach((x, j) => {
        expect(Math.abs(x - together[i * DIMENSIONS + j]!)).toBeLessThan(1e-6);
      });
  });
});

describe('Embedding models of a service', () => {
  let server: Server;
  let url: string;
  let answer: (body: { input: string[]; model: string }, path: string) => { status: number; body: unknown };
  const requests: { path: string; model: string; input: string[] }[] = [];

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const body = JSON.parse(await bodyOf(request)) as { input: string[] | string; model: string };
      const given = { ...body, input: [body.input].flat() };
      requests.push({ path: request.url ?? '', ...given });
      const { status, body: answered } = answer(given, request.url ?? '');
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answered));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  afterEach(() => {
    requests.length = 0;
  });
  const open = (model: string, path = '') => createEmbedder({ model, url: url + path, key: 'secret' });
  // One dimension for the length of the text, so that the order of answers can be told.
  const vectorOf = (text: string) => [text.length, 1, 0];

  it('speak the protocol of Ollama', async () => {
    answer = ({ input, model }) => ({ status: 200, body: { model, embeddings: input.map(vectorOf) } });
    const embedder = open('ollama:nomic-embed-text');
    expect(await embedder.dimensions()).toBe(3);
    const [short, long] = await embedTexts(embedder.embeddings, ['a', 'a longer text']);
    expect(short?.[0]).toBeCloseTo(1 / Math.SQRT2);
    expect(long?.[0]).toBeCloseTo(13 / Math.hypot(13, 1));
    expect(requests.every(({ path, model }) => path === '/api/embed' && model === 'nomic-embed-text')).toBe(true);
  });

  it('speak the protocol of OpenAI', async () => {
    answer = ({ input, model }) => ({
      status: 200,
      body: {
        object: 'list',
        model,
        data: input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) })),
        usage: { prompt_tokens: 1, total_tokens: 1 },
      },
    });
    const embedder = open('openai:text-embedding-3-small', '/v1');
    const [, long] = await embedTexts(embedder.embeddings, ['a', 'a longer text']);
    expect(long?.[0]).toBeCloseTo(13 / Math.hypot(13, 1));
    expect(requests[0]).toMatchObject({ path: '/v1/embeddings', model: 'text-embedding-3-small' });
  });

  it('are refused when they return too few vectors, vectors of different lengths, or no numbers', async () => {
    const returns = async (embeddings: unknown[]) => {
      answer = ({ model }) => ({ status: 200, body: { model, embeddings } });
      return embedTexts(open('ollama:m').embeddings, ['one', 'two']);
    };
    const failed = expect.objectContaining({ code: 'EMBEDDING_FAILED' });
    await expect(returns([[1, 0]])).rejects.toEqual(failed);
    await expect(
      returns([
        [1, 0],
        [1, 0, 0],
      ]),
    ).rejects.toEqual(failed);
    await expect(
      returns([
        [1, 0],
        [0, 0],
      ]),
    ).rejects.toEqual(failed);
  });

  it('say which service does not answer, and how to go on', async () => {
    answer = () => ({ status: 400, body: { error: 'no such model' } });
    await expect(embedQuery(open('ollama:missing').embeddings, 'text')).rejects.toEqual(
      expect.objectContaining({
        code: 'EMBEDDING_FAILED',
        message: expect.stringContaining('TRIPTYCH_EMBEDDINGS_URL'),
      }),
    );
  });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
