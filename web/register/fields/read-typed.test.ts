import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from './field.ts';
import { readTyped, typedText } from './read-typed.ts';

const whole: Field = { name: 'containers', kind: 'number', isWhole: true };
const metres: Field = { name: 'maxWidthMetres', kind: 'number', isWhole: false, isNullable: true };
const minutes: Field = { name: 'serviceSeconds', kind: 'number', isWhole: false, scale: 60 };
const percent = { name: 'share', kind: 'number', isWhole: false, scale: 0.01 } as const;
const windows: Field = { name: 'windows', kind: 'windows' };
const clock: Field = { name: 'startSecond', kind: 'clock' };

describe('what somebody types into a field', () => {
  it.each([
    ['8.000', whole, 8000],
    ['2,5', metres, 2.5],
    ['2.5', metres, 2.5],
    ['', metres, null],
    ['1,5', minutes, 90],
    ['98', percent, 0.98],
    ['99,5', percent, 0.995],
    [
      '3h-7:30 18:00-21:00',
      windows,
      [
        [10_800, 27_000],
        [64_800, 75_600],
      ],
    ],
    ['', windows, []],
    ['4h30', clock, 16_200],
    ['1:00+', clock, 90_000],
    ['1/7/2025', { name: 'validFrom', kind: 'day' } satisfies Field, '2025-07-01'],
    ['20.0793, 105.8601', { name: 'position', kind: 'place' } satisfies Field, [105.8601, 20.0793]],
    ['105.8601 20.0793', { name: 'position', kind: 'place' } satisfies Field, [105.8601, 20.0793]],
    [
      'https://www.google.com/maps/@20.0793,105.8601,17z',
      { name: 'position', kind: 'place' } satisfies Field,
      [105.8601, 20.0793],
    ],
    ['  Chợ Bỉm Sơn ', { name: 'name', kind: 'text' } satisfies Field, 'Chợ Bỉm Sơn'],
  ] as const)('%s in Vietnamese', (text, field, value) => {
    expect(readTyped(field, text, 'vi')).toEqual({ value });
  });

  it('is asked about where a whole number could be a fraction, and never guessed', () => {
    expect(readTyped(whole, '8,000', 'vi')).toMatchObject({ fault: 'ambiguous' });
    expect(readTyped(whole, '8.000', 'en')).toMatchObject({ fault: 'ambiguous' });
    expect(readTyped(whole, '8,000', 'en')).toEqual({ value: 8000 });
  });

  it('is told what it can be in the unit that is typed', () => {
    const range: Field = { ...percent, range: [0, 100] };
    expect(readTyped(range, '100', 'vi')).toEqual({ value: 1 });
    expect(readTyped(range, '140', 'vi')).toEqual({ fault: 'outside', params: { from: '0', to: '100' } });
  });

  it('is named as a fault where it cannot be', () => {
    expect(readTyped({ name: 'position', kind: 'place' }, 'https://maps.app.goo.gl/x1', 'vi')).toEqual({
      fault: 'shortLink',
    });
    expect(readTyped(whole, '', 'vi')).toEqual({ fault: 'needed' });
    expect(readTyped(whole, 'ba', 'vi')).toEqual({ fault: 'number' });
    expect(readTyped(whole, '1,5', 'vi')).toEqual({ fault: 'whole' });
    expect(readTyped(windows, '3:00-5:00 4:00-6:00', 'vi')).toEqual({ fault: 'overlap' });
    expect(readTyped(clock, '25:00', 'vi')).toEqual({ fault: 'clock' });
    expect(readTyped({ name: 'position', kind: 'place' }, 'Bỉm Sơn', 'vi')).toEqual({ fault: 'place' });
  });

  it('is the same after it was shown and typed again, in both languages', () => {
    const hundredths = fc.integer({ min: 0, max: 10_000_000 }).map((value) => value / 100);
    fc.assert(
      fc.property(hundredths, fc.constantFrom('vi' as const, 'en' as const), (value, language) => {
        expect(readTyped(metres, typedText(metres, value, language), language)).toEqual({ value });
      }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 36_000 }),
        fc.constantFrom('vi' as const, 'en' as const),
        (value, language) => {
          expect(readTyped(minutes, typedText(minutes, value, language), language)).toEqual({ value });
        },
      ),
    );
  });
});
