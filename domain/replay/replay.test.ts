import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeAt, thinTrack, type TrackPoint } from './replay.ts';

const METRES = 20;
const degrees = (metres: number) => metres / 111_320;
const track = fc
  .array(
    fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 })),
    {
      maxLength: 60,
    },
  )
  .map((steps) => {
    const points: TrackPoint[] = [];
    let [second, lon, lat] = [0, 105.9, 0];
    for (const [seconds, east, north] of steps) {
      [second, lon, lat] = [second + seconds, lon + degrees(east), lat + degrees(north)];
      points.push([second, lon, lat]);
    }
    return points;
  });

it('leaves out only points that those kept tell of, whatever the track', () => {
  fc.assert(
    fc.property(track, (points) => {
      const thin = thinTrack(points, METRES);
      expect([thin.at(0), thin.at(-1)]).toEqual([points.at(0), points.at(-1)]);
      for (const [second, lon, lat] of points) {
        const [x, y] = placeAt(thin, second)?.position ?? [0, 0];
        expect(Math.hypot((x - lon) * 111_320, (y - lat) * 111_320)).toBeLessThan(METRES + 1);
      }
    }),
  );
});

it('makes two points of a truck that stands, and of one that goes evenly', () => {
  const standing = Array.from({ length: 500 }, (_, k): TrackPoint => [k * 10, 105.9 + degrees(k % 3), 20]);
  const going = Array.from({ length: 500 }, (_, k): TrackPoint => [5000 + k * 10, 105.9 + degrees(k * 80), 20]);
  expect(thinTrack([...standing, ...going], METRES).length).toBeLessThanOrEqual(4);
});

it('knows no place before the first point, heads where the truck goes, and stays where a track breaks off', () => {
  const points: TrackPoint[] = [
    [100, 105.9, 20],
    [200, 105.91, 20],
    [4000, 105.95, 20],
  ];
  expect(placeAt(points, 99)).toBeNull();
  expect(placeAt(points, 150)).toMatchObject({
    position: [expect.closeTo(105.905, 6), 20],
    course: expect.closeTo(90, 3),
  });
  expect(placeAt(points, 3000)).toEqual({ position: [105.91, 20], course: null, seenSecond: 200 });
  expect(placeAt(points, 9000)).toMatchObject({ position: [105.95, 20], seenSecond: 4000 });
});
