import { faultOf, type SourceFile } from '../domain/area-files/source-file.ts';
import type { ImportFault } from '../domain/areas.ts';
import { isWorkbook, readWorkbook, WorkbookError } from './read-workbook.ts';

/** GeoJSON and PDF by how they begin: read as a table they would be faulted for their quotes and headings. */
const NO_TABLE = /^(?:\uFEFF?\s*\{|%PDF-)/;

/**
 * A file of a list, with the rows of its first sheet where it is a workbook; a workbook that cannot be read is a fault, and so is
 * a file that is plainly no table.
 */
export async function withRows(file: SourceFile): Promise<{ file: SourceFile; fault: ImportFault | null }> {
  if (!isWorkbook(file.bytes)) {
    const isTable = !NO_TABLE.test(new TextDecoder().decode(file.bytes.subarray(0, 64)));
    return { file, fault: isTable ? null : faultOf(file, null, null, 'no-table', null) };
  }
  try {
    const { rows } = await readWorkbook(file.bytes);
    return { file: { ...file, rows }, fault: null };
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    return { file: { ...file, rows: [] }, fault: faultOf(file, null, null, error.code, null, error.params) };
  }
}
