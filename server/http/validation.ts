import { z } from 'zod';
import type { Language } from '../../domain/languages.ts';
import { generalProblem } from './general-problems.ts';
import { findUnstorableText } from './unstorable-text.ts';

const wordings = { vi: z.locales.vi().localeError, en: z.locales.en().localeError } as const;

/** Vietnamese for the messages that domain schemas give themselves; those are written in English. */
const VIETNAMESE: Readonly<Record<string, string>> = {
  'expected a date like 2026-11-23': 'cần một ngày dạng 2026-11-23',
  'no such day in the calendar': 'ngày này không có trong lịch',
  'expected a day of the years 1900 to 2199': 'cần một ngày trong các năm 1900 đến 2199',
  'expected a whole number': 'cần một số nguyên',
  'gross weight is below tare': 'khối lượng tổng nhỏ hơn khối lượng bì',
  'expected a truck or a plate': 'cần một xe hoặc một biển số',
  'expected loads with the litres of one, or kg': 'cần số chuyến và thể tích mỗi chuyến, hoặc số kg',
  'expected a UUID of version 7 (RFC 9562), made by the device':
    'cần một UUID phiên bản 7 (RFC 9562) do thiết bị tạo ra',
  'no such time zone': 'không có múi giờ này',
  'a window ends before it starts': 'khung giờ kết thúc trước khi bắt đầu',
  'windows overlap or are not in order': 'các khung giờ chồng nhau hoặc không theo thứ tự',
};

const UNSTORABLE = {
  vi: 'có ký tự không lưu được (NUL hoặc nửa ký tự)',
  en: 'has a character that cannot be kept (NUL, or half a character)',
} as const;

/** Longer paths help nobody to find a place. */
const LONGEST_PATH = 200;

function pathOf(place: string, steps: readonly string[]): string {
  const path = [place, ...steps].join('.').slice(0, LONGEST_PATH);
  // A name of a member can be as wrong as a text.
  return path.replaceAll(/[\0\p{Surrogate}]/gu, '\ufffd');
}

/**
 * Parses input from outside. Text that no column can hold is refused wherever it stands, unless the schema itself cleans it.
 *
 * @param place where it stood, as the first part of each error's path: `body`, `query` or `path`
 * @param cleansText whoever is given the result cleans its text of what cannot be kept
 * @throws Problem `input-invalid` with every fault named by its path, in the language asked for
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  place: 'body' | 'query' | 'path',
  language: Language,
  cleansText = false,
): z.output<Schema> {
  const result = schema.safeParse(input, { error: wordings[language] });
  if (result.success) {
    if (!cleansText) refuseUnstorable(result.data, place, language);
    return result.data;
  }
  const errors = result.error.issues.map((issue) => ({
    path: pathOf(place, issue.path.map(String)),
    ...(place === 'body' && { pointer: pointerTo(issue.path) }),
    message: language === 'vi' ? (VIETNAMESE[issue.message] ?? issue.message) : issue.message,
  }));
  throw generalProblem('input-invalid', {}, { errors });
}

function refuseUnstorable(value: unknown, place: string, language: Language): void {
  const unstorable = findUnstorableText(value);
  if (unstorable.length === 0) return;
  const message = UNSTORABLE[language];
  throw generalProblem(
    'input-invalid',
    {},
    { errors: unstorable.map((way) => ({ path: pathOf(place, way), message })) },
  );
}

/** A JSON Pointer (RFC 6901). */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
