import { isDeepStrictEqual } from 'node:util';
import { heldDays, weekdaysOf } from '../../domain/collection-days.ts';
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
 * Keeps what a point's streams are from today on. What they were is kept as a period that ends today, so that expected mass
 * and collection days of the days before stay as they were.
 */
export async function changeStreams(
  db: Prisma.TransactionClient,
  pointId: string,
  today: Day,
  wanted: readonly RegisterStream[],
): Promise<void> {
  const rows = await db.pointStream.findMany({ where: { pointId } });
  const before = new Map(rows.map((row) => [row.stream, valuesOf(row)]));
  const after = new Map(wanted.map((held) => [held.stream as string, held]));
  for (const stream of new Set([...before.keys(), ...after.keys()])) {
    const old = before.get(stream);
    const given = after.get(stream);
    const values = given ? { ...NOTHING, days: old?.days ?? null, ...withoutUndefined(given) } : NOTHING;
    const { expectedKgPerDay, days } = values;
    const weekdays = [...weekdaysOf({ weekdays: values.weekdays, days: heldDays(days) })];
    const columns = { expectedKgPerDay, weekdays, days: jsonOf(days) };
    if (old && isDeepStrictEqual(old, { expectedKgPerDay, weekdays, days })) continue;
    await db.pointStream.upsert({
      where: { pointId_stream: { pointId, stream } },
      create: { pointId, stream, ...columns },
      update: columns,
    });
    await keepPeriod(db, { pointId, stream, until: dayToDate(today) }, old ?? NOTHING);
  }
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
  { expectedKgPerDay, weekdays, days }: { expectedKgPerDay: number; weekdays: readonly number[]; days: unknown },
): Promise<void> {
  await db.pointStreamPeriod.createMany({
    data: [{ ...key, expectedKgPerDay, weekdays: [...weekdays], days: jsonOf(days) }],
    skipDuplicates: true,
  });
}

function valuesOf({ expectedKgPerDay, weekdays, days }: Held | Prisma.PointStreamGetPayload<object>) {
  return { expectedKgPerDay, weekdays, days };
}

const jsonOf = (value: unknown) => (value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue));

function withoutUndefined({ days, ...rest }: RegisterStream) {
  return days === undefined ? rest : { ...rest, days };
}
