import { defineProblems } from '../http/problem.ts';

export const dutyProblem = defineProblems({
  'file-missing': {
    status: 400,
    title: { vi: 'Thiếu tệp', en: 'The file is missing' },
    detail: { vi: 'Hãy gửi tệp ở mục “file”.', en: 'Send the file as “file”.' },
  },
  'file-upload-broken': {
    status: 400,
    title: { vi: 'Tải lên không trọn vẹn', en: 'The upload is not whole' },
    detail: {
      vi: 'Kết nối bị ngắt hoặc nội dung multipart không đúng. Hãy gửi lại.',
      en: 'The connection broke, or the multipart body is malformed. Send it again.',
    },
  },
  'file-too-large': {
    status: 413,
    title: { vi: 'Tệp quá lớn', en: 'File too large' },
    detail: {
      vi: 'Tệp “{name}” lớn hơn {megabytes} MB. Hãy giảm chất lượng bản quét hoặc chia thành nhiều tệp.',
      en: 'The file “{name}” is larger than {megabytes} MB. Scan it at a lower quality, or split it.',
    },
  },
  'file-type-unknown': {
    status: 422,
    title: { vi: 'Không nhận loại tệp này', en: 'No such kind of file' },
    detail: {
      vi: 'Nội dung của “{name}” không phải PDF, ảnh (JPEG, PNG, WebP), DOCX hay XLSX không có macro. Hãy lưu sang một trong các loại đó.',
      en: 'The content of “{name}” is no PDF, picture (JPEG, PNG, WebP), nor a DOCX or XLSX without macros. Save it as one of these.',
    },
  },
  'files-full': {
    status: 409,
    title: { vi: 'Đã đủ số tệp', en: 'No more files' },
    detail: {
      vi: 'Mỗi chỉ tiêu, nhiệm vụ có nhiều nhất {count} tệp. Hãy bỏ bớt một tệp trước.',
      en: 'An indicator or task has {count} files at most. Take one off first.',
    },
  },
});
