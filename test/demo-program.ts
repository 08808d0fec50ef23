import { backUp } from '../platform/backup/back-up.ts';
import { runningInstance } from '../platform/runtime-file.ts';
import { noonZone } from './noon-zone.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

/** Where `npm test` has laid a backup with the demo town, which takes longer to make than all else of a start. */
const KEPT = 'DEMO_BACKUP';

/** A new program with the demo town, where it is noon, and no history of it. */
export function startDemoProgram(env: Readonly<Record<string, string>> = {}): Promise<StartedProgram> {
  const demo = { DEMO_HISTORY_MONTHS: '0', DEMO_TIME_ZONE: noonZone() };
  return startProgram({ env: { ...demo, ...env }, backup: process.env[KEPT] });
}

/**
 * Makes the demo town once, for all programs that are started with it in the same run.
 *
 * @param directory that is not there yet
 */
export async function keepDemo(directory: string): Promise<void> {
  const program = await startDemoProgram();
  try {
    await backUp(program.dataDir, directory, runningInstance(program.dataDir)?.databaseUrl);
  } finally {
    await program.stop();
  }
  process.env[KEPT] = directory;
}
