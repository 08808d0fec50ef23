import type { FACILITY_KINDS } from '../facilities.ts';
import type { LonLat } from '../geo.ts';
import type { Stream } from '../stream-names.ts';
import type { DayWindow } from '../windows.ts';
import { choiceWords, readChoice, readStreams, readWindows } from '../cells/lists.ts';
import { readEachRow, type RowReader } from './row-reader.ts';
import type { ReadRows, SourceFile } from './source-file.ts';
import { type Column, readTable } from './table.ts';

type FacilityKind = (typeof FACILITY_KINDS)[number];

/** A facility as the file has it, before it is laid onto a road. */
export interface FacilityRow {
  line: number;
  code: string;
  name: string;
  kind: FacilityKind;
  position: LonLat;
  windows: DayWindow[];
  acceptedStreams: Stream[];
  dailyIntakeKg: number | null;
  unloadSeconds: number;
}

const DEFAULT_UNLOAD_MINUTES = 15;

const KINDS = choiceWords<FacilityKind>({
  depot: ['bãi xe', 'bãi đỗ xe', 'gara'],
  'transfer-station': ['trạm trung chuyển', 'transfer station'],
  landfill: ['bãi rác', 'bãi chôn lấp', 'bãi chôn lấp rác'],
  'treatment-plant': ['nhà máy xử lý', 'nhà máy', 'khu xử lý', 'treatment plant'],
});

const COLUMNS: readonly Column[] = [
  { key: 'code', isRequired: true, headings: ['Mã cơ sở', 'Mã', 'id'] },
  { key: 'name', isRequired: true, headings: ['Tên cơ sở', 'Tên'] },
  { key: 'kind', isRequired: true, headings: ['Loại cơ sở', 'Loại', 'type'] },
  { key: 'lon', isRequired: true, numbers: 'degrees', headings: ['Kinh độ', 'longitude', 'lng', 'long'] },
  { key: 'lat', isRequired: true, numbers: 'degrees', headings: ['Vĩ độ', 'latitude'] },
  { key: 'windows', headings: ['Khung giờ', 'Giờ mở cửa', 'opening_windows'] },
  { key: 'streams', headings: ['Loại rác', 'Loại chất thải', 'Loại rác tiếp nhận'] },
  { key: 'intake_kg_day', numbers: 'whole', headings: ['Tiếp nhận (kg/ngày)', 'Công suất (kg/ngày)'] },
  { key: 'unload_minutes', numbers: 'fraction', headings: ['Thời gian dỡ (phút)', 'Thời gian đổ rác (phút)'] },
];

/** Reads a file of facilities; docs/area-files.md describes it. */
export function readFacilitiesFile(file: SourceFile): ReadRows<FacilityRow> {
  const { table, faults } = readTable(file, COLUMNS);
  if (!table) return { rows: [], faults };
  const read = readEachRow(table, ['code'], readFacility);
  return { ...read, faults: [...faults, ...read.faults] };
}

function readFacility(row: RowReader): FacilityRow {
  const kind = row.required<FacilityKind>('kind', (text) => readChoice(text, KINDS), 'depot');
  const acceptedStreams = row.optional<Stream[]>('streams', readStreams, []);
  if (kind !== 'depot' && row.optionalText('streams') === null) row.fault('streams', 'missing-value');
  const minutes =
    row.optionalNumber('unload_minutes', { min: 0, max: 600 }) ?? (kind === 'depot' ? 0 : DEFAULT_UNLOAD_MINUTES);
  return {
    line: row.line,
    code: row.text('code'),
    name: row.text('name'),
    kind,
    position: row.position(),
    windows: row.optional('windows', readWindows, []),
    acceptedStreams,
    dailyIntakeKg: row.optionalNumber('intake_kg_day', { min: 0, max: 1_000_000_000, isInteger: true }),
    unloadSeconds: Math.round(minutes * 60),
  };
}
