import { COMMON_PASSWORDS } from './common-passwords.ts';

/** A password's length, in characters. Length protects; rules about signs only make people write `Matkhau@123`. */
export const PASSWORD_LENGTH = { least: 8, most: 128 } as const;

export const PASSWORD_FAULTS = ['too-short', 'too-long', 'blank', 'common', 'own-address'] as const;
export type PasswordFault = (typeof PASSWORD_FAULTS)[number];

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly email: string;
  readonly name?: string;
}

/** What is added to a word to make a password of it adds nothing for whoever guesses. */
const MOST_ADDED = 5;
/** So much of a password must be what anybody would guess to make the whole of it guessed. */
const LEAST_GUESSED = 6;

/**
 * What is wrong with a new password: what anybody would try first is refused, and nothing else.
 *
 * @returns `null` when it may be used
 */
export function passwordFault(password: string, owner: PasswordOwner): PasswordFault | null {
  const { length } = [...password];
  if (password.trim() === '') return length === 0 ? 'too-short' : 'blank';
  if (length < PASSWORD_LENGTH.least) return 'too-short';
  if (length > PASSWORD_LENGTH.most) return 'too-long';
  const folded = fold(password);
  if (isOwn(folded, owner)) return 'own-address';
  return isCommon(folded) ? 'common' : null;
}

/** Without case, accents and blanks; đ as d. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}\s]/gu, '')
    .replaceAll('đ', 'd');
}

function isOwn(folded: string, { email, name }: PasswordOwner): boolean {
  const address = fold(email);
  const [local = '', host = ''] = address.split('@');
  const own = [address, local, host, local + host, fold(name ?? '')].filter((word) => word.length >= 4);
  if (own.some((word) => folded.includes(word) && folded.length - word.length <= MOST_ADDED)) return true;
  // Names in another order, too: `lannguyen`, `nguyen.lan`.
  const words = `${name ?? ''} ${local}`.split(/[^\p{L}\p{M}]+/u).map(fold);
  const rest = words
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, word) => (word.length < 3 ? left : left.replace(word, '')), folded);
  return folded.length - rest.length >= LEAST_GUESSED && rest.length <= MOST_ADDED;
}

function isCommon(folded: string): boolean {
  const unshifted = folded.replaceAll(/[!@#$%^&*()]/g, (sign) => '1234567890'.charAt('!@#$%^&*()'.indexOf(sign)));
  return (
    COMMON_PASSWORDS.has(folded) ||
    [folded, unshifted].some((text) => isSequence(text) || isRowWithEnding(text)) ||
    isRepeated(folded) ||
    areAllDoubled(folded) ||
    isDate(folded) ||
    isWordWithEnding(folded)
  );
}

/** A common word with figures and signs before or after it: a year, a birthday, `@123`. */
function isWordWithEnding(folded: string): boolean {
  const letters = folded.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (letters === '') return false;
  const unleeted = letters.replaceAll('@', 'a').replaceAll('0', 'o').replaceAll('1', 'i').replaceAll('$', 's');
  const isWord = COMMON_PASSWORDS.has(letters) || COMMON_PASSWORDS.has(unleeted) || isRow(letters);
  return isWord && folded.length - letters.length <= 10;
}

/** Rows and columns of keys, of the block of figures too; figures in order go round. */
const ROWS = [
  ...['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz', '0123456789'.repeat(3)],
  ...['1qaz2wsx3edc4rfv5tgb6yhn7ujm', 'qazwsxedcrfvtgbyhnujm', '147258369', '159753', '159357'],
];

function isRow(text: string): boolean {
  const reversed = [...text].toReversed().join('');
  return text.length >= 3 && ROWS.some((row) => row.includes(text) || row.includes(reversed));
}

/** Rows of keys, the alphabet and figures in order, one after the other: `qwer1234`, `87654321`. */
function isSequence(text: string): boolean {
  let rest = text;
  while (rest !== '') {
    let taken = rest.length;
    while (taken >= 3 && !isRow(rest.slice(0, taken))) taken--;
    if (taken < 3) return false;
    rest = rest.slice(taken);
  }
  return true;
}

/** One row with something before or after it: `12345678!`, `a123456789`, `12345678910`. */
function isRowWithEnding(text: string): boolean {
  const least = Math.max(LEAST_GUESSED, text.length - MOST_ADDED);
  return Array.from({ length: MOST_ADDED + 1 }, (_, from) => text.slice(from, from + least)).some(
    (part) => part.length === least && isRow(part),
  );
}

/** `11223344`, `aabbccdd`, `1111122222`. */
function areAllDoubled(text: string): boolean {
  return /^(?:(.)\1+)+$/u.test(text);
}

/** A day as people write their birthday: `20111990`, `20/11/1990`, `1990-11-20`. */
function isDate(text: string): boolean {
  const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
  const month = '(?:0?[1-9]|1[0-2])';
  const year = String.raw`(?:19|20)\d\d`;
  return new RegExp(`^(?:${day}[./-]?${month}[./-]?${year}|${year}[./-]?${month}[./-]?${day})$`).test(text);
}

/** A few characters again and again: `aaaaaaaa`, `abc1abc1`. */
function isRepeated(text: string): boolean {
  return [1, 2, 3, 4].some(
    (size) =>
      text ===
      text
        .slice(0, size)
        .repeat(Math.ceil(text.length / size))
        .slice(0, text.length),
  );
}
