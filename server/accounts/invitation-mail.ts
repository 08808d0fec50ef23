import type { Language } from '../../domain/languages.ts';

/** The mail that lets somebody in, as the outbox keeps it. */
export function invitationMail(
  { name, url, days }: { readonly name: string; readonly url: string; readonly days: number },
  language: Language,
): { subject: string; text: string } {
  if (language === 'en') {
    return {
      subject: 'Your account in Tuyến Xanh',
      text: `Hello ${name},\n\nyou have been given an account in Tuyến Xanh. Open this address within ${days} days and choose a password:\n\n${url}\n\nThe address works once. If you expected no such mail, leave it unopened.`,
    };
  }
  return {
    subject: 'Tài khoản Tuyến Xanh của bạn',
    text: `Kính gửi ${name},\n\nBạn vừa được cấp tài khoản trên Tuyến Xanh. Trong vòng ${days} ngày, hãy mở địa chỉ dưới đây và đặt mật khẩu:\n\n${url}\n\nĐịa chỉ chỉ dùng được một lần. Nếu bạn không chờ thư này, xin đừng mở.`,
  };
}
