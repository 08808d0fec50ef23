import { expect, it } from 'vitest';
import { parseOwnTracks } from './parse-owntracks.ts';

const MESSAGE = {
  ...{ _type: 'location', tid: 'x1', tst: 1_732_485_600, lat: 20.01, lon: 105.81, vel: 36, cog: 90, acc: 8, alt: 12 },
  ...{ batt: 55, conn: 'm', topic: 'owntracks/tuyen-xanh/xe-1' },
};

it('a location is read, with km/h as metres per second', () => {
  expect(parseOwnTracks(MESSAGE, undefined)).toEqual({
    ...{ deviceId: 'xe-1', fixTime: new Date(1_732_485_600_000), position: [105.81, 20.01], speed: 10, course: 90 },
    ...{ accuracyMetres: 8, altitudeMetres: 12, batteryPercent: 55, attributes: { conn: 'm' } },
  });
});

it('the device is what the address names, else the topic, else two letters', () => {
  expect(parseOwnTracks(MESSAGE, 'xe-9')?.deviceId).toBe('xe-9');
  expect(parseOwnTracks({ ...MESSAGE, topic: undefined }, undefined)?.deviceId).toBe('x1');
});

it('another message tells no place and is no fault', () => {
  expect(parseOwnTracks({ _type: 'lwt', tst: 1 }, 'xe-1')).toBeNull();
});

it('an encrypted message cannot be read, of whomever it is, and is taken so that the next can come', () => {
  const encrypted = { _type: 'encrypted', data: 'c2VjcmV0' };
  const read = (named?: string) => () => parseOwnTracks(encrypted, named);
  expect(read('xe-1')).toThrow(expect.objectContaining({ deviceId: 'xe-1', isTaken: true }));
  expect(read()).toThrow(expect.objectContaining({ deviceId: null, isTaken: true }));
});

it('an optional value that cannot be read is not known; who, when and where has to be there', () => {
  expect(parseOwnTracks({ ...MESSAGE, vel: -1, cog: 'E', batt: 120 }, undefined)).toMatchObject({
    ...{ speed: null, course: null, batteryPercent: null, position: [105.81, 20.01] },
  });
  expect(() => parseOwnTracks({ ...MESSAGE, tst: undefined }, 'a')).toThrow('tst is missing');
  expect(() => parseOwnTracks({ ...MESSAGE, lat: null }, 'a')).toThrow('no place');
  expect(() => parseOwnTracks([], 'a')).toThrow('_type is missing');
});
