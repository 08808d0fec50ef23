import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ROLES, type Role, roleSchema } from '../../domain/policy/roles.ts';
import { ExplainedError } from '../../platform/explained-error.ts';
import type { Platform } from '../../platform/platform.ts';
import { givePassword } from '../../records/people/credential.ts';
import { linkDemoDriver } from '../../records/people/demo-driver.ts';
import { demoEmailOf, demoMemberships, isDemoAccountThere } from '../../records/people/demo-memberships.ts';
import { giveAccount } from '../../records/people/give-account.ts';
import { isPublicProduction } from './refuse-public-demo.ts';

const demoAccountsSchema = z.object({
  password: z.string(),
  accounts: z.array(z.object({ email: z.string(), role: roleSchema })),
});
/** What `<dataDir>/demo-accounts.json` (mode 0600) holds. */
export type DemoAccounts = z.infer<typeof demoAccountsSchema>;

/** Any number that only seeding uses: two servers that start at once must not both make a password. */
const SEED_LOCK = 7_301_001;

/**
 * Makes the demo accounts, one a role, and notes them in the data directory. Run again it changes nothing, except that
 * a DEMO_PASSWORD other than the present one becomes the password, and the driver gets a crew of the area that is
 * active now. Their password is DEMO_PASSWORD, else the one noted before, else a new one.
 */
export async function seedDemoAccounts(
  platform: Pick<Platform, 'config' | 'database'>,
): Promise<DemoAccounts & { file: string }> {
  const { config, database } = platform;
  if (isPublicProduction(config, process.env['NODE_ENV'])) {
    throw new ExplainedError(
      `NODE_ENV is production and PUBLIC_URL is ${config.publicUrl}: no demo accounts are made where the whole world can try them. Start with --no-demo (DEMO=0).`,
      `NODE_ENV là production và PUBLIC_URL là ${config.publicUrl}: không tạo tài khoản mẫu ở nơi ai cũng thử được. Hãy chạy với --no-demo (DEMO=0).`,
    );
  }
  const file = path.join(config.dataDir, 'demo-accounts.json');
  const client = await database.pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [SEED_LOCK]);
    const noted = readNoted(file);
    const password = config.demoPassword ?? noted?.password ?? randomBytes(9).toString('base64url');
    // A password nobody noted is unknown to everybody, so then it is set anew.
    const mustMatch = config.demoPassword !== undefined || noted === undefined;
    for (const role of ROLES) await givePassword(database, await giveDemoAccount(database, role), password, mustMatch);
    await linkDemoDriver(platform);
    return { ...noteDemoAccounts(config.dataDir, password), file };
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [SEED_LOCK]);
    client.release();
  }
}

/** Writes down what the demo accounts are and that this is their password, which then is only set where an account has none. */
export function noteDemoAccounts(dataDir: string, password: string): DemoAccounts {
  const noted: DemoAccounts = { password, accounts: ROLES.map((role) => ({ email: demoEmailOf(role), role })) };
  writeWhole(path.join(dataDir, 'demo-accounts.json'), noted);
  return noted;
}

async function giveDemoAccount(database: Pick<Platform['database'], 'prisma'>, role: Role): Promise<string> {
  const memberships = await demoMemberships(database.prisma, role);
  return await giveAccount(database, { email: demoEmailOf(role), name: NAMES[role], memberships });
}

/**
 * Has the demo accounts that are there hold their roles in the town that is active now: the cooperative of one that was served
 * before is none of it.
 */
export async function placeDemoAccounts(database: Pick<Platform['database'], 'prisma'>): Promise<void> {
  for (const role of ROLES) {
    if (await isDemoAccountThere(database.prisma, role)) await giveDemoAccount(database, role);
  }
}

const NAMES: Readonly<Record<Role, string>> = {
  admin: 'Quản trị viên (mẫu)',
  dispatcher: 'Điều phối viên (mẫu)',
  manager: 'Người quản lý (mẫu)',
  cooperative: 'Hợp tác xã (mẫu)',
  'ward-officer': 'Cán bộ phường (mẫu)',
  'site-clerk': 'Nhân viên cơ sở xử lý (mẫu)',
  driver: 'Lái xe (mẫu)',
};

function readNoted(file: string): DemoAccounts | undefined {
  try {
    return demoAccountsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Missing, or cut short by a version that did not write it whole: either way no password is known.
    return undefined;
  }
}

function writeWhole(file: string, content: DemoAccounts): void {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}
