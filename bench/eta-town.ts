import { aRoute, aStop } from '../demo/simulate/planned-stops.testing.ts';
import { moved } from '../demo/simulate/movement.ts';
import { Random } from '../demo/random.ts';
import type { LonLat } from '../domain/geo.ts';
import type { RouteView, StopView } from '../domain/plans.ts';
import { straightMetres } from '../domain/straight-line.ts';

/** Streets are longer than the straight line by so much, and driven at so many metres a second with a start and a stop. */
const DETOUR = 1.35;
const METRES_PER_SECOND = 7;
const STOP_SECONDS = 25;

const DEPOT: LonLat = [105.86, 20.09];
const LANDFILL: LonLat = [105.91, 20.1];

/** Routes of an invented fleet from 05:00: two trips each, a break between them. Service times as a town's books have them. */
export function inventRoutes(trucks: number, pointsATrip: number, midnight: number): RouteView[] {
  return Array.from({ length: trucks }, (_, truck) => {
    const random = new Random(`fleet/${truck}`);
    const stops: StopView[] = [];
    let at = midnight + 5 * 3_600_000;
    let here = DEPOT;
    const add = (kind: StopView['kind'], position: LonLat, seconds: number, more: Partial<StopView> = {}): void => {
      const metres = straightMetres(here, position) * DETOUR;
      const legSeconds = metres === 0 ? 0 : Math.round(metres / METRES_PER_SECOND + STOP_SECONDS);
      const arrives = at + legSeconds * 1000;
      at = arrives + seconds * 1000;
      const geometry = metres === 0 ? null : { type: 'LineString' as const, coordinates: [here, position] };
      here = position;
      const [arrivesAt, departsAt] = [arrives, at].map((instant) => new Date(instant).toISOString());
      const id = `${truck}/${stops.length}`;
      stops.push({
        ...aStop({ kind, arrivesAt, departsAt, position, geometry, legSeconds, legMetres: Math.round(metres) }),
        ...more,
        id,
      });
    };
    add('start', DEPOT, 0);
    for (const trip of [1, 2]) {
      let street = moved(DEPOT, random.between(-3000, 3000), random.between(-3000, 3000));
      for (let k = 0; k < pointsATrip; k += 1) {
        street = moved(street, random.between(-450, 450), random.between(-450, 450));
        add('point', street, 60 * random.whole(2, 5), { pointId: `${truck}/${trip}/${k}`, stream: 'household-other' });
      }
      add('unload', LANDFILL, 900);
      if (trip === 1) add('break', LANDFILL, 1200);
    }
    add('end', DEPOT, 0);
    return {
      ...aRoute(stops),
      id: `route/${truck}`,
      truckId: `truck/${truck}`,
      shiftId: `shift/${truck}`,
      truckNumber: truck + 1,
    };
  });
}
