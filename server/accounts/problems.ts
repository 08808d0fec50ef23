import { PASSWORD_LENGTH, type PasswordFault } from '../../domain/passwords.ts';
import { defineProblems, type ProblemType } from '../http/problem.ts';

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
  'account-suspended': {
    status: 403,
    title: { vi: 'Tài khoản đã bị khóa', en: 'Account suspended' },
    detail: {
      vi: 'Tài khoản này đã bị khóa. Hãy hỏi người quản trị.',
      en: 'This account is suspended. Ask the administrator.',
    },
  },
  'password-refused': {
    status: 400,
    title: { vi: 'Không đổi được mật khẩu', en: 'Password not changed' },
    detail: {
      vi: 'Mật khẩu hiện tại không đúng.',
      en: 'The present password is wrong.',
    },
  },
});

const { least, most } = PASSWORD_LENGTH;

const FAULT_WORDINGS: Readonly<Record<PasswordFault, ProblemType['detail']>> = {
  'too-short': { vi: `Mật khẩu cần ít nhất ${least} ký tự.`, en: `A password wants at least ${least} characters.` },
  'too-long': { vi: `Mật khẩu dài nhất là ${most} ký tự.`, en: `A password has at most ${most} characters.` },
  blank: { vi: 'Mật khẩu không thể chỉ gồm khoảng trắng.', en: 'A password cannot be nothing but blanks.' },
  common: {
    vi: 'Mật khẩu này nhiều người dùng nên dễ đoán. Hãy chọn vài từ không liên quan đến nhau.',
    en: 'Many people use this password, so it is the first to be guessed. Choose a few words that have nothing in common.',
  },
  'own-address': {
    vi: 'Mật khẩu không được là email hoặc tên của chính bạn.',
    en: 'A password must not be your own e-mail address or name.',
  },
};

/** Why a new password is refused, in both languages. */
export function passwordFaultWording(fault: PasswordFault): ProblemType['detail'] {
  return FAULT_WORDINGS[fault];
}

const WEAK_TITLE = { vi: 'Mật khẩu mới chưa dùng được', en: 'New password refused' } as const;
const weak = (fault: PasswordFault): ProblemType => ({ status: 400, title: WEAK_TITLE, detail: FAULT_WORDINGS[fault] });

/** What is wrong with a new password. */
export const passwordProblem = defineProblems<PasswordFault>({
  'too-short': weak('too-short'),
  'too-long': weak('too-long'),
  blank: weak('blank'),
  common: weak('common'),
  'own-address': weak('own-address'),
});
