import type { COOPERATIVE_KINDS } from '../cooperatives.ts';
import type { Stream } from '../stream-names.ts';
import type { DayWindow } from '../windows.ts';
import { choiceWords, readChoice, readStreams, readWeekdays, readWindows } from '../cells/lists.ts';
import { readEachRow, type RowReader } from './row-reader.ts';
import type { ReadRows, SourceFile } from './source-file.ts';
import { type Column, readTable } from './table.ts';

type CooperativeKind = (typeof COOPERATIVE_KINDS)[number];

/** A truck with its shifts as the file has it. */
export interface TruckRow {
  line: number;
  code: string;
  capacityKg: number;
  capacityLitres: number;
  heightMetres: number;
  widthMetres: number;
  weightTonnes: number;
  streams: Stream[];
  depotCode: string;
  cooperativeCode: string;
  cooperativeName: string | null;
  cooperativeKind: CooperativeKind | null;
  /** `[startSecond, endSecond]` from local midnight. */
  shifts: DayWindow[];
  weekdays: number[];
  maxOvertimeSeconds: number;
  breaks: { startSecond: number; endSecond: number; seconds: number }[];
  crewCode: string;
  costPerDay: number;
  costPerHour: number;
  costPerKm: number;
  deviceId: string | null;
}

const COOPERATIVE_WORDS = choiceWords<CooperativeKind>({
  cooperative: ['hợp tác xã', 'HTX'],
  company: ['công ty', 'doanh nghiệp'],
  'ward-team': ['tổ dịch vụ', 'tổ vệ sinh', 'ward team'],
});

const COLUMNS: readonly Column[] = [
  { key: 'code', isRequired: true, headings: ['Biển số', 'Biển số xe', 'Mã xe', 'plate', 'id'] },
  { key: 'capacity_kg', isRequired: true, numbers: 'whole', headings: ['Tải trọng (kg)', 'Tải trọng', 'Sức chở (kg)'] },
  {
    key: 'capacity_l',
    isRequired: true,
    numbers: 'whole',
    headings: ['Dung tích (lít)', 'Dung tích', 'Thể tích (lít)'],
  },
  { key: 'height_m', isRequired: true, numbers: 'fraction', headings: ['Chiều cao (m)', 'Chiều cao'] },
  { key: 'width_m', isRequired: true, numbers: 'fraction', headings: ['Chiều rộng (m)', 'Chiều rộng'] },
  {
    key: 'weight_t',
    isRequired: true,
    numbers: 'fraction',
    headings: ['Tổng trọng lượng (tấn)', 'Tổng trọng lượng', 'Trọng lượng toàn bộ (tấn)'],
  },
  { key: 'streams', isRequired: true, headings: ['Loại rác', 'Loại chất thải'] },
  { key: 'depot', isRequired: true, headings: ['Bãi xe', 'Mã bãi xe'] },
  { key: 'cooperative', isRequired: true, headings: ['Hợp tác xã', 'Mã hợp tác xã', 'Đơn vị thu gom'] },
  { key: 'cooperative_name', headings: ['Tên hợp tác xã', 'Tên đơn vị'] },
  { key: 'cooperative_kind', headings: ['Loại hình', 'Loại hình đơn vị'] },
  { key: 'shift', isRequired: true, headings: ['Ca làm việc', 'Ca', 'shifts', 'Giờ làm việc'] },
  { key: 'days', headings: ['Ngày làm việc', 'Ngày', 'weekdays'] },
  { key: 'overtime_minutes', numbers: 'whole', headings: ['Làm thêm tối đa (phút)', 'Làm thêm (phút)'] },
  { key: 'break_window', headings: ['Giờ nghỉ'] },
  { key: 'break_minutes', numbers: 'fraction', headings: ['Nghỉ (phút)', 'Thời gian nghỉ (phút)'] },
  { key: 'crew', headings: ['Tổ lái', 'Tổ xe', 'Mã tổ'] },
  { key: 'cost_per_day', numbers: 'whole', headings: ['Chi phí ngày', 'Chi phí ngày (đồng)'] },
  { key: 'cost_per_hour', numbers: 'whole', headings: ['Chi phí giờ', 'Chi phí giờ (đồng)'] },
  { key: 'cost_per_km', numbers: 'whole', headings: ['Chi phí km', 'Chi phí km (đồng)'] },
  { key: 'device_id', headings: ['Mã thiết bị', 'Thiết bị', 'device'] },
];

