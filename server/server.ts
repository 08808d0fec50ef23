import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JobData } from '../domain/jobs.ts';
import type { Platform } from '../platform/platform.ts';
import { openAuth } from './accounts/auth.ts';
import { keepDemoPlaces } from './accounts/demo-places.ts';
import { type AreaRoads, openAreaRoads } from '../planning/town-roads.ts';
import { refusePublicDemo } from './accounts/refuse-public-demo.ts';
import { type AppOptions, createApp } from './app.ts';
import { listenForWorkers } from './health/worker-pulse.ts';
import type { Route } from './http/route.ts';
import { HTTP_LIMITS } from './http/slow-requests.ts';
import { listen, stopListening } from './listen.ts';
import { openLive } from './live/live.ts';
import { openShrinker } from './photos/shrink.ts';
import { repeatSweep } from './plans/sweep.ts';
import { openSimulations } from './simulation/simulations.ts';
import { openTrackerEndpoints } from './tracking/tracker-endpoints.ts';
import { trackerServer } from './tracking/osmand-port.ts';
import { openTracking } from './tracking/tracking.ts';

export interface ServerOptions extends AppOptions {
  /** The simulator's script, for tests. */
  readonly simulator?: string;
  /** Where road engines come from. */
  readonly roads?: AreaRoads;
  /** How often a live connection's session is looked at again. */
  readonly recheckMilliseconds?: number;
}

export interface RunningServer {
  /** Where it listens, on this machine. */
  readonly url: string;
  /** Where trackers report, when OSMAND_PORT gives them a port of their own. */
  readonly trackerUrl: string | null;
  readonly routes: readonly Route[];
  /** Makes ahead what pages read on opening. Never throws. */
  warmUp(): Promise<void>;
  /** Takes nothing new, finishes what is being answered, and frees everything but the platform. */
  close(): Promise<void>;
}

/**
 * Starts the HTTP API with everything beside it.
 *
 * @throws ExplainedError when a port is taken, or demo accounts are there in production at a public address
 */
export async function startServer(platform: Platform, options: ServerOptions = {}): Promise<RunningServer> {
  const { config } = platform;
  await refusePublicDemo(platform, process.env['NODE_ENV']);
  const auth = openAuth(platform);
  const workers = await listenForWorkers(platform.bus);
  const planQueue = platform.queues.createQueue<JobData<'plan-day'>>('plan-day');
  const tracking = openTracking(platform);
  const trackers = openTrackerEndpoints(tracking, platform.rateLimits);
  const roads = options.roads ?? openAreaRoads(platform);
  const simulations = openSimulations(platform, () => urlOf(http, config.host), options.simulator);
  const shrinker = openShrinker();
  const { app, routes, warmUp } = createApp(
    platform,
    { auth, workers, planQueue, trackers, tracking, simulations, roads, shrinker },
    options,
  );
  const http = createServer(HTTP_LIMITS, app);
  const live = await openLive(http, platform, auth, options);
  const trackerHttp = config.osmandPort === undefined ? null : trackerServer(platform, trackers.osmand);

  await listen(http, config.port, config.host, '--port');
  if (trackerHttp) await listen(trackerHttp, config.osmandPort ?? 0, config.host, 'OSMAND_PORT');
  const sweep = repeatSweep(platform, planQueue);
  const demoDriver = config.demo ? await keepDemoPlaces(platform) : null;

  return {
    url: urlOf(http, config.host),
    trackerUrl: trackerHttp && urlOf(trackerHttp, config.host),
    routes,
    warmUp,
    async close() {
      await simulations.close();
      await Promise.all([stopListening(http), trackerHttp && stopListening(trackerHttp), live.close()]);
      await tracking.close();
      await shrinker.close();
      await sweep.stop();
      await demoDriver?.stop();
      await workers.close();
      await roads.close();
    },
  };
}

/** Where this machine reaches a server that listens on `host`. */
function urlOf(server: ReturnType<typeof createServer>, host: string): string {
  const { port } = server.address() as AddressInfo;
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
