import { z } from 'zod';
import { UNKNOWN_CURSOR } from '../../domain/cursors.ts';
import { DAYS_OUT_OF_ORDER } from '../../domain/day.ts';
import type { Language } from '../../domain/languages.ts';
import { SPAN_FAULT } from '../../domain/ledger/rates.ts';
import { generalProblem } from './general-problems.ts';
import { pointerTo } from './pointer.ts';
import { findUnstorableText } from './unstorable-text.ts';

const wordings = {
  vi: {
    ...z.locales.vi(),
    missing: 'thiếu mục này',
    blank: 'không được để trống',
    longer: 'dài hơn {most} ký tự',
    tooSmall: 'phải từ {bound} trở lên, không phải {input}',
    tooBig: 'nhiều nhất là {bound}, không phải {input}',
    number: 'cần một con số, không phải {input}',
    whole: 'cần một số nguyên, không phải {input}',
    choice: 'không có lựa chọn {input}. Chọn: {choices}',
  },
  en: {
    ...z.locales.en(),
    missing: 'is missing',
    blank: 'must not be blank',
    longer: 'is longer than {most} characters',
    tooSmall: 'must be {bound} or more, not {input}',
    tooBig: 'must be {bound} or less, not {input}',
    number: 'must be a number, not {input}',
    whole: 'must be a whole number, not {input}',
    choice: 'there is no choice {input}. Choose: {choices}',
  },
} as const;

/** A longer value is not said again. */
const LONGEST_TOLD = 60;

/** What was sent, as it is told beside what is wrong with it. */
function toldInput(input: unknown): string {
  const text = typeof input === 'string' ? `“${input}”` : (JSON.stringify(input) ?? String(input));
  return text.length > LONGEST_TOLD ? `${text.slice(0, LONGEST_TOLD)}…` : text;
}

function isFigure(origin: string): boolean {
  return origin === 'number' || origin === 'int';
}

/** In the library's words, but for what people leave out, overfill and mistype: those tell of types where they mean a member, a text or a figure. */
function wordedIn(language: Language): z.core.$ZodErrorMap {
  const { localeError, missing, blank, longer, ...worded } = wordings[language];
  const told = (text: string, input: unknown, parts: Readonly<Record<string, unknown>> = {}): string =>
    Object.entries({ ...parts, input: toldInput(input) }).reduce(
      (sentence, [name, value]) => sentence.replace(`{${name}}`, () => String(value)),
      text,
    );
  return (issue) => {
    if (issue.code === 'invalid_type' && issue.input === undefined) return missing;
    if (issue.code === 'too_small' && isFigure(issue.origin) && issue.inclusive !== false) {
      return told(worded.tooSmall, issue.input, { bound: issue.minimum });
    }
    if (issue.code === 'too_big' && isFigure(issue.origin) && issue.inclusive !== false) {
      return told(worded.tooBig, issue.input, { bound: issue.maximum });
    }
    if (issue.code === 'invalid_type' && issue.expected === 'number') return told(worded.number, issue.input);
    if (issue.code === 'invalid_type' && issue.expected === 'int') return told(worded.whole, issue.input);
    if (issue.code === 'invalid_value' && issue.values.length > 1 && issue.input !== undefined) {
      return told(worded.choice, issue.input, { choices: issue.values.join(', ') });
    }
    if (issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1) return blank;
    if (issue.code === 'too_big' && issue.origin === 'string') return longer.replace('{most}', String(issue.maximum));
    return localeError(issue);
  };
}

const errorMaps = { vi: wordedIn('vi'), en: wordedIn('en') } as const;

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
  'expected a phone number': 'cần một số điện thoại: chữ số, có thể có dấu + ở đầu',
  'expected a number': 'cần một số',
  'expected a telephone number: 8 to 15 digits': 'cần một số điện thoại: 8 đến 15 chữ số',
  'expected town, unit:CODE or cooperative:CODE': 'cần town, unit:MÃ hoặc cooperative:MÃ',
  [DAYS_OUT_OF_ORDER]: 'ngày `to` phải không trước ngày `from`',
  [SPAN_FAULT]: 'ngày `to` phải không trước ngày `from`, và cách nhau nhiều nhất mười năm',
  [UNKNOWN_CURSOR]: 'cần `nextCursor` của trang trước',
  'expected a month like 2026-11': 'cần một tháng dạng 2026-11',
  'no such month in the calendar': 'tháng này không có trong lịch',
  'expected a day of the year like 04-15': 'cần một ngày trong năm dạng 04-15',
  'expected a rule or a date': 'cần một quy tắc hoặc một ngày',
  'expected words that say what it is': 'cần vài chữ nói rõ đó là gì',
  'expected no replacement for a day that is worked': 'ngày vẫn làm việc thì không có ngày bù',
  'expected JSON of headings and keys': 'cần JSON gồm tiêu đề và khóa của cột',
  'a note is of one thing': 'một ghi chú chỉ về một việc',
  'an e-mail address or another name to sign in with': 'cần một địa chỉ thư điện tử hoặc tên đăng nhập khác',
  'a phone number, or 3 to 40 letters, digits, dots and hyphens':
    'cần một số điện thoại, hoặc 3 đến 40 chữ, số, dấu chấm và gạch nối',
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
  const result = schema.safeParse(input, { error: errorMaps[language] });
  if (result.success) {
    if (!cleansText) refuseUnstorable(result.data, place, language);
    return result.data;
  }
  const errors = result.error.issues.flatMap(({ path, message, ...issue }) =>
    // A member that should not be there is named where it stands.
    (issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path]).map((way) => ({
      path: pathOf(place, way.map(String)),
      ...(place === 'body' && { pointer: pointerTo(way) }),
      message: language === 'vi' ? (VIETNAMESE[message] ?? message) : message,
    })),
  );
  throw generalProblem('input-invalid', {}, { errors });
}

function refuseUnstorable(value: unknown, place: string, language: Language): void {
  const unstorable = findUnstorableText(value);
  if (unstorable.length === 0) return;
  const message = UNSTORABLE[language];
  throw generalProblem(
    'input-invalid',
    {},
    {
      errors: unstorable.map((way) => ({ path: pathOf(place, way), message })),
    },
  );
}
