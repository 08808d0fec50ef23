import { defineProblems } from '../http/problem.ts';

export const complaintProblem = defineProblems({
  'no-such-complaint': {
    status: 404,
    title: { vi: 'Không có phản ánh này', en: 'No such complaint' },
    detail: { vi: 'Không tìm thấy phản ánh này.', en: 'There is no complaint of that id.' },
  },
  'no-such-place': {
    status: 422,
    title: { vi: 'Không có điểm hoặc đường này', en: 'No such point or street' },
    detail: {
      vi: 'Không có điểm thu gom hoặc đường này, hoặc không thuộc phạm vi của bạn. Hãy chọn lại từ danh sách.',
      en: 'There is no such collection point or street, or it is not yours. Choose one from the list.',
    },
  },
  'day-out-of-range': {
    status: 422,
    title: { vi: 'Ngày không hợp lệ', en: 'No such day' },
    detail: {
      vi: 'Chỉ nhận phản ánh về ngày từ {from} đến {to}.',
      en: 'Only days from {from} to {to} can be complained of.',
    },
  },
  'answered-by-others': {
    status: 409,
    title: { vi: 'Đã có người trả lời', en: 'Answered already' },
    detail: {
      vi: 'Người khác đã trả lời phản ánh này. Cơ quan quản lý mới sửa được câu trả lời đó.',
      en: 'Somebody else has answered this complaint. Only the town’s office may change that answer.',
    },
  },
});
