import type { Language } from '../languages.ts';

/** What the figures of a column are, which says how they are written; masses are kilograms, written as tonnes. */
export type CellKind = 'text' | 'tonnes' | 'kg' | 'share' | 'count';

export interface ReportColumn {
  readonly title: string;
  readonly kind: CellKind;
  /** Its part of the table's width, beside the others'. */
  readonly width: number;
}

/** `null`: there is no such figure. */
export type ReportCell = string | number | null;

export interface ReportRow {
  readonly cells: readonly ReportCell[];
  readonly isTotal?: boolean;
}

export interface ReportTable {
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
}

export interface ReportSection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly tables: readonly ReportTable[];
}

/** A report as the three writers write it: everything that stands in it, in its order. The same data give the same report. */
export interface Report {
  readonly language: Language;
  readonly letterhead: {
    /** Who issues it. */
    readonly issuer: string;
    readonly number: string;
    /** National title and motto. */
    readonly nation: readonly [string, string];
    readonly placeAndDate: string;
  };
  readonly title: string;
  readonly subtitle: string;
  readonly addressee: string;
  readonly sections: readonly ReportSection[];
  readonly recipients: readonly string[];
  /** Blanks for the one who signs. */
  readonly signature: readonly string[];
  /** What it was made from: data until when, rule, form. */
  readonly colophon: string;
  /** Stands above everything where the data are made up. */
  readonly warning: string | null;
}

const LOCALES: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' };
const NONE = '–';

/** A cell as a document shows it. Shares are rounded down, so that what lacks a little never reads as reached. */
export function cellText(cell: ReportCell, kind: CellKind, language: Language): string {
  if (cell === null) return NONE;
  if (typeof cell === 'string') return cell;
  if (kind === 'tonnes') return decimals(language, 2).format(cell / 1000);
  if (kind === 'share')
    return `${decimals(language, 1).format(100 * shareDown(cell))}${language === 'vi' ? '\u00a0%' : '%'}`;
  return decimals(language, 0).format(cell);
}

/** A share in whole thousandths, rounded down. */
export function shareDown(share: number): number {
  // The small addend keeps 0.57 × 1000 = 569.9999… at 570.
  return Math.floor(share * 1000 + 1e-6) / 1000;
}

const formats = new Map<string, Intl.NumberFormat>();
function decimals(language: Language, digits: number): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(LOCALES[language], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(key, made);
  return made;
}
