import { faultSentence } from '../../domain/area-files/fault-messages.ts';
import { csv } from '../../domain/area-files/write-csv.ts';
import type { ImportFault } from '../../domain/areas.ts';
import type { Language } from '../../domain/languages.ts';

const HEADINGS: Readonly<Record<Language, string[]>> = {
  vi: ['Tệp', 'Dòng', 'Cột', 'Giá trị', 'Lỗi', 'Mã lỗi'],
  en: ['File', 'Line', 'Column', 'Value', 'Fault', 'Code'],
};

/** The faults of an import as a CSV file that spreadsheets open with its letters right (it begins with a BOM). */
export function rejectsCsv(faults: readonly ImportFault[], language: Language): string {
  const rows = faults.map((fault) =>
    [
      fault.fileName,
      fault.line === null ? '' : String(fault.line),
      fault.column ?? '',
      fault.value ?? '',
      faultSentence(fault, language),
      fault.code,
    ].map(asText),
  );
  return `\uFEFF${csv(HEADINGS[language], rows)}`;
}

/** What somebody wrote into a file must not become a formula in the spreadsheet of whoever looks at its faults. */
function asText(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
