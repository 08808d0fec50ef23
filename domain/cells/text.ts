import type { CellValue } from './cell-value.ts';
import { readingOfLegacyText } from './legacy-vietnamese.ts';

/** Blanks that break a line or jump to a column: words on both sides stay two. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Seen by nobody: control characters, zero-width ones, directions, soft hyphens, fillers. */
const UNSEEN = /[\p{Cc}\p{Cf}\u115F\u1160\u3164\uFFA0]|\u034F/gu;

/**
 * A text as it is compared and kept: in NFC, so that what looks the same is the same; without what nobody sees; blanks of
 * every sort, and several side by side, as a plain one and none at the ends; lone halves of surrogate pairs, which no database takes, dropped.
 * A text of blanks alone becomes empty: it is missing.
 */
export function cleanText(text: string): string {
  return withoutLoneSurrogates(text)
    .replace(BREAKS, ' ')
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(/\p{Zs}+/gu, ' ')
    .trim();
}

/** A text without halves of surrogate pairs. */
export function withoutLoneSurrogates(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '');
}

/** Digits, letters and signs of full width, as keyboards of East Asia have them, as plain ones. */
export function withPlainSigns(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCodePoint((wide.codePointAt(0) ?? 0) - 0xfee0));
}

/** The first `length` code points of a text: no character is cut in two. */
export function firstOf(text: string, length: number): string {
  return text.length <= length ? text : [...text].slice(0, length).join('');
}

/** Whether a question mark stands where a letter was that the encoding of a file did not have; addresses of pages have some too. */
function hasLostLetter(text: string): boolean {
  return text.split(/\s+/).some((word) => !/[/=:@]/.test(word) && /\p{L}\?+\p{L}|^\?+\p{L}/u.test(word));
}

/** What spreadsheets show where a formula failed, or has not been worked out (`#=`, see the reader of workbooks). */
const CELL_ERROR = /^(?:#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|=.*)|Err:\d{3})$/is;

/**
 * A text, cleaned, if nothing of it was lost on its way: U+FFFD or `?` stands where a letter was, UTF-8 taken for another encoding
 * and once more encoded reads `Æ°á»`, and fonts from before Unicode (TCVN3, VNI) give Latin letters and signs in their place.
 */
export function readText(text: string): CellValue<string> {
  if (CELL_ERROR.test(text.trim())) return { code: 'cell-error' };
  if (text.includes('\uFFFD') || hasLostLetter(text)) return { code: 'text-lost' };
  const legacy = readingOfLegacyText(text);
  if (legacy) return { code: `text-${legacy.encoding}`, params: { reading: cleanText(legacy.reading) } };
  return { value: cleanText(text) };
}
