/** The server process: HTTP API, live channel, trackers and the web app. */
import { runChild } from '../platform/child.ts';
import { startServer } from './server.ts';

await runChild('server', async (platform) => {
  const server = await startServer(platform);
  await server.warmUp();
  return () => server.close();
});
