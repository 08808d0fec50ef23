import type { ImportFault } from '../areas.ts';
import { faultSentence, isWholeFileFault } from './fault-messages.ts';
import { fold } from './fold.ts';
import type { ImportFile } from './import-request.ts';
import { decodeText, type SourceFile } from './source-file.ts';
import { readRecords } from './table.ts';
import { csv } from './write-csv.ts';
import type { Language } from '../languages.ts';

const HEADINGS = { vi: 'Lỗi', en: 'Faults' } as const;
const OWN_HEADINGS = new Set(Object.values(HEADINGS).map(fold));

/** The files of rows that have faults in rows: those {@link markFaults} can give back to be mended. */
export function markableFiles(faults: readonly ImportFault[]): ImportFile[] {
  const unreadable = new Set(faults.filter(isWholeFileFault).map((fault) => fault.file));
  const faulty = new Set(faults.filter((fault) => fault.line !== null).map((fault) => fault.file));
  return (['points', 'trucks', 'facilities'] as const).filter((file) => faulty.has(file) && !unreadable.has(file));
}

/**
 * A file of rows as it was handed in, with what is wrong with each row in a first column. The column is none that an
 * import reads, so the same file, mended, can be handed in again. First and not last, because a row with too few or too
 * many cells must stay one. It begins with a BOM, for spreadsheets.
 *
 * @param faults of this file alone
 */
export function markFaults(
  { bytes, rows: ofWorkbook }: Pick<SourceFile, 'bytes' | 'rows'>,
  faults: readonly ImportFault[],
  language: Language,
): string {
  const { records, delimiter } = ofWorkbook
    ? { records: ofWorkbook, delimiter: ',' }
    : readRecords(decodeText(bytes) ?? '');
  const sentences = new Map<number, string[]>();
  for (const fault of faults) {
    if (fault.line === null) continue;
    const sentence = faultSentence(fault, language);
    const named = fault.column === null ? sentence : `${fault.column}: ${sentence}`;
    sentences.set(fault.line, [...(sentences.get(fault.line) ?? []), named]);
  }
  const isMarked = OWN_HEADINGS.has(fold(records[0]?.cells[0] ?? ''));
  const [head, ...rows] = records.map(({ line, cells }, index) => [
    index === 0 ? HEADINGS[language] : (sentences.get(line)?.join(' ') ?? ''),
    ...(isMarked ? cells.slice(1) : cells),
  ]);
  return `\uFEFF${csv(head ?? [], rows, delimiter)}`;
}
