import { v7 as uuidv7 } from 'uuid';
import { type Day, dayToDate } from '../../domain/day.ts';
import type { Prisma } from '../../prisma/client/client.ts';

/** What of a day a visit is. */
export interface VisitKey {
  readonly pointId: string;
  readonly stream: string;
}

/** Finds the id of one of the visits asked for. @throws Error for another */
export type VisitIds = (visit: VisitKey) => string;

/**
 * The visits of a service day, made where they are not there yet: whoever asks for the same ones gets the same ids, also in
 * another transaction at the same time.
 */
export async function ensureVisits(
  transaction: Pick<Prisma.TransactionClient, 'visit'>,
  townId: string,
  day: Day,
  visits: readonly VisitKey[],
): Promise<VisitIds> {
  const keys = new Map(visits.map((visit) => [keyOf(visit), visit]));
  const date = dayToDate(day);
  // In one order everywhere, so that two who make the same ones wait for each other only once.
  const rows = [...keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { pointId, stream }]) => ({ pointId, stream }));
  await transaction.visit.createMany({
    data: rows.map((row) => ({ id: uuidv7(), townId, day: date, ...row })),
    skipDuplicates: true,
  });
  const made = await transaction.visit.findMany({
    where: { day: date, townId },
    select: { id: true, pointId: true, stream: true },
  });
  const ids = new Map(made.map((row) => [keyOf(row), row.id]));
  return (visit) => {
    const id = ids.get(keyOf(visit));
    if (id === undefined) throw new Error(`no visit ${keyOf(visit)} was made for ${day}`);
    return id;
  };
}

function keyOf({ pointId, stream }: VisitKey): string {
  return `${pointId}/${stream}`;
}
