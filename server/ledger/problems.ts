import { defineProblems } from '../http/problem.ts';

export const ledgerProblem = defineProblems({
  'no-such-unit': {
    status: 404,
    title: { vi: 'Không có đơn vị này', en: 'No such unit' },
    detail: { vi: 'Không tìm thấy đơn vị trong sổ.', en: 'There is no such unit in the ledger.' },
  },
  'no-such-facility': {
    status: 404,
    title: { vi: 'Không có cơ sở này', en: 'No such facility' },
    detail: { vi: 'Không tìm thấy cơ sở trong sổ đăng ký.', en: 'There is no such facility in the register.' },
  },
  'no-such-truck': {
    status: 404,
    title: { vi: 'Không có xe này', en: 'No such truck' },
    detail: { vi: 'Không tìm thấy xe trong sổ đăng ký.', en: 'There is no such truck in the register.' },
  },
  'month-not-over': {
    status: 409,
    title: { vi: 'Tháng chưa kết thúc', en: 'The month is not over' },
    detail: {
      vi: 'Chỉ khóa sổ được tháng đã kết thúc.',
      en: 'Only a month that is over can be closed.',
    },
  },
  'month-being-computed': {
    status: 409,
    title: { vi: 'Đang tính lại số liệu', en: 'The month is being recomputed' },
    detail: {
      vi: 'Một số ngày trong tháng đang được tính lại. Hãy thử lại sau ít phút.',
      en: 'Days of the month are being recomputed. Try again in a moment.',
    },
  },
});
