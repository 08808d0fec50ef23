import { Redis } from 'ioredis';
import { quitRedis } from '../quit-redis.ts';
import { type Bus, encodePayload } from './announcement.ts';
import { HandlerTable } from './handlers.ts';

const PATIENCE_MILLISECONDS = 3000;

/** The bus on Redis pub/sub. ioredis reconnects by itself. */
export function openRedisBus(redisUrl: string, report: (error: Error) => void): Bus {
  // An announcement may be lost, but nobody who makes one is to wait for a Redis that is away.
  const publisher = new Redis(redisUrl, { maxRetriesPerRequest: 1, commandTimeout: PATIENCE_MILLISECONDS });
  // Subscribing again is done here, because only then is it known when listening has begun.
  const subscriber = new Redis(redisUrl, { maxRetriesPerRequest: null, autoResubscribe: false });
  publisher.on('error', report);
  subscriber.on('error', report);

  const table = new HandlerTable(report);
  let wasListening = false;
  const listenAgain = async (): Promise<void> => {
    if (table.channels.length > 0) await subscriber.subscribe(...table.channels);
    if (wasListening) table.tellGap();
    wasListening = true;
  };
  // A connection that is lost again meanwhile says so by the next `ready`.
  subscriber.on('ready', () => void listenAgain().catch(report));
  subscriber.on('message', (channel, text) => table.dispatch(channel, text));

  return {
    async publish(channel, payload) {
      await publisher.publish(channel, encodePayload(channel, payload));
    },
    async subscribe(channel, handler) {
      table.add(channel, handler);
      try {
        // Also for a channel that others have: theirs may not be listened to yet, or be refused.
        await subscriber.subscribe(channel);
      } catch (error) {
        table.remove(channel, handler);
        throw error;
      }
      return async () => {
        // Away, it has forgotten the channel; when it is back, only those of the table are listened to again.
        if (!table.remove(channel, handler) || subscriber.status !== 'ready') return;
        const told = subscriber.unsubscribe(channel).catch(report);
        await Promise.race([told, new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS).unref())]);
      };
    },
    onGap: (handler) => table.addGapHandler(handler),
    async close() {
      await Promise.all([publisher, subscriber].map(quitRedis));
    },
  };
}
