import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber, writeNumber } from './numbers.ts';

const whole = { isWhole: true, decimalSign: '.', isSignSeen: false } as const;
const fraction = { isWhole: false, decimalSign: '.', isSignSeen: false } as const;
const inGroups = (value: number, sign: string) => String(value).replace(/\B(?=(\d{3})+$)/g, sign);

describe('a number in a column of whole numbers', () => {
  it.each([
    ['8000', 8000],
    ['8.000', 8000],
    ['8,000', 8000],
    ['8 000', 8000],
    ['1.234.567', 1_234_567],
    ['8.000,00', 8000],
    ['-12', -12],
    ['007', 7],
    ['８．０００', 8000],
    ['－１２', -12],
    ['–12', -12],
  ])('%s is %d', (text, value) => expect(readNumber(text, whole)).toEqual({ value }));

  it('is a question where the file writes its fractions with the same sign', () => {
    expect(readNumber('8.000', { ...whole, isSignSeen: true })).toEqual({
      code: 'thousands-or-fraction',
      params: { thousands: '8000', fraction: '8' },
    });
    expect(readNumber('8,000', { ...whole, isSignSeen: true })).toEqual({ value: 8000 });
  });

  it.each(['8.5', '8,50', '8.0', '0.500', '8.000,5', '12.00'])('%s is not whole', (text) => {
    expect(readNumber(text, whole)).toEqual({ code: 'not-whole' });
  });

  it.each([
    '0x10',
    '1e3',
    'NaN',
    'Infinity',
    '8.00.000',
    '8,000.000,1',
    '5 kg',
    '١٢',
    '1_000',
    '--1',
    '.',
    '12.3456.7',
  ])('%s is no number', (text) => expect(readNumber(text, whole)).toEqual({ code: 'not-a-number' }));

  it('is never a fraction, however it is written', () => {
    const written = fc.stringMatching(/^[+-]?[0-9.,' ]{1,12}$/);
    fc.assert(
      fc.property(written, fc.constantFrom('.', ','), fc.boolean(), (text, decimalSign, isSignSeen) => {
        const read = readNumber(text, { isWhole: true, decimalSign, isSignSeen });
        // What is taken is all digits of the text, but for the zeros of a fraction that is nothing.
        if (!('value' in read)) return;
        expect(Number.isInteger(read.value)).toBe(true);
        const digits = text.replace(/[.,]0+$/, (end) => (end.length === 4 ? end : '')).replace(/\D/g, '');
        expect([digits, text.replace(/\D/g, '')].map(Number)).toContain(Math.abs(read.value));
      }),
    );
  });

  it('in groups of three is the number, with either sign', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.constantFrom('.', ',', ' '), (value, sign) => {
        expect(readNumber(inGroups(value, sign), whole)).toEqual({ value });
      }),
    );
  });
});

describe('a number in a column of fractions', () => {
  it('is a question where it can be thousands as well, unless the column shows its sign or the range decides', () => {
    expect(readNumber('1.250', fraction)).toMatchObject({
      code: 'thousands-or-fraction',
      params: { thousands: '1250', fraction: '1.25' },
    });
    expect(readNumber('1.250', { ...fraction, isSignSeen: true })).toEqual({ value: 1.25 });
    expect(readNumber('1.250', { ...fraction, canBe: (value) => value <= 20 })).toEqual({ value: 1.25 });
    expect(readNumber('0.250', fraction)).toEqual({ value: 0.25 });
    expect(readNumber('1.2500', fraction)).toEqual({ value: 1.25 });
  });

  it('with the other sign proposes the right one', () => {
    expect(readNumber('12,5', fraction)).toEqual({ code: 'decimal-comma', params: { suggestion: '12.5' } });
    expect(readNumber('12.5', { ...fraction, decimalSign: ',' })).toMatchObject({ params: { suggestion: '12,5' } });
    expect(readNumber('1.250,5', { ...fraction, decimalSign: ',' })).toMatchObject({
      code: 'thousands-separator',
      params: { suggestion: '1250,5' },
    });
  });

  it.each(['0x10', 'NaN', '1e', '1e3', '2.5E+7', '5%', '1.2.3'])('%s is no number', (text) => {
    expect(readNumber(text, fraction)).toEqual({ code: 'not-a-number' });
  });

  it('written by us and read again is the same, alone in its column', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), (value) => {
        expect(readNumber(writeNumber(value), fraction)).toEqual({ value: value + 0 });
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: -999_999, max: 999_999 }), (thousandths) => {
        expect(readNumber(writeNumber(thousandths / 1000), fraction)).toEqual({ value: thousandths / 1000 + 0 });
      }),
    );
  });
});
