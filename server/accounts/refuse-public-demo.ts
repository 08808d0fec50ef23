import type { Platform } from '../../platform/platform.ts';
import { ExplainedError } from '../../platform/explained-error.ts';
import { demoAccountsThere } from '../../records/people/demo-memberships.ts';

/**
 * Refuses a start in production at an address that the whole world reaches while demo accounts can sign in: everybody knows their names,
 * and one password opens all of them, an administrator's among them.
 *
 * @param environment NODE_ENV
 * @throws ExplainedError that says which accounts and what to do
 */
export async function refusePublicDemo(
  { config, database }: Pick<Platform, 'config' | 'database'>,
  environment: string | undefined,
): Promise<void> {
  if (!isPublicProduction(config, environment)) return;
  const accounts = await demoAccountsThere(database.prisma);
  if (accounts.length === 0) return;
  throw new ExplainedError(
    `NODE_ENV is production and PUBLIC_URL is ${config.publicUrl}, but demo accounts can sign in (${accounts.join(', ')}): suspend them on the accounts' page, or start a data directory of its own with --no-demo.`,
    `NODE_ENV là production và PUBLIC_URL là ${config.publicUrl}, nhưng tài khoản mẫu vẫn đăng nhập được (${accounts.join(', ')}): hãy khóa chúng ở trang Tài khoản, hoặc chạy với --no-demo trên một thư mục dữ liệu riêng.`,
  );
}

/** Whether this is a start that demo accounts have no place in. */
export function isPublicProduction(
  { publicUrl }: Pick<Platform['config'], 'publicUrl'>,
  environment: string | undefined,
) {
  return environment === 'production' && isPublicAddress(publicUrl);
}

/** Whether an origin can be one that people outside the house reach: not this machine, nor an address of a private network. */
export function isPublicAddress(origin: string): boolean {
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, '');
  if (/^(localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/.test(host)) return false;
  if (/^(::1|f[cd][0-9a-f]{2}:|fe80:)/.test(host)) return false;
  return !/\.(localhost|local|lan|internal|home\.arpa|test)$/.test(host) && /[.:]/.test(host);
}
