import fc from 'fast-check';
import { expect, it } from 'vitest';
import { doubtsOf, type WeighedContext } from './plausibility.ts';
import { usualTare } from './usual-tare.ts';

const PLAIN: WeighedContext = {
  ...{ grossKg: 9000, tareKg: 4000, weighedAt: new Date('2026-11-23T06:00:00Z'), streams: ['food'] },
  ...{ truck: { capacityKg: 5000 }, usualTareKg: 4000, neighbours: [], track: [], trip: { isDoubtful: false } },
  facility: { position: [105.86, 20.08], acceptedStreams: ['food', 'household-other'] },
};
const kinds = (more: Partial<WeighedContext>) => doubtsOf({ ...PLAIN, ...more }).map(({ kind }) => kind);
const other = (minute: number, position: [number, number] = [105.86, 20.08]) => ({
  weighedAt: new Date(PLAIN.weighedAt.getTime() + minute * 60_000),
  position,
});

it('an ordinary ticket raises no doubt', () => {
  expect(kinds({})).toEqual([]);
  expect(kinds({ neighbours: [other(-90), other(120)], track: [[105.861, 20.081]] })).toEqual([]);
});

it('each strange thing is named with its figures', () => {
  expect(doubtsOf({ ...PLAIN, grossKg: 9001 })).toEqual([
    { kind: 'overloaded', figures: { netKg: 5001, capacityKg: 5000 } },
  ]);
  expect(kinds({ tareKg: 4400, grossKg: 9000 })).toEqual([]);
  expect(kinds({ tareKg: 4401, grossKg: 9000 })).toEqual(['unusual-tare']);
  expect(kinds({ neighbours: [other(7)] })).toEqual(['too-soon']);
  expect(kinds({ neighbours: [other(-20, [106.2, 20.08])] })).toEqual(['too-soon']);
  expect(kinds({ track: [[105.8, 20]] })).toEqual(['never-there']);
  expect(kinds({ trip: { isDoubtful: true } })).toEqual(['trip-in-doubt']);
  expect(kinds({ trip: null })).toEqual(['no-trip']);
  expect(kinds({ truck: null, trip: null })).toEqual(['unknown-truck']);
  expect(kinds({ streams: ['medical'] })).toEqual(['stream-not-accepted']);
});

it('a track that passes the facility once is enough, whatever else it shows', () => {
  const places = fc.array(fc.tuple(fc.double({ min: 105, max: 106, noNaN: true }), fc.constant<number>(20.3)));
  fc.assert(
    fc.property(places, fc.nat(), (track, index) => {
      const there: [number, number] = [105.86, 20.08];
      expect(kinds({ track: track.toSpliced(index % (track.length + 1), 0, there) })).toEqual([]);
    }),
  );
});

it('the usual tare is the middle of the last weighings, else what the register says', () => {
  expect(usualTare(4200, [4000, 4100, 9000])).toEqual({ kg: 4100, from: 'weighings' });
  expect(usualTare(4200, [4000])).toEqual({ kg: 4200, from: 'register' });
  expect(usualTare(null, [4000])).toEqual({ kg: 4000, from: 'weighings' });
  expect(usualTare(null, [])).toBeNull();
});
