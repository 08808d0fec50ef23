import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Position, RoadEngine } from './engine.ts';
import { UNREACHABLE } from './engine.ts';
import { osrmPeer, type Peer, valhallaPeer } from './http-peer.testing.ts';
import { openRoads } from './open-roads.ts';
import { openOsrmHttp } from './osrm/osrm-http.ts';
import { crossing, openTestTown, SMALL_TRUCK, TALL_TRUCK, type TestTown } from './town.testing.ts';
import { openValhallaHttp } from './valhalla/http.ts';

const ISLAND = crossing(30.5, 0);
const BEYOND_BRIDGE = crossing(9, 2.5);
const QUICK = { timeoutMs: 1500, firstPauseMs: 1 };

let town: TestTown;
let valhalla: Peer;
let osrm: Peer;

beforeAll(async () => {
  town = await openTestTown();
  valhalla = await valhallaPeer(town);
  osrm = await osrmPeer(town);
});
afterAll(async () => {
  await valhalla?.close();
  await osrm?.close();
  await town?.remove();
});
beforeEach(() => {
  for (const peer of [valhalla, osrm]) {
    peer.asked.length = 0;
    peer.troubles.length = 0;
  }
});

/** 8 × 8 crossings, every one of them once. */
const ALL_CROSSINGS = Array.from({ length: 64 }, (_, index): Position => crossing(index % 8, Math.floor(index / 8)));

describe.each(['valhalla', 'osrm'] as const)('%s over HTTP', (kind) => {
  const peer = (): Peer => (kind === 'osrm' ? osrm : valhalla);
  const open = (): Promise<RoadEngine> => openRoads({ roadsUrl: `${kind}:${peer().url}/`, directory: '/nowhere' });

  test('gives the matrix that the engine in the process gives, in questions the server accepts', async () => {
    const engine = await open();
    expect(engine.kind).toBe(`${kind}-http`);
    const shares: number[] = [];
    const places = [...ALL_CROSSINGS, ISLAND];
    const matrix = await engine.matrix(places, TALL_TRUCK, { onProgress: (share) => shares.push(share) });
    const direct = await town.engine.matrix(places, TALL_TRUCK);
    expect(matrix.seconds).toEqual(direct.seconds);
    expect(matrix.metres).toEqual(direct.metres);
    expect(matrix.seconds[64]).toBe(UNREACHABLE);
    expect(shares.at(-1)).toBe(1);
    expect(peer().asked.length).toBeGreaterThan(2);
  });

  test('gives routes with steps and lines, leg by leg', async () => {
    const engine = await open();
    const route = await engine.route([crossing(0, 0), crossing(3, 0), crossing(3, 3)], TALL_TRUCK);
    expect(route.legs).toHaveLength(2);
    expect(route.legs[0].steps[0].name).toBe('Trần Phú');
    expect(route.legs[1].geometry.coordinates.length).toBeGreaterThan(1);
    await expect(engine.route([crossing(0, 0), ISLAND], TALL_TRUCK)).rejects.toMatchObject({ code: 'no-route' });
  });

  test('gives a route of more places than one question takes', async () => {
    const engine = await open();
    const places = Array.from({ length: 45 }, (_, index) => ALL_CROSSINGS[index]);
    const route = await engine.route(places, TALL_TRUCK);
    expect(route.legs).toHaveLength(44);
    expect(route.distanceMetres).toBeCloseTo(
      route.legs.reduce((sum, leg) => sum + leg.distanceMetres, 0),
      0,
    );
  });

  test('snaps to the street beside a place and to none where there is none', async () => {
    const engine = await open();
    const [lon, lat] = crossing(3.5, 0);
    const snapped = await engine.snap([[lon, lat + 0.0002], crossing(20, 20)], TALL_TRUCK);
    expect(snapped[0]?.wayName).toBe('Trần Phú');
    expect(snapped[0]?.distanceMetres).toBeCloseTo(22, 0);
    expect(snapped[1]).toBeNull();
  });

  test('lays a long trace onto its street', async () => {
    const engine = await open();
    const trace = Array.from({ length: 130 }, (_, index) => {
      const [lon, lat] = crossing(0.2 + index / 20, 3);
      return { position: [lon, lat + (index % 2 === 0 ? 4e-5 : -4e-5)] as Position };
    });
    const matched = await engine.matchTrace(trace, TALL_TRUCK);
    expect(matched.points).toHaveLength(130);
    expect(matched.points.filter(Boolean).length).toBeGreaterThan(120);
    expect(matched.distanceMetres).toBeGreaterThan(620);
    expect(matched.distanceMetres).toBeLessThan(720);
  });

  test('asks again after a broken connection and a busy server', async () => {
    const engine = await open();
    peer().troubles.push('broken', 'unavailable');
    const matrix = await engine.matrix([crossing(0, 0), crossing(1, 0)], TALL_TRUCK);
    expect(matrix.metres[1]).toBeGreaterThan(90);
  });

  test('notices when the server has other data than it was opened on', async () => {
    const engine = await open();
    await engine.requireSameGraph();
    peer().data += 1;
    try {
      await expect(engine.requireSameGraph()).rejects.toMatchObject({ code: 'graph-changed' });
      const places = [crossing(0, 0), crossing(1, 0)];
      const answer = async () => (await open()).matrix(places, TALL_TRUCK);
      expect((await answer()).metres[1]).toBeGreaterThan(90);
    } finally {
      peer().data -= 1;
    }
    await engine.requireSameGraph();
  });

  test('an aborted question rejects with the reason, however often it would have been asked', async () => {
    const engine = await open();
    peer().troubles.push('silent');
    const reason = new Error('no longer wanted');
    const aborting = new AbortController();
    const matrix = engine.matrix([crossing(0, 0), crossing(1, 0)], TALL_TRUCK, { signal: aborting.signal });
    setTimeout(() => aborting.abort(reason), 20);
    await expect(matrix).rejects.toBe(reason);
  });
});

