import { expect, it } from 'vitest';
import { isJson, jsonIn, textOf } from './tracker-body.ts';

it('numbers that are none are not known, and words in texts stay what they are', () => {
  expect(
    jsonIn('{"lat": 20.5, "speed": NaN, "alt": -Infinity, "note": "NaN, \\"Infinity\\"", "all": [nan, +inf]}'),
  ).toEqual({
    ...{ lat: 20.5, speed: null, alt: null, note: 'NaN, "Infinity"', all: [null, null] },
  });
});

it.each(['{', '{"a": None}', '[1,]', ''])('what is no JSON is refused: %s', (text) => {
  expect(() => jsonIn(text)).toThrow('the body is no JSON');
});

it('a body is text whatever its device called it, without a mark of its order of bytes', () => {
  expect(textOf({ body: Buffer.from('\uFEFF {"a":1}\n') })).toBe('{"a":1}');
  expect(textOf({ body: undefined })).toBe('');
  expect([isJson('[{}]'), isJson('{}'), isJson('id=1&lat=[2]')]).toEqual([true, true, false]);
});
