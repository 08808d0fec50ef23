import type { Server } from 'node:http';
import { ExplainedError } from '../platform/explained-error.ts';

/**
 * Makes a server listen.
 *
 * @param option the setting a person changes to choose another port
 * @throws ExplainedError when the port is taken
 */
export async function listen(server: Server, port: number, host: string, option: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
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
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
