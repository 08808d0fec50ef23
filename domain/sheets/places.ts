import type { PointKind } from '../points.ts';
import { STREAM_OTHER_NAMES } from '../streams.ts';
import { STREAM_NAMES, STREAMS, type Stream } from '../stream-names.ts';
import type { COOPERATIVE_KINDS } from '../cooperatives.ts';
import type { FACILITY_KINDS } from '../facilities.ts';
import type { GENERATOR_KINDS } from '../register/closed-lists.ts';
import type { SETTINGS, UNIT_KINDS } from '../units.ts';
import {
  choiceColumn,
  collectionDaysColumn,
  dayColumn,
  degreesColumn,
  flagColumn,
  fractionColumn,
  referenceColumn,
  type SheetColumn,
  streamsColumn,
  stretchColumn,
  textColumn,
  wholeColumn,
  windowsColumn,
} from './columns.ts';

const CODE = { isNeeded: true, headings: ['Mã số', 'id'] };
const NEEDED = { isNeeded: true } as const;
const NOTE = textColumn('note', 'Ghi chú', 'Note', { headings: ['Chú thích', 'Notes'] });
const COOPERATIVE = referenceColumn('cooperative', 'Hợp tác xã', 'Cooperative', 'cooperatives', {
  headings: ['Mã hợp tác xã', 'Đơn vị thu gom', 'HTX'],
});

const LON = degreesColumn('lon', 'Kinh độ', 'Longitude', ['Kinh độ (lon)', 'lng', 'long']);
const LAT = degreesColumn('lat', 'Vĩ độ', 'Latitude', ['Vĩ độ (lat)']);
/** A place in one cell, in place of the two columns. */
const PLACE: SheetColumn = {
  ...textColumn('place', 'Tọa độ', 'Coordinates', {
    headings: ['Vị trí', 'Location', 'Google Maps', 'Link Google Maps', 'Tọa độ VN-2000', 'Tọa độ GPS', 'GPS'],
  }),
  isReadOnly: true,
};
const VN2000_X: SheetColumn = {
  ...textColumn('vn2000_x', 'X (m)', 'Northing', { headings: ['X', 'Tọa độ X'] }),
  isReadOnly: true,
};
const VN2000_Y: SheetColumn = {
  ...textColumn('vn2000_y', 'Y (m)', 'Easting', { headings: ['Y', 'Tọa độ Y'] }),
  isReadOnly: true,
};
const POSITION = [LON, LAT, PLACE, VN2000_X, VN2000_Y];

const streamNames = (stream: Stream) => [STREAM_NAMES[stream].vi, ...(STREAM_OTHER_NAMES[stream] ?? [])];

const massColumn = (stream: Stream): SheetColumn =>
  fractionColumn(`kg_${stream}`, `${STREAM_NAMES[stream].vi} (kg/ngày)`, `${STREAM_NAMES[stream].en} (kg/day)`, {
    max: 999_999,
    headings: [
      ...streamNames(stream).flatMap((name) => [`${name} (kg/ngày)`, `${name} (kg)`]),
      `${STREAM_NAMES[stream].en} kg`,
      ...(stream === 'household-other'
        ? ['Khối lượng (kg/ngày)', 'Khối lượng (kg)', 'Khối lượng', 'Khối lượng rác', 'Lượng rác']
        : []),
    ],
  });
const daysColumn = (stream: Stream): SheetColumn =>
  collectionDaysColumn(`days_${stream}`, `Ngày thu gom ${STREAM_NAMES[stream].vi}`, `Days ${STREAM_NAMES[stream].en}`, {
    headings: streamNames(stream).map((name) => `Ngày thu gom ${name}`),
  });

