import { defineProblems } from '../http/problem.ts';

export const replanProblem = defineProblems({
  'nothing-to-replan': {
    status: 409,
    title: { vi: 'Chưa có gì để xếp lại', en: 'Nothing to plan anew' },
    detail: {
      vi: 'Ngày này chưa công bố phương án nào. Hãy công bố một phương án rồi mới xếp lại phần còn lại được.',
      en: 'No revision of this day is published. Publish one first: the rest of it can be planned anew then.',
    },
  },
});
