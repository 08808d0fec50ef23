/** Picks the road engine. */
import type { RoadEngine } from './engine.ts';
import { RoadError } from './engine.ts';
import type { HttpEngineOptions } from './http-question.ts';
import { openOsrmHttp } from './osrm/osrm-http.ts';
import { openValhallaHttp } from './valhalla/http.ts';

export interface OpenRoadsOptions {
  /** `osrm+http://host:port` or `valhalla+http://host:port` (also with a colon for the plus); without it the graph in `directory` is used. */
  roadsUrl?: string;
  /** Where `buildGraph` put the area's graph. */
  directory: string;
  /** How a server is asked. */
  server?: HttpEngineOptions;
}

/**
 * @throws RoadError `bad-input` for an address of another form, `engine-unavailable` if the server does not answer as its kind does, or
 *   the directory holds no graph.
 */
export async function openRoads({ roadsUrl, directory, server }: OpenRoadsOptions): Promise<RoadEngine> {
  if (!roadsUrl) {
    // Loaded only here: a machine that asks a server need not be one that Valhalla's native module runs on.
    const { openValhalla } = await import('./valhalla/native.ts');
    return await openValhalla(directory);
  }
  const [, kind, address] = /^(osrm|valhalla)[+:](https?:\/\/.+)$/.exec(roadsUrl) ?? [];
  if (!kind || !address || !URL.canParse(address)) {
    throw new RoadError(
      'bad-input',
      `ROADS_URL is "${roadsUrl}"; it must look like osrm+http://host:5000 or valhalla+http://host:8002.`,
    );
  }
  return kind === 'osrm' ? await openOsrmHttp(address, server) : await openValhallaHttp(address, server);
}
