import { defineProblems } from '../http/problem.ts';

export const photoProblem = defineProblems({
  'photo-missing': {
    status: 400,
    title: { vi: 'Thiếu ảnh', en: 'The photo is missing' },
    detail: { vi: 'Hãy gửi ảnh ở mục “file”.', en: 'Send the photo as “file”.' },
  },
  'photo-too-large': {
    status: 413,
    title: { vi: 'Ảnh quá lớn', en: 'Photo too large' },
    detail: {
      vi: 'Ảnh lớn hơn {megabytes} MB. Hãy chụp lại hoặc giảm độ phân giải của máy ảnh.',
      en: 'The photo is larger than {megabytes} MB. Take it again, or lower the camera’s resolution.',
    },
  },
  'photo-too-many-pixels': {
    status: 422,
    title: { vi: 'Ảnh quá nhiều điểm ảnh', en: 'Too many pixels' },
    detail: {
      vi: 'Ảnh có {width} × {height} điểm ảnh, nhiều hơn mức nhận được. Hãy giảm độ phân giải của máy ảnh.',
      en: 'The photo has {width} × {height} pixels, more than is taken. Lower the camera’s resolution.',
    },
  },
  'photo-unreadable': {
    status: 422,
    title: { vi: 'Không đọc được ảnh', en: 'The photo cannot be read' },
    detail: {
      vi: 'Tệp không phải ảnh, hoặc ảnh bị hỏng. Hãy chụp lại.',
      en: 'The file is no picture, or a broken one. Take it again.',
    },
  },
  'photo-differs': {
    status: 409,
    title: { vi: 'Mã ảnh đã dùng', en: 'The id is used' },
    detail: { vi: 'Mã này là của một ảnh khác.', en: 'This id is another photo’s.' },
  },
  'photo-upload-broken': {
    status: 400,
    title: { vi: 'Tải lên không trọn vẹn', en: 'The upload is not whole' },
    detail: {
      vi: 'Kết nối bị ngắt hoặc nội dung multipart không đúng. Hãy gửi lại.',
      en: 'The connection broke, or the multipart body is malformed. Send it again.',
    },
  },
  'no-such-photo': {
    status: 404,
    title: { vi: 'Không có ảnh này', en: 'No such photo' },
    detail: {
      vi: 'Không có ảnh này, hoặc ảnh chưa gửi đến.',
      en: 'There is no such photo, or it has not arrived yet.',
    },
  },
});