export const POINT_COLUMNS: readonly SheetColumn[] = [
  textColumn('code', 'Mã điểm', 'Code', { ...CODE, headings: ['Mã', 'Mã điểm thu gom', 'Mã số', 'id', 'point_id'] }),
  textColumn('name', 'Tên điểm', 'Name', { ...NEEDED, headings: ['Tên', 'Tên điểm thu gom', 'Tên gọi'] }),
  choiceColumn<PointKind>(
    'kind',
    'Loại điểm',
    'Kind',
    {
      'gathering-point': ['điểm tập kết', 'điểm thu gom', 'tập kết'],
      container: ['thùng chứa', 'thùng', 'thùng rác', 'bin'],
      market: ['chợ'],
      school: ['trường học', 'trường'],
      clinic: ['trạm y tế', 'cơ sở y tế', 'bệnh viện', 'phòng khám', 'hospital'],
      business: ['cơ sở kinh doanh', 'doanh nghiệp', 'hộ kinh doanh'],
    },
    { blank: 'gathering-point', headings: ['Loại', 'type'] },
  ),
  ...POSITION,
  referenceColumn('unit', 'Phường, xã', 'Unit', 'units', {
    headings: ['Mã phường, xã', 'Mã đơn vị', 'Phường/xã', 'unit_code'],
  }),
  COOPERATIVE,
  textColumn('address', 'Địa chỉ', 'Address'),
  ...STREAMS.map(massColumn),
  { ...collectionDaysColumn('days', 'Ngày thu gom', 'Days', { headings: ['Ngày', 'weekdays'] }), isReadOnly: true },
  ...STREAMS.map(daysColumn),
  wholeColumn('containers', 'Số thùng', 'Containers', { blank: 0, headings: ['Số thùng rác'] }),
  wholeColumn('container_litres', 'Dung tích một thùng (lít)', 'Litres a container', { min: 1, max: 100_000 }),
  wholeColumn('households', 'Số hộ', 'Households', { blank: 0, headings: ['Số hộ dân'] }),
  stretchColumn('stretch', 'Đoạn đường thu gom', 'Stretch of road', { headings: ['Đoạn đường', 'WKT', 'geom'] }),
  fractionColumn('service_minutes', 'Thời gian lấy rác (phút)', 'Minutes at the point', {
    ...{ max: 600, scale: 60, blank: 180 },
    headings: ['Thời gian phục vụ (phút)', 'Thời gian thu gom (phút)'],
  }),
  windowsColumn('windows', 'Khung giờ', 'Windows', { headings: ['Giờ thu gom', 'Thời gian cho phép'] }),
  flagColumn('days_fixed', 'Ngày cố định', 'Days fixed', { headings: ['Ngày thu gom cố định'] }),
  fractionColumn('max_weight_t', 'Tải trọng tối đa (tấn)', 'Largest weight (t)', {
    min: 0.1,
    max: 100,
    headings: ['Tải trọng tối đa'],
  }),
  fractionColumn('max_width_m', 'Chiều rộng tối đa (m)', 'Largest width (m)', {
    min: 0.5,
    max: 20,
    headings: ['Chiều rộng tối đa'],
  }),
  fractionColumn('max_height_m', 'Chiều cao tối đa (m)', 'Largest height (m)', {
    min: 0.5,
    max: 20,
    headings: ['Chiều cao tối đa'],
  }),
  textColumn('access', 'Lối vào', 'Access', { headings: ['Đường vào'] }),
  NOTE,
];

export const FACILITY_COLUMNS: readonly SheetColumn[] = [
  textColumn('code', 'Mã cơ sở', 'Code', { ...CODE, headings: ['Mã', 'Mã số', 'id'] }),
  textColumn('name', 'Tên cơ sở', 'Name', { ...NEEDED, headings: ['Tên'] }),
  choiceColumn<(typeof FACILITY_KINDS)[number]>(
    'kind',
    'Loại cơ sở',
    'Kind',
    {
      depot: ['bãi xe', 'bãi đỗ xe', 'gara'],
      'transfer-station': ['trạm trung chuyển'],
      landfill: ['bãi rác', 'bãi chôn lấp', 'bãi chôn lấp rác'],
      'treatment-plant': ['nhà máy xử lý', 'nhà máy', 'khu xử lý'],
    },
    { ...NEEDED, headings: ['Loại', 'type'] },
  ),
  ...POSITION,
  windowsColumn('windows', 'Giờ mở cửa', 'Opening hours', { headings: ['Khung giờ', 'opening_windows'] }),
  streamsColumn('streams', 'Loại rác tiếp nhận', 'Streams accepted', { headings: ['Loại rác', 'Loại chất thải'] }),
  streamsColumn('treats', 'Loại rác xử lý đạt chuẩn', 'Streams treated'),
  wholeColumn('intake_kg_day', 'Tiếp nhận (kg/ngày)', 'Intake (kg/day)', { headings: ['Công suất (kg/ngày)'] }),
  fractionColumn('unload_minutes', 'Thời gian dỡ (phút)', 'Minutes to unload', {
    ...{ max: 600, scale: 60, blank: 900 },
    headings: ['Thời gian đổ rác (phút)'],
  }),
  NOTE,
];

