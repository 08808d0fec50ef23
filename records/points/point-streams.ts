import { isDeepStrictEqual } from 'node:util';
import { type CollectionSchedule, heldDays, weekdaysOf } from '../../domain/collection-days.ts';
import { dateToDay, type Day, dayToDate } from '../../domain/day.ts';
import type { RegisterStream } from '../../domain/register/points.ts';
import { Prisma } from '../../prisma/client/client.ts';

type Held = Prisma.PointStreamGetPayload<{ include: { periods: true } }>;
type HeldStream = Required<RegisterStream>;

/**
 * A point's streams as they were on a day. One without kg and days is held no more: its row stays, because its periods tell what
 * days before were due.
 */
export function streamsOn(rows: readonly Held[], day: Day): HeldStream[] {
  return rows
    .map((row) => {
      const [period] = row.periods
        .filter(({ until }) => dateToDay(until) > day)
        .sort((a, b) => a.until.getTime() - b.until.getTime());
      const { expectedKgPerDay, weekdays, days } = period ?? row;
      return { stream: row.stream, expectedKgPerDay, weekdays, days: heldDays(days) } as HeldStream;
    })
    .filter((held) => !isGone(held));
}

const isGone = ({ expectedKgPerDay, weekdays, days }: Omit<HeldStream, 'stream'>): boolean =>
  expectedKgPerDay === 0 && weekdays.length === 0 && days === null;

const NOTHING = { expectedKgPerDay: 0, weekdays: [], days: null } as const;

/**
 * As {@link streamsOn}, with what held before: what is due on a day hangs on when it was collected last, which was by the rule of
 * then.
 */
export function schedulesOn(rows: readonly Held[], day: Day): (HeldStream & Pick<CollectionSchedule, 'earlier'>)[] {
  const periodsOf = new Map(rows.map((row) => [row.stream, row.periods]));
  return streamsOn(rows, day).map((held) => {
    const over = (periodsOf.get(held.stream) ?? [])
      .map(({ until, weekdays, days }) => ({ until: dateToDay(until), schedule: { weekdays, days: heldDays(days) } }))
      .filter(({ until }) => until <= day)
      .sort((a, b) => (a.until < b.until ? -1 : 1));
    const earlier = over.reduce<CollectionSchedule['earlier']>(
      (before, { until, schedule }) => ({ until, schedule: { ...schedule, earlier: before } }),
      null,
    );
    return { ...held, earlier };
  });
}

/**
 * Keeps what a point's streams are from today on. What they were is kept as a period that ends today, so that expected mass
 * and collection days of the days before stay as they were.
 */
export async function changeStreams(
  db: Prisma.TransactionClient,
  pointId: string,
  today: Day,
  wanted: readonly RegisterStream[],
): Promise<void> {
  const rows = await db.pointStream.findMany({ where: { pointId }, include: { periods: true } });
  const before = new Map(streamsOn(rows, today).map(({ stream, ...values }) => [stream as string, values]));
  const after = new Map(wanted.map((held) => [held.stream as string, held]));
  for (const stream of new Set([...before.keys(), ...after.keys()])) {
    const old = before.get(stream) ?? NOTHING;
    const given = after.get(stream);
    const values = given ? { ...NOTHING, days: old.days, ...withoutUndefined(given) } : NOTHING;
    const { expectedKgPerDay } = values;
    const days = heldDays(values.days);
    const weekdays = [...weekdaysOf({ weekdays: values.weekdays, days })];
    await changeStream(db, { pointId, stream, today }, old, { expectedKgPerDay, weekdays, days });
  }
}

/** What of a stream of a point can be changed. */
export interface StreamValues {
  readonly expectedKgPerDay: number;
  readonly weekdays: readonly number[];
  readonly days: unknown;
}

/**
 * Changes one stream from today on. Other days that were already to hold from a later day on give way to a change of days; where
 * only the mass changes they still come.
 *
 * @param seen what whoever changes it had before them: what holds today, or what is to hold
 */
export async function changeStream(
  db: Prisma.TransactionClient,
  { pointId, stream, today }: { readonly pointId: string; readonly stream: string; readonly today: Day },
  seen: StreamValues,
  given: StreamValues,
): Promise<void> {
  if (isDeepStrictEqual(valuesOf(seen), valuesOf(given))) return;
  const key = { pointId_stream: { pointId, stream } };
  const row = await db.pointStream.findUnique({ where: key, include: { periods: { orderBy: { until: 'asc' } } } });
  const pending = (row?.periods ?? []).filter(({ until }) => dateToDay(until) > today);
  const held = pending[0] ?? row ?? NOTHING;
  const later = { pointId, stream, until: { gt: dayToDate(today) } };
  const { expectedKgPerDay } = given;
  if (pending.length > 0 && isSameDays(seen, given)) {
    await db.pointStream.update({ where: key, data: { expectedKgPerDay } });
    await db.pointStreamPeriod.updateMany({ where: later, data: { expectedKgPerDay } });
  } else {
    const columns = { expectedKgPerDay, weekdays: [...given.weekdays], days: jsonOf(given.days) };
    await db.pointStreamPeriod.deleteMany({ where: later });
    await db.pointStream.upsert({ where: key, create: { pointId, stream, ...columns }, update: columns });
  }
  await keepPeriod(db, { pointId, stream, until: dayToDate(today) }, held);
}

const isSameDays = (a: StreamValues, b: StreamValues): boolean =>
  isDeepStrictEqual([a.weekdays, a.days], [b.weekdays, b.days]);

/**
 * Gives one stream other days from a day to come on; until then those of now hold, and they are kept as a period that ends then.
 *
 * @param held what is to hold on that day as the books have it; nothing may be entered for later
 */
export async function rescheduleStream(
  db: Prisma.TransactionClient,
  { pointId, stream, from }: { readonly pointId: string; readonly stream: string; readonly from: Day },
  held: StreamValues,
  { weekdays, days = null }: CollectionSchedule,
): Promise<void> {
  await db.pointStream.update({
    where: { pointId_stream: { pointId, stream } },
    data: { weekdays: [...weekdaysOf({ weekdays, days })], days: jsonOf(days) },
  });
  await keepPeriod(db, { pointId, stream, until: dayToDate(from) }, held);
}

/** Writes the streams of a point that is new: before it there was nothing to keep. */
export async function createStreams(
  db: Prisma.TransactionClient,
  pointId: string,
  streams: readonly RegisterStream[],
): Promise<void> {
  await db.pointStream.createMany({
    data: streams.map(({ stream, expectedKgPerDay, weekdays, days = null }) => ({
      pointId,
      stream,
      expectedKgPerDay,
      weekdays: [...weekdaysOf({ weekdays, days })],
      days: jsonOf(days),
    })),
  });
}

/** Of several changes on one day the first knows what held until then. */
async function keepPeriod(
  db: Prisma.TransactionClient,
  key: { readonly pointId: string; readonly stream: string; readonly until: Date },
  { expectedKgPerDay, weekdays, days }: StreamValues,
): Promise<void> {
  await db.pointStreamPeriod.createMany({
    data: [{ ...key, expectedKgPerDay, weekdays: [...weekdays], days: jsonOf(days) }],
    skipDuplicates: true,
  });
}

function valuesOf({ expectedKgPerDay, weekdays, days }: StreamValues): StreamValues {
  return { expectedKgPerDay, weekdays, days };
}

const jsonOf = (value: unknown) => (value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue));

function withoutUndefined({ days, ...rest }: RegisterStream) {
  return days === undefined ? rest : { ...rest, days };
}
