import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { TriptychError } from '../error.ts';

/** Serves an app on 127.0.0.1; port 0 takes any free one. Throws PORT_TAKEN. */
export function listen(app: Express, port: number): Promise<{ url: string; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server: Server = app.listen(port, '127.0.0.1', (error?: Error) => {
      if (error) return;
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

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
