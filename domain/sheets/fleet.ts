import {
  fractionColumn,
  referenceColumn,
  type SheetColumn,
  streamsColumn,
  textColumn,
  weekdaysColumn,
  wholeColumn,
  windowsColumn,
} from './columns.ts';

const NEEDED = { isNeeded: true } as const;
const MONEY = { max: 1_000_000_000, blank: 0 };
const NOTE = textColumn('note', 'Ghi chú', 'Note', { headings: ['Chú thích', 'Notes'] });
const COOPERATIVE = referenceColumn('cooperative', 'Hợp tác xã', 'Cooperative', 'cooperatives', {
  ...NEEDED,
  headings: ['Mã hợp tác xã', 'Đơn vị thu gom', 'HTX'],
});

export const TRUCK_COLUMNS: readonly SheetColumn[] = [
  textColumn('code', 'Biển số', 'Plate', { ...NEEDED, headings: ['Biển số xe', 'Mã xe', 'id', 'Code'] }),
  wholeColumn('capacity_kg', 'Tải trọng (kg)', 'Capacity (kg)', {
    ...NEEDED,
    min: 1,
    max: 100_000,
    headings: ['Tải trọng', 'Sức chở (kg)'],
  }),
  wholeColumn('capacity_l', 'Dung tích (lít)', 'Capacity (l)', {
    ...NEEDED,
    min: 1,
    max: 200_000,
    headings: ['Dung tích', 'Thể tích (lít)'],
  }),
  wholeColumn('tare_kg', 'Trọng lượng bì (kg)', 'Tare (kg)', {
    min: 1,
    max: 100_000,
    headings: ['Bì (kg)', 'Khối lượng bì (kg)'],
  }),
  fractionColumn('height_m', 'Chiều cao (m)', 'Height (m)', { ...NEEDED, min: 0.5, max: 6, headings: ['Chiều cao'] }),
  fractionColumn('width_m', 'Chiều rộng (m)', 'Width (m)', { ...NEEDED, min: 0.5, max: 4, headings: ['Chiều rộng'] }),
  fractionColumn('weight_t', 'Tổng trọng lượng (tấn)', 'Gross weight (t)', {
    ...{ ...NEEDED, min: 0.1, max: 100 },
    headings: ['Tổng trọng lượng', 'Trọng lượng toàn bộ (tấn)'],
  }),
  streamsColumn('streams', 'Loại rác', 'Streams', { ...NEEDED, headings: ['Loại chất thải'] }),
  referenceColumn('depot', 'Bãi xe', 'Depot', 'facilities', { ...NEEDED, headings: ['Mã bãi xe'] }),
  COOPERATIVE,
  wholeColumn('cost_per_day', 'Chi phí ngày (đồng)', 'Cost per day', { ...MONEY, headings: ['Chi phí ngày'] }),
  wholeColumn('cost_per_hour', 'Chi phí giờ (đồng)', 'Cost per hour', { ...MONEY, headings: ['Chi phí giờ'] }),
  wholeColumn('cost_per_km', 'Chi phí km (đồng)', 'Cost per km', { ...MONEY, headings: ['Chi phí km'] }),
  textColumn('device_id', 'Mã thiết bị', 'Device', { headings: ['Thiết bị'] }),
  NOTE,
];

export const CREW_COLUMNS: readonly SheetColumn[] = [
  textColumn('code', 'Mã tổ', 'Code', { ...NEEDED, headings: ['Mã', 'Tổ lái', 'Tổ xe', 'id'] }),
  textColumn('name', 'Tên tổ', 'Name', { headings: ['Tên', 'Họ tên', 'Tổ trưởng'] }),
  COOPERATIVE,
  textColumn('phone', 'Điện thoại', 'Phone', { headings: ['Số điện thoại', 'SĐT', 'ĐT'] }),
  NOTE,
];

export const SHIFT_COLUMNS: readonly SheetColumn[] = [
  referenceColumn('truck', 'Biển số', 'Truck', 'trucks', { ...NEEDED, headings: ['Biển số xe', 'Xe', 'Plate'] }),
  windowsColumn('shift', 'Ca làm việc', 'Shift', {
    ...NEEDED,
    headings: ['Ca', 'Giờ làm việc'],
    hint: { vi: '02:00-10:00', en: '02:00-10:00' },
  }),
  referenceColumn('crew', 'Tổ lái', 'Crew', 'crews', { headings: ['Tổ xe', 'Mã tổ'] }),
  weekdaysColumn('days', 'Ngày làm việc', 'Days', { blank: [1, 2, 3, 4, 5, 6, 7], headings: ['Ngày', 'weekdays'] }),
  fractionColumn('overtime_minutes', 'Làm thêm tối đa (phút)', 'Overtime (minutes)', {
    ...{ max: 720, scale: 60, blank: 0 },
    headings: ['Làm thêm (phút)'],
  }),
  windowsColumn('break_window', 'Giờ nghỉ', 'Break window'),
  fractionColumn('break_minutes', 'Nghỉ (phút)', 'Break (minutes)', {
    max: 600,
    scale: 60,
    headings: ['Thời gian nghỉ (phút)'],
  }),
];
