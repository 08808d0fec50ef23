import { defineProblems } from '../http/problem.ts';

export const deviceProblem = defineProblems({
  'no-such-device': {
    status: 404,
    title: { vi: 'Không có thiết bị này', en: 'No such device' },
    detail: { vi: 'Không tìm thấy thiết bị.', en: 'There is no such device.' },
  },
  'no-such-truck': {
    status: 400,
    title: { vi: 'Không có xe này', en: 'No such truck' },
    detail: { vi: 'Không tìm thấy xe đang hoạt động này.', en: 'There is no such active truck.' },
  },
  'device-known': {
    status: 409,
    title: { vi: 'Thiết bị đã có', en: 'Device already known' },
    detail: {
      vi: 'Đã có thiết bị mang mã này. Hãy gắn thiết bị đó với xe.',
      en: 'A device of this id is there already. Give that one its truck.',
    },
  },
});
