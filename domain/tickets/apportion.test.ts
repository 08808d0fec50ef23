import fc from 'fast-check';
import { expect, it } from 'vitest';
import { apportion } from './apportion.ts';

const share = (id: string, expectedKg: number, measuredKg: number | null = null) => ({ id, expectedKg, measuredKg });
const parts = (netKg: number, ...shares: ReturnType<typeof share>[]) => Object.fromEntries(apportion(netKg, shares));

it('is by what was expected, unless all of it was measured', () => {
  expect(parts(1000, share('a', 300), share('b', 100))).toEqual({ a: 750, b: 250 });
  expect(parts(1000, share('a', 300, 100), share('b', 100, 100))).toEqual({ a: 500, b: 500 });
  expect(parts(1000, share('a', 300, 100), share('b', 100))).toEqual({ a: 750, b: 250 });
  expect(parts(10, share('a', 0), share('b', 0))).toEqual({ a: 5, b: 5 });
});

it('sums to the ticket to the kilogram, in whatever order, and gives nobody less than nothing', () => {
  const shares = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      expectedKg: fc.nat(5000),
      measuredKg: fc.option(fc.nat(5000)),
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 40 },
  );
  fc.assert(
    fc.property(fc.nat(40_000), shares, (netKg, all) => {
      const found = apportion(netKg, all);
      expect([...found.values()].reduce((sum, kg) => sum + kg, 0)).toBe(netKg);
      expect([...found.values()].every((kg) => Number.isInteger(kg) && kg >= 0)).toBe(true);
      const turned = apportion(netKg, [...all].reverse());
      for (const [id, kg] of found) expect(turned.get(id)).toBe(kg);
    }),
  );
});
