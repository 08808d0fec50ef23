/**
 * The number of a weighbridge ticket as it is stored and compared: without blanks and signs that cannot be seen, which two
 * people copying one slip write differently, and in one form of its letters (Unicode NFC). May come out empty.
 */
export function ticketNumber(written: string): string {
  return written.normalize('NFC').replaceAll(/[\s\p{Cc}\p{Cf}]/gu, '');
}

/** A number with its letters from A to Z as small ones: one slip is copied as `T-1` and as `t-1`. */
export function sameLetters(number: string): string {
  return number.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
