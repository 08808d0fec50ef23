import type { Language } from '../../../domain/languages.ts';

/** What stands on a run sheet, in one language. */
export interface SheetWords {
  readonly title: string;
  readonly truck: string;
  readonly shift: string;
  readonly crew: string;
  readonly driver: string;
  readonly odometer: string;
  readonly draft: string;
  readonly synthetic: string;
  readonly app: string;
  readonly trip: (number: number, facility: string) => string;
  readonly place: string;
  readonly time: string;
  readonly expected: string;
  readonly done: string;
  readonly actual: string;
  readonly reason: string;
  readonly expectedOfTrip: (kg: string) => string;
  readonly unload: string;
  readonly ticket: string;
  readonly gross: string;
  readonly tare: string;
  readonly rest: string;
  readonly windows: string;
  readonly part: (part: number, parts: number) => string;
  readonly reasons: string;
  readonly otherReason: string;
  readonly honest: string;
  readonly map: string;
  readonly start: string;
  readonly way: (from: string, to: string, km: string) => string;
  readonly page: (page: number, pages: number) => string;
  readonly signature: string;
  readonly nothing: string;
}

export const SHEET_WORDS: Readonly<Record<Language, SheetWords>> = {
  vi: {
    title: 'Phiếu hành trình',
    truck: 'Xe',
    shift: 'Ca',
    crew: 'Tổ',
    driver: 'Lái xe ký tên',
    odometer: 'Đồng hồ km: đi ………… về …………',
    draft: 'BẢN NHÁP, CHƯA CÔNG BỐ',
    synthetic: 'Dữ liệu mô phỏng',
    app: 'Quét để mở ứng dụng lái xe',
    trip: (number, facility) => `Chuyến ${number}: đổ tại ${facility}`,
    place: 'Điểm thu gom',
    time: 'Dự kiến đến',
    expected: 'Dự kiến (kg)',
    done: 'Đã lấy',
    actual: 'Thực tế (kg)',
    reason: 'Lý do không lấy',
    expectedOfTrip: (kg) => `dự kiến ${kg} kg`,
    unload: 'Đổ rác',
    ticket: 'Số phiếu cân',
    gross: 'Tổng (kg)',
    tare: 'Bì (kg)',
    rest: 'Nghỉ',
    windows: 'chỉ nhận',
    part: (part, parts) => `phần ${part}/${parts}`,
    reasons: 'Lý do (ghi số)',
    otherReason: 'khác: ghi bằng chữ',
    honest: 'Số in nghiêng là dự kiến. Chỉ ghi kg khi đã cân hoặc ước lượng tại chỗ; để trống nếu không biết.',
    map: 'Sơ đồ chuyến',
    start: 'Xuất phát',
    way: (from, to, km) => `Xuất phát ${from}, về ${to}, ${km} km`,
    page: (page, pages) => `trang ${page}/${pages}`,
    signature: 'Người nhập lại ký tên',
    nothing: 'Không có tuyến nào.',
  },
  en: {
    title: 'Run sheet',
    truck: 'Truck',
    shift: 'Shift',
    crew: 'Crew',
    driver: 'Driver (signature)',
    odometer: 'Odometer: out ………… back …………',
    draft: 'DRAFT, NOT PUBLISHED',
    synthetic: 'Made-up data',
    app: 'Scan to open the driver’s app',
    trip: (number, facility) => `Trip ${number}: unload at ${facility}`,
    place: 'Collection point',
    time: 'Expected at',
    expected: 'Expected (kg)',
    done: 'Taken',
    actual: 'Actual (kg)',
    reason: 'Why not taken',
    expectedOfTrip: (kg) => `${kg} kg expected`,
    unload: 'Unload',
    ticket: 'Ticket number',
    gross: 'Gross (kg)',
    tare: 'Tare (kg)',
    rest: 'Break',
    windows: 'only',
    part: (part, parts) => `part ${part}/${parts}`,
    reasons: 'Reasons (write the figure)',
    otherReason: 'other: in words',
    honest:
      'Figures in italics are expected. Write kg only where they were weighed or judged there; leave blank what is not known.',
    map: 'Map of the trip',
    start: 'Start',
    way: (from, to, km) => `Out ${from}, back ${to}, ${km} km`,
    page: (page, pages) => `page ${page}/${pages}`,
    signature: 'Typed in by (signature)',
    nothing: 'There are no routes.',
  },
};
