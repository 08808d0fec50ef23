import { expect, test } from 'vitest';
import { outcomeOfFailure } from './refusals.ts';

const ofCode = (code: string) => outcomeOfFailure({ code, body: { errors: [] } });

test.each(['input-invalid', 'event-does-not-fit', 'event-differs', 'ticket-number-taken', 'not-your-truck'])(
  'what is wrong with the reports themselves (%s) is set aside',
  (code) => {
    expect(ofCode(code)).toBe('refused');
  },
);

test.each(['no-area', 'not-found', 'not-allowed', 'origin-refused', 'too-many-requests', 'internal-error', 'network'])(
  'what may pass (%s) is tried again',
  (code) => {
    expect(ofCode(code)).toBe('later');
  },
);

test('an answer that is not the server’s own, such as a hotspot’s sign-in page, costs no report', () => {
  expect(outcomeOfFailure({ code: 'unknown', body: null })).toBe('later');
});

test('only the server’s own word ends the session', () => {
  expect(ofCode('signed-out')).toBe('sign-in');
});

test('a time that has not come yet waits, unless something else is wrong as well', () => {
  const time = { path: 'body.events.0.doneAt' };
  const stop = { path: 'body.events.0.stopId' };
  expect(outcomeOfFailure({ code: 'event-does-not-fit', body: { errors: [time] } })).toBe('ahead');
  expect(outcomeOfFailure({ code: 'event-does-not-fit', body: { errors: [time, stop] } })).toBe('refused');
});
