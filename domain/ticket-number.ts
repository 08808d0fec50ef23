/**
 * The number of a weighbridge ticket as it is stored and compared: without blanks and signs that cannot be seen, which two
 * people copying one slip write differently, and in one form of its letters (Unicode NFC). May come out empty.
 */
export function ticketNumber(written: string): string {
  return written.normalize('NFC').replaceAll(/[\s\p{Cc}\p{Cf}]/gu, '');
}
