import type { DemoAccess } from './demo.ts';

/** The block at the end of a start: everything a visitor needs, once. */
export function welcome(about: {
  readonly address: string;
  readonly access: DemoAccess | undefined;
  /** The command that makes the first account, while there is none. */
  readonly firstAccount: string | undefined;
  readonly dataDir: string;
}): string {
  const line = '─'.repeat(76);
  const row = (vi: string, en: string, value: string): string => `  ${`${vi} / ${en}`.padEnd(24)} ${value}`;
  const { access, firstAccount } = about;
  return [
    '',
    line,
    '  Tuyến Xanh đang chạy / is running',
    '',
    row('Địa chỉ', 'Address', about.address),
    ...(access
      ? [
          row('Tài khoản', 'Accounts', access.accounts.slice(0, 2).join('  ')),
          row('', '', access.accounts.slice(2).join('  ')).replace(' / ', '   '),
          row('Mật khẩu', 'Password', access.password),
          row('Thị xã mẫu', 'Demo', 'dữ liệu giả lập / synthetic data'),
        ]
      : []),
    ...(firstAccount ? ['', '  Tạo tài khoản đầu tiên / Make the first account:', `    ${firstAccount}`, ''] : []),
    row('Dữ liệu', 'Data', about.dataDir),
    row('Dừng', 'Stop', 'Ctrl-C'),
    line,
  ].join('\n');
}
