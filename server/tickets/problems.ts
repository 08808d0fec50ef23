import { defineProblems } from '../http/problem.ts';

export const ticketProblem = defineProblems({
  'no-such-ticket': {
    status: 404,
    title: { vi: 'Không có phiếu cân này', en: 'No such ticket' },
    detail: { vi: 'Không tìm thấy phiếu cân.', en: 'There is no such ticket.' },
  },
  'no-such-doubt': {
    status: 404,
    title: { vi: 'Không có mục này', en: 'No such entry' },
    detail: { vi: 'Không tìm thấy mục cần kiểm tra.', en: 'There is no such entry to check.' },
  },
  'no-such-facility': {
    status: 404,
    title: { vi: 'Không có cơ sở này', en: 'No such facility' },
    detail: {
      vi: 'Không tìm thấy cơ sở mà bạn được nhập phiếu cân.',
      en: 'There is no such facility at which you enter tickets.',
    },
  },
  'ticket-does-not-fit': {
    status: 400,
    title: { vi: 'Phiếu cân không hợp lệ', en: 'The ticket does not fit' },
    detail: {
      vi: 'Hãy xem danh sách lỗi: cơ sở, xe hoặc thời điểm cân không đúng.',
      en: 'See the list of errors: the facility, the truck or the time of weighing is not right.',
    },
  },
  'ticket-number-taken': {
    status: 409,
    title: { vi: 'Số phiếu cân đã có', en: 'Ticket number already used' },
    detail: {
      vi: 'Cơ sở này đã có phiếu cân số {number} với nội dung khác. Hãy kiểm tra lại số phiếu.',
      en: 'This facility already has a ticket {number} that says something else. Check the number.',
    },
  },
  'ticket-is-void': {
    status: 409,
    title: { vi: 'Phiếu cân đã hủy', en: 'The ticket is void' },
    detail: {
      vi: 'Phiếu cân này đã hủy nên không sửa được nữa. Hãy nhập phiếu mới.',
      en: 'This ticket is void and cannot be corrected any more. Enter a new one.',
    },
  },
  'no-such-trip': {
    status: 400,
    title: { vi: 'Không có chuyến này', en: 'No such trip' },
    detail: {
      vi: 'Xe của phiếu cân không có chuyến này trong kế hoạch đã công bố.',
      en: 'The truck of the ticket has no such trip in a published plan.',
    },
  },
});
