import { BUS_CHANNELS, type LiveEvents } from '../../domain/live.ts';
import type { TruckPosition } from '../../domain/tracking.ts';
import type { Bus } from '../../platform/bus.ts';
import { latestEachSecond } from './latest-each-second.ts';
import type { LiveServer } from './live.ts';
import {
  DRIVERS_ROOM,
  HEARD_BY,
  PART_OF_LEDGER_ROOM,
  PART_OF_REGISTER_ROOM,
  roomOfPermission,
  roomOfTruck,
} from './rooms.ts';

/** Tells the rooms what the bus announces. @returns the function that stops it */
export async function relayAnnouncements(bus: Bus, io: LiveServer): Promise<() => Promise<void>> {
  // Each server announces a truck at most once a second; a truck that two servers hear of must not come twice as often.
  const positions = latestEachSecond<TruckPosition>(
    (position) => position.truckId,
    (position, than) => position.fixTime < than.fixTime,
    (entries) => io.to(roomOfPermission(HEARD_BY.positions)).emit('positions', entries),
  );
  const handlers: { [Event in keyof LiveEvents]: (payload: Parameters<LiveEvents[Event]>[0]) => void } = {
    positions: (entries) => {
      for (const entry of entries) positions.offer(entry);
    },
    fieldEvents: (events) => {
      io.to(roomOfPermission(HEARD_BY.fieldEvents)).emit('fieldEvents', events);
      for (const [truckId, own] of byTruck(events)) {
        io.to(roomOfTruck(truckId)).except(roomOfPermission(HEARD_BY.fieldEvents)).emit('fieldEvents', own);
      }
    },
    retractions: (reports) => {
      io.to(roomOfPermission(HEARD_BY.retractions)).emit('retractions', reports);
      for (const [truckId, own] of byTruck(reports)) {
        io.to(roomOfTruck(truckId)).except(roomOfPermission(HEARD_BY.retractions)).emit('retractions', own);
      }
    },
    incident: (incident) => io.to(roomOfPermission(HEARD_BY.incident)).emit('incident', incident),
    plan: (plan) => {
      io.to(roomOfPermission(HEARD_BY.plan)).emit('plan', plan);
      // Drivers have a route to read anew; how the plan was found, what it costs and whose it is, is not theirs.
      if (plan.changed === 'publication')
        io.to(DRIVERS_ROOM).emit('plan', { ...plan, bestCost: null, requestedBy: null, publishedBy: null });
    },
    areaImport: (announcement) => io.to(roomOfPermission(HEARD_BY.areaImport)).emit('areaImport', announcement),
    // Whatever a page shows is of the area in use, also where only a part of it is seen.
    area: (announcement) => io.emit('area', announcement),
    register: (announcement) => {
      io.to(roomOfPermission(HEARD_BY.register)).emit('register', announcement);
      io.to(PART_OF_REGISTER_ROOM).emit('register', { subject: announcement.subject, ids: [] });
    },
    // Which days were computed tells nothing of whose: a ward and a cooperative read their own again.
    ledger: (announcement) =>
      io.to([roomOfPermission(HEARD_BY.ledger), PART_OF_LEDGER_ROOM]).emit('ledger', announcement),
    alerts: (announcement) => io.to(roomOfPermission(HEARD_BY.alerts)).emit('alerts', announcement),
    notes: (announcement) => io.to(roomOfPermission(HEARD_BY.notes)).emit('notes', announcement),
    routesSeen: (announcement) => io.to(roomOfPermission(HEARD_BY.routesSeen)).emit('routesSeen', announcement),
    simulation: (simulation) => io.to(roomOfPermission(HEARD_BY.simulation)).emit('simulation', simulation),
  };
  // The bus carries what our own processes announce, in the form of the live event of the same name.
  const stops = await Promise.all(
    BUS_CHANNELS.map((channel) => bus.subscribe(channel, handlers[channel] as (payload: unknown) => void)),
  );
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
    positions.close();
  };
}

function byTruck<E extends { readonly truckId: string }>(events: readonly E[]): Map<string, E[]> {
  const groups = new Map<string, E[]>();
  for (const event of events) groups.set(event.truckId, [...(groups.get(event.truckId) ?? []), event]);
  return groups;
}
