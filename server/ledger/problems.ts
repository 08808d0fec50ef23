import { defineProblems } from '../http/problem.ts';

export const ledgerProblem = defineProblems({
  'no-such-unit': {
    status: 404,
    title: { vi: 'Không có đơn vị này', en: 'No such unit' },
    detail: { vi: 'Không tìm thấy đơn vị trong sổ.', en: 'There is no such unit in the ledger.' },
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
