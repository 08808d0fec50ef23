import type PDFDocument from 'pdfkit';
import type { Language } from '../../../domain/languages.ts';
import type { RunSheets } from './read-run-sheets.ts';
import type { SheetWords } from './words.ts';

const FONT = '@expo-google-fonts/be-vietnam-pro';
export const FONTS = {
  regular: `${FONT}/400Regular/BeVietnamPro_400Regular.ttf`,
  italic: `${FONT}/400Regular_Italic/BeVietnamPro_400Regular_Italic.ttf`,
  bold: `${FONT}/600SemiBold/BeVietnamPro_600SemiBold.ttf`,
};

export const MARGIN = 34;
export const PAGE = { width: 595.28, height: 841.89 };
export const RIGHT = PAGE.width - MARGIN;
export const BOTTOM = PAGE.height - MARGIN - 16;

/** What is drawn on, and how far down its page is full. */
export interface Paper {
  readonly pdf: InstanceType<typeof PDFDocument>;
  readonly sheets: RunSheets;
  readonly words: SheetWords;
  readonly language: Language;
  readonly kg: (kg: number) => string;
  readonly clock: (instant: string) => string;
  y: number;
}

export function newPage(paper: Paper): void {
  paper.pdf.addPage();
  paper.y = MARGIN;
}

/** Begins a new page where less than `height` is left of this one. */
export function room(paper: Paper, height: number): void {
  if (paper.y + height > BOTTOM) newPage(paper);
}

export function text(
  { pdf }: Paper,
  ...[font, size, shown, x, y, width, align = 'left', colour = '#000000']: [
    font: keyof typeof FONTS,
    size: number,
    shown: string,
    x: number,
    y: number,
    width: number,
    align?: 'left' | 'center' | 'right',
    colour?: string,
  ]
): void {
  pdf.font(font).fontSize(size).fillColor(colour).text(shown, x, y, { width, align, lineGap: -1 });
}
