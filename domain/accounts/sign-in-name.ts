/**
 * What a person types as their name at the door, as it is kept: a Vietnamese phone number as +84…, anything else in small letters.
 * An e-mail address stays one.
 *
 * @returns `null` for what is neither a phone number nor a user name of 3 to 40 letters, digits, dots and hyphens
 */
export function signInNameOf(text: string): string | null {
  const plain = text.normalize('NFC').trim().toLowerCase();
  const digits = plain.replace(/[\s().-]/g, '');
  if (/^(\+?84|0)\d{9}$/.test(digits)) return `+84${digits.replace(/^(\+?84|0)/, '')}`;
  if (/^[a-z0-9][a-z0-9._-]{2,39}$/.test(plain)) return plain;
  return null;
}

/** The domain of addresses that nobody has: accounts without an e-mail address carry one of it, which is never shown or written to. */
const NO_MAIL = '@khong-co-email.invalid';

/** What stands in the place of an e-mail address for somebody who has none. */
export const placeholderEmail = (userId: string): string => `${userId}${NO_MAIL}`;

/** An e-mail address as people see it; `null` for somebody who has none. */
export const shownEmail = (email: string): string | null => (email.endsWith(NO_MAIL) ? null : email);
