import { defineProblems } from '../http/problem.ts';

export const weekProposalProblem = defineProblems({
  'no-such-proposal': {
    status: 404,
    title: { vi: 'Không có đề xuất này', en: 'No such proposal' },
    detail: { vi: 'Tuần này không có đề xuất nào mang mã {id}.', en: 'This week has no proposal {id}.' },
  },
  'proposal-open': {
    status: 409,
    title: { vi: 'Đang tính một đề xuất khác', en: 'Another proposal is being reckoned' },
    detail: {
      vi: 'Mỗi lúc chỉ tính một đề xuất ngày thu gom. Hãy đợi xong, hoặc hủy lần tính đó.',
      en: 'Collection days are reckoned one proposal at a time. Wait until that one is done, or cancel it.',
    },
  },
  'proposal-not-open': {
    status: 409,
    title: { vi: 'Không có gì để hủy', en: 'Nothing to cancel' },
    detail: { vi: 'Đề xuất này không còn đang tính nữa.', en: 'This proposal is not being reckoned any more.' },
  },
  'proposal-not-done': {
    status: 409,
    title: { vi: 'Chưa có gì để áp dụng', en: 'Nothing to accept yet' },
    detail: {
      vi: 'Đề xuất này chưa tính xong, đã hủy hoặc không tính được.',
      en: 'This proposal is not done, was cancelled, or could not be reckoned.',
    },
  },
  'from-too-early': {
    status: 409,
    title: { vi: 'Ngày áp dụng quá sớm', en: 'Too early' },
    detail: {
      vi: 'Ngày thu gom mới áp dụng sớm nhất từ {earliest}: kế hoạch hôm nay và những ngày đã qua giữ nguyên.',
      en: 'New collection days hold from {earliest} at the earliest: today’s plan and the days before stay as they are.',
    },
  },
});
