import { defineProblems } from '../http/problem.ts';

export const replanProblem = defineProblems({
  'place-outside-units': {
    status: 422,
    title: { vi: 'Vị trí ngoài địa bàn', en: 'Outside the town' },
    detail: {
      vi: '“{name}” không nằm trong phường, xã nào đang có hiệu lực nên khối lượng không tính được cho đơn vị nào.',
      en: '“{name}” lies in no ward or commune in force, so that its waste could be counted to none.',
    },
  },
  'roads-not-ready': {
    status: 409,
    title: { vi: 'Chưa có mạng đường', en: 'No roads yet' },
    detail: {
      vi: 'Chưa đọc được mạng đường của địa bàn nên không biết xe dừng được ở đâu. Người quản trị xem lại ở mục Khu vực.',
      en: 'The roads of the town cannot be read, so nobody knows where a truck can stop. An administrator looks under Areas.',
    },
  },
  'nothing-to-replan': {
    status: 409,
    title: { vi: 'Chưa có gì để xếp lại', en: 'Nothing to plan anew' },
    detail: {
      vi: 'Ngày này chưa công bố phương án nào. Hãy công bố một phương án rồi mới xếp lại phần còn lại được.',
      en: 'No revision of this day is published. Publish one first: the rest of it can be planned anew then.',
    },
  },
});
