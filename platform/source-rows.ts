import { faultOf, type SourceFile } from '../domain/area-files/source-file.ts';
import type { ImportFault } from '../domain/areas.ts';
import { isWorkbook, readWorkbook, WorkbookError } from './read-workbook.ts';

/** A file of a list, with the rows of its first sheet where it is a workbook; a workbook that cannot be read is a fault. */
export async function withRows(file: SourceFile): Promise<{ file: SourceFile; fault: ImportFault | null }> {
  if (!isWorkbook(file.bytes)) return { file, fault: null };
  try {
    const { rows } = await readWorkbook(file.bytes);
    return { file: { ...file, rows }, fault: null };
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    return { file: { ...file, rows: [] }, fault: faultOf(file, null, null, error.code, null, error.params) };
  }
}
