import { expect, it } from 'vitest';
import { readKim } from './kim-files.ts';

/** A mile east of the depot a stop, two miles north of it a landfill. */
const FILE = `10.0   // vehicle capacity (yards)
25.0   // total yardage a day
500    // stops a day
3600   // lunch
40     // miles an hour
Stop_ID X Y Early Late Service Load Type
0   0     0      0400  1500  0     9999.0  0
1   0     10560  0600  0875  1600  9999.0  2
2   5280  0      0000  2400  120   2.5     1
3   5280  1      0875  1200  60    0.0     1
4
`;

it('reads feet, yards and times as the files mean them', () => {
  const { vehicles, points, sites, seconds, metres, locationCount } = readKim(FILE, 2);
  expect(locationCount).toBe(4);
  expect([metres[1], metres[2], metres[4 + 2]]).toEqual([10_560, 5280, 15_840]);
  // A mile at 40 miles an hour takes 90 s, a foot more a second more.
  expect([seconds[2], seconds[3]]).toEqual([90, 91]);
  expect(vehicles).toHaveLength(2);
  expect(vehicles[0]).toMatchObject({ capacity: [1000], shift: [4 * 3600, 15 * 3600] });
  expect(vehicles[0].limits).toMatchObject({ points: 500, load: [2500] });
  expect(points.map(({ load, windows }) => [load, windows])).toEqual([
    [[250], []],
    // 0875 is a quarter past nine or three quarters past eight: stops begin at the later of them, sites close at the earlier.
    [[0], [[33_300, 43_200]]],
  ]);
  expect(sites[0]).toMatchObject({ unloadSeconds: 1600, windows: [[21_600, 31_500]] });
});

it('refuses a file of another form', () => {
  expect(() => readKim('nothing of this kind', 1)).toThrow('The file must hold one depot');
});
