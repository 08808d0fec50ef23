import exceljs from '@protobi/exceljs';
import {
  type CellKind,
  type Report,
  type ReportCell,
  type ReportTable,
  shareDown,
} from '../../domain/reports/report.ts';
import { fixedZip } from './fixed-zip.ts';

/** How Excel shows each kind of figure; masses are in tonnes, to the kilogram. */
const FORMATS: Readonly<Record<CellKind, string>> = {
  text: '@',
  tonnes: '#,##0.000',
  kg: '#,##0',
  share: '0.0%',
  count: '#,##0',
};
/** A4, as wide as the page and as long as it takes. */
const PAGE = { paperSize: 9, fitToPage: true, fitToHeight: 0 } as const;
const FONT = { name: 'Times New Roman', size: 12 } as const;

/**
 * A report as a workbook: what is said on the first sheet, then a sheet for every table, its figures as numbers.
 *
 * @param at the instant it says it was written; nothing else of it depends on when that is
 */
export async function writeXlsx(report: Report, at: string): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  workbook.creator = report.letterhead.issuer;
  workbook.created = new Date(at);
  workbook.modified = new Date(at);
  const said = workbook.addWorksheet(report.language === 'vi' ? 'Báo cáo' : 'Report');
  Object.assign(said.pageSetup, { ...PAGE, orientation: 'portrait' });
  said.getColumn(1).width = 110;
  for (const { text, bold = false } of linesOf(report)) {
    const cell = said.addRow([text]).getCell(1);
    cell.font = { ...FONT, bold };
    cell.alignment = { wrapText: true, vertical: 'top' };
  }
  for (const { heading, tables } of report.sections) {
    for (const [index, table] of tables.entries()) addTable(workbook, sheetName(heading, index), table);
  }
  return fixedZip(new Uint8Array(await workbook.xlsx.writeBuffer()), at);
}

function linesOf(report: Report): { text: string; bold?: boolean }[] {
  const { letterhead, title, subtitle, addressee, sections, recipients, colophon, warning } = report;
  return [
    { text: letterhead.issuer, bold: true },
    { text: letterhead.number },
    { text: title, bold: true },
    { text: subtitle, bold: true },
    ...(warning === null ? [] : [{ text: warning }]),
    { text: addressee },
    ...sections.flatMap(({ heading, paragraphs }) => [
      { text: heading, bold: true },
      ...paragraphs.map((text) => ({ text })),
    ]),
    ...recipients.map((text) => ({ text: `- ${text}` })),
    { text: colophon },
  ];
}

function addTable(workbook: exceljs.Workbook, name: string, { title, columns, rows }: ReportTable): void {
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 2 }],
  });
  Object.assign(sheet.pageSetup, { ...PAGE, orientation: 'landscape' });
  sheet.addRow([title]).getCell(1).font = { ...FONT, italic: true };
  const head = sheet.addRow(columns.map((column) => column.title));
  head.font = { ...FONT, bold: true };
  head.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' };
  for (const { cells, isTotal = false } of rows) {
    const row = sheet.addRow(columns.map(({ kind }, index) => valueOf(cells[index] ?? null, kind)));
    row.font = { ...FONT, bold: isTotal };
  }
  for (const [index, { kind, width }] of columns.entries()) {
    const column = sheet.getColumn(index + 1);
    column.width = Math.max(12, width);
    sheet.eachRow((row, number) => {
      const cell = row.getCell(index + 1);
      if (number === 1) return;
      if (number > 2) {
        cell.numFmt = FORMATS[kind];
        cell.alignment =
          kind === 'text' ? { wrapText: true, vertical: 'top' } : { horizontal: 'right', vertical: 'top' };
      }
      const side = { style: 'thin' as const };
      cell.border = { top: side, bottom: side, left: side, right: side };
    });
  }
}

function valueOf(cell: ReportCell, kind: CellKind): string | number | null {
  if (typeof cell !== 'number') return cell;
  if (kind === 'tonnes') return cell / 1000;
  return kind === 'share' ? shareDown(cell) : Math.round(cell);
}

/** Excel takes at most 31 characters, and not these. */
function sheetName(heading: string, index: number): string {
  const name = heading.replaceAll(/[[\]*?/\\:]/g, ' ');
  return index === 0 ? name.slice(0, 31) : `${name.slice(0, 27)} (${index + 1})`;
}
