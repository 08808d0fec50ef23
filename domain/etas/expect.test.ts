import { describe, expect, it } from 'vitest';
import { type Fix, type PlannedStop, expectedRoutes, type UnderWay } from './expect.ts';
import { NOTHING_LEARNT } from './learn.ts';

const MINUTE = 60_000;
const at = (minutes: number): number => minutes * MINUTE;
const hourOf = (instant: number): number => Math.floor(instant / 3_600_000) % 24;

/** Points a kilometre apart: ten minutes of driving, five at each. */
function stop(k: number, more: Partial<PlannedStop> = {}): PlannedStop {
  const arrivesAt = at(15 * k);
  return {
    id: `stop-${k}`,
    kind: k === 0 ? 'start' : 'point',
    pointId: k === 0 ? null : `point-${k}`,
    stream: k === 0 ? null : 'food',
    position: [105 + k * 0.01, 20],
    arrivesAt,
    startsAt: arrivesAt,
    departsAt: arrivesAt + (k === 0 ? 5 : 5) * MINUTE,
    legSeconds: k === 0 ? 0 : 600,
    windows: [],
    ...more,
  };
}

function route(more: Partial<UnderWay> = {}): UnderWay {
  return {
    truckId: 'truck',
    routeId: 'route',
    stops: [0, 1, 2, 3].map((k) => stop(k)),
    doneAt: new Map(),
    madeByOthers: new Set(),
    startedAt: null,
    isEnded: false,
    fixes: [],
    ...more,
  };
}

const seen = (minutes: number, lon: number): Fix => ({ at: at(minutes), position: [lon, 20] });
const reckon = (under: UnderWay, minutes: number) => expectedRoutes([under], NOTHING_LEARNT, at(minutes), hourOf)[0];
const arrivals = (under: UnderWay, minutes: number): [string, number][] =>
  reckon(under, minutes).stops.map(({ stopId, arrivesAt }) => [stopId, Math.round(arrivesAt / MINUTE)]);

describe('when trucks are expected', () => {
  it('is as planned for a truck that has not left and need not have', () => {
    expect(arrivals(route(), 0)).toEqual([
      ['stop-1', 15],
      ['stop-2', 30],
      ['stop-3', 45],
    ]);
  });

  it('moves on with the clock while a truck does not leave', () => {
    expect(arrivals(route(), 20)).toEqual([
      ['stop-1', 30],
      ['stop-2', 45],
      ['stop-3', 60],
    ]);
  });

  it('goes on from the last report', () => {
    const late = route({ startedAt: at(5), doneAt: new Map([['stop-1', at(32)]]) });
    const { stops, latenessSeconds, from } = reckon(late, 33);
    expect(stops.map(({ stopId }) => stopId)).toEqual(['stop-2', 'stop-3']);
    // Ten minutes of driving took 22: what one truck has seen of the streets counts for a part.
    expect(stops[0].arrivesAt).toBeGreaterThan(at(42));
    expect(stops[0].arrivesAt).toBeLessThan(at(48));
    expect(latenessSeconds).toBe(Math.round((stops[0].arrivesAt - at(30)) / 1000));
    expect(from).toBe('report');
  });

  it('expects nothing earlier than now of a truck that fell silent', () => {
    const silent = route({ startedAt: at(5), doneAt: new Map([['stop-1', at(20)]]) });
    expect(arrivals(silent, 50)[0]).toEqual(['stop-2', 50]);
    expect(arrivals(silent, 70)[0]).toEqual(['stop-2', 70]);
  });

  it('counts what is left of the way by where a truck was seen', () => {
    const half = route({ startedAt: at(5), doneAt: new Map([['stop-1', at(20)]]), fixes: [seen(24, 105.015)] });
    expect(arrivals(half, 24)[0]).toEqual(['stop-2', 29]);
  });

  it('knows since when a truck is at its next stop, and lets it stay there', () => {
    const there = route({
      ...{ startedAt: at(5), doneAt: new Map([['stop-1', at(20)]]) },
      fixes: [seen(28, 105.018), seen(29, 105.02), seen(33, 105.02), seen(40, 105.02)],
    });
    const { stops, standing } = reckon(there, 40);
    expect(stops[0].arrivesAt).toBe(at(29));
    // Nobody reported that it is done.
    expect(stops[0].departsAt).toBe(at(40));
    expect(standing).toEqual({ since: at(29), atStopId: 'stop-2' });
  });

  it('begins no stop before its window opens', () => {
    const windowed = route({ stops: [stop(0), stop(1, { windows: [[at(25), at(40)]] }), stop(2)] });
    expect(reckon(windowed, 0).stops.map(({ startsAt }) => startsAt / MINUTE)).toEqual([25, 40]);
  });

  it('leaves out what another truck has made, what was passed over, and everything once the shift is over', () => {
    const done = { startedAt: at(5), doneAt: new Map([['stop-2', at(20)]]), madeByOthers: new Set(['stop-3']) };
    expect(arrivals(route(done), 21)).toEqual([]);
    expect(arrivals(route({ isEnded: true }), 21)).toEqual([]);
  });

  it('takes a rest for had once the truck has driven on from it', () => {
    const stops = [stop(0), stop(1), stop(2, { kind: 'break', position: [105.01, 20], legSeconds: 0 }), stop(3)];
    const resting = route({ stops, startedAt: at(5), doneAt: new Map([['stop-1', at(30)]]) });
    expect(arrivals({ ...resting, fixes: [seen(31, 105.01)] }, 31)[0]).toEqual(['stop-2', 30]);
    expect(arrivals({ ...resting, fixes: [seen(38, 105.025)] }, 38)[0][0]).toBe('stop-3');
  });
});