test('a server that does not answer in time, or not at all, is unavailable', async () => {
  const overOsrm = await openOsrmHttp(osrm.url, { limits: QUICK });
  osrm.troubles.push('silent');
  const late = overOsrm.snap([crossing(0, 0)], TALL_TRUCK);
  await expect(late).rejects.toMatchObject({ code: 'engine-unavailable', message: expect.stringMatching(/1\.5 s/) });
  const overValhalla = await openValhallaHttp(valhalla.url, { limits: QUICK });
  valhalla.troubles.push('broken', 'broken', 'broken', 'broken');
  const broken = overValhalla.snap([crossing(0, 0)], TALL_TRUCK);
  await expect(broken).rejects.toMatchObject({ code: 'engine-unavailable', message: expect.stringMatching(/4 tries/) });
  const closed = openValhallaHttp('http://127.0.0.1:1', { limits: QUICK });
  await expect(closed).rejects.toMatchObject({ code: 'engine-unavailable' });
});

/** Each has one street on its way that minds one measure of a truck. */
const BEYOND = {
  heightMetres: BEYOND_BRIDGE,
  widthMetres: crossing(1, 9),
  weightTonnes: crossing(7, 8),
};
const MEASURES = Object.keys(BEYOND) as (keyof typeof BEYOND)[];
/** The small truck but for one measure, which is the tall truck's. */
const butFor = (measure: (typeof MEASURES)[number]) => ({ ...SMALL_TRUCK, [measure]: TALL_TRUCK[measure] });

test.each(MEASURES)('Valhalla over HTTP minds the %s of each truck, and that alone', async (measure) => {
  const engine = await openRoads({ roadsUrl: `valhalla+${valhalla.url}`, directory: '' });
  const place = BEYOND[measure];
  for (const other of MEASURES) {
    const fits = other !== measure;
    const truck = butFor(other);
    const { metres } = await engine.block([crossing(4, 4)], [place], truck);
    expect([other, metres[0] === UNREACHABLE]).toEqual([other, !fits]);
    const answer = await engine.route([crossing(4, 4), place], truck).then(
      ({ distanceMetres }) => ({ isLong: distanceMetres > 500 }),
      ({ code }: { code: string }) => ({ code }),
    );
    expect(answer).toEqual(fits ? { isLong: true } : { code: 'no-route' });
  }
});

test.each(MEASURES)('OSRM drives the vehicle of its own data, whatever the %s of the truck', async (measure) => {
  const engine = await openRoads({ roadsUrl: `osrm+${osrm.url}`, directory: '' });
  const question = [[crossing(4, 4)], [crossing(6, 4), BEYOND[measure]]] as const;
  const [one, other] = await Promise.all(
    [SMALL_TRUCK, butFor(measure)].map((truck) => engine.block([...question[0]], [...question[1]], truck)),
  );
  expect(one.metres[0]).toBeGreaterThan(200);
  expect(other).toEqual(one);
});

test('Valhalla over HTTP knows reach; OSRM says that it has none', async () => {
  const overHttp = await openRoads({ roadsUrl: `valhalla:${valhalla.url}`, directory: '' });
  expect(overHttp.reachKind).toBe('on-foot');
  expect((await overHttp.reach([crossing(4, 4)], [300]))[0][0]?.type).toBe('Polygon');
  const overOsrm = await openRoads({ roadsUrl: `osrm:${osrm.url}`, directory: '' });
  expect(overOsrm.reachKind).toBe('straight-line');
  expect(await overOsrm.reach([crossing(4, 4), crossing(5, 5)], [300])).toEqual([[null], [null]]);
});

test('the same server data has the same graph id', async () => {
  const ids = await Promise.all(
    [osrm, valhalla, osrm, valhalla].map(async (peer, index) => {
      const { graphId } = await openRoads({
        roadsUrl: `${index % 2 ? 'valhalla' : 'osrm'}:${peer.url}`,
        directory: '',
      });
      return graphId;
    }),
  );
  expect(ids[0]).toBe(ids[2]);
  expect(ids[1]).toBe(ids[3]);
  expect(ids[0]).not.toBe(ids[1]);
});

test('without an address the graph in the directory is used', async () => {
  const engine = await openRoads({ directory: town.graphDirectory });
  expect(engine.kind).toBe('valhalla');
  expect(engine.graphId).toBe(town.engine.graphId);
  await engine.close();
});

test('an address of another form, and a directory without a graph, are refused with a sentence', async () => {
  await expect(openRoads({ roadsUrl: 'http://localhost:5000', directory: '' })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('osrm+http://host:5000'),
  });
  await expect(openRoads({ directory: '/nowhere' })).rejects.toMatchObject({ code: 'engine-unavailable' });
});
