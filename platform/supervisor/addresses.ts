import { createServer } from 'node:net';
import { ExplainedError } from '../explained-error.ts';

/**
 * Makes sure that the web server will get its port, before anything slow is begun.
 *
 * @throws ExplainedError when it is taken, or not ours to take
 */
export async function requireFreePort(port: number, host: string): Promise<void> {
  const fault = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    const probe = createServer();
    probe.on('error', resolve);
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
  if (!fault) return;
  if (fault.code === 'EADDRINUSE') {
    throw new ExplainedError(
      `Port ${port} is already taken by another program: stop it or choose another with --port.`,
      `Cổng ${port} đang được chương trình khác dùng: hãy dừng chương trình đó hoặc chọn cổng khác bằng --port.`,
    );
  }
  throw new ExplainedError(
    `The web server cannot listen on ${host}, port ${port} (${fault.code}): choose another --host or --port.`,
    `Máy chủ web không lắng nghe được trên ${host}, cổng ${port} (${fault.code}): hãy chọn --host hoặc --port khác.`,
  );
}

/** Where a program on this machine reaches the web server. */
export function localUrl(port: number, host: string): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
