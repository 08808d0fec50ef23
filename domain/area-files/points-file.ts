import type { z } from 'zod';
import type { lineStringSchema, LonLat } from '../geo.ts';
import type { PointKind } from '../points.ts';
import { STREAM_OTHER_NAMES } from '../streams.ts';
import { STREAM_NAMES, STREAMS, type Stream } from '../stream-names.ts';
import type { DayWindow } from '../windows.ts';
import { type HeldSchedule, readCollectionDays } from '../cells/collection-days.ts';
import { choiceWords, readChoice, readWindows } from '../cells/lists.ts';
import { readStretch } from '../cells/stretches.ts';
import type { CollectionSchedule } from '../collection-days.ts';
import { readEachRow, type RowReader } from './row-reader.ts';
import { faultOf, type ReadRows, type SourceFile } from './source-file.ts';
import { type Column, readTable } from './table.ts';

/** A collection point as the file has it, before it is laid onto a road and into a unit. */
export interface PointRow {
  line: number;
  code: string;
  name: string;
  kind: PointKind;
  position: LonLat;
  streams: (CollectionSchedule & { stream: Stream; expectedKgPerDay: number })[];
  containers: number;
  householdsServed: number;
  /** The road along which waste is taken house by house; left out: the file tells none. */
  stretch?: z.infer<typeof lineStringSchema>;
  serviceSeconds: number;
  windows: DayWindow[];
  maxWeightTonnes: number | null;
  maxWidthMetres: number | null;
  maxHeightMetres: number | null;
  cooperativeCode: string | null;
}

const EVERY_DAY: HeldSchedule = { weekdays: [1, 2, 3, 4, 5, 6, 7], days: null };
const DEFAULT_SERVICE_SECONDS = 180;

const KINDS = choiceWords<PointKind>({
  'gathering-point': ['điểm tập kết', 'điểm thu gom', 'tập kết', 'gathering point'],
  container: ['thùng chứa', 'thùng', 'thùng rác', 'bin'],
  market: ['chợ'],
  school: ['trường học', 'trường'],
  clinic: ['trạm y tế', 'cơ sở y tế', 'bệnh viện', 'phòng khám', 'hospital'],
  business: ['cơ sở kinh doanh', 'doanh nghiệp', 'hộ kinh doanh'],
});

/** Of lists from before sorting at source, which have one mass. */
const SINGLE_MASS_HEADINGS = [
  ...['Khối lượng (kg/ngày)', 'Khối lượng (kg)', 'Khối lượng', 'Khối lượng rác', 'Khối lượng rác (kg/ngày)'],
  ...['Lượng rác', 'Lượng rác (kg/ngày)', 'KL (kg/ngày)', 'KL (kg)', 'kg_per_day', 'kg'],
];

const COLUMNS: readonly Column[] = [
  { key: 'code', isRequired: true, headings: ['Mã điểm', 'Mã', 'Mã điểm thu gom', 'Mã số', 'id', 'point_id'] },
  { key: 'name', isRequired: true, headings: ['Tên điểm', 'Tên', 'Tên điểm thu gom', 'Tên gọi'] },
  { key: 'kind', headings: ['Loại điểm', 'Loại', 'type'] },
  {
    key: 'lon',
    isRequired: true,
    numbers: 'degrees',
    headings: ['Kinh độ', 'Kinh độ (lon)', 'longitude', 'lng', 'long'],
  },
  { key: 'lat', isRequired: true, numbers: 'degrees', headings: ['Vĩ độ', 'Vĩ độ (lat)', 'latitude'] },
  ...STREAMS.map((stream) => ({ key: `kg_${stream}`, numbers: 'fraction' as const, headings: massHeadings(stream) })),
  { key: 'days', headings: ['Ngày thu gom', 'Ngày', 'weekdays'] },
  ...STREAMS.map((stream) => ({
    key: `days_${stream}`,
    headings: [STREAM_NAMES[stream].vi, ...(STREAM_OTHER_NAMES[stream] ?? [])].map((name) => `Ngày thu gom ${name}`),
  })),
  { key: 'containers', numbers: 'whole', headings: ['Số thùng', 'Số thùng rác'] },
  { key: 'stretch', headings: ['Đoạn đường thu gom', 'Đoạn đường', 'WKT', 'geom'] },
  { key: 'households', numbers: 'whole', headings: ['Số hộ', 'Số hộ dân'] },
  {
    key: 'service_minutes',
    numbers: 'fraction',
    headings: ['Thời gian lấy rác (phút)', 'Thời gian phục vụ (phút)', 'Thời gian thu gom (phút)'],
  },
  { key: 'service_seconds', numbers: 'whole', headings: ['Thời gian lấy rác (giây)'] },
  { key: 'windows', headings: ['Khung giờ', 'Giờ thu gom', 'Thời gian cho phép'] },
  { key: 'max_weight_t', numbers: 'fraction', headings: ['Tải trọng tối đa (tấn)', 'Tải trọng tối đa'] },
  { key: 'max_width_m', numbers: 'fraction', headings: ['Chiều rộng tối đa (m)', 'Chiều rộng tối đa'] },
  { key: 'max_height_m', numbers: 'fraction', headings: ['Chiều cao tối đa (m)', 'Chiều cao tối đa'] },
  { key: 'cooperative', headings: ['Hợp tác xã', 'Mã hợp tác xã', 'Đơn vị thu gom'] },
];

