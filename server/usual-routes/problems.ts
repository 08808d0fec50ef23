import { defineProblems } from '../http/problem.ts';

export const usualRouteProblem = defineProblems({
  'no-such-usual-route': {
    status: 404,
    title: { vi: 'Không có tuyến này', en: 'No such route' },
    detail: {
      vi: 'Không tìm thấy tuyến này; có thể ai đó vừa xóa. Hãy tải lại trang.',
      en: 'There is no such route; somebody may just have taken it out. Load the page again.',
    },
  },
});
