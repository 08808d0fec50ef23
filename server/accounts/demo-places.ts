import type { Platform } from '../../platform/platform.ts';
import { placeDemoAccounts } from './demo-accounts.ts';
import { linkDemoDriver } from '../../records/people/demo-driver.ts';

/** Keeps the demo accounts their places, whichever area is active: at once, and whenever an import or activation is announced. */
export async function keepDemoPlaces(
  platform: Pick<Platform, 'database' | 'bus' | 'logger'>,
): Promise<{ stop(): Promise<void> }> {
  let linking = Promise.resolve();
  const link = (): void => {
    linking = linking.then(async () => {
      try {
        await placeDemoAccounts(platform.database);
        await linkDemoDriver(platform);
      } catch (error) {
        platform.logger.warn({ err: error }, 'demo accounts not linked');
      }
    });
  };
  const unsubscribe = await platform.bus.subscribe('areaImport', link);
  link();
  return {
    async stop() {
      await unsubscribe();
      await linking;
    },
  };
}
