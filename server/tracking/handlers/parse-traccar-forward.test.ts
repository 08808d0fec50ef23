import { expect, it } from 'vitest';
import { parseTraccarForward } from './parse-traccar-forward.ts';

const POSITION = {
  ...{ id: 7, protocol: 'gps103', fixTime: '2026-11-23T06:00:00.000+00:00', valid: true, outdated: false },
  ...{ latitude: 20.01, longitude: 105.81, altitude: 12, speed: 10, course: 370, accuracy: 0 },
  attributes: { batteryLevel: 55, ignition: true, ip: '10.0.0.1', distance: Number.NaN },
};
const parse = (position: object = {}, device: object = { uniqueId: 'xe-1' }) =>
  parseTraccarForward({ position: { ...POSITION, ...position }, device });

it('a position that a Traccar server passes on is read, with knots as metres per second', () => {
  expect(parse()).toEqual({
    ...{ deviceId: 'xe-1', fixTime: new Date('2026-11-23T06:00:00.000Z'), position: [105.81, 20.01] },
    ...{ speed: (10 * 1852) / 3600, course: 10, accuracyMetres: null, altitudeMetres: 12, batteryPercent: 55 },
    attributes: { protocol: 'gps103', ignition: true, ip: '10.0.0.1' },
  });
});

it('times come in milliseconds as well, from the device where the fix has none', () => {
  const at = Date.UTC(2026, 10, 23, 6);
  expect(parse({ fixTime: '', deviceTime: at }).fixTime.getTime()).toBe(at);
});

it('what is not valid, or the last position said again, is a sign of life', () => {
  expect(
    [{ valid: false }, { valid: 'No' }, { valid: 0 }, { outdated: true }, { outdated: 1 }].map(
      (one) => parse(one).position,
    ),
  ).toEqual(Array(5).fill(null));
});

it('an optional value that cannot be read is not known, and the fix is kept', () => {
  expect(parse({ speed: 'fast', course: -1, altitude: {}, attributes: 'none' })).toMatchObject({
    ...{ position: [105.81, 20.01], speed: null, course: null, altitudeMetres: null, batteryPercent: null },
  });
});

it('without a device, a time or a place it is refused', () => {
  expect(() => parse({}, {})).toThrow('device.uniqueId is missing');
  expect(() => parse({ fixTime: null })).toThrow('position.fixTime is missing');
  expect(() => parse({ latitude: 'north' })).toThrow('position is no place');
  expect(() => parseTraccarForward(null)).toThrow('device.uniqueId is missing');
});
