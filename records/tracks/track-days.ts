import type pg from 'pg';
import type { FieldEventView } from '../../domain/field-events.ts';
import type { DeviceFix } from '../../domain/tracks/day/known.ts';
import type { ShownDay } from '../../domain/tracks/day/tracked-day.ts';
import type { Database } from '../../platform/database.ts';
import { type NewPosition, writePositions } from '../positions/write-positions.ts';
import { DayMemory, type RememberedDay } from './day-memory.ts';
import { inferredEvents, notTold, replaceInferred } from './inferred-events.ts';
import { type PlannedDay, plannedDaysOf, type SeenSpan } from './planned-days.ts';
import type { ReadDayPlan } from './read-day-plan.ts';

/** What a truck's track shows of its day, as it is kept now. */
export interface DrawnDay {
  readonly planned: PlannedDay;
  readonly shown: Pick<ShownDay, 'driven' | 'progress'>;
  /** How many visits are inferred now, */
  readonly inferred: number;
  /** those of them that are new, and how many hold no more. */
  readonly written: readonly FieldEventView[];
  readonly removed: number;
}

/** What became of positions that were handed in. */
export interface WrittenPositions {
  /** Those that were not there already. */
  readonly fresh: readonly Pick<NewPosition, 'truckId' | 'deviceId' | 'fixTime'>[];
  /** The days that they are of. */
  readonly days: readonly DrawnDay[];
}

/** What the tracks of trucks show of their days, kept in the same transaction as the positions it follows from. */
export interface TrackDays {
  /** Writes positions with all that follows from them, all or nothing; those that are there already stay. */
  write(positions: readonly NewPosition[]): Promise<WrittenPositions>;
  /** Draws a day anew from what is kept of it; `null` where its positions are forgotten. */
  draw(planned: PlannedDay): Promise<DrawnDay | null>;
}

/** What a person says of a visit that is inferred is looked for so often while the track shows nothing new. */
const LOOK_FOR_REPORTS_MILLISECONDS = 15_000;

type Client = Pick<pg.Pool, 'query'>;
type Fresh = WrittenPositions['fresh'][number];

/**
 * Of a truck's day that this process has drawn, fixes that come in the order of time are gone on with in memory. It is drawn anew from the
 * database where the process has not drawn it yet, where another process has written to it since (its version tells), and where another
 * revision was published. Two processes at one truck's day wait for one another at its row.
 *
 * @param onFault told where positions were kept and what follows from them could not be: it is drawn with the next fix
 */
export function openTrackDays(
  { pool, prisma }: Pick<Database, 'pool' | 'prisma'>,
  onFault: (error: unknown) => void = () => undefined,
): TrackDays {
  const memory = new DayMemory(prisma);

  /** Draws locked days with what is new of them. */
  const drawLocked = async (client: Client, locked: readonly Locked[], isAsked: boolean): Promise<DrawnDay[]> => {
    const drawn: Drawn[] = [];
    for (const day of locked) {
      const of = await memory.goOn(client, day);
      // Of a day whose positions are forgotten what was kept stays.
      if (of.day.shown.drivenFrom < day.fixes && (day.revisionId ?? day.planned.revisionId) === day.planned.revisionId)
        memory.forget(day);
      else drawn.push({ ...day, of, isLookedFor: isAsked });
    }
    if (drawn.length === 0) return [];
    await keepFigures(client, drawn);
    const days: DrawnDay[] = [];
    for (const day of drawn) {
      const { driven, progress } = day.of.day.shown;
      const changed = await keepConclusions(client, day);
      days.push({ planned: day.planned, shown: { driven, progress }, inferred: day.of.kept.size, ...changed });
    }
    return days;
  };

  const inTransaction = async <T>(
    touched: readonly PlannedDay[],
    work: (client: Client, locked: readonly Locked[]) => Promise<T>,
  ): Promise<T> => {
    // Before the transaction: who holds one connection and waits for another may wait for ever.
    const plans = await memory.plansOf(touched);
    const client = await pool.connect();
    let fault: Error | undefined;
    try {
      await client.query('BEGIN');
      const done = await work(client, await lockDays(client, plans));
      await client.query('COMMIT');
      return done;
    } catch (error) {
      for (const planned of touched) memory.forget({ planned });
      await client.query('ROLLBACK').catch((broken: Error) => {
        fault = broken;
      });
      throw error;
    } finally {
      client.release(fault);
    }
  };

  return {
    async write(positions) {
      const planned = await plannedDaysOf(pool, spansOf(positions));
      const touched = planned.filter((day) => positions.some((position) => isOf(position, day)));
      if (touched.length === 0) return { fresh: await writePositions(pool, positions), days: [] };
      return await inTransaction(touched, async (client, locked) => {
        const fresh = await writePositions(client, positions);
        const heard = heardOf(positions, fresh);
        const withNews = locked.flatMap((day) => {
          const own = heard.get(day.planned.truckId)?.filter((position) => isOf(position, day.planned)) ?? [];
          return own.length > 0 ? [{ ...day, heard: own.map(fixOf) }] : [];
        });
        if (withNews.length === 0) return { fresh, days: [] };
        await client.query('SAVEPOINT drawing');
        try {
          return { fresh, days: await drawLocked(client, withNews, false) };
        } catch (error) {
          // Where trucks were must not be lost because of what follows from it.
          await client.query('ROLLBACK TO SAVEPOINT drawing');
          for (const day of withNews) memory.forget(day);
          await turnVersion(client, withNews);
          onFault(error);
          return { fresh, days: [] };
        }
      });
    },
    async draw(planned) {
      return await inTransaction([planned], async (client, locked) => {
        memory.forget({ planned });
        const [day] = await drawLocked(client, locked, true);
        return day ?? null;
      });
    },
  };
}

