import path from 'node:path';
import { createServer } from 'vite';
import { projectRoot } from '../script-arguments.ts';
import type { Terminal } from './terminal.ts';

/** Serves the pages from their sources, changing them in place, with the API behind them. */
export async function startVite(
  apiUrl: string,
  terminal: Terminal,
): Promise<{ origin: string; stop: () => Promise<void> }> {
  // vite.config.ts reads where the API is from here.
  process.env['API_URL'] = apiUrl;
  const configFile = path.join(projectRoot, 'vite.config.ts');
  const vite = await createServer({ root: path.join(projectRoot, 'web'), configFile, logLevel: 'warn' });
  await vite.listen();
  const { origin } = new URL(vite.resolvedUrls?.local[0] ?? 'http://localhost:5173/');
  terminal.say(`✓ Vite: ${origin}`);
  return { origin, stop: () => vite.close() };
}
