import { defineProblems } from '../http/problem.ts';

export const simulationProblem = defineProblems({
  'only-in-demo': {
    status: 403,
    title: { vi: 'Chỉ dùng được ở bản mẫu', en: 'Only in the demo' },
    detail: {
      vi: 'Ngày mô phỏng chỉ chạy được khi chương trình ở chế độ mẫu (DEMO=1) và khu vực là dữ liệu mẫu: mô phỏng xóa những gì đã báo cáo trong ngày.',
      en: 'A simulated day can only be driven in demo mode (DEMO=1) and in a made-up town: it removes what was reported of the day.',
    },
  },
  'nothing-published': {
    status: 409,
    title: { vi: 'Chưa công bố kế hoạch', en: 'Nothing published' },
    detail: {
      vi: 'Ngày {day} chưa có kế hoạch được công bố. Hãy công bố một phương án rồi mô phỏng.',
      en: 'No plan of {day} is published. Publish a revision first.',
    },
  },
  'simulation-already-running': {
    status: 409,
    title: { vi: 'Đang có mô phỏng chạy', en: 'A simulation is running' },
    detail: {
      vi: 'Mỗi lúc chỉ chạy được một ngày mô phỏng. Hãy dừng mô phỏng đang chạy trước.',
      en: 'Only one simulated day can run at a time. Stop the one that is running first.',
    },
  },
  'no-such-simulation': {
    status: 404,
    title: { vi: 'Không có mô phỏng này', en: 'No such simulation' },
    detail: { vi: 'Không có mô phỏng nào mang mã {id}.', en: 'There is no simulation {id}.' },
  },
});
