import fc from 'fast-check';
import { expect, it } from 'vitest';
import { massShares } from './mass-shares.ts';

const thousandths = (share: number) => Math.round(share * 1000);

it('gives what was cut off to the share that lost most of it', () => {
  // 72.28…, 9.88… and 17.83… %: cut off they come to 99.8.
  const shares = massShares({ weighed: 72_285, measured: 9_880, estimated: 17_835 });
  expect(shares).toEqual({ weighed: 0.723, measured: 0.099, estimated: 0.178 });
  expect(massShares({ weighed: 0, measured: 0, estimated: 0 })).toBeNull();
});

it('shares come to the whole, each within a thousandth of what it is', () => {
  const kg = fc.nat(2_000_000);
  fc.assert(
    fc.property(kg, kg, fc.integer({ min: 1, max: 2_000_000 }), (weighed, measured, estimated) => {
      const mass = { weighed, measured, estimated };
      const shares = massShares(mass);
      if (!shares) throw new Error('there is mass');
      expect(thousandths(shares.weighed) + thousandths(shares.measured) + thousandths(shares.estimated)).toBe(1000);
      const all = weighed + measured + estimated;
      for (const grade of ['weighed', 'measured', 'estimated'] as const) {
        expect(Math.abs(shares[grade] - mass[grade] / all)).toBeLessThan(0.001);
      }
    }),
  );
});
