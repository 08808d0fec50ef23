import { z } from 'zod';
import { cleanText } from '../cells/text.ts';
import { daySchema } from '../day.ts';
import { LANGUAGES } from '../languages.ts';
import { monthSchema } from '../ledger/months.ts';
import { ledgerStreamSchema } from '../ledger/rates.ts';
import { SETTINGS } from '../units.ts';

/** Of the form of the data: raised when a column changes its meaning or goes. */
export const OPEN_DATA_VERSION = 1;
/** Where nobody said otherwise. */
export const USUAL_LICENCE = 'CC BY 4.0';

/** `/api/open-data`: whether the figures are open, and under which licence. */
export const openDataSchema = z.strictObject({
  isOpen: z.boolean(),
  licence: z.string().overwrite(cleanText).min(1).max(200),
});

export type OpenData = z.infer<typeof openDataSchema>;

/** Columns of the data, in the order of the file. */
export const OPEN_COLUMNS = [
  'month',
  'unit',
  'unitName',
  'setting',
  'stream',
  'generatedKg',
  'collectedKg',
  'treatedKg',
  'weighedKg',
  'measuredKg',
  'estimatedKg',
  'scheduledVisits',
  'servedVisits',
  'isClosed',
] as const;
export type OpenColumn = (typeof OPEN_COLUMNS)[number];

export const openRowSchema = z.object({
  month: monthSchema,
  /** Official code, or `unassigned`. */
  unit: z.string(),
  unitName: z.string(),
  setting: z.enum(SETTINGS).nullable(),
  stream: ledgerStreamSchema,
  generatedKg: z.int(),
  collectedKg: z.int(),
  treatedKg: z.int(),
  weighedKg: z.int(),
  measuredKg: z.int(),
  estimatedKg: z.int(),
  scheduledVisits: z.int(),
  servedVisits: z.int(),
  /** The month is closed: its figures move no more unless it is opened again with a reason. */
  isClosed: z.boolean(),
});
export type OpenRow = z.infer<typeof openRowSchema>;

const said = z.object(Object.fromEntries(LANGUAGES.map((language) => [language, z.string()])));

/** Answer of `GET /api/open-data/ledger.json`. */
export const openLedgerSchema = z.object({
  version: z.int(),
  /** Of the rule that the figures were computed by. */
  ruleVersion: z.int(),
  licence: z.string(),
  town: z.string(),
  /** A made-up town: nothing of it happened. */
  isSynthetic: z.boolean(),
  /** The last day that is in it. */
  until: daySchema,
  /** What each column means, and in which unit. */
  columns: z.array(z.object({ name: z.enum(OPEN_COLUMNS), unit: z.string().nullable(), meaning: said })),
  rows: z.array(openRowSchema),
});

interface Meaning {
  readonly unit: string | null;
  readonly meaning: { readonly vi: string; readonly en: string };
}

/** What each column means. */
export const OPEN_MEANINGS: Readonly<Record<OpenColumn, Meaning>> = {
  month: of(null, 'Tháng, theo ngày thu gom', 'Calendar month, by service day'),
  unit: of(
    null,
    'Mã phường, xã; “unassigned” là phần chưa rõ',
    'Code of the ward or commune; “unassigned” is of none known',
  ),
  unitName: of(null, 'Tên phường, xã', 'Name of the ward or commune'),
  setting: of(null, 'Đô thị hay nông thôn', 'Urban or rural'),
  stream: of(null, 'Loại rác', 'Stream of waste'),
  generatedKg: of(
    'kg',
    'Lượng phát sinh: số người × hệ số × tỷ trọng loại rác + cơ sở phát sinh',
    'Generated: people × factor × share of the stream + registered generators',
  ),
  collectedKg: of('kg', 'Lượng thu gom = đã cân + đo + ước tính', 'Collected = weighed + measured + estimated'),
  treatedKg: of(
    'kg',
    'Phần thu gom đến nơi xử lý đạt chuẩn loại rác đó',
    'What of the collected reached a facility that treats its stream to standard',
  ),
  weighedKg: of('kg', 'Phần có phiếu cân', 'By weighbridge tickets'),
  measuredKg: of('kg', 'Phần đo tại chỗ', 'Measured on the spot'),
  estimatedKg: of('kg', 'Phần chỉ ước tính', 'Only estimated'),
  scheduledVisits: of(null, 'Lượt theo kế hoạch', 'Visits of published plans'),
  servedVisits: of(null, 'Lượt đã lấy', 'Visits reported as served'),
  isClosed: of(null, 'Tháng đã khóa sổ', 'The month is closed'),
};

function of(unit: string | null, vi: string, en: string): Meaning {
  return { unit, meaning: { vi, en } };
}
