/**
 * Small local servers that speak Valhalla's and OSRM's documented forms, with real answers out of the test town's graph
 * and with a server's usual limits, so that the HTTP engines are tried against more than our idea of an answer.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Position, RoadEngine } from './engine.ts';
import { RoadError } from './engine.ts';
import { straightMetres } from '../domain/straight-line.ts';
import { askNative } from './valhalla/native.ts';
import { costingOf } from './valhalla/questions.ts';
import { crossing, TALL_TRUCK, type TestTown } from './town.testing.ts';

export interface Peer {
  url: string;
  /** Paths asked, without their queries. */
  asked: string[];
  /** How the next questions are answered, one word each: as usual, with 503, or with a broken connection. */
  troubles: ('unavailable' | 'broken' | 'silent')[];
  /** Which data it says it has. */
  data: number;
  close: () => Promise<void>;
}

interface Answer {
  status: number;
  body: unknown;
}

type Handler = (path: string, query: URLSearchParams, body: string, data: number) => Promise<Answer>;

const FIRST_DATA = 1_700_000_000;

async function listen(handler: Handler): Promise<Peer> {
  const peer: Peer = { url: '', asked: [], troubles: [], data: FIRST_DATA, close: async () => {} };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://peer');
    peer.asked.push(pathname);
    const trouble = peer.troubles.shift();
    if (trouble === 'broken') request.socket.destroy();
    if (trouble === 'broken' || trouble === 'silent') return;
    const { status, body } =
      trouble === 'unavailable'
        ? { status: 503, body: { error: 'busy' } }
        : await handler(decodeURIComponent(pathname), searchParams, await bodyOf(request), peer.data);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const server: Server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  peer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  peer.close = () =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return peer;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** Valhalla's own answers with its service's limits: 2,500 pairs a matrix, 20 places a route. */
export async function valhallaPeer(town: TestTown): Promise<Peer> {
  const ask = await askNative(town.graphDirectory);
  const failure = (error_code: number, error: string): Answer => ({
    status: 400,
    body: { error_code, error, status_code: 400, status: 'Bad Request' },
  });
  return await listen(async (path, _query, body, data) => {
    if (path === '/status') return { status: 200, body: { version: '3.6.1', tileset_last_modified: data } };
    const question = JSON.parse(body);
    if (path === '/sources_to_targets' && question.sources.length * question.targets.length > 2500) {
      return failure(150, 'Exceeded max locations: 2500');
    }
    if (path === '/route' && question.locations.length > 20) return failure(150, 'Exceeded max locations: 20');
    try {
      const action = path.slice(1) as 'route' | 'sources_to_targets' | 'locate' | 'isochrone' | 'trace_route';
      return { status: 200, body: await ask(action, question) };
    } catch (error) {
      const cause = error instanceof RoadError ? error.cause : error;
      return failure(442, cause instanceof Error ? cause.message : String(cause));
    }
  });
}

/** OSRM's services (v1) with its usual limits: 100 places a table, 100 fixes a match. Its one vehicle is the tall truck. */
export async function osrmPeer(town: TestTown): Promise<Peer> {
  const ask = await askNative(town.graphDirectory);
  const { engine } = town;
  return await listen(async (path, query, _body, data) => {
    const [, service, , , list] = path.split('/');
    const positions = list.split(';').map((pair): Position => {
      const [lon, lat] = pair.split(',').map(Number);
      return [lon, lat];
    });
    if (service === 'nearest') return await nearest(engine, positions[0], data);
    if (service === 'table') return await table(engine, positions, query);
    if (query.get('steps') !== 'true' || query.get('geometries') !== 'geojson') {
      return { status: 400, body: { code: 'InvalidOptions', message: 'this peer needs steps and geojson' } };
    }
    const shared = { ...costingOf(TALL_TRUCK), format: 'osrm', shape_format: 'geojson' };
    const places = positions.map(([lon, lat]) => ({ lon, lat }));
    if (service === 'match' && places.length > 100) {
      return { status: 400, body: { code: 'TooBig', message: 'Too many trace coordinates' } };
    }
    try {
      const body =
        service === 'route'
          ? await ask('route', { ...shared, locations: places })
          : await ask('trace_route', { ...shared, shape: places, shape_match: 'map_snap' });
      return { status: 200, body: { code: 'Ok', ...(body as object) } };
    } catch {
      const code = service === 'route' ? 'NoRoute' : 'NoMatch';
      return { status: 400, body: { code, message: 'Impossible route between points' } };
    }
  });
}

/** Like OSRM it looks for a road without end. */
async function nearest(engine: RoadEngine, position: Position, data: number): Promise<Answer> {
  const [found] = await engine.snap([position], TALL_TRUCK, { radiusMetres: 1000 });
  const corner = crossing(0, 0);
  const snapped = found ?? { position: corner, distanceMetres: straightMetres(position, corner), wayName: '' };
  const waypoint = { location: snapped.position, distance: snapped.distanceMetres, name: snapped.wayName, hint: '' };
  return { status: 200, body: { code: 'Ok', data_version: `thử-${data}`, waypoints: [waypoint] } };
}

async function table(engine: RoadEngine, positions: Position[], query: URLSearchParams): Promise<Answer> {
  if (positions.length > 100) return { status: 400, body: { code: 'TooBig', message: 'Too many table coordinates' } };
  const pick = (name: string): Position[] =>
    (query.get(name) ?? '').split(';').map((index) => positions[Number(index)]);
  const [sources, destinations] = [pick('sources'), pick('destinations')];
  const block = await engine.block(sources, destinations, TALL_TRUCK);
  const rowsOf = (cells: Int32Array): (number | null)[][] =>
    sources.map((_, row) =>
      [...cells.subarray(row * destinations.length, (row + 1) * destinations.length)].map((cell) =>
        cell < 0 ? null : cell + 0.4,
      ),
    );
  const waypoints = (places: Position[]) => places.map((location) => ({ location, distance: 0, name: '', hint: '' }));
  return {
    status: 200,
    body: {
      code: 'Ok',
      durations: rowsOf(block.seconds),
      distances: rowsOf(block.metres),
      sources: waypoints(sources),
      destinations: waypoints(destinations),
    },
  };
}
