import type { CellValue } from './cell-value.ts';
import { withPlainSigns } from './text.ts';

export type DecimalSign = '.' | ',';

/** What is known about the numbers of a column. */
export interface NumberColumn {
  /** The column counts things or whole đồng, kg, litres: a point or comma in it can only part thousands. */
  isWhole: boolean;
  /** The sign that the file's fractions are written with. */
  decimalSign: DecimalSign;
  /**
   * The sign is seen in use: for a column of whole numbers, in fractions elsewhere in the file; for a column of fractions, in one
   * of its own that can be nothing else. Without it `8.000` is eight thousand in the first and a question in the second.
   */
  isSignSeen: boolean;
  /** Whether a value lies within what the column takes: `3.200` m of height can only be 3.2. */
  canBe?: (value: number) => boolean;
}

/**
 * A number as people write it, read strictly: what can be read in two ways is a question and never guessed. Thousands in
 * groups of three are taken in columns of whole numbers only; a fraction in the file's other sign proposes the right one.
 * Hexadecimal, `NaN`, `Infinity` and units behind the figure are no numbers.
 *
 * @param text the cell, cleaned, not empty
 */
export function readNumber(text: string, column: NumberColumn): CellValue<number> {
  const figure = asTyped(text);
  if (/^[+-]?\d+$/.test(figure)) return { value: plain(figure) };
  if (/^[+-]?\d{1,3}(?:[ '’]\d{3})+$/.test(figure)) return grouped(figure, column);
  const accounting = /^([+-]?[1-9]\d{0,2}([.,])\d{3}(?:\2\d{3})*)(?!\2)([.,])(\d+)$/.exec(figure);
  if (accounting) return readAccounting(accounting, column);
  return column.isWhole ? readWholeFigure(figure, column) : readFraction(figure, column);
}

/** The dashes that stand for a minus as plain ones, too. */
function asTyped(text: string): string {
  return withPlainSigns(text).replace(/^[\u2010-\u2015\u2212\uFE63]/, '-');
}

function readWholeFigure(figure: string, { decimalSign, isSignSeen }: NumberColumn): CellValue<number> {
  const groups = groupSign(figure);
  if (groups === null) return /^[+-]?\d+[.,]\d+$/.test(figure) ? { code: 'not-whole' } : { code: 'not-a-number' };
  const isOneGroup = figure.split(groups).length === 2;
  if (isOneGroup && isSignSeen && groups === decimalSign) return thousandsOrFraction(figure, groups);
  return { value: plain(withoutGroups(figure)) };
}

function readFraction(figure: string, column: NumberColumn): CellValue<number> {
  const { decimalSign, isSignSeen, canBe = () => true } = column;
  const written = /^[+-]?\d+([.,])\d+$/.exec(figure);
  const sign = written?.[1];
  if (sign === decimalSign) {
    const isQuestion = groupSign(figure) !== null && !isSignSeen && canBe(plain(withoutGroups(figure)));
    return isQuestion ? thousandsOrFraction(figure, sign) : { value: plain(figure.replace(',', '.')) };
  }
  if (sign === ',') return { code: 'decimal-comma', params: { suggestion: figure.replace(',', '.') } };
  if (sign === '.' && groupSign(figure) === null) {
    return { code: 'decimal-point', params: { suggestion: figure.replace('.', ',') } };
  }
  if (groupSign(figure) !== null) return grouped(figure, column);
  // As programs write very small numbers; in a column of whole numbers it would be a figure that lost its digits.
  if (/^[+-]?\d+(\.\d+)?e-\d+$/i.test(figure)) return { value: plain(figure) };
  return { code: 'not-a-number' };
}

/** `8.000,50`: thousands and fraction in two signs. Right in a column of whole numbers when the fraction is nothing. */
function readAccounting(parts: RegExpExecArray, { isWhole }: NumberColumn): CellValue<number> {
  const [, whole, , sign, fraction] = parts;
  if (isWhole)
    return /^0+$/.test(fraction ?? '') ? { value: plain(withoutGroups(whole ?? '')) } : { code: 'not-whole' };
  const suggestion = `${withoutGroups(whole ?? '')}${sign}${fraction}`;
  return { code: 'thousands-separator', params: { suggestion } };
}

function grouped(figure: string, { isWhole }: NumberColumn): CellValue<number> {
  const digits = withoutGroups(figure);
  return isWhole ? { value: plain(digits) } : { code: 'thousands-separator', params: { suggestion: digits } };
}

function thousandsOrFraction(figure: string, sign: string): CellValue<number> {
  const fraction = figure.replace(/0+$/, '').replace(/[.,]$/, '');
  // One digit more than three can be no group: so a fraction is told from thousands.
  const sure = groupSign(fraction) === sign ? `${fraction}0` : fraction;
  return { code: 'thousands-or-fraction', params: { thousands: withoutGroups(figure), fraction: sure } };
}

/** The sign that parts a figure into groups of three, if it can be read so. */
function groupSign(figure: string): string | null {
  return /^[+-]?[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*$/.exec(figure)?.[1] ?? null;
}

function withoutGroups(figure: string): string {
  return figure.replace(/[.,'’ ]/g, '');
}

/** Only for what a pattern has found to be a decimal figure. */
function plain(figure: string): number {
  return Number.parseFloat(figure) + 0;
}

/**
 * The sign that cells write their fractions with, as far as it can be nothing else: groups of three digits tell nothing.
 *
 * @returns how many cells show a comma, and how many a point
 */
export function decimalSignsIn(cells: readonly string[]): { commas: number; points: number } {
  const shown = cells.filter((cell) => /^[+-]?\d+[.,]\d+$/.test(cell) && groupSign(cell) === null);
  const commas = shown.filter((cell) => cell.includes(',')).length;
  return { commas, points: shown.length - commas };
}

/**
 * A figure as a file of ours has it, so that no reader can take it for thousands: `1.234` is written `1.2340`.
 */
export function writeNumber(value: number): string {
  const text = String(value);
  return groupSign(text) === null ? text : `${text}0`;
}
