import { z } from 'zod';
import type { Language } from '../../domain/languages.ts';
import { generalProblem } from './general-problems.ts';

const wordings = { vi: z.locales.vi().localeError, en: z.locales.en().localeError } as const;

/** Vietnamese for the messages that domain schemas give themselves; those are written in English. */
const VIETNAMESE: Readonly<Record<string, string>> = {
  'expected a date like 2026-11-23': 'cần một ngày dạng 2026-11-23',
  'no such day in the calendar': 'ngày này không có trong lịch',
  'gross weight is below tare': 'khối lượng tổng nhỏ hơn khối lượng bì',
  'no such time zone': 'không có múi giờ này',
  'a window ends before it starts': 'khung giờ kết thúc trước khi bắt đầu',
  'windows overlap or are not in order': 'các khung giờ chồng nhau hoặc không theo thứ tự',
};

/**
 * Parses input from outside.
 *
 * @param place where it stood, as the first part of each error's path: `body`, `query` or `path`
 * @throws Problem `input-invalid` with every fault named by its path, in the language asked for
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  place: 'body' | 'query' | 'path',
  language: Language,
): z.output<Schema> {
  const result = schema.safeParse(input, { error: wordings[language] });
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) => ({
    path: [place, ...issue.path.map(String)].join('.'),
    message: language === 'vi' ? (VIETNAMESE[issue.message] ?? issue.message) : issue.message,
  }));
  throw generalProblem('input-invalid', {}, { errors });
}
