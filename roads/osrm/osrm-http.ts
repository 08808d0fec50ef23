/**
 * OSRM on a server of its own (https://project-osrm.org/docs/v5.24.0/api/). What vehicle it knows was decided when its
 * data was prepared: a truck's measures cannot be asked for, and there is no reach.
 */
import { createHash, randomUUID } from 'node:crypto';
import { itemAt } from '../../domain/item-at.ts';
import type {
  Block,
  MatchedTrace,
  Matrix,
  MatrixOptions,
  Pose,
  Position,
  Profile,
  RoadEngine,
  RoadOptions,
  RoadRoute,
  Snapped,
  SnapOptions,
  TracePoint,
} from '../engine.ts';
import { positionOf, RoadError, UNREACHABLE } from '../engine.ts';
import { askOverHttp, type HttpEngineOptions, type HttpLimits, USUAL_HTTP_LIMITS } from '../http-question.ts';
import { inParallel, startsOf } from '../in-parallel.ts';
import { type OsrmMatchAnswer, type OsrmRouteAnswer, readMatch, readRoute } from '../osrm-form.ts';
import { type GraphName, requireGraph } from '../same-graph.ts';

/** `--max-table-size`, `--max-viaroute-size` and `--max-matching-size` of a server that was told nothing else. */
const PLACES_PER_TABLE = 100;
const PLACES_PER_ROUTE = 500;
const FIXES_PER_MATCH = 100;

/** How far a place may lie from the road OSRM found for it; it looks without end. */
const SEARCH_METRES = 100;
const USUAL_SNAP_RADIUS_METRES = 150;

interface TableAnswer {
  durations: (number | null)[][];
  distances: (number | null)[][];
  sources: { distance?: number }[];
  destinations: { distance?: number }[];
}

interface NearestAnswer {
  waypoints?: { location: Position; distance: number; name?: string }[];
}

/**
 * Opens the server at this address, for example `http://localhost:5000`.
 *
 * @throws RoadError `engine-unavailable` if it does not answer, or not as OSRM does.
 */
export async function openOsrmHttp(baseUrl: string, options: HttpEngineOptions = {}): Promise<RoadEngine> {
  const base = baseUrl.replace(/\/+$/, '');
  const limits = { ...USUAL_HTTP_LIMITS, ...options.limits };
  return new OsrmRoads(base, limits, options.parallel ?? 4, await presentGraph(base, limits));
}

/**
 * Asks for the road nearest to a place far from all: OSRM has one, or says in its own form that it has none. Servers that do
 * not name their data's version get an id for this question only: nothing outlives data that may change unseen.
 *
 * @throws RoadError `engine-unavailable`
 */
async function presentGraph(base: string, limits: HttpLimits, signal?: AbortSignal): Promise<GraphName> {
  const { body } = await askOverHttp(`${base}/nearest/v1/driving/0,0`, { method: 'GET' }, limits, signal);
  const { code, data_version: version } = (body ?? {}) as { code?: string; data_version?: string };
  if (code !== 'Ok' && code !== 'NoSegment') {
    throw new RoadError('engine-unavailable', `What answers at ${base} is no OSRM.`, { cause: body });
  }
  const graphId = createHash('sha256')
    .update(JSON.stringify([base, version || randomUUID()]))
    .digest('hex')
    .slice(0, 20);
  return { graphId, isGraphKnown: Boolean(version) };
}

class OsrmRoads implements RoadEngine {
  readonly kind = 'osrm-http';
  readonly reachKind = 'straight-line';
  readonly mindsClosedRoads = false;
  readonly graphId: string;
  readonly isGraphKnown: boolean;
  private readonly base: string;
  private readonly limits: HttpLimits;
  private readonly parallel: number;

  constructor(base: string, limits: HttpLimits, parallel: number, graph: GraphName) {
    this.base = base;
    this.limits = limits;
    this.parallel = parallel;
    this.graphId = graph.graphId;
    this.isGraphKnown = graph.isGraphKnown;
  }

