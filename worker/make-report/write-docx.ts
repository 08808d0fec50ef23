import { readFile } from 'node:fs/promises';
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Header,
  type IBorderOptions,
  convertMillimetersToTwip as twip,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { strFromU8, strToU8, type Unzipped } from 'fflate';
import { cellText, type Report, type ReportTable } from '../../domain/reports/report.ts';
import { fixedZip } from './fixed-zip.ts';
import { TINOS } from './fonts.ts';
import { MARGINS_MM, TEXT_MM } from './page.ts';

const FONT = 'Times New Roman';
/** Any will do. */
const FONT_KEY = '6E0F7C5A-3B1D-4C2E-9A48-7D5E1F2B3C4D';

const NONE: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE };
const RULE = { bottom: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } };

interface Style {
  readonly bold?: boolean;
  readonly italics?: boolean;
  /** Points; 14 unless told. */
  readonly size?: number;
  readonly align?: (typeof AlignmentType)[keyof typeof AlignmentType];
  readonly before?: number;
  readonly after?: number;
  readonly isRuled?: boolean;
  /** How much narrower than its place a ruled line is, on each side, mm. */
  readonly indentMm?: number;
  readonly keepNext?: boolean;
}

function paragraph(text: string, style: Style = {}): Paragraph {
  const { bold = false, italics = false, size = 14, align = AlignmentType.LEFT, before = 0, after = 0 } = style;
  const indent = style.indentMm === undefined ? undefined : { left: twip(style.indentMm), right: twip(style.indentMm) };
  return new Paragraph({
    alignment: align,
    spacing: { before: before * 20, after: after * 20 },
    keepNext: style.keepNext ?? false,
    ...(style.isRuled && { border: RULE }),
    ...(indent && { indent }),
    // Of the paragraph's own end, by which an empty one is as high.
    run: { size: 2 * size },
    children: [new TextRun({ text, bold, italics, size: 2 * size })],
  });
}

/**
 * A report as a Word document by Decree 30/2020/NĐ-CP annex I. It names Times New Roman, which office machines have, and has Tinos in it
 * for where there is none: other letters would be put together from several fonts there, Vietnamese ones above all.
 *
 * @param at the instant it says it was written; nothing else of it depends on when that is
 */
export async function writeDocx(report: Report, at: string): Promise<Buffer> {
  const [data, bold, italic, boldItalic] = await Promise.all(
    [TINOS.normal, TINOS.bold, TINOS.italics, TINOS.bolditalics].map((file) => readFile(file)),
  );
  const document = new Document({
    ...(data && bold && italic && boldItalic && { fonts: [{ name: FONT, data, bold, italic, boldItalic }] }),
    creator: report.letterhead.issuer,
    title: `${report.title}: ${report.subtitle}`,
    styles: {
      default: {
        document: {
          run: { font: FONT, size: 28, language: { value: report.language === 'vi' ? 'vi-VN' : 'en-GB' } },
        },
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: twip(210), height: twip(297) },
            margin: {
              ...{ top: twip(MARGINS_MM.top), bottom: twip(MARGINS_MM.bottom), left: twip(MARGINS_MM.left) },
              ...{ right: twip(MARGINS_MM.right), header: twip(10), footer: twip(10) },
            },
          },
        },
        headers: {
          first: new Header({ children: [new Paragraph({})] }),
          default: new Header({ children: [pageNumber()] }),
        },
        children: [
          ...letterhead(report),
          paragraph(report.title, { bold: true, align: AlignmentType.CENTER, before: 14 }),
          paragraph(report.subtitle, { bold: true, align: AlignmentType.CENTER, after: 4 }),
          ...(report.warning === null
            ? []
            : [paragraph(report.warning, { italics: true, size: 12, align: AlignmentType.CENTER, after: 4 })]),
          paragraph(report.addressee, { align: AlignmentType.CENTER, before: 6, after: 8 }),
          ...report.sections.flatMap(({ heading, paragraphs, tables }) => [
            paragraph(heading, { bold: true, before: 10, after: 4, keepNext: true }),
            ...paragraphs.map((text) => paragraph(text, { align: AlignmentType.JUSTIFIED, after: 5 })),
            ...tables.flatMap((table) => tableOf(table, report)),
          ]),
          paragraph('', { size: 8 }),
          closing(report),
          paragraph(report.colophon, { italics: true, size: 10, before: 14 }),
        ],
      },
    ],
  });
  return fixedZip(await Packer.toBuffer(document), at, keepFontKeys);
}

/**
 * A document's fonts are scrambled by keys (ECMA-376 part 1, 17.8.1) that are drawn at random: the first 32 bytes, each with a byte of
 * the key, from its last one on. Scrambled by one key that stays, they are the same every time.
 */
