import { createServer } from 'vite';
import { projectRoot } from './child-process.ts';
import type { Terminal } from './terminal.ts';

/** Serves the pages from their sources, changing them in place, with the API behind them. */
export async function startVite(
  apiUrl: string,
  terminal: Terminal,
): Promise<{ url: string; stop: () => Promise<void> }> {
  process.env['API_URL'] = apiUrl;
  const vite = await createServer({ root: projectRoot, configFile: `${projectRoot}/vite.config.ts`, logLevel: 'warn' });
  await vite.listen();
  const url = vite.resolvedUrls?.local[0] ?? 'http://localhost:5173/';
  terminal.say(`✓ Vite: ${url}`);
  return { url, stop: () => vite.close() };
}
