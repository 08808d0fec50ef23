import type { LonLat } from '../../domain/geo.ts';
import { SIMULATED_ATTRIBUTE } from '../../domain/simulation.ts';
import type { Random } from '../random.ts';
import { moved, type PlannedMovement } from './movement.ts';

/** What a tracker sends by OsmAnd's protocol. */
export interface Fix {
  /** Milliseconds since 1970. */
  instant: number;
  position: LonLat;
  /** Metres per second. */
  speed: number;
  course: number | null;
  accuracyMetres: number;
}

const NOISE_METRES = 4;
const GAP_CHANCE = 0.012;
const GAP_SECONDS = { least: 60, most: 240 };
const DUPLICATE_CHANCE = 0.02;
/** A standing tracker saves its battery: it sends one fix out of so many. */
const STANDING_EACH = 3;

/**
 * A tracker on a truck: a fix every `everySeconds` of the simulated day, off by some metres, with gaps where there is no
 * reception and now and then a fix sent twice. The same random source gives the same fixes, however they are asked for.
 */
export class Tracker {
  private readonly movement: PlannedMovement;
  private readonly everySeconds: number;
  private readonly random: Random;
  private next: number;
  private silentUntil = 0;
  private ticks = 0;

  constructor(movement: PlannedMovement, everySeconds: number, random: Random) {
    this.movement = movement;
    this.everySeconds = everySeconds;
    this.random = random;
    this.next = movement.span.from;
  }

  /** The fixes from where it was asked last until `instant` (milliseconds since 1970), in order. */
  fixesUntil(instant: number): Fix[] {
    const fixes: Fix[] = [];
    for (; this.next <= Math.min(instant, this.movement.span.to); this.next += this.everySeconds * 1000) {
      const fix = this.observe(this.next);
      if (!fix) continue;
      fixes.push(fix);
      if (this.random.chance(DUPLICATE_CHANCE)) fixes.push(fix);
    }
    return fixes;
  }

  private observe(instant: number): Fix | null {
    const motion = this.movement.at(instant);
    const [east, north] = [this.random.normal() * NOISE_METRES, this.random.normal() * NOISE_METRES];
    const accuracyMetres = Math.round(this.random.between(3, 12));
    if (this.random.chance(GAP_CHANCE)) {
      this.silentUntil = instant + this.random.between(GAP_SECONDS.least, GAP_SECONDS.most) * 1000;
    }
    this.ticks += 1;
    if (!motion || instant < this.silentUntil) return null;
    if (motion.speed === 0 && this.ticks % STANDING_EACH !== 0) return null;
    return {
      instant,
      position: moved(motion.position, east, north),
      speed: motion.speed,
      course: motion.course,
      accuracyMetres,
    };
  }
}

const METRES_PER_SECOND_PER_KNOT = 0.514444;

/** The query of a fix in OsmAnd's form: seconds since 1970, degrees, knots, and that nobody drove there. */
export function osmandQuery(deviceId: string, { instant, position, speed, course, accuracyMetres }: Fix): string {
  return new URLSearchParams({
    id: deviceId,
    timestamp: String(Math.floor(instant / 1000)),
    lat: position[1].toFixed(6),
    lon: position[0].toFixed(6),
    speed: (speed / METRES_PER_SECOND_PER_KNOT).toFixed(2),
    ...(course !== null && { bearing: course.toFixed(1) }),
    accuracy: String(accuracyMetres),
    [SIMULATED_ATTRIBUTE]: 'true',
  }).toString();
}
