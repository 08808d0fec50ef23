import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JobData } from '../domain/jobs.ts';
import { ExplainedError } from '../platform/explained-error.ts';
import type { Platform } from '../platform/platform.ts';
import { openAuth } from './accounts/auth.ts';
import { type AppOptions, createApp } from './app.ts';
import { listenForWorkers } from './health/worker-pulse.ts';
import type { Route } from './http/route.ts';
import { repeatSweep } from './plans/sweep.ts';
import { openTrackerEndpoint } from './tracking/osmand-endpoint.ts';
import { openTracking } from './tracking/tracking.ts';

export interface RunningServer {
  /** Where it listens, on this machine. */
  readonly url: string;
  readonly routes: readonly Route[];
  /** Takes nothing new, finishes what is being answered, and frees everything but the platform. */
  close(): Promise<void>;
}

/**
 * Starts the HTTP API with everything beside it.
 *
 * @throws ExplainedError when the port is taken
 */
export async function startServer(platform: Platform, options: AppOptions = {}): Promise<RunningServer> {
  const { config } = platform;
  const auth = openAuth(platform);
  const workers = await listenForWorkers(platform.bus);
  const planQueue = platform.queues.createQueue<JobData<'plan-day'>>('plan-day');
  const sweep = repeatSweep(platform, planQueue);
  const tracking = openTracking(platform);
  const trackers = openTrackerEndpoint(tracking);
  const { app, routes } = createApp(platform, { auth, workers, planQueue, trackers }, options);
  const server = createServer(app);
  await listen(server, config.port, config.host);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    routes,
    async close() {
      await stop(server);
      await tracking.close();
      await sweep.stop();
      await workers.close();
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    throw new ExplainedError(
      `Port ${port} on ${host} is taken by another program: stop that one or choose another with --port.`,
      `Cổng ${port} trên ${host} đang được chương trình khác dùng: hãy dừng nó hoặc chọn cổng khác bằng --port.`,
      { cause },
    );
  }
}

async function stop(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
