import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnreadableReport } from '../tracker-report.ts';
import { parseOsmand } from './parse-osmand.ts';

const now = new Date('2026-11-23T01:00:00Z');
const parse = (query: string) => parseOsmand(Object.fromEntries(new URLSearchParams(query)), now);

describe('a report in OsmAnd’s protocol', () => {
  it('gives speed in metres per second, place as lon and lat, and keeps what it does not know', () => {
    const report = parse(
      'id=xe-1&lat=20.08&lon=105.86&speed=10&bearing=370&altitude=12&accuracy=5&batt=80&hdop=1.5&driver=a',
    );
    expect(report).toEqual({
      deviceId: 'xe-1',
      fixTime: now,
      position: [105.86, 20.08],
      speed: 10 * (1852 / 3600),
      course: 10,
      accuracyMetres: 5,
      altitudeMetres: 12,
      batteryPercent: 80,
      attributes: { hdop: 1.5, driver: 'a' },
    });
  });

  it.each([
    ['1732323600', '2024-11-23T01:00:00.000Z'],
    ['2147483646', '2038-01-19T03:14:06.000Z'],
    ['1732323600500', '2024-11-23T01:00:00.500Z'],
    ['2024-11-23T08:00:00%2B07:00', '2024-11-23T01:00:00.000Z'],
    ['2024-11-23T01:00:00Z', '2024-11-23T01:00:00.000Z'],
    ['2024-11-23 01:00:00', '2024-11-23T01:00:00.000Z'],
    ['2024-11-23T08:00:00+07:00', '2024-11-23T01:00:00.000Z'],
    ['2024-11-23 08:00:00.250 %2B0700', '2024-11-23T01:00:00.250Z'],
    ['2024-11-22T20:00:00,5-05', '2024-11-23T01:00:00.500Z'],
    ['2024-11-23t01:00z', '2024-11-23T01:00:00.000Z'],
  ])('takes timestamp=%s as %s', (text, instant) => {
    expect(parse(`id=1&lat=1&lon=2&timestamp=${text}`).fixTime.toISOString()).toBe(instant);
  });

  it.each([
    'lat=1&lon=2',
    'id=&lat=1&lon=2',
    'id=1&lat=x&lon=2',
    'id=1&lat=1',
    'id=1&location=1',
    'id=1&location=,105.87',
    'id=1&location=20.08,',
    'id=1&location=20.08,105.87,1',
    'id=1&lat=NaN&lon=105',
    'id=1&lat=0x10&lon=105',
    'id=1&lat=1&lon=2&timestamp=yesterday',
    'id=1&lat=1&lon=2&timestamp=2024-13-40T00:00:00Z',
    'id=1&lat=1&lon=2&timestamp=2024-11-31T00:00:00Z',
    'id=1&lat=1&lon=2&timestamp=99999999999999999999',
  ])('is refused when it reads %s', (query) => {
    expect(() => parse(query)).toThrow(UnreadableReport);
  });

  it('takes deviceid and location=lat,lon too, and valid=false as no place', () => {
    expect(parse('deviceid=7&location=20.5,105.5')).toMatchObject({ deviceId: '7', position: [105.5, 20.5] });
    expect(parse('id=7&lat=20&lon=105&valid=false').position).toBeNull();
  });

  it.each([
    ['altitude=NaN', 'altitudeMetres'],
    ['speed=NaN', 'speed'],
    ['speed=3,2', 'speed'],
    ['accuracy=Infinity', 'accuracyMetres'],
    ['batt=80%25', 'batteryPercent'],
    ['batt=180', 'batteryPercent'],
    ['bearing=N', 'course'],
  ])('with %s keeps its place and does not know %s', (extra, name) => {
    expect(parse(`id=1&lat=20.08&lon=105.87&${extra}`)).toMatchObject({ position: [105.87, 20.08], [name]: null });
  });

  it('takes of a parameter said more than once the first that says something', () => {
    expect(parseOsmand({ id: ['', 'a'], lat: ['20', '21'], lon: '105', speed: ['x', '3'] }, now)).toMatchObject({
      ...{ deviceId: 'a', position: [105, 20], speed: null },
    });
  });

  it.each(['0', 'no', 'false', 'NO', 'off', 'V', 'void'])('valid=%s is no fix', (valid) => {
    expect(parse(`id=1&lat=1&lon=2&valid=${valid}`).position).toBeNull();
  });

  it('keeps mock, alarm and the rest without what no database holds', () => {
    const { attributes } = parse('id=1&lat=1&lon=2&mock=true&alarm=sos&note=a%00b');
    expect(attributes).toEqual({ mock: true, alarm: 'sos', note: 'ab' });
  });

  it('either understands or refuses whatever is sent', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (parameters) => {
        expect(isUnderstoodOrRefused({ id: '1', ...parameters })).toBe(true);
      }),
    );
  });
});

function isUnderstoodOrRefused(parameters: Record<string, string>): boolean {
  try {
    return !Number.isNaN(parseOsmand(parameters, now).fixTime.getTime());
  } catch (error) {
    return error instanceof UnreadableReport;
  }
}
