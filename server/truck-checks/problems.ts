import { defineProblems } from '../http/problem.ts';

export const checkProblem = defineProblems({
  'check-does-not-fit': {
    status: 400,
    title: { vi: 'Phiếu kiểm tra không khớp', en: 'The truck check does not fit' },
    detail: {
      vi: 'Hãy xem danh sách lỗi: xe, ngày hoặc thời điểm của phiếu kiểm tra không đúng.',
      en: 'See the list of errors: truck, day or time of the check is not right.',
    },
  },
  'no-such-check': {
    status: 404,
    title: { vi: 'Không có phiếu kiểm tra này', en: 'No such check' },
    detail: { vi: 'Không tìm thấy phiếu kiểm tra do bạn ghi.', en: 'You have told of no such check.' },
  },
  'check-differs': {
    status: 409,
    title: { vi: 'Mã phiếu kiểm tra đã được dùng', en: 'Check id already used' },
    detail: {
      vi: 'Đã có phiếu kiểm tra khác mang cùng mã. Mỗi phiếu phải có mã riêng.',
      en: 'Another check with the same id but other content is stored. Each needs an id of its own.',
    },
  },
});
