import { defineProblems } from '../http/problem.ts';

export const visitProblem = defineProblems({
  'no-such-visit': {
    status: 404,
    title: { vi: 'Không có lượt thu gom này', en: 'No such visit' },
    detail: { vi: 'Không tìm thấy lượt thu gom.', en: 'There is no such visit.' },
  },
});