/** A truck's day whose row is this transaction's own until its end. */
export interface Locked {
  readonly planned: PlannedDay;
  readonly plan: ReadDayPlan;
  readonly version: number;
  /** From how many fixes its figures were made, and for which revision. */
  readonly fixes: number;
  readonly revisionId: string | null;
  /** What is new of it, in this transaction. */
  readonly heard: readonly DeviceFix[];
}

interface Drawn extends Locked {
  readonly of: RememberedDay;
  readonly isLookedFor: boolean;
}

/** Takes the rows of days, in one order, making those that are not there yet. */
async function lockDays(client: Client, plans: ReadonlyMap<PlannedDay, ReadDayPlan>): Promise<Locked[]> {
  const days = [...plans.keys()];
  const asked = [days.map(({ truckId }) => truckId), days.map(({ day }) => day)];
  const lock = async () => {
    const { rows } = await client.query<{ truckId: string; day: string } & Omit<Locked, 'planned' | 'plan' | 'heard'>>(
      LOCK,
      asked,
    );
    return new Map(rows.map((row) => [`${row.truckId} ${row.day}`, row]));
  };
  let rows = await lock();
  if (rows.size < days.length) {
    await client.query(MAKE, [...asked, days.map(({ townId }) => townId)]);
    rows = await lock();
  }
  return [...plans].flatMap(([planned, plan]) => {
    const row = rows.get(`${planned.truckId} ${planned.day}`);
    if (!row) return [];
    const { version, fixes, revisionId } = row;
    return [{ planned, plan, version, fixes, revisionId, heard: [] }];
  });
}

const LOCK = `
  SELECT "truckId", to_char(day, 'YYYY-MM-DD') AS day, version, fixes, "revisionId" FROM "TruckDay"
   WHERE ("truckId", day) IN (SELECT * FROM unnest($1::uuid[], $2::date[])) ORDER BY "TruckDay"."truckId", "TruckDay".day FOR UPDATE`;
/** One that was taken away and made again must not pass for the one before. */
const MAKE = `
  INSERT INTO "TruckDay" ("truckId", day, "townId", fixes, metres, "movingSeconds", "standingSeconds", version)
  SELECT asked.*, 0, 0, 0, 0, (random() * 1000000000)::int FROM unnest($1::uuid[], $2::date[], $3::uuid[]) asked ON CONFLICT DO NOTHING`;

/** Whoever has the day in memory begins anew. */
async function turnVersion(client: Client, days: readonly Locked[]): Promise<void> {
  await client.query(
    `UPDATE "TruckDay" SET version = version + 1
      WHERE ("truckId", day) IN (SELECT * FROM unnest($1::uuid[], $2::date[]))`,
    [days.map(({ planned }) => planned.truckId), days.map(({ planned }) => planned.day)],
  );
}

