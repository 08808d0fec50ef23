import { defineProblems } from '../http/problem.ts';

export const accountProblem = defineProblems({
  'sign-in-refused': {
    status: 401,
    title: { vi: 'Không đăng nhập được', en: 'Sign-in refused' },
    detail: {
      vi: 'Email hoặc mật khẩu không đúng.',
      en: 'The e-mail address or the password is wrong.',
    },
  },
  'no-such-account': {
    status: 404,
    title: { vi: 'Không có tài khoản này', en: 'No such account' },
    detail: {
      vi: 'Không có tài khoản nào như vậy. Hãy tải lại danh sách.',
      en: 'There is no such account. Load the list again.',
    },
  },
  'email-taken': {
    status: 409,
    title: { vi: 'Email đã có người dùng', en: 'E-mail address taken' },
    detail: { vi: 'Email này đã thuộc một tài khoản khác.', en: 'Another account has this e-mail address.' },
  },
  'sign-in-name-taken': {
    status: 409,
    title: { vi: 'Tên đăng nhập đã có người dùng', en: 'Sign-in name taken' },
    detail: {
      vi: 'Số điện thoại hoặc tên đăng nhập này đã thuộc một tài khoản khác.',
      en: 'Another account has this phone number or user name.',
    },
  },
  'crew-unknown': {
    status: 400,
    title: { vi: 'Không có tổ này', en: 'No such crew' },
    detail: {
      vi: 'Một trong các tổ được chọn không còn. Hãy chọn lại.',
      en: 'One of the crews is not there. Choose again.',
    },
  },
  'scope-unknown': {
    status: 400,
    title: { vi: 'Không có phạm vi này', en: 'No such scope' },
    detail: {
      vi: 'Hợp tác xã, đơn vị, cơ sở hoặc xe được chọn không còn. Hãy chọn lại.',
      en: 'The cooperative, unit, facility or truck is not there. Choose again.',
    },
  },
  'wider-than-own': {
    status: 403,
    title: { vi: 'Rộng hơn quyền của bạn', en: 'Wider than your own' },
    detail: {
      vi: 'Bạn chỉ cấp được vai trò trong phạm vi của chính mình.',
      en: 'You can only give roles over what you hold yourself.',
    },
  },
  'last-admin': {
    status: 409,
    title: { vi: 'Không còn quản trị viên', en: 'No administrator would be left' },
    detail: {
      vi: 'Đây là quản trị viên cuối cùng. Hãy cấp quyền quản trị cho người khác trước.',
      en: 'This is the last administrator. Make somebody else one first.',
    },
  },
  'own-account': {
    status: 409,
    title: { vi: 'Tài khoản của chính bạn', en: 'Your own account' },
    detail: { vi: 'Hãy nhờ một quản trị viên khác làm việc này.', en: 'Ask another administrator to do this.' },
  },
  'pass-refused': {
    status: 401,
    title: { vi: 'Đường dẫn không còn dùng được', en: 'The link does not work any more' },
    detail: {
      vi: 'Đường dẫn hoặc mã này đã dùng rồi, đã hết hạn, hoặc chép thiếu. Hãy xin một cái mới.',
      en: 'This link or code was used, has expired, or was copied in part. Ask for a new one.',
    },
  },
  'password-refused': {
    status: 400,
    title: { vi: 'Không đổi được mật khẩu', en: 'Password not changed' },
    detail: {
      vi: 'Mật khẩu hiện tại không đúng, hoặc mật khẩu mới không dài từ 8 đến 128 ký tự.',
      en: 'The present password is wrong, or the new one is not 8 to 128 characters long.',
    },
  },
});
