import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findUnstorableText } from './unstorable-text.ts';

describe('text that cannot be kept', () => {
  it('is found wherever it stands, in names of members too', () => {
    expect(findUnstorableText({ a: [{ b: 'x\0' }, 'ok'], c: '\ud800' })).toEqual([['c'], ['a', '0', 'b']]);
    expect(findUnstorableText({ 'a\udfff': 1 })).toEqual([[]]);
    expect(findUnstorableText('\0')).toEqual([[]]);
  });

  it('is none in what Vietnamese, emoji and other planes are written with', () => {
    expect(findUnstorableText(['Bỉm Sơn', '🚛', '𠮷', '\u200b', '\ufffd'])).toEqual([]);
  });

  it('is found exactly where a text has none of its own in UTF-8 or holds NUL', () => {
    const anyText = fc
      .string({ unit: 'binary' })
      .chain((text) => fc.constantFrom(text, `${text}\ud83d`, `\ude00${text}`));
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 5 }), (texts) => {
        const bad = texts.filter((text) => text.includes('\0') || Buffer.from(text).toString() !== text);
        expect(findUnstorableText(texts)).toHaveLength(Math.min(20, bad.length));
      }),
    );
  });

  it('is looked for in a body of brackets without an end', () => {
    const deep = JSON.parse(`${'['.repeat(200_000)}"\\u0000"${']'.repeat(200_000)}`);
    expect(findUnstorableText(deep)).toMatchObject([{ length: 200_000 }]);
  });
});
