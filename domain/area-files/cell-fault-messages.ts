/** What is wrong with a workbook or the shape of a file, and with a cell as it came out of one; part of `FAULT_MESSAGES`. */
export const CELL_FAULT_MESSAGES = {
  'workbook-too-large': {
    vi: 'Bảng tính này mở ra lớn hơn {megabytes} MB. Hãy chép riêng các dòng cần nhập sang một bảng tính mới.',
    en: 'Unpacked, this workbook is larger than {megabytes} MB. Copy the rows to be imported into a new one.',
    isWholeFile: true,
  },
  'alike-sheets': {
    vi: 'Nhiều trang có cùng tiêu đề cột: {sheets}. Hãy gộp vào một trang, hoặc ẩn những trang không nhập.',
    en: 'Several sheets have the same headings: {sheets}. Put them into one, or hide those that are not meant.',
    isWholeFile: true,
  },
  'not-plain': {
    vi: '“{value}” không phải chữ hay số. Hãy ghi một giá trị đơn.',
    en: '“{value}” is neither text nor a number. Write a single value.',
  },
  'no-geometry': {
    vi: 'Đơn vị này không có hình. Hãy vẽ ranh giới cho nó.',
    en: 'This unit has no shape. Draw its boundary.',
  },
  'crosses-antimeridian': {
    vi: 'Đường ranh giới vượt kinh tuyến 180° sau [{lon}, {lat}]. Hãy cắt hình thành hai phần ở kinh tuyến đó.',
    en: 'The boundary crosses the meridian of 180° behind [{lon}, {lat}]. Cut the shape into two parts there.',
  },
  'cell-error': {
    vi: '“{value}” là lỗi của bảng tính hoặc công thức chưa có kết quả. Hãy sửa công thức, hoặc ghi giá trị vào ô này.',
    en: '“{value}” is an error of the spreadsheet, or a formula without its result. Mend it, or write the value there.',
  },
  'share-or-percent': {
    vi: '“{value}” có thể là {percent} % hoặc {value} %. Hãy viết {percent}, hoặc {value}% kèm dấu phần trăm.',
    en: '“{value}” can be {percent} % or {value} %. Write {percent}, or {value}% with its sign.',
  },
  'text-lost': {
    vi: 'Trong “{value}” có chữ bị mất (ký tự � hoặc dấu ? giữa chữ). Hãy gõ lại hoặc xuất lại tệp gốc dưới dạng UTF-8.',
    en: 'Letters of “{value}” were lost (the character �, or ? within a word). Type them again, or save the original file anew as UTF-8.',
  },
  'too-long': {
    vi: 'Ô này dài hơn {most} ký tự. Hãy viết ngắn lại.',
    en: 'This cell is longer than {most} characters. Shorten it.',
  },
  'not-a-phone': {
    vi: '“{value}” không phải số điện thoại. Hãy chỉ ghi chữ số, có thể có dấu + ở đầu, dấu cách, chấm hoặc gạch.',
    en: '“{value}” is no phone number. Write digits, with a + before and blanks, dots or hyphens between them if wished.',
  },
  'not-a-day': {
    vi: '“{value}” không phải ngày như 2025-07-01 hoặc 01/07/2025.',
    en: '“{value}” is no date like 2025-07-01 or 01/07/2025 (the day first).',
  },
} as const;