function keepFontKeys(files: Unzipped): void {
  const table = strFromU8(files['word/fontTable.xml'] ?? new Uint8Array());
  const keys = [...table.matchAll(/w:fontKey="\{([^}]+)\}"/g)].map(([, key = '']) => key);
  for (const [index, key] of keys.entries()) {
    const font = files[`word/fonts/font${index + 1}.odttf`];
    if (!font) throw new Error(`no font of the key ${key}`);
    const [drawn, kept] = [key, FONT_KEY].map((each) => Buffer.from(each.replaceAll('-', ''), 'hex').reverse());
    for (let at = 0; at < 32; at++) font[at] = (font[at] ?? 0) ^ (drawn?.[at % 16] ?? 0) ^ (kept?.[at % 16] ?? 0);
  }
  files['word/fontTable.xml'] = strToU8(table.replaceAll(/(w:fontKey="\{)[^}]+/g, `$1${FONT_KEY}`));
}

function pageNumber(): Paragraph {
  const children: ParagraphChild[] = [new TextRun({ children: [PageNumber.CURRENT], size: 28 })];
  return new Paragraph({ alignment: AlignmentType.CENTER, children });
}

/** Issuer and number at the left, nation and motto, place and date at the right. */
function letterhead({ letterhead: { issuer, number, nation, placeAndDate } }: Report): FileChild[] {
  const centre = { align: AlignmentType.CENTER } as const;
  return [
    sideBySide(42, [
      [
        paragraph(issuer, { ...centre, bold: true, size: 13 }),
        paragraph('', { ...centre, isRuled: true, size: 3, indentMm: 20 }),
        paragraph(number, { ...centre, size: 13, before: 6 }),
      ],
      [
        paragraph(nation[0], { ...centre, bold: true, size: 12 }),
        paragraph(nation[1], { ...centre, bold: true, size: 13 }),
        paragraph('', { ...centre, isRuled: true, size: 3, indentMm: 18 }),
        paragraph(placeAndDate, { ...centre, italics: true, size: 13, before: 6 }),
      ],
    ]),
  ];
}

/** Recipients at the left, blanks for the signature at the right. */
function closing({ recipients, signature, language }: Report): Table {
  const [blank = '', hint = ''] = signature;
  return sideBySide(50, [
    [
      paragraph(language === 'vi' ? 'Nơi nhận:' : 'Recipients:', { bold: true, italics: true, size: 12 }),
      ...recipients.map((text) => paragraph(`- ${text}`, { size: 11 })),
    ],
    [
      paragraph(blank, { align: AlignmentType.CENTER, bold: true }),
      paragraph(hint, { align: AlignmentType.CENTER, italics: true, size: 12, after: 70 }),
      paragraph(blank, { align: AlignmentType.CENTER, bold: true }),
    ],
  ]);
}

/** @param leftPercent of the width */
function sideBySide(leftPercent: number, [left, right]: readonly [FileChild[], FileChild[]]): Table {
  const widths = [leftPercent, 100 - leftPercent].map((percent) => twip((TEXT_MM * percent) / 100));
  const cells = [left, right].map(
    (children, index) =>
      new TableCell({
        children: children as Paragraph[],
        borders: NO_BORDERS,
        width: { size: widths[index] ?? 0, type: WidthType.DXA },
        margins: { left: 0, right: 0 },
      }),
  );
  return new Table({
    ...{ borders: NO_BORDERS, layout: TableLayoutType.FIXED, columnWidths: widths },
    width: { size: twip(TEXT_MM), type: WidthType.DXA },
    rows: [new TableRow({ cantSplit: true, children: cells })],
  });
}

function tableOf({ title, columns, rows }: ReportTable, { language }: Report): FileChild[] {
  const all = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => twip((TEXT_MM * width) / all));
  const cell = (text: string, index: number, style: Style): TableCell =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 30, bottom: 30, left: 60, right: 60 },
      children: [paragraph(text, { size: 11, ...style })],
    });
  return [
    paragraph(title, { italics: true, size: 12, before: 2, after: 3, keepNext: true }),
    new Table({
      ...{ layout: TableLayoutType.FIXED, columnWidths: widths, width: { size: twip(TEXT_MM), type: WidthType.DXA } },
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: columns.map(({ title: head }, index) =>
            cell(head, index, { bold: true, align: AlignmentType.CENTER }),
          ),
        }),
        ...rows.map(
          ({ cells, isTotal = false }) =>
            new TableRow({
              cantSplit: true,
              children: columns.map(({ kind }, index) =>
                cell(cellText(cells[index] ?? null, kind, language), index, {
                  bold: isTotal,
                  align: kind === 'text' ? AlignmentType.LEFT : AlignmentType.RIGHT,
                }),
              ),
            }),
        ),
      ],
    }),
    paragraph('', { size: 6 }),
  ];
}
