import { defineProblems } from '../http/problem.ts';

export const editProblem = defineProblems({
  'plan-changed': {
    status: 409,
    title: { vi: 'Kế hoạch vừa được người khác sửa', en: 'Somebody else changed the plan' },
    detail: {
      vi: 'Hiện đã có phương án {number}. Hãy xem thay đổi rồi áp dụng lại trên phương án đó.',
      en: 'There is revision {number} now. Look at what changed, then apply yours on top of it.',
    },
  },
  'made-before': {
    status: 409,
    title: { vi: 'Phương án cũ không sửa được', en: 'This revision cannot be edited' },
    detail: {
      vi: 'Phương án {number} được lập bằng bản phần mềm cũ nên không sửa tay được. Hãy xếp lại phần còn lại của ngày.',
      en: 'Revision {number} was made by an earlier version and cannot be edited by hand. Plan the rest of the day anew.',
    },
  },
  'no-such-move': {
    status: 422,
    title: { vi: 'Không thể chuyển như vậy', en: 'There is no such move' },
    detail: {
      vi: 'Mục thứ {number}: phương án này không có lượt thu gom, xe, chuyến hoặc vị trí đó.',
      en: 'Move {number}: this revision has no such visit, truck, trip or position.',
    },
  },
  'no-such-change': {
    status: 422,
    title: { vi: 'Không thể đổi như vậy', en: 'There is no such change' },
    detail: {
      vi: 'Thay đổi thứ {number}: phương án này không có ca xe, chuyến, điểm hoặc nơi đổ đó, hoặc giờ nêu ra nằm ngoài ca.',
      en: 'Change {number}: this revision has no such shift, trip, stop or disposal site, or the shift cannot end then.',
    },
  },
  'edit-breaks': {
    status: 422,
    title: { vi: 'Không giữ được: vi phạm quy định', en: 'It cannot be kept: it breaks a rule' },
    detail: {
      vi: 'Thay đổi này vượt một giới hạn không được phép vượt; xem `evaluation`.',
      en: 'The change breaks a limit that nobody may allow; see `evaluation`.',
    },
  },
  'edit-needs-reason': {
    status: 422,
    title: { vi: 'Cần ghi lý do', en: 'It needs a reason' },
    detail: {
      vi: 'Thay đổi này lỡ khung giờ hoặc vượt giờ làm. Muốn giữ, hãy ghi lý do.',
      en: 'The change misses a window or runs over the shift. To keep it, give a reason.',
    },
  },
  'edit-of-done': {
    status: 422,
    title: { vi: 'Điểm này đã làm xong', en: 'It is done already' },
    detail: {
      vi: 'Xe {truck}: {name} đã được báo cáo. Không chuyển điểm đã làm, cũng không xếp gì trước nó.',
      en: 'Truck {truck}: {name} has been reported. What is done is not moved, and nothing comes before it.',
    },
  },
  'edit-of-locked': {
    status: 422,
    title: { vi: 'Đang khóa', en: 'It is locked' },
    detail: {
      vi: 'Xe {truck} {name} đang được khóa. Hãy mở khóa rồi chuyển.',
      en: 'Truck {truck} {name} is locked. Unlock it first, then move.',
    },
  },
  'roads-changed': {
    status: 409,
    title: { vi: 'Bản đồ đường đã thay', en: 'The road map is another' },
    detail: {
      vi: 'Phương án này được lập trên bản đồ đường trước đây. Hãy lập lại kế hoạch ngày.',
      en: 'This revision was planned on an earlier road map. Plan the day again.',
    },
  },
  'no-such-lock': {
    status: 422,
    title: { vi: 'Không khóa được', en: 'It cannot be locked' },
    detail: {
      vi: 'Ngày này không có lượt thu gom hoặc xe đó.',
      en: 'The day has no such visit or truck.',
    },
  },
});
