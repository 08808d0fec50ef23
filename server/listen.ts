import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { ExplainedError } from '../platform/explained-error.ts';

/**
 * How long a connection stays open without a question. Longer than whoever asks keeps one, so that it is not closed just as it
 * is asked over again: nginx 60 s, Traefik 90 s, Caddy 2 min, Chromium 5 min.
 */
const KEEP_ALIVE_MILLISECONDS = 310_000;

/** How often a server that stops looks whether connections have nothing more to answer. */
const IDLE_LOOK_MILLISECONDS = 100;

/** The connections of each server that listens. */
const connections = new WeakMap<Server, Set<Socket>>();

/**
 * Makes a server listen.
 *
 * @param option the setting a person changes to choose another port
 * @throws ExplainedError when the port is taken
 */
export async function listen(server: Server, port: number, host: string, option: string): Promise<void> {
  server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;
  const open = new Set<Socket>();
  connections.set(server, open);
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  try {
    await new Promise<void>((resolve, reject) => {
      // Heard as long as it listens: a connection that cannot be taken in (no more files) must not end the process.
      server.on('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    throw new ExplainedError(
      `Port ${port} on ${host} is taken by another program: stop that one or choose another port with ${option}.`,
      `Cổng ${port} trên ${host} đang được chương trình khác dùng: hãy dừng nó hoặc chọn cổng khác bằng ${option}.`,
      { cause },
    );
  }
}

/** Takes nothing new and resolves when what is being answered has been. */
export async function stopListening(server: Server): Promise<void> {
  // A page that was cut off asks again over the connection it has, and would keep it for ever.
  server.prependListener('request', (_request, response) => {
    response.shouldKeepAlive = false;
  });
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Browsers open connections ahead of need; Node does not count those as idle.
    for (const socket of connections.get(server) ?? []) if (socket.bytesRead === 0) socket.destroy();
    // Whoever was being answered keeps the connection for another question.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MILLISECONDS);
    server.once('close', () => clearInterval(idle));
  });
}
