import fc from 'fast-check';
import { expect, it } from 'vitest';
import { UnreadableReport } from '../tracker-report.ts';
import { eachTraccarJson, parseTraccarJson } from './parse-traccar-json.ts';

const coords = { latitude: 20.08, longitude: 105.87 };
const report = (location: object = {}, extra: object = {}) =>
  parseTraccarJson({ device_id: 'a', location: { timestamp: '2026-11-25T02:00:00Z', coords, ...location }, ...extra });

it('keeps a place whatever else cannot be read', () => {
  const strange = { accuracy: '12 m', speed: 'NaN', heading: [], altitude: '7,5' };
  expect(report({ coords: { ...coords, ...strange }, battery: { level: 'full' }, activity: 7 })).toMatchObject({
    position: [105.87, 20.08],
    ...{ accuracyMetres: null, speed: null, course: null, altitudeMetres: null, batteryPercent: null },
  });
});

it('reads mock and alarm wherever the client puts them', () => {
  expect(report({ mock: true, extras: { alarm: 'sos' } }).attributes).toEqual({ mock: true, alarm: 'sos' });
  expect(report({ coords: { ...coords, mock: true } }, { alarm: 'sos' }).attributes).toEqual({
    mock: true,
    alarm: 'sos',
  });
});

it('drops what no database holds, and cuts no character in two', () => {
  const { attributes } = report({ extras: { 'a\0': '\uD800x\0', long: '😀'.repeat(300) } });
  expect(attributes).toEqual({ a: 'x', long: '😀'.repeat(200) });
});

it('is refused without a device, a time, or one half of a place', () => {
  expect(() => parseTraccarJson({ location: {} })).toThrow(UnreadableReport);
  expect(() => parseTraccarJson({ device_id: 'a', location: {} })).toThrow(UnreadableReport);
  expect(() => report({ coords: { latitude: 20 } })).toThrow(UnreadableReport);
  for (const timestamp of [null, '', 'soon']) expect(() => report({ timestamp })).toThrow(UnreadableReport);
});

it('that holds several places at once is several reports', () => {
  expect(eachTraccarJson({ device_id: 'a', location: [1, 2], alarm: 'sos' })).toEqual([
    { device_id: 'a', alarm: 'sos', location: 1 },
    { device_id: 'a', alarm: 'sos', location: 2 },
  ]);
  expect(eachTraccarJson({ device_id: 'a', location: {} })).toEqual([{ device_id: 'a', location: {} }]);
  expect(report({ valid: 'no' }).position).toBeNull();
});

it('either understands or refuses whatever is sent, and gives texts that can be kept', () => {
  fc.assert(
    fc.property(
      fc.object({ key: fc.string({ unit: 'binary' }), values: [fc.string({ unit: 'binary' }), fc.double()] }),
      (extras) => {
        const text = JSON.stringify(report({ extras }).attributes);
        expect(text).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      },
    ),
  );
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (location, body) => {
      for (const sent of [body, { device_id: 'a', location }]) expect(isUnderstoodOrRefused(sent)).toBe(true);
    }),
  );
});

function isUnderstoodOrRefused(sent: unknown): boolean {
  try {
    return !Number.isNaN(parseTraccarJson(sent).fixTime.getTime());
  } catch (error) {
    return error instanceof UnreadableReport;
  }
}
