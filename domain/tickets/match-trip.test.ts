import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchTrip, type TripCandidate } from './match-trip.ts';

const at = (clock: string) => new Date(`2026-11-23T${clock}:00Z`);
const trip = (tripNumber: number, clock: string, more: Partial<TripCandidate> = {}): TripCandidate => ({
  ...{ day: '2026-11-23', shiftId: 's', tripNumber, facilityId: 'landfill' },
  ...{ plannedAt: at(clock), reported: null, hasTicket: false },
  ...more,
});
const found = (clock: string, ...trips: TripCandidate[]) => {
  const match = matchTrip({ facilityId: 'landfill', weighedAt: at(clock) }, trips);
  return match && `${match.trip.tripNumber} ${match.how}`;
};
const reported = (clock: string, facilityId: string | null = 'landfill') => ({ at: at(clock), facilityId });

it('is the trip planned to unload nearest to the weighing', () => {
  expect(found('06:20', trip(1, '06:00'), trip(2, '09:30'))).toBe('1 matched');
  expect(found('09:10', trip(1, '06:00'), trip(2, '09:30'))).toBe('2 matched');
});

it('is the one the crew said it had unloaded, whatever was planned', () => {
  expect(found('09:00', trip(1, '06:00', { reported: reported('08:50') }), trip(2, '09:00'))).toBe('1 matched');
  expect(found('09:00', trip(1, '08:30', { reported: reported('06:00') }), trip(2, '10:30'))).toBe('2 matched');
});

it('is doubtful between two, far from its plan, at another facility or after another ticket', () => {
  expect(found('07:50', trip(1, '06:00'), trip(2, '09:30'))).toBe('2 doubtful');
  expect(found('09:00', trip(1, '06:00'))).toBe('1 doubtful');
  expect(found('06:00', trip(1, '06:00', { facilityId: 'plant' }))).toBe('1 doubtful');
  expect(found('06:00', trip(1, '06:00', { hasTicket: true }))).toBe('1 doubtful');
});

it('is none where the truck had nothing to do for hours', () => {
  expect(found('16:00', trip(1, '06:00'), trip(2, '09:30'))).toBeNull();
  expect(found('16:00')).toBeNull();
});

it('does not depend on the order of the trips', () => {
  const trips = fc.uniqueArray(
    fc.record({
      tripNumber: fc.integer({ min: 1, max: 9 }),
      minute: fc.nat(1440),
      hasTicket: fc.boolean(),
      toldMinute: fc.option(fc.nat(1440)),
    }),
    { selector: ({ tripNumber }) => tripNumber, maxLength: 6 },
  );
  const instant = (minute: number) => new Date(at('00:00').getTime() + minute * 60_000);
  fc.assert(
    fc.property(trips, fc.nat(1440), (drawn, minute) => {
      const made = drawn.map(({ tripNumber, minute: planned, hasTicket, toldMinute }) =>
        trip(tripNumber, '00:00', {
          plannedAt: instant(planned),
          hasTicket,
          reported: toldMinute === null ? null : { at: instant(toldMinute), facilityId: 'landfill' },
        }),
      );
      const ticket = { facilityId: 'landfill', weighedAt: instant(minute) };
      expect(matchTrip(ticket, [...made].reverse())).toEqual(matchTrip(ticket, made));
    }),
  );
});
