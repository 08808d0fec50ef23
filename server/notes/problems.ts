import { defineProblems } from '../http/problem.ts';

export const noteProblem = defineProblems({
  'no-such-note': {
    status: 404,
    title: { vi: 'Không có ghi chú này', en: 'No such note' },
    detail: { vi: 'Không tìm thấy ghi chú này.', en: 'There is no note of that id.' },
  },
  'no-such-thing': {
    status: 422,
    title: { vi: 'Không có xe hoặc điểm này', en: 'No such truck or point' },
    detail: {
      vi: 'Thị xã không có xe hoặc điểm mà ghi chú nói tới.',
      en: 'The town has no truck or point that the note is of.',
    },
  },
});
