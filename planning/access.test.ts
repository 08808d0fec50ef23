import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classOfTruck, classWithin, NO_CLASS, type Size, sizeClasses } from './access.ts';

const LARGE: Size = { heightMetres: 3.2, widthMetres: 2.45, weightTonnes: 16 };
const MIDDLE: Size = { heightMetres: 2.8, widthMetres: 2.2, weightTonnes: 9 };
const SMALL: Size = { heightMetres: 2.2, widthMetres: 1.8, weightTonnes: 3 };
const NONE = { maxHeightMetres: null, maxWidthMetres: null, maxWeightTonnes: null };

describe('size classes', () => {
  it('are the distinct sizes from the smallest to the largest', () => {
    expect(sizeClasses([LARGE, SMALL, MIDDLE, LARGE])).toEqual([SMALL, MIDDLE, LARGE]);
  });

  it('take the worse of both measures where a lighter truck is wider', () => {
    const wide = { ...SMALL, widthMetres: 2.5 };
    expect(sizeClasses([wide, MIDDLE])).toEqual([wide, { ...MIDDLE, widthMetres: 2.5 }]);
  });

  it('let a place be visited by all trucks unless it is signed', () => {
    const classes = sizeClasses([SMALL, MIDDLE, LARGE]);
    expect(classWithin(classes, NONE)).toBe(2);
    expect(classWithin(classes, { ...NONE, maxWidthMetres: 2.2 })).toBe(1);
    expect(classWithin(classes, { ...NONE, maxWeightTonnes: 5 })).toBe(0);
    expect(classWithin(classes, { ...NONE, maxHeightMetres: 2 })).toBe(NO_CLASS);
  });

  const size = fc.record({
    heightMetres: fc.integer({ min: 15, max: 40 }).map((dm) => dm / 10),
    widthMetres: fc.integer({ min: 15, max: 26 }).map((dm) => dm / 10),
    weightTonnes: fc.integer({ min: 2, max: 30 }),
  });
  const limit = (measure: fc.Arbitrary<number>) => fc.option(measure, { nil: null });

  it('never let a truck to a place that is signed for less than it measures', () => {
    const limits = fc.record({
      maxHeightMetres: limit(fc.double({ min: 1, max: 5, noNaN: true })),
      maxWidthMetres: limit(fc.double({ min: 1, max: 3, noNaN: true })),
      maxWeightTonnes: limit(fc.double({ min: 1, max: 35, noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(size, { minLength: 1, maxLength: 8 }), limits, (trucks, signed) => {
        const classes = sizeClasses(trucks);
        const placeClass = classWithin(classes, signed);
        for (const truck of trucks) {
          if (classOfTruck(classes, truck) > placeClass) continue;
          expect(truck.heightMetres).toBeLessThanOrEqual(signed.maxHeightMetres ?? 100);
          expect(truck.widthMetres).toBeLessThanOrEqual(signed.maxWidthMetres ?? 100);
          expect(truck.weightTonnes).toBeLessThanOrEqual(signed.maxWeightTonnes ?? 100);
        }
      }),
    );
  });

  it('contain each other, and have a class for every truck', () => {
    fc.assert(
      fc.property(fc.array(size, { minLength: 1, maxLength: 8 }), (trucks) => {
        const classes = sizeClasses(trucks);
        for (const truck of trucks) expect(classOfTruck(classes, truck)).toBeGreaterThanOrEqual(0);
        classes.slice(1).forEach((larger, k) => {
          expect(larger.heightMetres).toBeGreaterThanOrEqual(classes[k].heightMetres);
          expect(larger.widthMetres).toBeGreaterThanOrEqual(classes[k].widthMetres);
          expect(larger.weightTonnes).toBeGreaterThanOrEqual(classes[k].weightTonnes);
        });
      }),
    );
  });
});
