import { Redis } from 'ioredis';
import { type Bus, encodePayload } from './announcement.ts';
import { HandlerTable } from './handlers.ts';

/** The bus on Redis pub/sub. ioredis reconnects and subscribes again by itself. */
export function openRedisBus(redisUrl: string, report: (error: Error) => void): Bus {
  const publisher = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const subscriber = new Redis(redisUrl, { maxRetriesPerRequest: null });
  publisher.on('error', report);
  subscriber.on('error', report);

  const table = new HandlerTable(report);
  subscriber.on('message', (channel, text) => table.dispatch(channel, text));

  return {
    async publish(channel, payload) {
      await publisher.publish(channel, encodePayload(channel, payload));
    },
    async subscribe(channel, handler) {
      if (table.add(channel, handler)) await subscriber.subscribe(channel);
      return async () => {
        if (table.remove(channel, handler)) await subscriber.unsubscribe(channel);
      };
    },
    async close() {
      await Promise.all([publisher.quit(), subscriber.quit()]);
    },
  };
}
