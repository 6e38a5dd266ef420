import { createServer, type Server, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import { errorPage } from '../../web/index.ts';
import { TriptychError } from '../error.ts';
import { POLICY } from './policy.ts';

/** Bytes of an address and the header fields that come with it: some pages of text in any script. */
const LONGEST_HEAD = 65_536;

/** Serves an app on 127.0.0.1; port 0 takes any free one. Throws PORT_TAKEN. */
export function listen(app: Express, port: number): Promise<{ url: string; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer({ maxHeaderSize: LONGEST_HEAD }, app);
    server.on('clientError', answerUnread);
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve({ url: `http://127.0.0.1:${taken}`, close: () => close(server) });
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return reject(error);
      const reason = error.code === 'EADDRINUSE' ? 'is taken by another program' : 'may not be used';
      reject(
        new TriptychError('PORT_TAKEN', `Port ${port} ${reason}. Choose another with --port (0 takes any free one).`),
      );
    });
  });
}

/** What Node could not read as a request, by its code; all else is no HTTP. */
const UNREAD: Record<string, { status: number; message: string }> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    message:
      'Go back: what you typed is still there. Ask for less of it; a long text can be checked under Verify, which has room for it.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: 'Send it again.' },
};
const NO_HTTP = { status: 400, message: 'What was sent is no request of HTTP.' };

/** Answers what no route can see, since it is no whole request, with a page for people, and ends the connection. */
function answerUnread(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const { status, message } = UNREAD[error.code ?? ''] ?? NO_HTTP;
  const page = errorPage({ status, message });
  const head = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(page),
    'Content-Security-Policy': Object.entries(POLICY)
      .map(([name, values]) => `${name} ${values.join(' ')}`)
      .join(';'),
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', page].join('\r\n'));
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