const DAY_SECONDS = 86_400;
const MONEY = { min: 0, max: 1_000_000_000, isInteger: true };

/** Reads a file of trucks; docs/area-files.md describes it. */
export function readTrucksFile(file: SourceFile): ReadRows<TruckRow> {
  const { table, faults } = readTable(file, COLUMNS);
  if (!table) return { rows: [], faults };
  const read = readEachRow(table, ['code', 'device_id'], readTruck);
  return { ...read, faults: [...faults, ...read.faults] };
}

function readTruck(row: RowReader): TruckRow {
  const code = row.text('code');
  const breakMinutes = row.optionalNumber('break_minutes', { min: 0, max: 600 }) ?? 0;
  const breakWindows = row.optional('break_window', readWindows, []);
  if (breakMinutes > 0 && row.optionalText('break_window') === null) row.fault('break_window', 'missing-value');
  const shifts = row.required('shift', readWindows, []);
  if (breakMinutes > 0 && shifts.length > 0 && breakWindows.some((rest) => !startsIn(shifts, rest, breakMinutes))) {
    row.fault('break_window', 'break-outside-shift', {
      shifts: row.optionalText('shift') ?? '',
      minutes: breakMinutes,
    });
  }
  return {
    line: row.line,
    code,
    capacityKg: row.number('capacity_kg', { min: 1, max: 100_000, isInteger: true }),
    capacityLitres: row.number('capacity_l', { min: 1, max: 200_000, isInteger: true }),
    heightMetres: row.number('height_m', { min: 0.5, max: 6 }),
    widthMetres: row.number('width_m', { min: 0.5, max: 4 }),
    weightTonnes: row.number('weight_t', { min: 0.1, max: 100 }),
    streams: row.required('streams', readStreams, []),
    depotCode: row.text('depot'),
    cooperativeCode: row.text('cooperative'),
    cooperativeName: row.optionalText('cooperative_name'),
    cooperativeKind: row.optional<CooperativeKind | null>(
      'cooperative_kind',
      (text) => readChoice(text, COOPERATIVE_WORDS),
      null,
    ),
    shifts,
    weekdays: row.optional('days', readWeekdays, [1, 2, 3, 4, 5, 6, 7]),
    maxOvertimeSeconds: (row.optionalNumber('overtime_minutes', { min: 0, max: 720, isInteger: true }) ?? 0) * 60,
    breaks: breakWindows
      .filter(() => breakMinutes > 0)
      .map(([startSecond, endSecond]) => ({ startSecond, endSecond, seconds: Math.round(breakMinutes * 60) })),
    crewCode: row.optionalText('crew') ?? code,
    costPerDay: row.optionalNumber('cost_per_day', MONEY) ?? 0,
    costPerHour: row.optionalNumber('cost_per_hour', MONEY) ?? 0,
    costPerKm: row.optionalNumber('cost_per_km', MONEY) ?? 0,
    deviceId: row.optionalText('device_id'),
  };
}

/** Whether a break of some minutes can start within its window, on either side of midnight, and end before a shift does. */
function startsIn(shifts: readonly DayWindow[], [from, to]: DayWindow, minutes: number): boolean {
  return [-DAY_SECONDS, 0, DAY_SECONDS].some((later) =>
    shifts.some(([start, end]) => Math.max(start, from + later) <= Math.min(end - minutes * 60, to + later)),
  );
}