export const COOPERATIVE_COLUMNS: readonly SheetColumn[] = [
  textColumn('code', 'Mã hợp tác xã', 'Code', { ...CODE, headings: ['Mã', 'Mã đơn vị', 'id'] }),
  textColumn('name', 'Tên hợp tác xã', 'Name', { ...NEEDED, headings: ['Tên', 'Tên đơn vị'] }),
  choiceColumn<(typeof COOPERATIVE_KINDS)[number]>(
    'kind',
    'Loại hình',
    'Kind',
    {
      cooperative: ['hợp tác xã', 'HTX'],
      company: ['công ty', 'doanh nghiệp'],
      'ward-team': ['tổ dịch vụ', 'tổ vệ sinh'],
    },
    { blank: 'cooperative', headings: ['Loại', 'Loại hình đơn vị'] },
  ),
  textColumn('phone', 'Điện thoại', 'Phone', { headings: ['Số điện thoại', 'SĐT', 'ĐT'] }),
  NOTE,
];

const SETTING_WORDS: Readonly<Record<(typeof SETTINGS)[number], readonly string[]>> = {
  urban: ['đô thị', 'thành thị'],
  rural: ['nông thôn'],
};

export const UNIT_COLUMNS: readonly SheetColumn[] = [
  textColumn('code', 'Mã đơn vị', 'Code', { ...CODE, headings: ['Mã', 'Mã phường, xã', 'id'] }),
  dayColumn('valid_from', 'Có hiệu lực từ', 'Valid from', NEEDED),
  textColumn('name', 'Tên đơn vị', 'Name', { ...NEEDED, headings: ['Tên', 'Tên phường, xã'] }),
  choiceColumn<(typeof UNIT_KINDS)[number]>(
    'kind',
    'Loại đơn vị',
    'Kind',
    { ward: ['phường'], commune: ['xã'], municipality: ['thị xã', 'thị trấn', 'thành phố'] },
    { ...NEEDED, headings: ['Loại'] },
  ),
  choiceColumn('setting', 'Khu vực', 'Setting', SETTING_WORDS, { ...NEEDED, headings: ['Đô thị/nông thôn'] }),
  wholeColumn('population', 'Dân số', 'Population', { ...NEEDED, headings: ['Số dân'] }),
];

export const GROUP_COLUMNS: readonly SheetColumn[] = [
  textColumn('code', 'Mã tổ', 'Code', { ...CODE, headings: ['Mã', 'Mã tổ dân phố', 'Mã thôn', 'id'] }),
  textColumn('name', 'Tên tổ', 'Name', { ...NEEDED, headings: ['Tên', 'Tên tổ dân phố', 'Tên thôn', 'Tổ dân phố'] }),
  wholeColumn('households', 'Số hộ', 'Households', { ...NEEDED, headings: ['Số hộ dân'] }),
  wholeColumn('people', 'Số người', 'People', { ...NEEDED, headings: ['Số nhân khẩu', 'Dân số', 'Nhân khẩu'] }),
];

export const GENERATOR_COLUMNS: readonly SheetColumn[] = [
  textColumn('code', 'Mã cơ sở', 'Code', { ...CODE, headings: ['Mã', 'id'] }),
  textColumn('name', 'Tên cơ sở', 'Name', { ...NEEDED, headings: ['Tên'] }),
  choiceColumn<(typeof GENERATOR_KINDS)[number]>(
    'kind',
    'Loại cơ sở',
    'Kind',
    {
      market: ['chợ'],
      clinic: ['cơ sở y tế', 'trạm y tế', 'bệnh viện', 'phòng khám'],
      school: ['trường học', 'trường'],
      factory: ['nhà máy', 'xí nghiệp'],
      farm: ['trang trại'],
      office: ['cơ quan', 'văn phòng'],
      other: ['khác'],
    },
    { ...NEEDED, headings: ['Loại'] },
  ),
  ...POSITION,
  referenceColumn('unit', 'Phường, xã', 'Unit', 'units', { headings: ['Mã phường, xã', 'Mã đơn vị', 'Phường/xã'] }),
  ...STREAMS.map(massColumn),
  dayColumn('valid_from', 'Tính từ ngày', 'Valid from', NEEDED),
  dayColumn('valid_to', 'Đến trước ngày', 'Valid to'),
  textColumn('source', 'Nguồn số liệu', 'Source', { headings: ['Nguồn'] }),
  NOTE,
];
