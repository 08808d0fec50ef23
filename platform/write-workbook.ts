import exceljs from '@protobi/exceljs';

export type WorkbookCell = string | number | null;

export interface SheetToWrite {
  readonly name: string;
  readonly headings: readonly { readonly text: string; readonly note?: string; readonly isRequired?: boolean }[];
  readonly rows: readonly (readonly WorkbookCell[])[];
}

/** Writes a workbook of one list: headings that stay in sight with their notes, cells of text as text and never as formulas. */
export async function writeWorkbook({ name, headings, rows }: SheetToWrite): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet(name.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = headings.map(({ text }, i) => ({
    width: widthOf([text, ...rows.slice(0, 200).map((row) => row[i])]),
  }));
  const head = sheet.addRow(headings.map(({ text }) => text));
  for (const [i, { note, isRequired }] of headings.entries()) {
    const cell = head.getCell(i + 1);
    cell.font = { bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: isRequired ? 'FFDCE9E2' : 'FFF0F1F2' } };
    if (note) cell.note = note;
  }
  for (const row of rows) {
    const written = sheet.addRow([...row]);
    // So that what somebody types over a code like 00123 stays one.
    for (const [i, cell] of row.entries()) if (typeof cell === 'string') written.getCell(i + 1).numFmt = '@';
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function widthOf(cells: readonly (WorkbookCell | undefined)[]): number {
  return Math.min(48, Math.max(8, ...cells.map((cell) => String(cell ?? '').length)) + 2);
}
