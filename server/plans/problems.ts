import { defineProblems } from '../http/problem.ts';

export const planProblem = defineProblems({
  'plan-already-running': {
    status: 409,
    title: { vi: 'Ngày này đang được lập kế hoạch', en: 'This day is being planned' },
    detail: {
      vi: 'Kế hoạch ngày {day} đang chờ hoặc đang chạy. Hãy đợi nó xong, hoặc hủy nó rồi lập lại.',
      en: 'The plan of {day} is waiting or running. Wait until it is done, or cancel it and ask again.',
    },
  },
  'plan-not-running': {
    status: 409,
    title: { vi: 'Không có gì để hủy', en: 'Nothing to cancel' },
    detail: {
      vi: 'Kế hoạch này không còn chờ hoặc chạy nữa.',
      en: 'This plan is neither waiting nor running any more.',
    },
  },
  'no-such-plan': {
    status: 404,
    title: { vi: 'Không có kế hoạch này', en: 'No such plan' },
    detail: { vi: 'Không có kế hoạch nào mang mã {id}.', en: 'There is no plan {id}.' },
  },
  'no-such-revision': {
    status: 404,
    title: { vi: 'Không có phương án này', en: 'No such revision' },
    detail: {
      vi: 'Kế hoạch này không có phương án như vậy, hoặc chưa có phương án nào.',
      en: 'This plan has no such revision, or none at all yet.',
    },
  },
  'no-such-route': {
    status: 404,
    title: { vi: 'Không có tuyến này', en: 'No such route' },
    detail: { vi: 'Kế hoạch này không có tuyến {id}.', en: 'This plan has no route {id}.' },
  },
});