  async matrix(locations: readonly Pose[], profile: Profile, options: MatrixOptions = {}): Promise<Matrix> {
    return { size: locations.length, ...(await this.block(locations, locations, profile, options)) };
  }

  async block(
    sources: readonly Pose[],
    targets: readonly Pose[],
    profile: Profile,
    { signal, onProgress }: MatrixOptions = {},
  ): Promise<Block> {
    const cells = sources.length * targets.length;
    const block: Block = {
      seconds: new Int32Array(cells).fill(UNREACHABLE),
      metres: new Int32Array(cells).fill(UNREACHABLE),
    };
    const half = PLACES_PER_TABLE / 2;
    const pieces = startsOf(sources.length, half).flatMap((row) =>
      startsOf(targets.length, half).map((column) => ({ row, column })),
    );
    let done = 0;
    await inParallel(pieces, this.parallel, signal, async ({ row, column }) => {
      const from = sources.slice(row, row + half).map(positionOf);
      const to = targets.slice(column, column + half).map(positionOf);
      copyTable(await this.table(from, to, profile, signal), block, row, column, targets.length);
      done++;
      onProgress?.(done / pieces.length);
    });
    return block;
  }

  private async table(from: Position[], to: Position[], profile: Profile, signal?: AbortSignal): Promise<TableAnswer> {
    const query = new URLSearchParams({
      sources: [...from.keys()].join(';'),
      destinations: [...to.keys()].map((index) => index + from.length).join(';'),
      annotations: 'duration,distance',
    });
    return (await this.ask('table', [...from, ...to], profile, query, signal)) as TableAnswer;
  }

  /** OSRM does not say which street a place is on: places are driven in either direction. */
  async streets(locations: readonly Position[]): Promise<null[]> {
    return locations.map(() => null);
  }

  async route(locations: readonly Pose[], profile: Profile, { signal }: RoadOptions = {}): Promise<RoadRoute> {
    if (locations.length < 2) throw new RoadError('bad-input', 'A route needs at least two places.');
    if (locations.length > PLACES_PER_ROUTE) {
      throw new RoadError('bad-input', `A route has at most ${PLACES_PER_ROUTE} places.`);
    }
    const query = new URLSearchParams({ steps: 'true', geometries: 'geojson', overview: 'false' });
    return readRoute((await this.ask('route', locations.map(positionOf), profile, query, signal)) as OsrmRouteAnswer);
  }

  async reach(locations: Position[], metres: readonly number[]): Promise<null[][]> {
    return locations.map(() => metres.map(() => null));
  }

  async snap(locations: Position[], profile: Profile, options: SnapOptions = {}): Promise<(Snapped | null)[]> {
    const radius = options.radiusMetres ?? USUAL_SNAP_RADIUS_METRES;
    const snapped: (Snapped | null)[] = new Array(locations.length).fill(null);
    await inParallel([...locations.keys()], this.parallel, options.signal, async (index) => {
      snapped[index] = await this.snapOne(itemAt(locations, index), profile, radius, options.signal);
    });
    return snapped;
  }

  private async snapOne(
    position: Position,
    profile: Profile,
    radius: number,
    signal?: AbortSignal,
  ): Promise<Snapped | null> {
    try {
      const answer = (await this.ask('nearest', [position], profile, new URLSearchParams(), signal)) as NearestAnswer;
      const nearest = answer.waypoints?.[0];
      if (!nearest || nearest.distance > radius) return null;
      return { position: nearest.location, distanceMetres: nearest.distance, wayName: nearest.name ?? '' };
    } catch (error) {
      if (error instanceof RoadError && error.code === 'out-of-area') return null;
      throw error;
    }
  }

