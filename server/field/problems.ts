import { defineProblems } from '../http/problem.ts';

export const fieldProblem = defineProblems({
  'not-your-truck': {
    status: 403,
    title: { vi: 'Không phải xe của bạn', en: 'Not your truck' },
    detail: {
      vi: 'Bạn chỉ báo cáo được cho xe mà tổ của bạn lái trong ca đó.',
      en: 'You can only report for the truck your crew drives in a shift around that time.',
    },
  },
  'not-your-route': {
    status: 404,
    title: { vi: 'Không có tuyến này', en: 'No such route' },
    detail: {
      vi: 'Bạn không có tuyến đã công bố nào như vậy. Hãy tải lại trang.',
      en: 'You have no such published route. Load the page again.',
    },
  },
  'event-does-not-fit': {
    status: 400,
    title: { vi: 'Báo cáo không khớp với kế hoạch', en: 'The report does not fit the plan' },
    detail: {
      vi: 'Hãy xem danh sách lỗi: xe, điểm dừng hoặc thời điểm trong báo cáo không đúng.',
      en: 'See the list of errors: truck, stop or time in the report is not right.',
    },
  },
  'event-differs': {
    status: 409,
    title: { vi: 'Mã báo cáo đã được dùng', en: 'Event id already used' },
    detail: {
      vi: 'Đã có báo cáo khác mang cùng mã. Mỗi việc phải có mã riêng.',
      en: 'Another event with the same id but other content is stored. Each event needs an id of its own.',
    },
  },
  'retraction-differs': {
    status: 409,
    title: { vi: 'Mã rút lại đã được dùng', en: 'Retraction id already used' },
    detail: {
      vi: 'Đã có lần rút lại khác mang cùng mã. Mỗi lần phải có mã riêng.',
      en: 'Another retraction with the same id but other content is stored. Each needs an id of its own.',
    },
  },
  'ticket-number-taken': {
    status: 409,
    title: { vi: 'Số phiếu cân đã có', en: 'Ticket number already used' },
    detail: {
      vi: 'Cơ sở này đã có phiếu cân số {number}. Hãy kiểm tra lại số phiếu.',
      en: 'This facility already has a ticket {number}. Check the number.',
    },
  },
  'no-own-route': {
    status: 404,
    title: { vi: 'Bạn không có tuyến', en: 'No route for you' },
    detail: {
      vi: 'Không có tuyến nào được công bố cho tổ của bạn vào ngày {day}.',
      en: 'No route is published for your crew on {day}.',
    },
  },
});
