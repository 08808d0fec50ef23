/**
 * `node --import tsx server/accounts/seed.ts`: makes the demo accounts and prints them as one line of JSON,
 * `{"password": …, "accounts": [{"email", "role"}, …], "file": …}`.
 */
import { loadConfig } from '../../platform/config.ts';
import { explain } from '../../platform/explained-error.ts';
import { openPlatform } from '../../platform/platform.ts';
import { seedDemoAccounts } from './demo-accounts.ts';

try {
  const platform = await openPlatform(loadConfig(), 'seed-accounts');
  try {
    process.stdout.write(`${JSON.stringify(await seedDemoAccounts(platform))}\n`);
  } finally {
    await platform.close();
  }
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
