import { DispatcherSession } from '../demo/simulate/dispatcher-session.ts';
import { PlannedMovement } from '../demo/simulate/movement.ts';
import { readPublishedDay } from '../demo/simulate/published-day.ts';
import type { FixesToSend } from './send-fixes.ts';

/**
 * The fixes of trucks that drive the published routes of a day, one a second of its time and truck: what follows from them for visits, driven
 * kilometres and progress is reckoned and kept with them.
 *
 * @param fromSecond of each route; what is sent again would be known already
 */
export async function plannedFixes(
  url: string,
  password: string,
  day: string,
  fromSecond: number,
): Promise<FixesToSend> {
  const published = await readPublishedDay(new DispatcherSession(url, password), day, AbortSignal.timeout(60_000));
  if (!published.revision) throw new Error(`no plan of ${day} is published`);
  const trucks = new Map([...published.trucks].map(([id, { deviceId }]) => [id, deviceId]));
  const driven = new Map<string, PlannedMovement>();
  for (const route of published.revision.routes) {
    if (!driven.has(route.truckId)) driven.set(route.truckId, new PlannedMovement(route));
  }
  const senders = [...driven].flatMap(([truckId, movement]) => {
    const deviceId = trucks.get(truckId);
    return deviceId ? [{ truckId, deviceId, movement }] : [];
  });
  const from = Math.min(...senders.map(({ movement }) => movement.span.from)) + fromSecond * 1000;
  return {
    from,
    senders: senders.length,
    fix(index) {
      const { truckId, deviceId, movement } = senders[index % senders.length];
      const at = movement.span.from + (fromSecond + Math.floor(index / senders.length)) * 1000;
      return { truckId, deviceId, at, position: movement.at(at)?.position ?? [0, 0] };
    },
  };
}
