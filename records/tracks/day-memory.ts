import type pg from 'pg';
import type { DeviceFix } from '../../domain/tracks/day/known.ts';
import { openTrackedDay, type TrackedDay } from '../../domain/tracks/day/tracked-day.ts';
import type { InferredVisit } from '../../domain/visits/infer/infer-visits.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { readInferredIds } from './inferred-events.ts';
import type { PlannedDay } from './planned-days.ts';
import { type ReadDayPlan, readDayPlan } from './read-day-plan.ts';
import type { Locked } from './track-days.ts';

/** A truck's day as this process has drawn it. */
export interface RememberedDay {
  readonly day: TrackedDay;
  readonly plan: ReadDayPlan;
  /** Ids of the conclusions that are kept. */
  kept: Set<string>;
  /** What of visits the track showed last, which conclusions it came to, and when it was looked whether a person had said anything of them. */
  visits: readonly InferredVisit[] | null;
  concluded: string | null;
  lookedAt: number;
  /** Of the row that it was written to last. */
  version: number;
}

/** A fix takes some 150 bytes; the trucks of a large town send so many on a day. */
const MOST_FIXES = 300_000;
const MOST_PLANS = 500;
/** Where points and facilities are is read again so often. */
const OLD_MILLISECONDS = 15 * 60_000;

/** The days of trucks that this process goes on with, the latest used last. */
export class DayMemory {
  readonly #prisma: PrismaClient;
  readonly #plans = new Map<
    string,
    { readonly plan: ReadDayPlan; readonly revisionId: string; readonly readAt: number }
  >();
  readonly #days = new Map<string, RememberedDay>();
  #fixes = 0;

  constructor(prisma: PrismaClient) {
    this.#prisma = prisma;
  }

  /** What the tracks of days are held against. */
  async plansOf(days: readonly PlannedDay[]): Promise<Map<PlannedDay, ReadDayPlan>> {
    const plans = new Map<PlannedDay, ReadDayPlan>();
    for (const planned of days) {
      const key = keyOf(planned);
      const known = this.#plans.get(key);
      const isFresh = known?.revisionId === planned.revisionId && performance.now() - known.readAt < OLD_MILLISECONDS;
      const plan = isFresh ? known.plan : await readDayPlan(this.#prisma, planned);
      this.#plans.delete(key);
      this.#plans.set(key, isFresh ? known : { plan, revisionId: planned.revisionId, readAt: performance.now() });
      plans.set(planned, plan);
    }
    for (const oldest of this.#plans.keys()) {
      if (this.#plans.size <= MOST_PLANS) break;
      this.#plans.delete(oldest);
    }
    return plans;
  }

  forget({ planned }: { readonly planned: PlannedDay }): void {
    const key = keyOf(planned);
    this.#fixes -= this.#days.get(key)?.day.size ?? 0;
    this.#days.delete(key);
  }

  /** A day with all that is kept of it, what is new in this transaction included. */
  async goOn(client: Pick<pg.Pool, 'query'>, locked: Locked): Promise<RememberedDay> {
    const { planned, plan, version, heard } = locked;
    const key = keyOf(planned);
    const known = this.#days.get(key);
    this.forget(locked);
    const isCurrent = known?.version === version && known.plan === plan;
    if (isCurrent) known.day.take(heard);
    const of = isCurrent ? known : await read(client, planned, plan);
    this.#days.set(key, of);
    this.#fixes += of.day.size;
    for (const [oldest, { day }] of this.#days) {
      if (this.#fixes <= MOST_FIXES || oldest === key) break;
      this.#days.delete(oldest);
      this.#fixes -= day.size;
    }
    return of;
  }
}

const keyOf = ({ truckId, day }: PlannedDay): string => `${truckId} ${day}`;

async function read(client: Pick<pg.Pool, 'query'>, planned: PlannedDay, plan: ReadDayPlan): Promise<RememberedDay> {
  const { rows } = await client.query<Row>(
    `SELECT "deviceId", "fixTime", lon, lat, speed, "accuracyMetres" FROM "Position"
        WHERE "truckId" = $1 AND "fixTime" BETWEEN $2 AND $3`,
    [planned.truckId, planned.from, planned.until],
  );
  const day = openTrackedDay(plan.plan);
  day.take(
    rows.map(({ deviceId, fixTime, lon, lat, speed, accuracyMetres }): DeviceFix => {
      return { deviceId, at: fixTime.getTime(), position: [lon, lat], speed, accuracyMetres };
    }),
  );
  const kept = await readInferredIds(client, planned);
  return { day, plan, kept, visits: null, concluded: null, lookedAt: 0, version: -1 };
}

interface Row {
  readonly deviceId: string;
  readonly fixTime: Date;
  readonly lon: number;
  readonly lat: number;
  readonly speed: number | null;
  readonly accuracyMetres: number | null;
}
