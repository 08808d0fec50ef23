import { defineProblems } from './problem.ts';

/** Problems that any route may answer with. */
export const generalProblem = defineProblems({
  'input-invalid': {
    status: 400,
    title: { vi: 'Dữ liệu gửi lên không hợp lệ', en: 'The request does not fit' },
    detail: {
      vi: 'Hãy sửa các mục được nêu trong danh sách lỗi rồi gửi lại.',
      en: 'Fix the fields named in the list of errors and send it again.',
    },
  },
  'json-unreadable': {
    status: 400,
    title: { vi: 'Không đọc được JSON', en: 'The JSON could not be read' },
    detail: {
      vi: 'Nội dung gửi lên không phải là JSON đúng cú pháp.',
      en: 'The body of the request is not well-formed JSON.',
    },
  },
  'signed-out': {
    status: 401,
    title: { vi: 'Chưa đăng nhập', en: 'Not signed in' },
    detail: { vi: 'Hãy đăng nhập rồi thử lại.', en: 'Sign in and try again.' },
  },
  'not-allowed': {
    status: 403,
    title: { vi: 'Không có quyền', en: 'Not allowed' },
    detail: {
      vi: 'Tài khoản của bạn không có quyền làm việc này. Hãy hỏi người quản trị.',
      en: 'Your account may not do this. Ask the administrator.',
    },
  },
  'password-change-due': {
    status: 403,
    title: { vi: 'Cần đổi mật khẩu', en: 'Change the password first' },
    detail: {
      vi: 'Mật khẩu này do người khác đặt và chỉ dùng một lần. Hãy đặt mật khẩu của riêng bạn rồi làm tiếp.',
      en: 'This password was given by somebody else, for one use. Choose one of your own, then go on.',
    },
  },
  'origin-refused': {
    status: 403,
    title: { vi: 'Yêu cầu từ trang khác bị từ chối', en: 'Request from another site refused' },
    detail: {
      vi: 'Yêu cầu thay đổi dữ liệu phải đến từ chính trang này. Nếu có máy chủ trung gian, hãy đặt PUBLIC_URL.',
      en: 'A request that changes something must come from this very site. Behind a proxy, set PUBLIC_URL.',
    },
  },
  'not-found': {
    status: 404,
    title: { vi: 'Không tìm thấy', en: 'Not found' },
    detail: { vi: 'Không có gì ở địa chỉ này.', en: 'There is nothing at this address.' },
  },
  'no-area': {
    status: 404,
    title: { vi: 'Chưa có khu vực', en: 'No area yet' },
    detail: {
      vi: 'Chưa có khu vực nào được kích hoạt. Hãy nhập một khu vực rồi kích hoạt.',
      en: 'No area is active. Import one and make it active.',
    },
  },
  'method-not-allowed': {
    status: 405,
    title: { vi: 'Phương thức không dùng được ở đây', en: 'Method not allowed here' },
    detail: {
      vi: 'Địa chỉ này không nhận phương thức {method}.',
      en: 'This address does not take the method {method}.',
    },
  },
  'request-too-slow': {
    status: 408,
    title: { vi: 'Yêu cầu gửi quá chậm', en: 'The request came too slowly' },
    detail: {
      vi: 'Nội dung gửi lên không đến đủ trong thời gian chờ. Hãy kiểm tra đường truyền rồi gửi lại.',
      en: 'The rest of what was being sent did not arrive in time. Check the connection and send it again.',
    },
  },
  stale: {
    status: 412,
    title: { vi: 'Đã có người sửa trước', en: 'Changed in between' },
    detail: {
      vi: 'Người khác vừa sửa mục này. Hãy xem nội dung hiện tại rồi sửa lại nếu vẫn cần.',
      en: 'Somebody else changed this in between. Look at it as it is now, and change it again if that is still wanted.',
    },
  },
  'if-match-missing': {
    status: 428,
    title: { vi: 'Thiếu If-Match', en: 'If-Match is missing' },
    detail: {
      vi: 'Hãy gửi If-Match với ETag của bản đã đọc, để không ghi đè lên việc của người khác.',
      en: 'Send If-Match with the ETag that was read, so that nobody else’s change is overwritten.',
    },
  },
  'body-too-large': {
    status: 413,
    title: { vi: 'Nội dung quá lớn', en: 'Body too large' },
    detail: {
      vi: 'Nội dung gửi lên vượt quá giới hạn. Hãy chia nhỏ rồi gửi lại.',
      en: 'The body of the request is above the limit. Send it in smaller parts.',
    },
  },
  'one-file-only': {
    status: 400,
    title: { vi: 'Mỗi lần chỉ nhận một tệp', en: 'One file at a time' },
    detail: {
      vi: 'Yêu cầu có nhiều tệp, nên chưa nhận tệp nào. Hãy gửi từng tệp một.',
      en: 'The request holds more than one file, so none of them was taken. Send them one by one.',
    },
  },
  'media-type-unsupported': {
    status: 415,
    title: { vi: 'Kiểu nội dung không được hỗ trợ', en: 'Unsupported media type' },
    detail: {
      vi: 'Hãy gửi nội dung kiểu {wanted}.',
      en: 'Send the body as {wanted}.',
    },
  },
  'too-many-requests': {
    status: 429,
    title: { vi: 'Quá nhiều yêu cầu', en: 'Too many requests' },
    detail: { vi: 'Hãy thử lại sau {seconds} giây.', en: 'Try again in {seconds} seconds.' },
  },
  'database-away': {
    status: 503,
    title: { vi: 'Cơ sở dữ liệu chưa sẵn sàng', en: 'The database is away' },
    detail: {
      vi: 'Cơ sở dữ liệu tạm thời không trả lời. Hãy thử lại sau {seconds} giây.',
      en: 'The database does not answer at the moment. Try again in {seconds} seconds.',
    },
  },
  'too-busy': {
    status: 503,
    title: { vi: 'Máy chủ đang quá tải', en: 'Server too busy' },
    detail: {
      vi: 'Có quá nhiều báo cáo cùng lúc. Hãy gửi lại sau ít giây.',
      en: 'Too many reports at once. Send it again in some seconds.',
    },
  },
  'internal-error': {
    status: 500,
    title: { vi: 'Lỗi máy chủ', en: 'Server error' },
    detail: {
      vi: 'Đã xảy ra lỗi ngoài dự kiến và lỗi đã được ghi lại. Mã yêu cầu: {requestId}.',
      en: 'Something unforeseen went wrong and has been logged. Request id: {requestId}.',
    },
  },
});
