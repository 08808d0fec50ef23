import type { ImportView } from '../areas.ts';
import type { Language } from '../languages.ts';

/** Why an import failed, in words. `{name}` is a parameter of the failure. */
export const IMPORT_FAILURES = {
  'faulty-files': {
    vi: 'Các tệp có {count} lỗi. Hãy sửa rồi nhập lại; chưa có gì được lưu.',
    en: 'Faults in the files: {count}. Fix them and import again; nothing was stored.',
  },
  'files-missing': {
    vi: 'Tệp tải lên không còn trên máy chủ. Hãy nhập lại.',
    en: 'The uploaded files are no longer on the server. Import again.',
  },
  'no-such-town': {
    vi: 'Không có khu vực hoàn chỉnh nào mang tên “{town}”. Hãy chọn lại khu vực rồi nhập lại.',
    en: 'There is no complete town “{town}”. Choose the town again and import again.',
  },
  'roads-unavailable': {
    vi: 'Máy tính đường không chạy được: {message}',
    en: 'The road engine does not work: {message}',
  },
  unexpected: {
    vi: 'Lỗi ngoài dự kiến: {message}',
    en: 'Something unforeseen went wrong: {message}',
  },
} as const;

export type ImportFailureCode = keyof typeof IMPORT_FAILURES;

/** One sentence that says why an import failed. */
export function importFailureSentence(failure: NonNullable<ImportView['failure']>, language: Language): string {
  const message = (IMPORT_FAILURES as Readonly<Record<string, { vi: string; en: string }>>)[failure.code];
  return (message?.[language] ?? failure.code).replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    String(failure.params[name] ?? whole),
  );
}
