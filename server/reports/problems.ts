import { defineProblems } from '../http/problem.ts';

export const reportProblem = defineProblems({
  'no-such-scope': {
    status: 404,
    title: { vi: 'Không có phạm vi này', en: 'No such scope' },
    detail: {
      vi: 'Không tìm thấy thị xã, phường xã hoặc hợp tác xã này trong phạm vi của bạn.',
      en: 'There is no such unit or cooperative that is yours.',
    },
  },
  'no-such-report': {
    status: 404,
    title: { vi: 'Không có báo cáo này', en: 'No such report' },
    detail: { vi: 'Không tìm thấy báo cáo.', en: 'There is no such report.' },
  },
  'report-not-made': {
    status: 409,
    title: { vi: 'Báo cáo chưa lập xong', en: 'The report is not made' },
    detail: {
      vi: 'Báo cáo đang được lập hoặc không lập được. Hãy xem trạng thái của báo cáo.',
      en: 'The report is being made, or could not be. Look at its state.',
    },
  },
});