function massHeadings(stream: Stream): string[] {
  const { vi, en } = STREAM_NAMES[stream];
  const names = [vi, ...(STREAM_OTHER_NAMES[stream] ?? [])];
  const own = [...names.flatMap((name) => [`${name} (kg/ngày)`, `${name} (kg)`]), `${en} kg`];
  return stream === 'household-other' ? [...own, ...SINGLE_MASS_HEADINGS] : own;
}

/** Reads a file of collection points; docs/area-files.md describes it. */
export function readPointsFile(file: SourceFile): ReadRows<PointRow> {
  const { table, faults } = readTable(file, COLUMNS);
  if (!table) return { rows: [], faults };
  if (!STREAMS.some((stream) => table.columns.has(`kg_${stream}`))) {
    return { rows: [], faults: [faultOf(file, 1, 'kg_household-other', 'missing-mass-column')] };
  }
  const read = readEachRow(table, ['code'], readPoint);
  return { ...read, faults: [...faults, ...read.faults] };
}

function readPoint(row: RowReader): PointRow {
  const stretch = row.optional('stretch', readStretch, null);
  const minutes = row.optionalNumber('service_minutes', { min: 0, max: 600 });
  return {
    line: row.line,
    code: row.text('code'),
    name: row.text('name'),
    kind: row.optional('kind', (text) => readChoice(text, KINDS), 'gathering-point'),
    position: row.position(),
    streams: readMasses(row),
    containers: row.optionalNumber('containers', { min: 0, isInteger: true }) ?? 0,
    householdsServed: row.optionalNumber('households', { min: 0, isInteger: true }) ?? 0,
    ...(stretch && { stretch }),
    serviceSeconds:
      row.optionalNumber('service_seconds', { min: 0, max: 36_000, isInteger: true }) ??
      (minutes === null ? DEFAULT_SERVICE_SECONDS : Math.round(minutes * 60)),
    windows: row.optional('windows', readWindows, []),
    maxWeightTonnes: row.optionalNumber('max_weight_t', { min: 0.1, max: 100 }),
    maxWidthMetres: row.optionalNumber('max_width_m', { min: 0.5, max: 20 }),
    maxHeightMetres: row.optionalNumber('max_height_m', { min: 0.5, max: 20 }),
    cooperativeCode: row.optionalText('cooperative'),
  };
}

function readMasses(row: RowReader): PointRow['streams'] {
  const all = row.optional('days', readCollectionDays, EVERY_DAY);
  const before = row.faults.length;
  const streams: PointRow['streams'] = [];
  for (const stream of STREAMS) {
    const mass = row.optionalNumber(`kg_${stream}`, { min: 0, max: 999_999 });
    const { weekdays, days } = row.optional(`days_${stream}`, readCollectionDays, all);
    if (mass !== null && mass > 0) streams.push({ stream, expectedKgPerDay: mass, weekdays, ...(days && { days }) });
  }
  if (streams.length === 0 && row.faults.length === before) {
    const column = STREAMS.find((stream) => row.has(`kg_${stream}`)) ?? 'household-other';
    row.fault(`kg_${column}`, 'no-mass');
  }
  return streams;
}
