import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMON_PASSWORDS } from './common-passwords.ts';
import { passwordFault } from './passwords.ts';

const owner = { email: 'lan.nguyen@bimson.gov.vn', name: 'Nguyễn Thị Lan' };

describe('a new password', () => {
  it.each([
    ['1234567', 'too-short'],
    ['', 'too-short'],
    ['        ', 'blank'],
    ['\u00a0'.repeat(9), 'blank'],
    ['x'.repeat(129), 'too-long'],
    ['12345678', 'common'],
    ['987654321', 'common'],
    ['qwertyuiop', 'common'],
    ['qwer1234', 'common'],
    ['Password', 'common'],
    ['P@ssw0rd123', 'common'],
    ['Matkhau@123', 'common'],
    ['Mật khẩu 2026', 'common'],
    ['anhyeuem', 'common'],
    ['Thanhhoa36', 'common'],
    ['bimson2025!', 'common'],
    ...[
      '123456789012',
      '210987654321',
      '12345678!',
      '!@#$%^&*',
      '123456789a',
      'a123456789',
      '12345678910',
      'ab123456',
    ].map((row) => [row, 'common']),
    ...['1qaz2wsx', '!QAZ2wsx', 'zaq12wsx', 'qazwsxedc', '159753456'].map((keys) => [keys, 'common']),
    ...['11223344', '1111122222', 'aabbccdd'].map((doubled) => [doubled, 'common']),
    ...['20111990', '20/11/1990', '1990-11-20'].map((birthday) => [birthday, 'common']),
    ['aaaaaaaa', 'common'],
    ['ab12ab12ab', 'common'],
    ['lan.nguyen@bimson.gov.vn', 'own-address'],
    ['Lan.Nguyen1', 'own-address'],
    ['nguyenthilan', 'own-address'],
    ['lannguyen', 'own-address'],
    ['Nguyễn.Lan 90', 'own-address'],
    ['bimson.gov.vn', 'own-address'],
  ])('like %j is refused: %s', (password, fault) => {
    expect(passwordFault(password, owner)).toBe(fault);
  });

  it.each([
    'xe rác xanh chạy sớm',
    'mat-khau-thu-nghiem',
    'ba con mèo ngủ trưa',
    'Xk7-pQ2m',
    '2026 xe rác chạy 36',
    'Lan đi chợ sớm',
    'the first password',
  ])('like %j may be used', (password) => {
    expect(passwordFault(password, owner)).toBeNull();
  });

  it('of the list is refused with capitals, accents, blanks and figures around it, too', () => {
    const words = fc.constantFrom(...[...COMMON_PASSWORDS].filter((word) => /^\p{L}{6,}$/u.test(word)));
    const ending = fc.constantFrom('', '1', '123', '2026', '@123', '!', '01011990');
    fc.assert(
      fc.property(words, ending, fc.boolean(), (word, end, isLoud) => {
        const password = `${isLoud ? word.toUpperCase() : word} ${end}  `;
        expect(['common', 'too-short']).toContain(passwordFault(password, { email: 'a@b.vn' }));
      }),
    );
  });

  it('made by chance is never refused', () => {
    const random = fc.string({
      unit: fc.constantFrom(...'ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789'),
      minLength: 12,
      maxLength: 12,
    });
    fc.assert(
      fc.property(random, (password) => {
        fc.pre(new Set(password).size > 6);
        expect(passwordFault(password, owner)).toBeNull();
      }),
    );
  });
});