async function keepFigures(client: Client, days: readonly Drawn[]): Promise<void> {
  const column = <T>(read: (day: Drawn) => T): T[] => days.map(read);
  const whole = (read: (shown: ShownDay) => number | null) => column(({ of }) => read(of.day.shown));
  await client.query(
    `UPDATE "TruckDay" kept SET version = drawn.version, "revisionId" = drawn."revisionId", fixes = drawn.fixes, metres = drawn.metres,
            "movingSeconds" = drawn.moving, "standingSeconds" = drawn.standing, "wayMetres" = drawn.way, "alongMetres" = drawn.along,
            "computedAt" = now()
       FROM unnest($1::uuid[], $2::date[], $3::int[], $4::uuid[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[], $10::int[])
            drawn("truckId", day, version, "revisionId", fixes, metres, moving, standing, way, along)
      WHERE kept."truckId" = drawn."truckId" AND kept.day = drawn.day`,
    [
      column(({ planned }) => planned.truckId),
      column(({ planned }) => planned.day),
      column(({ of, version }) => (of.version = version + 1)),
      column(({ planned }) => planned.revisionId),
      whole(({ drivenFrom }) => drivenFrom),
      whole(({ driven }) => driven.metres),
      whole(({ driven }) => driven.movingSeconds),
      whole(({ driven }) => driven.standingSeconds),
      whole(({ progress }) => progress.wayMetres || null),
      whole(({ progress }) => progress.alongMetres),
    ],
  );
}

/**
 * Keeps what the track shows of visits, in the place of what was kept before. A visit that anybody said anything of is left to that; so is one
 * where the truck still stands.
 */
async function keepConclusions(
  client: Client,
  { planned, of, isLookedFor }: Drawn,
): Promise<Pick<DrawnDay, 'written' | 'removed'>> {
  const { visits } = of.day.shown;
  const now = performance.now();
  const isDue = (visits.length > 0 || of.kept.size > 0) && now - of.lookedAt > LOOK_FOR_REPORTS_MILLISECONDS;
  if (visits === of.visits && !isDue && !isLookedFor) return { written: [], removed: 0 };
  of.visits = visits;
  const over = visits.filter(({ isOver }) => isOver);
  const key = over
    .map(({ stopId, how, arrivedAt, leftAt, share }) => `${stopId} ${how} ${arrivedAt} ${leftAt} ${share}`)
    .join();
  if (key === of.concluded && !isDue && !isLookedFor) return { written: [], removed: 0 };
  of.concluded = key;
  of.lookedAt = now;
  const wanted = await notTold(client, inferredEvents(planned, of.plan.stops, over));
  const ids = new Set(wanted.map(({ view: { id } }) => id));
  const gone = [...of.kept].filter((id) => !ids.has(id));
  const written = await replaceInferred(
    client,
    gone,
    wanted.filter(({ view: { id } }) => !of.kept.has(id)),
  );
  of.kept = ids;
  return { written, removed: gone.length };
}

function spansOf(positions: readonly NewPosition[]): SeenSpan[] {
  const spans = new Map<string, SeenSpan>();
  for (const { truckId, fixTime } of positions) {
    const { first, last } = spans.get(truckId) ?? { first: fixTime, last: fixTime };
    spans.set(truckId, { truckId, first: fixTime < first ? fixTime : first, last: fixTime > last ? fixTime : last });
  }
  return [...spans.values()];
}

const isOf = (
  { truckId, fixTime }: Pick<NewPosition, 'truckId' | 'fixTime'>,
  { truckId: planned, from, until }: PlannedDay,
): boolean => truckId === planned && fixTime >= from && fixTime <= until;

/** Of what was handed in that which was new, by truck; of the same fix twice the first is what was kept. */
function heardOf(positions: readonly NewPosition[], fresh: readonly Fresh[]): Map<string, NewPosition[]> {
  const nameOf = ({ truckId, deviceId, fixTime }: Fresh): string => `${truckId} ${fixTime.getTime()} ${deviceId}`;
  const isFresh = new Set(fresh.map(nameOf));
  const byTruck = new Map<string, NewPosition[]>();
  for (const position of positions) {
    if (!isFresh.delete(nameOf(position))) continue;
    const own = byTruck.get(position.truckId);
    if (own) own.push(position);
    else byTruck.set(position.truckId, [position]);
  }
  return byTruck;
}

const fixOf = ({ deviceId, fixTime, position, speed, accuracyMetres }: NewPosition): DeviceFix => ({
  ...{ deviceId, at: fixTime.getTime(), position, speed, accuracyMetres },
});
