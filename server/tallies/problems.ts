import { defineProblems } from '../http/problem.ts';

export const tallyProblem = defineProblems({
  'no-such-point': {
    status: 404,
    title: { vi: 'Không có điểm này', en: 'No such point' },
    detail: { vi: 'Không tìm thấy điểm tập kết.', en: 'There is no such gathering point.' },
  },
  'no-such-tally': {
    status: 404,
    title: { vi: 'Không có dòng sổ này', en: 'No such tally' },
    detail: { vi: 'Không tìm thấy dòng sổ xe gom do bạn ghi.', en: 'You have told of no such tally.' },
  },
  'tally-not-yet': {
    status: 400,
    title: { vi: 'Ngày ghi sổ không đúng', en: 'The day does not fit' },
    detail: { vi: 'Hãy ghi ngày rác đã được chở đến.', en: 'Give the day on which the waste was brought.' },
  },
  'tally-differs': {
    status: 409,
    title: { vi: 'Mã sổ xe gom đã được dùng', en: 'Tally id already used' },
    detail: {
      vi: 'Đã có dòng sổ khác mang cùng mã. Mỗi dòng phải có mã riêng.',
      en: 'Another tally with the same id but other content is stored. Each needs an id of its own.',
    },
  },
});
