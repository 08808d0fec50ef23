import { expect, test } from 'vitest';
import { isTimeZone } from '../domain/area-files/import-request.ts';
import { noonZone } from './noon-zone.ts';

test('whenever tests are started, it is the hour after noon where their town is', () => {
  for (let hour = 0; hour < 24; hour++) {
    const start = new Date(Date.UTC(2026, 11, 2, hour, 58));
    const zone = noonZone(start);
    expect(isTimeZone(zone)).toBe(true);
    const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone });
    expect(clock.format(start)).toBe('12:58');
  }
});
