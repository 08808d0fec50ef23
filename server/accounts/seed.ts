/**
 * `node --import tsx server/accounts/seed.ts`: gives the demo's town its figures, makes the demo accounts and prints them as one line of JSON,
 * `{"password": …, "accounts": [{"email", "role"}, …], "file": …}`.
 */
import { loadConfig } from '../../platform/config.ts';
import { explain } from '../../platform/explained-error.ts';
import { openPlatform } from '../../platform/platform.ts';
import { fillDemoTown } from '../register/demo-town.ts';
import { seedDemoAccounts } from './demo-accounts.ts';

try {
  const platform = await openPlatform(loadConfig(), 'seed-accounts');
  try {
    await fillDemoTown(platform);
    process.stdout.write(`${JSON.stringify(await seedDemoAccounts(platform))}\n`);
  } finally {
    await platform.close();
  }
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
