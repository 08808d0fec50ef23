import pdfmake from 'pdfmake';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { cellText, type Report, type ReportTable } from '../../domain/reports/report.ts';
import { TINOS } from './fonts.ts';
import { MARGINS_MM, TEXT_MM } from './page.ts';

const FONTS = { Tinos: TINOS };
const FONT_FILES: ReadonlySet<string> = new Set(Object.values(TINOS));

/** Where on a page, 0 above to 1 below, a heading goes to the next one. */
const LAST_HEADING = 0.86;

const points = (mm: number): number => (mm * 72) / 25.4;

/**
 * A report as PDF by Decree 30/2020/NĐ-CP annex I, with its font in it.
 *
 * @param at the instant it says it was written; nothing else of it depends on when that is
 */
export async function writePdf(report: Report, at: string): Promise<Buffer> {
  pdfmake.setFonts(FONTS);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => FONT_FILES.has(path));
  return await pdfmake.createPdf(definitionOf(report, at)).getBuffer();
}

function definitionOf(report: Report, at: string): TDocumentDefinitions {
  const written = new Date(at);
  return {
    pageSize: 'A4',
    pageMargins: [points(MARGINS_MM.left), points(MARGINS_MM.top), points(MARGINS_MM.right), points(MARGINS_MM.bottom)],
    language: report.language,
    info: {
      title: `${report.title}: ${report.subtitle}`,
      author: report.letterhead.issuer,
      creationDate: written,
      modDate: written,
    },
    defaultStyle: { font: 'Tinos', fontSize: 13, lineHeight: 1.1 },
    header: (page) =>
      page === 1 ? '' : { text: String(page), alignment: 'center', margin: [0, points(MARGINS_MM.top) / 2, 0, 0] },
    content: [
      letterhead(report),
      { text: report.title, bold: true, fontSize: 14, alignment: 'center', margin: [0, 16, 0, 0] },
      { text: report.subtitle, bold: true, fontSize: 14, alignment: 'center', margin: [0, 0, 0, 4] },
      ...(report.warning === null
        ? []
        : [{ text: report.warning, italics: true, fontSize: 12, alignment: 'center' as const }]),
      { text: report.addressee, alignment: 'center', margin: [0, 8, 0, 8] },
      ...report.sections.flatMap(({ heading, paragraphs, tables }): Content[] => [
        { text: heading, bold: true, margin: [0, 10, 0, 4], headlineLevel: 1 },
        ...paragraphs.map((text): Content => ({ text, alignment: 'justify', margin: [0, 0, 0, 5] })),
        ...tables.flatMap((table) => tableOf(table, report)),
      ]),
      closing(report),
      { text: report.colophon, italics: true, fontSize: 10, margin: [0, 14, 0, 0] },
    ],
    // A heading is not left alone at the foot of a page.
    pageBreakBefore: ({ headlineLevel, startPosition }) =>
      headlineLevel === 1 && startPosition.verticalRatio > LAST_HEADING,
  };
}

/** A line of so many millimetres. */
const rule = (mm: number): Content => ({
  alignment: 'center',
  margin: [0, 2, 0, 0],
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: points(mm), y2: 0, lineWidth: 0.7 }],
});

function letterhead({ letterhead: { issuer, number, nation, placeAndDate } }: Report): Content {
  return {
    columns: [
      {
        width: '42%',
        stack: [
          { text: issuer, bold: true, alignment: 'center' },
          rule(28),
          { text: number, alignment: 'center', margin: [0, 8, 0, 0] },
        ],
      },
      {
        width: '58%',
        stack: [
          { text: nation[0], bold: true, fontSize: 12, alignment: 'center' },
          { text: nation[1], bold: true, alignment: 'center' },
          rule(55),
          { text: placeAndDate, italics: true, alignment: 'center', margin: [0, 8, 0, 0], preserveLeadingSpaces: true },
        ],
      },
    ],
  };
}

function closing({ recipients, signature, language }: Report): Content {
  const [blank = '', hint = ''] = signature;
  return {
    unbreakable: true,
    margin: [0, 14, 0, 0],
    columns: [
      {
        width: '50%',
        stack: [
          { text: language === 'vi' ? 'Nơi nhận:' : 'Recipients:', bold: true, italics: true, fontSize: 12 },
          ...recipients.map((text): Content => ({ text: `- ${text}`, fontSize: 11 })),
        ],
      },
      {
        width: '50%',
        stack: [
          { text: blank, bold: true, alignment: 'center' },
          { text: hint, italics: true, fontSize: 12, alignment: 'center', margin: [0, 0, 0, 70] },
          { text: blank, bold: true, alignment: 'center' },
        ],
      },
    ],
  };
}

/** Cells have so much at each side of their text, and a line. */
const PADDING = 3;
const LINE = 0.5;

function tableOf({ title, columns, rows }: ReportTable, { language }: Report): Content[] {
  const all = columns.reduce((sum, { width }) => sum + width, 0);
  const room = points(TEXT_MM) - columns.length * 2 * PADDING - (columns.length + 1) * LINE;
  const body: TableCell[][] = [
    columns.map(({ title: head }): TableCell => ({ text: head, bold: true, alignment: 'center' })),
    ...rows.map(({ cells, isTotal = false }) =>
      columns.map(
        ({ kind }, index): TableCell => ({
          text: cellText(cells[index] ?? null, kind, language),
          bold: isTotal,
          alignment: kind === 'text' ? 'left' : 'right',
        }),
      ),
    ),
  ];
  return [
    { text: title, italics: true, fontSize: 12, margin: [0, 2, 0, 3] },
    {
      fontSize: 11,
      margin: [0, 0, 0, 6],
      table: {
        ...{ headerRows: 1, keepWithHeaderRows: 1, dontBreakRows: true, body },
        widths: columns.map(({ width }) => (room * width) / all),
      },
      layout: {
        ...{ hLineWidth: () => LINE, vLineWidth: () => LINE },
        ...{ paddingLeft: () => PADDING, paddingRight: () => PADDING, paddingTop: () => 2, paddingBottom: () => 2 },
      },
    },
  ];
}
