import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startDemoProgram } from './demo-program.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the whole program, running with the demo town. */
    programUrl: string;
    /** Where that program keeps its data. */
    programDataDir: string;
    /** Password of its demo accounts. */
    programPassword: string;
  }
}

/** The whole program once for all browser tests: a new data directory, with the demo town imported. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, dataDir, stop } = await startDemoProgram({ OPTIMIZER_SECONDS: '2' });
  const accounts = JSON.parse(readFileSync(path.join(dataDir, 'demo-accounts.json'), 'utf8')) as { password: string };
  project.provide('programUrl', url);
  project.provide('programDataDir', dataDir);
  project.provide('programPassword', accounts.password);
  return stop;
}
