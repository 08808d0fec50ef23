import type { BOARDS_CHANNEL } from '../../domain/colleagues/colleagues.ts';
import type { BusChannel } from '../../domain/live.ts';
import { type Bus, maxPayloadBytes } from '../../platform/bus.ts';

/**
 * Announces a list in as many announcements as the bus's limit asks for. An entry that is larger by itself is an error.
 */
export async function publishInParts(
  bus: Pick<Bus, 'publish'>,
  channel: BusChannel | typeof BOARDS_CHANNEL,
  entries: readonly unknown[],
): Promise<void> {
  let part: unknown[] = [];
  let partBytes = 2;
  for (const entry of entries) {
    const bytes = Buffer.byteLength(JSON.stringify(entry)) + 1;
    if (part.length > 0 && partBytes + bytes > maxPayloadBytes) {
      await bus.publish(channel, part);
      part = [];
      partBytes = 2;
    }
    part.push(entry);
    partBytes += bytes;
  }
  if (part.length > 0) await bus.publish(channel, part);
}
