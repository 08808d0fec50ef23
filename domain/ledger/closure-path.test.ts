import { expect, test } from 'vitest';
import { closureRates, closureTime } from './closure-path.ts';
import { roomLeft } from './landfill-room.ts';

const survey = { day: '2026-11-01', remainingCubicMetres: 10_000, densityKgPerCubicMetre: 800 };

test('a landfill is full before its closing day, or closes with room left', () => {
  // 80 t a day fill 100 m³: 10,000 m³ last 100 days.
  const room = roomLeft(survey, 0, 80_000, '2026-11-01');
  expect(closureTime('2027-03-01', room, '2026-11-01')).toEqual({
    ...{ daysToClosure: 120, fullBeforeDays: 20, unusedCubicMetres: null },
  });
  expect(closureTime('2026-12-01', room, '2026-11-01')).toEqual({
    ...{ daysToClosure: 30, fullBeforeDays: null, unusedCubicMetres: 7000 },
  });
});

test('what nobody can tell is not told: without a survey, and once the day has passed', () => {
  const unknown = { fullBeforeDays: null, unusedCubicMetres: null };
  expect(closureTime('2026-12-01', null, '2026-11-01')).toEqual({ daysToClosure: 30, ...unknown });
  const room = roomLeft(survey, 0, 80_000, '2026-11-01');
  expect(closureTime('2025-12-31', room, '2026-11-01')).toEqual({ daysToClosure: -305, ...unknown });
});

test('the successor’s share of what came here takes the place of what was treated here', () => {
  const mass = { collectedKg: 1000, treatedKg: 300, hereTreatedKg: 100, hereUntreatedKg: 500, hereUnclearKg: 50 };
  // 300 − 100 + 600 of the 650 that were weighed in here.
  expect(closureRates({ ...mass, successorTreatsKg: 600 })).toEqual({ rate: 0.3, untreatedHere: 0.5, rateThen: 0.8 });
  // One that treats nothing loses what was treated here.
  expect(closureRates({ ...mass, successorTreatsKg: 0 })?.rateThen).toBe(0.2);
  expect(closureRates({ ...mass, successorTreatsKg: null })?.rateThen).toBeNull();
  expect(closureRates({ ...mass, collectedKg: 0, successorTreatsKg: 600 })).toBeNull();
});
