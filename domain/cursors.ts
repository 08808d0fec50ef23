import { z } from 'zod';

/** What is said of a cursor that no list gave. */
export const UNKNOWN_CURSOR = 'expected the `nextCursor` of the page before';
/** Divides the parts of a place in a list; in no text that was cleaned. */
export const CURSOR_PART = '\0';

/** Where the page before ended, as lists of the register tell it: a text that nobody should make up. */
export const cursorSchema = z
  .string()
  .max(1000)
  .refine((text) => placeIn(text) !== null, UNKNOWN_CURSOR);

/** The cursor for a place in a list. */
export function cursorOf(place: string): string {
  const text = btoa(Array.from(new TextEncoder().encode(place), (byte) => String.fromCodePoint(byte)).join(''));
  // The letters that an address takes as they are.
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The place that a cursor tells; `null`: it is none. */
export function placeIn(cursor: string): string | null {
  try {
    const text = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
    const place = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return place.includes(CURSOR_PART) ? place : null;
  } catch {
    // No base64, or no text in it.
    return null;
  }
}
