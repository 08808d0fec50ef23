import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, firstOf, readText } from './text.ts';

/** As an editor shows UTF-8 that it takes for Latin-1. */
const takenForLatin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const codeOf = (text: string) => {
  const read = readText(text);
  return 'code' in read ? [read.code, read.params?.reading] : read.value;
};

describe('a text', () => {
  it('is one text however its accents are composed, with nothing unseen in it', () => {
    expect(cleanText('BA\u0303I')).toBe('BÃI');
    expect(cleanText('\uFEFFXE\u200B-1\u00A0')).toBe('XE-1');
    expect(cleanText('Tổ\u00A0dân\u2009phố')).toBe('Tổ dân phố');
    // A page shows several blanks as one.
    expect(cleanText('XE  1 \u200B\u00A0A')).toBe('XE 1 A');
  });

  it('over several lines keeps its words apart', () => {
    expect(cleanText('Cổng sau\r\ngọi trước\tkhi đến\n')).toBe('Cổng sau gọi trước khi đến');
  });

  it('of blanks alone is empty', () => {
    for (const blank of [' ', '\t\n', '\u00A0', '\u3000', '\u200B', ' \uFEFF ']) expect(cleanText(blank)).toBe('');
  });

  it('cleaned once is clean, and can be kept by any database', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (binary, lone) => {
        const clean = cleanText(`${binary}\uD800${lone}\0`);
        expect(cleanText(clean)).toBe(clean);
        expect(clean).toBe(clean.normalize('NFC'));
        expect(clean).not.toMatch(/\0|\p{Cs}/u);
      }),
    );
  });

  it('is cut between characters, never within one', () => {
    expect(firstOf('ab😀c', 3)).toBe('ab😀');
    expect(firstOf('abc', 3)).toBe('abc');
  });
});

describe('a text that lost letters on its way', () => {
  it.each(['#N/A', '#REF!', ' #DIV/0! ', '#name?', 'Err:502', '#=A1&"x"'])(
    'or is what a spreadsheet shows in place of one is told: %s',
    (text) => expect(readText(text)).toEqual({ code: 'cell-error' }),
  );

  it('is named by how it lost them, with what was meant where that can be known', () => {
    expect(codeOf('Ph\uFFFD\uFFFDng A')).toEqual(['text-lost', undefined]);
    for (const lost of ['Ph??ng B?c S?n', '?inh H??ng', 'Qu?c l? 1'])
      expect(codeOf(lost)).toEqual(['text-lost', undefined]);
    for (const whole of ['Cổng nào?', 'Hẻm 3 ?', 'https://a.vn/?q=1&b?c', 'A1?2']) expect(codeOf(whole)).toBe(whole);
    expect(codeOf(takenForLatin1('Phường B'))).toEqual(['text-double-utf8', 'Phường B']);
    expect(codeOf('PhÆ°á»ng Ba ÄÃ¬nh')).toMatchObject(['text-double-utf8', expect.stringContaining('Ph')]);
    expect(codeOf('Ph\u00ADêng C')).toEqual(['text-tcvn3', 'Phường C']);
    expect(codeOf('Ph­êng B¾c S¬n')).toEqual(['text-tcvn3', 'Phường Bắc Sơn']);
    expect(codeOf('Tæ d©n phè 5')).toEqual(['text-tcvn3', 'Tổ dân phố 5']);
    expect(codeOf('Phó S¬n')).toEqual(['text-tcvn3', 'Phú Sơn']);
    expect(codeOf('Phöôøng Ñoâng Sôn')).toEqual(['text-vni', 'Phường Đông Sơn']);
    expect(codeOf('XAÕ QUANG TRUNG')).toEqual(['text-vni', 'XÃ QUANG TRUNG']);
    expect(codeOf('Toå daân phoá 3')).toEqual(['text-vni', 'Tổ dân phố 3']);
  });

  it.each([
    ...[
      'Phường Bỉm Sơn',
      'Xã Quang Trung',
      'Ngõ 12, Trần Phú',
      'Bãi rác Núi Voi',
      'BÃI',
      'NGÃ BA',
      'Chợ «Mới»',
      'Tổ 01',
    ],
    ...[
      'Zürich',
      'Schaan',
      'Les Révoires',
      'Île',
      'Müller & Söhne',
      'Gonçalves',
      'Curaçao',
      'Noël',
      'Åby',
      'señor Núñez',
    ],
    ...[
      'Fürstentum Liechtenstein',
      'Gamprin-Bendern',
      'Mäls',
      '5 m²',
      'Café · Bar',
      'N° 12',
      '½',
      'São Paulo',
      'Đà Nẵng',
    ],
    ...[
      'Straßen\u00ADbahn',
      'Øster Å',
      'Hà Vinh',
      'quốc lộ 1A',
      'Kraków',
      'Львів',
      '東京',
      'Rue de la Colle',
      'Moneghetti',
    ],
  ])('is not %s', (text) => {
    expect(readText(text)).toEqual({ value: cleanText(text) });
  });

  it('is known again for any Vietnamese name that was encoded twice', () => {
    const word = fc.constantFrom(
      'Phường',
      'Đông',
      'Sơn',
      'Bắc',
      'Ngọc',
      'Trạo',
      'chợ',
      'Tổ',
      'dân',
      'phố',
      'Điểm',
      'thôn',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        fc.pre(words.some((each) => /[^\0-\x7F]/.test(each)));
        const name = words.join(' ');
        expect(codeOf(takenForLatin1(name))).toEqual(['text-double-utf8', name]);
      }),
    );
  });
});
