/** Valhalla on a server of its own (https://valhalla.github.io/valhalla/api/). */
import { createHash, randomUUID } from 'node:crypto';
import type { RoadEngine } from '../engine.ts';
import { RoadError } from '../engine.ts';
import { askOverHttp, type HttpEngineOptions, USUAL_HTTP_LIMITS } from '../http-question.ts';
import type { GraphName } from '../same-graph.ts';
import { ValhallaRoads } from './engine.ts';
import { toRoadError } from './failures.ts';

/** A server's own limits where its configuration was not touched: 50 × 50 pairs, 20 places a route. */
const PAIRS_PER_QUESTION = 2500;
const PLACES_PER_ROUTE = 20;

/** From how many roads on a piece of network counts as connected. */
const CONNECTED_FROM = 50;

/**
 * Opens the server at this address, for example `http://localhost:8002`.
 *
 * @throws RoadError `engine-unavailable` if it does not answer, or not as Valhalla does.
 */
export async function openValhallaHttp(baseUrl: string, options: HttpEngineOptions = {}): Promise<RoadEngine> {
  const base = baseUrl.replace(/\/+$/, '');
  const limits = { ...USUAL_HTTP_LIMITS, ...options.limits };
  const ask = async (action: string, question: object, signal?: AbortSignal): Promise<unknown> => {
    const request = { method: 'POST' as const, body: JSON.stringify(question) };
    const { status, body } = await askOverHttp(`${base}/${action}`, request, limits, signal);
    if (status === 200) return body;
    if (status >= 500) throw new RoadError('engine-unavailable', `Valhalla at ${base} answered ${status}.`);
    throw toRoadError(isFailure(body) ? body.error : `status ${status}`, body);
  };
  const presentGraph = async (signal?: AbortSignal): Promise<GraphName> =>
    graphOf(base, await ask('status', {}, signal));
  return new ValhallaRoads({
    kind: 'valhalla-http',
    ...(await presentGraph()),
    presentGraph,
    ask,
    parallel: options.parallel ?? 4,
    maxColumns: Math.floor(Math.sqrt(PAIRS_PER_QUESTION)),
    cellsPerQuestion: PAIRS_PER_QUESTION,
    placesPerRoute: PLACES_PER_ROUTE,
    connectedFrom: CONNECTED_FROM,
  });
}

/**
 * A server's tiles are another graph when they were made at another time; one that does not tell may have others any time.
 * @throws RoadError `engine-unavailable` for an answer that is not Valhalla's
 */
function graphOf(base: string, status: unknown): GraphName {
  const { version, tileset_last_modified: made } = (status ?? {}) as {
    version?: string;
    tileset_last_modified?: number;
  };
  if (typeof version !== 'string') throw new RoadError('engine-unavailable', `What answers at ${base} is no Valhalla.`);
  const graphId = createHash('sha256')
    .update(JSON.stringify([base, version, made ?? randomUUID()]))
    .digest('hex')
    .slice(0, 20);
  return { graphId, isGraphKnown: made !== undefined };
}

function isFailure(body: unknown): body is { error: string } {
  return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string';
}
