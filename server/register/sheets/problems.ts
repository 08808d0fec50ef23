import { defineProblems } from '../../http/problem.ts';

export const sheetProblem = defineProblems({
  'sheet-missing': {
    status: 400,
    title: { vi: 'Thiếu tệp', en: 'The file is missing' },
    detail: { vi: 'Hãy gửi bảng tính ở mục “file”.', en: 'Send the spreadsheet as “file”.' },
  },
  'sheet-too-large': {
    status: 413,
    title: { vi: 'Tệp quá lớn', en: 'File too large' },
    detail: {
      vi: 'Tệp “{file}” lớn hơn {megabytes} MB. Hãy chia thành nhiều tệp.',
      en: 'The file “{file}” is larger than {megabytes} MB. Split it.',
    },
  },
  'sheet-upload-broken': {
    status: 400,
    title: { vi: 'Tải lên không trọn vẹn', en: 'The upload is not whole' },
    detail: {
      vi: 'Kết nối bị ngắt hoặc nội dung multipart không đúng. Hãy gửi lại.',
      en: 'The connection broke, or the multipart body is malformed. Send it again.',
    },
  },
  'rows-refused': {
    status: 422,
    title: { vi: 'Có dòng sai', en: 'Rows are wrong' },
    detail: {
      vi: 'Bảng tính có {count} lỗi nên chưa có gì được lưu. Hãy sửa rồi nhập lại.',
      en: 'The spreadsheet has {count} faults, so nothing was kept. Mend them and import it again.',
    },
  },
  'no-such-sheet-import': {
    status: 404,
    title: { vi: 'Không có lần nhập này', en: 'No such import' },
    detail: {
      vi: 'Không có lần nhập này, hoặc đã được hoàn tác.',
      en: 'There is no such import, or it was undone already.',
    },
  },
  'import-built-upon': {
    status: 409,
    title: { vi: 'Không hoàn tác được', en: 'It cannot be undone' },
    detail: {
      vi: 'Từ sau lần nhập, {count} mục đã được sửa hoặc đang dùng trong kế hoạch. Hãy sửa từng mục trong sổ.',
      en: 'Records of the import were changed or used in plans since ({count}). Mend them one by one in the register.',
    },
  },
});
