import { defineProblems } from '../http/problem.ts';

export const trackingProblem = defineProblems({
  'report-unreadable': {
    status: 400,
    title: { vi: 'Không hiểu báo cáo vị trí', en: 'Position report not understood' },
    detail: { vi: 'Thiết bị gửi dữ liệu sai: {reason}.', en: 'What the device sent is wrong: {reason}.' },
  },
  'unknown-device': {
    status: 400,
    title: { vi: 'Thiết bị lạ', en: 'Unknown device' },
    detail: {
      vi: 'Không có xe nào đang hoạt động dùng thiết bị mang mã này.',
      en: 'No active truck has a device of this id.',
    },
  },
  'no-such-tracked-truck': {
    status: 400,
    title: { vi: 'Không có xe này', en: 'No such truck' },
    detail: { vi: 'Hãy chọn xe mà tệp vị trí thuộc về.', en: 'Choose the truck whose track the file is.' },
  },
  'track-unreadable': {
    status: 422,
    title: { vi: 'Không đọc được tệp vị trí', en: 'The track cannot be read' },
    detail: {
      vi: 'Cần tệp GPX, hoặc CSV có các cột lat, lon, time.',
      en: 'A GPX is needed, or a CSV with the columns lat, lon, time.',
    },
  },
  'track-empty': {
    status: 422,
    title: { vi: 'Tệp không có vị trí nào', en: 'The track has no positions' },
    detail: {
      vi: 'Mỗi vị trí cần vĩ độ, kinh độ và thời điểm. Số dòng không đọc được: {unreadable}. Hãy xuất lại tệp kèm thời gian.',
      en: 'Each position needs a latitude, a longitude and a time. Lines that cannot be read: {unreadable}. Export the track again with times.',
    },
  },
  'track-too-large': {
    status: 413,
    title: { vi: 'Tệp quá lớn', en: 'File too large' },
    detail: {
      vi: 'Tệp lớn hơn {megabytes} MB. Hãy tách theo tuần.',
      en: 'The file is larger than {megabytes} MB. Split it by weeks.',
    },
  },
});

/** Traccar Client 9 expects 404 for a device nobody knows. */
export const jsonTrackingProblem = defineProblems({
  'unknown-device': {
    status: 404,
    title: { vi: 'Thiết bị lạ', en: 'Unknown device' },
    detail: {
      vi: 'Không có xe nào đang hoạt động dùng thiết bị mang mã này.',
      en: 'No active truck has a device of this id.',
    },
  },
});
