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
