import { describe, expect, it } from 'vitest';
import type { LonLat } from '../geo.ts';
import { openOdometer, type Seen } from './driven.ts';
import { type TruckDay, truckTotals } from './truck-view.ts';

/** A degree of latitude is 111,195 m on a globe of 6,371 km. */
const at = (second: number, metres: number) => ({
  at: Date.UTC(2026, 0, 1) + second * 1000,
  position: [105.8, 20 + metres / 111_194.93] as LonLat,
});

const drivenOf = (fixes: readonly Seen[]) => {
  const odometer = openOdometer();
  for (const fix of fixes) odometer.add(fix);
  return odometer.driven;
};

describe('what a track shows', () => {
  it('is the way from fix to fix, and the time moved and stood', () => {
    // 600 m in a minute, then 10 m of the receiver's noise in two minutes, then 300 m in half a minute.
    expect(drivenOf([at(0, 0), at(60, 600), at(180, 610), at(210, 910)])).toEqual({
      ...{ metres: 900, movingSeconds: 90, standingSeconds: 120 },
    });
  });

  it('leaves out leaps that no truck makes, and what lies in a long gap', () => {
    expect(drivenOf([at(0, 0), at(10, 5000), at(20, 100), at(2000, 9000), at(2060, 9600)])).toEqual({
      ...{ metres: 700, movingSeconds: 80, standingSeconds: 0 },
    });
    expect(drivenOf([])).toEqual({ metres: 0, movingSeconds: 0, standingSeconds: 0 });
  });
});

const day = (more: Partial<TruckDay>): TruckDay => ({
  ...{ day: '2026-03-02', plannedTrips: 2, plannedMetres: 40_000, drivenMetres: null, plannedSeconds: 28_800 },
  ...{
    workedSeconds: null,
    movingSeconds: null,
    standingSeconds: null,
    netKg: 0,
    tickets: 0,
    weighedTrips: 0,
    tripsKg: 0,
  },
  ...more,
});

describe('the figures of a truck', () => {
  it('take the km driven where it was tracked and those planned where not, with the factors of each day', () => {
    const days = [
      day({
        drivenMetres: 44_000,
        movingSeconds: 9000,
        standingSeconds: 14_000,
        netKg: 6000,
        tickets: 2,
        weighedTrips: 2,
        tripsKg: 6000,
      }),
      day({ day: '2026-03-03', netKg: 2400, tickets: 1, weighedTrips: 1, tripsKg: 2400, workedSeconds: 27_000 }),
    ];
    const factors = {
      fuel: [
        { value: 0.35, validFrom: '2020-01-01' },
        { value: 0.4, validFrom: '2026-03-03' },
      ],
      co2: [{ value: 2.68, validFrom: '2020-01-01' }],
    };
    const totals = truckTotals(days, 4000, factors);
    // 44 km × 0.35 + 40 km × 0.4 = 15.4 + 16 = 31.4 litres; × 2.68 = 84.152 kg.
    expect(totals.fuelLitres).toBeCloseTo(31.4, 9);
    expect(totals.co2Kg).toBeCloseTo(84.152, 9);
    // 8,400 kg over 84 km; three trips of at most 4,000 kg carried 8,400.
    expect(totals).toMatchObject({ metres: 84_000, kgPerKm: 100, loadFactor: 0.7, days: 2, trackedDays: 1 });
    expect(totals).toMatchObject({ drivenMetres: 44_000, plannedMetres: 80_000, workedSeconds: 27_000 });
  });

  it('set beside what was done only what was planned of the same days, and the mass of the days whose km are known', () => {
    const days = [
      day({ drivenMetres: 44_000, netKg: 6000 }),
      day({ day: '2026-03-03', netKg: 2400, workedSeconds: 27_000, plannedSeconds: 26_000 }),
      day({ day: '2026-03-04', netKg: 1000, plannedMetres: null }),
    ];
    expect(truckTotals(days, 4000, { fuel: [], co2: [] })).toMatchObject({
      ...{ days: 3, netKg: 9400, metres: 84_000, onTheWayKg: 8400, kgPerKm: 100 },
      ...{ trackedDays: 1, trackedPlannedMetres: 40_000, plannedMetres: 80_000 },
      ...{ workedDays: 1, workedPlannedSeconds: 26_000, plannedSeconds: 83_600 },
    });
  });

  it('say that nothing is known rather than nought', () => {
    const totals = truckTotals([day({ plannedMetres: null, netKg: 500 })], 4000, { fuel: [], co2: [] });
    expect(totals).toMatchObject({ metres: null, kgPerKm: null, loadFactor: null, fuelLitres: null, co2Kg: null });
  });
});