  async matchTrace(trace: TracePoint[], profile: Profile, { signal }: RoadOptions = {}): Promise<MatchedTrace> {
    if (trace.length < 2) throw new RoadError('bad-input', 'A trace needs at least two fixes.');
    const matched: MatchedTrace = { geometry: [], points: [], distanceMetres: 0 };
    // Parts share their last and first fix, so that the way does not break between them.
    for (let start = 0; start + 1 < trace.length; start += FIXES_PER_MATCH - 1) {
      const part = await this.matchPart(trace.slice(start, start + FIXES_PER_MATCH), profile, signal);
      matched.geometry.push(...part.geometry);
      matched.points.push(...part.points.slice(start === 0 ? 0 : 1));
      matched.distanceMetres += part.distanceMetres;
    }
    if (matched.geometry.length === 0) throw new RoadError('no-route', 'No part of this trace lies on a road.');
    return matched;
  }

  private async matchPart(trace: TracePoint[], profile: Profile, signal?: AbortSignal): Promise<MatchedTrace> {
    const query = new URLSearchParams({ steps: 'true', geometries: 'geojson', overview: 'false', tidy: 'false' });
    const times = trace.map((fix) => fix.time);
    if (times.every((time) => time !== undefined)) query.set('timestamps', times.map(Math.round).join(';'));
    if (trace.some((fix) => fix.accuracyMetres !== undefined)) {
      query.set('radiuses', trace.map((fix) => fix.accuracyMetres ?? '').join(';'));
    }
    const positions = trace.map((fix) => fix.position);
    try {
      return readMatch((await this.ask('match', positions, profile, query, signal)) as OsrmMatchAnswer, positions);
    } catch (error) {
      if (error instanceof RoadError && error.code === 'no-route') {
        return { geometry: [], points: positions.map(() => null), distanceMetres: 0 };
      }
      throw error;
    }
  }

  async requireSameGraph({ signal }: RoadOptions = {}): Promise<void> {
    await requireGraph(this, () => presentGraph(this.base, this.limits, signal));
  }

  async close(): Promise<void> {
    // Nothing is held open between questions.
  }

  private async ask(
    service: string,
    positions: Position[],
    profile: Profile,
    query: URLSearchParams,
    signal?: AbortSignal,
  ): Promise<unknown> {
    const vehicle = profile.kind === 'truck' ? 'driving' : 'foot';
    const coordinates = positions.map(([lon, lat]) => `${lon.toFixed(6)},${lat.toFixed(6)}`).join(';');
    const url = `${this.base}/${service}/v1/${vehicle}/${coordinates}?${decodeURIComponent(query.toString())}`;
    const { status, body } = await askOverHttp(url, { method: 'GET' }, this.limits, signal);
    const { code, message } = body as { code?: string; message?: string };
    if (code === 'Ok') return body;
    if (status >= 500) throw new RoadError('engine-unavailable', `OSRM at ${this.base} answered ${status}.`);
    if (code === 'NoRoute' || code === 'NoTable' || code === 'NoMatch') {
      throw new RoadError('no-route', 'There is no way between these places.', { cause: body });
    }
    if (code === 'NoSegment') {
      throw new RoadError('out-of-area', 'A place has no road near it.', { cause: body });
    }
    throw new RoadError('bad-input', `OSRM refused the question: ${code ?? status} ${message ?? ''}`.trim(), {
      cause: body,
    });
  }
}

/** Copies a table's cells (seconds and metres with decimals) into the block; places too far from a road stay unreachable. */
function copyTable(table: TableAnswer, block: Block, firstRow: number, firstColumn: number, columns: number): void {
  const onRoad = ({ distance }: { distance?: number }): boolean => distance === undefined || distance <= SEARCH_METRES;
  table.durations.forEach((durations, row) => {
    const [source, distances] = [table.sources[row], table.distances[row]];
    if (!source || !distances || !onRoad(source)) return;
    durations.forEach((seconds, column) => {
      const [metres = null, destination] = [distances[column], table.destinations[column]];
      if (seconds === null || metres === null || !destination || !onRoad(destination)) return;
      const cell = (firstRow + row) * columns + firstColumn + column;
      block.seconds[cell] = Math.round(seconds);
      block.metres[cell] = Math.round(metres);
    });
  });
}
