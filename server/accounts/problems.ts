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
  'password-refused': {
    status: 400,
    title: { vi: 'Không đổi được mật khẩu', en: 'Password not changed' },
    detail: {
      vi: 'Mật khẩu hiện tại không đúng, hoặc mật khẩu mới không dài từ 8 đến 128 ký tự.',
      en: 'The present password is wrong, or the new one is not 8 to 128 characters long.',
    },
  },
});
