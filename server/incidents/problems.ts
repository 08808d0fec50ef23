import { defineProblems } from '../http/problem.ts';

export const incidentProblem = defineProblems({
  'no-such-incident': {
    status: 404,
    title: { vi: 'Không có sự cố này', en: 'No such incident' },
    detail: { vi: 'Không tìm thấy sự cố.', en: 'There is no such incident.' },
  },
  'incident-does-not-fit': {
    status: 400,
    title: { vi: 'Báo sự cố không khớp', en: 'The incident does not fit' },
    detail: {
      vi: 'Hãy xem danh sách lỗi: xe, ngày hoặc thời điểm của sự cố không đúng.',
      en: 'See the list of errors: truck, day or time of the incident is not right.',
    },
  },
  'incident-differs': {
    status: 409,
    title: { vi: 'Mã sự cố đã được dùng', en: 'Incident id already used' },
    detail: {
      vi: 'Đã có sự cố khác mang cùng mã. Mỗi sự cố phải có mã riêng.',
      en: 'Another incident with the same id but other content is stored. Each needs an id of its own.',
    },
  },
});
