import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ExplainedError } from '../platform/explained-error.ts';
import { listen, stopListening } from './listen.ts';

describe('listening', () => {
  it('on a taken port ends in one sentence that names the port and what to change', async () => {
    const first = createServer();
    await listen(first, 0, '127.0.0.1', '--port');
    const { port } = first.address() as AddressInfo;
    const refused = listen(createServer(), port, '127.0.0.1', '--port');
    await expect(refused).rejects.toThrow(ExplainedError);
    await expect(refused).rejects.toThrow(new RegExp(`${port}.*--port`));
    await stopListening(first);
  });
});
