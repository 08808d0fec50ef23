import { defineProblems } from '../http/problem.ts';

export const alertProblem = defineProblems({
  'no-such-alert': {
    status: 404,
    title: { vi: 'Không có cảnh báo này', en: 'No such alert' },
    detail: {
      vi: 'Không tìm thấy cảnh báo này. Hãy tải lại danh sách.',
      en: 'There is no such alert. Load the list again.',
    },
  },
  'alert-over': {
    status: 409,
    title: { vi: 'Cảnh báo đã kết thúc', en: 'The alert is over' },
    detail: {
      vi: 'Sự việc đã qua, hoặc đã có người đóng cảnh báo này. Không cần làm gì thêm.',
      en: 'What it told of is over, or somebody closed it. Nothing more needs to be done.',
    },
  },
});
