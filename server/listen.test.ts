import { Agent, createServer, get } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { once } from 'node:events';
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

describe('stopping', () => {
  it('waits neither for a page that goes on asking over its connection, nor for a connection that never asked', async () => {
    const server = createServer((_request, response) => response.end('here'));
    await listen(server, 0, '127.0.0.1', '--port');
    const { port } = server.address() as AddressInfo;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = () =>
      new Promise<void>((resolve, reject) => {
        get({ port, host: '127.0.0.1', agent }, (response) => response.resume().once('end', resolve)).once(
          'error',
          reject,
        );
      });
    const silent = connect(port, '127.0.0.1');
    const silenced = once(silent, 'close');
    await once(silent, 'connect');
    await ask();

    let isStopped = false;
    // As a page does whose live channel was cut off: it asks again before the connection was idle for long.
    const asking = (async () => {
      while (!isStopped) await ask().catch(() => undefined);
    })();
    await stopListening(server);
    expect(server.listening).toBe(false);
    isStopped = true;
    await Promise.all([asking, silenced]);
    agent.destroy();
  }, 20_000);

  it('lets what is being answered be answered', async () => {
    let answer = () => {};
    const server = createServer((_request, response) => {
      answer = () => response.end('late');
    });
    await listen(server, 0, '127.0.0.1', '--port');
    const { port } = server.address() as AddressInfo;
    const asked = once(server, 'request');
    const text = fetch(`http://127.0.0.1:${port}/`).then((response) => response.text());
    await asked;
    const stopped = stopListening(server);
    answer();
    expect(await text).toBe('late');
    await stopped;
    // Long before an idle connection ends by itself.
  }, 30_000);
});
