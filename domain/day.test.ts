import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { daySchema } from './day.ts';
import { dayOf } from './day-of.ts';

it('a moment falls on the day that the calendar of its zone shows, whatever the clocks do there', () => {
  const zones = ['Asia/Ho_Chi_Minh', 'Europe/Monaco', 'America/New_York', 'Africa/Cairo', 'Pacific/Kiritimati', 'UTC'];
  const moment = fc.date({ min: new Date('1900-01-02'), max: new Date('2199-12-30'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, fc.constantFrom(...zones), (at, zone) => {
      const shown = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
      expect(dayOf(at, zone)).toBe(shown.toPlainDate().toString());
    }),
  );
});

it.each(['2026-02-29', '2026-04-31', '2026-00-10', '2026-13-01', '1899-12-31', '2200-01-01', '2026-1-1', 'today'])(
  '%s is no day that is reckoned with',
  (text) => expect(daySchema.safeParse(text).success).toBe(false),
);

it.each(['1900-01-01', '2024-02-29', '2026-11-23', '2199-12-31'])('%s is a day', (text) =>
  expect(daySchema.parse(text)).toBe(text),
);
