import { expect, test } from 'vitest';
import { roomLeft } from './landfill-room.ts';

const survey = { day: '2026-01-01', remainingCubicMetres: 120_000, densityKgPerCubicMetre: 900 };

test('room left is what the survey found less what came since, and lasts as long as the mean intake needs to fill it', () => {
  // 9,000,000 kg ÷ 900 = 10,000 m³ filled, 110,000 left; 45,000 kg a day ÷ 900 = 50 m³; 110,000 ÷ 50 = 2,200 days.
  expect(roomLeft(survey, 9_000_000, 45_000, '2026-07-19')).toEqual({
    ...{ remainingCubicMetres: 110_000, cubicMetresPerDay: 50, daysLeft: 2200, fullOn: '2032-07-27' },
  });
});

test('a landfill is never less than full, and what takes in nothing lasts for no number of days', () => {
  expect(roomLeft(survey, 200_000_000, 45_000, '2026-07-19')).toMatchObject({ remainingCubicMetres: 0, daysLeft: 0 });
  expect(roomLeft(survey, 0, 0, '2026-07-19')).toMatchObject({ daysLeft: null, fullOn: null });
  expect(roomLeft(survey, 0, 0.5, '2026-07-19')).toMatchObject({ fullOn: null });
});
