import type { Bus } from '../../../platform/bus.ts';
import type { DrawnDay } from '../../../records/tracks/track-days.ts';
import { publishInParts } from '../../live/publish-in-parts.ts';

/** Last handler but one: tells of visits that a track shows, once they are kept. */
export async function announceVisits(
  bus: Pick<Bus, 'publish'>,
  days: readonly Pick<DrawnDay, 'written'>[],
): Promise<void> {
  const written = days.flatMap((day) => day.written);
  if (written.length > 0) await publishInParts(bus, 'fieldEvents', written);
}
