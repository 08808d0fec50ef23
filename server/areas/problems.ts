import { defineProblems } from '../http/problem.ts';

export const areaProblem = defineProblems({
  'no-such-area': {
    status: 404,
    title: { vi: 'Không có khu vực này', en: 'No such area' },
    detail: {
      vi: 'Không có khu vực nào mang mã {id}, hoặc khu vực chưa hoàn chỉnh.',
      en: 'There is no area {id}, or it is not complete.',
    },
  },
  'no-such-import': {
    status: 404,
    title: { vi: 'Không có lần nhập này', en: 'No such import' },
    detail: { vi: 'Không có lần nhập nào mang mã {id}.', en: 'There is no import {id}.' },
  },
  'import-not-running': {
    status: 409,
    title: { vi: 'Không có gì để hủy', en: 'Nothing to cancel' },
    detail: {
      vi: 'Lần nhập này không còn chờ hoặc chạy nữa.',
      en: 'This import is neither waiting nor running any more.',
    },
  },
  'file-not-kept': {
    status: 404,
    title: { vi: 'Tệp không còn', en: 'The file is not kept' },
    detail: {
      vi: 'Tệp “{file}” của lần nhập này không có dòng sai, hoặc không còn được giữ trên máy chủ.',
      en: 'The file “{file}” of this import has no faulty rows, or is no longer kept on the server.',
    },
  },
  'file-missing': {
    status: 400,
    title: { vi: 'Thiếu tệp', en: 'A file is missing' },
    detail: { vi: 'Thiếu tệp “{file}”.', en: 'The file “{file}” is missing.' },
  },
  'file-unexpected': {
    status: 400,
    title: { vi: 'Tệp không mong đợi', en: 'Unexpected file' },
    detail: {
      vi: 'Không nhận tệp ở mục “{file}”. Các mục: {known}. Mỗi mục một tệp.',
      en: 'There is no file “{file}” to send. Files are: {known}, one of each.',
    },
  },
  'file-too-large': {
    status: 413,
    title: { vi: 'Tệp quá lớn', en: 'File too large' },
    detail: {
      vi: 'Tệp “{file}” lớn hơn {megabytes} MB. Hãy nhập bằng npm run area trên máy chủ.',
      en: 'The file “{file}” is larger than {megabytes} MB. Import it with npm run area on the server.',
    },
  },
  'upload-broken': {
    status: 400,
    title: { vi: 'Tải lên không trọn vẹn', en: 'The upload is not whole' },
    detail: {
      vi: 'Kết nối bị ngắt hoặc nội dung multipart không đúng. Hãy gửi lại.',
      en: 'The connection broke, or the multipart body is malformed. Send it again.',
    },
  },
});
