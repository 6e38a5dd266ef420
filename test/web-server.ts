import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFetcher, type Fetcher, type FetchOptions } from '../ingest/fetch/index.ts';
import type { Network } from '../ingest/fetch/request.ts';

/** A web of one server on 127.0.0.1, which answers for every host name, and what it was asked. */
export interface SmallWeb {
  port: number;
  asked: { host: string; path: string; headers: IncomingMessage['headers'] }[];
  /** An address on this web. */
  at(host: string, path: string): string;
  fetcher(options?: FetchOptions): Fetcher;
  /** Milliseconds that its fetchers paused. */
  pauses: number[];
  close(): Promise<void>;
}

/** Every name leads to 127.0.0.1, and nothing else may be reached. */
export const LOOPBACK: Network = {
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  isAllowed: (ip) => ip === '127.0.0.1',
};

/** Serves what `answer` says; a path that it leaves alone does not exist. */
export async function openSmallWeb(answer: RequestListener): Promise<SmallWeb> {
  const asked: SmallWeb['asked'] = [];
  const pauses: number[] = [];
  const server = createServer((request, response) => {
    asked.push({ host: request.headers.host ?? '', path: request.url ?? '', headers: request.headers });
    response.statusCode = 404;
    answer(request, response);
    if (response.statusCode === 404 && !response.writableEnded) response.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const wait = async (milliseconds: number) => pauses.push(milliseconds);
  return {
    port,
    asked,
    pauses,
    at: (host, path) => `http://${host}:${port}${path}`,
    fetcher: (options = {}) => createFetcher({ network: LOOPBACK, wait, ...options }),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
