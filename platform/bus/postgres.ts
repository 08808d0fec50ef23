import pg from 'pg';
import { type Bus, encodePayload } from './announcement.ts';
import { openPool } from '../postgres/connections.ts';
import { HandlerTable } from './handlers.ts';

const firstRetryMilliseconds = 200;
const lastRetryMilliseconds = 5000;

/**
 * The bus on LISTEN/NOTIFY: one connection that listens, a small pool that notifies. A lost listening connection is
 * made again with growing pauses, and every channel is listened to again; what was announced meanwhile is lost.
 */
export function openPostgresBus(databaseUrl: string, report: (error: Error) => void): Bus {
  const table = new HandlerTable(report);
  const notifiers = openPool({ connectionString: databaseUrl, max: 2, keepAlive: true }, report);

  let listener: Promise<pg.Client> | undefined;
  let lastStatement: Promise<unknown> = Promise.resolve();
  let retry: NodeJS.Timeout | undefined;
  let wasListening = false;
  let closed = false;

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    client.on('error', report);
    client.on('notification', (message) => table.dispatch(message.channel, message.payload ?? 'null'));
    await client.connect();
    for (const channel of table.channels) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    client.on('end', () => {
      listener = undefined;
      reconnectLater(firstRetryMilliseconds);
    });
    if (wasListening) table.tellGap();
    wasListening = true;
    return client;
  };

  /** LISTEN and UNLISTEN one after the other, as a connection wants them. */
  const state = (verb: 'LISTEN' | 'UNLISTEN', channel: string): Promise<void> => {
    const statement = lastStatement.then(async () => {
      const client = await listen();
      await client.query(`${verb} ${client.escapeIdentifier(channel)}`);
    });
    lastStatement = statement.catch(() => undefined);
    return statement;
  };

  const listen = (): Promise<pg.Client> => {
    if (listener) return listener;
    const attempt = connect();
    listener = attempt;
    attempt.catch(() => {
      if (listener === attempt) listener = undefined;
    });
    return attempt;
  };

  const reconnectLater = (pauseMilliseconds: number): void => {
    if (closed || table.channels.length === 0) return;
    retry = setTimeout(() => {
      listen().catch((error: Error) => {
        report(error);
        reconnectLater(Math.min(pauseMilliseconds * 2, lastRetryMilliseconds));
      });
    }, pauseMilliseconds);
  };

  return {
    async publish(channel, payload) {
      await notifiers.query('SELECT pg_notify($1, $2)', [channel, encodePayload(channel, payload)]);
    },
    async subscribe(channel, handler) {
      table.add(channel, handler);
      try {
        // Listening twice to a channel is harmless, and right after a reconnect it is the sure way.
        await state('LISTEN', channel);
      } catch (error) {
        table.remove(channel, handler);
        throw error;
      }
      return async () => {
        if (table.remove(channel, handler)) await state('UNLISTEN', channel);
      };
    },
    onGap: (handler) => table.addGapHandler(handler),
    async close() {
      closed = true;
      clearTimeout(retry);
      const client = await listener?.catch(() => undefined);
      await client?.end();
      await notifiers.end();
    },
  };
}
