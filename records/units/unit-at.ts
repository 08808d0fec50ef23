import { type Day, dayToDate } from '../../domain/day.ts';
import type { LonLat, Surface } from '../../domain/geo.ts';
import { groundFinder } from '../../domain/units-in-force.ts';
import type { Prisma } from '../../prisma/client/client.ts';

/** The id of the unit in force on `day` that a place lies in; `null` where none holds it. */
export async function unitAt(
  db: Prisma.TransactionClient,
  townId: string,
  day: Day,
  position: LonLat,
): Promise<string | null> {
  const date = dayToDate(day);
  const rows = await db.unit.findMany({
    where: { townId, validFrom: { lte: date }, OR: [{ validTo: null }, { validTo: { gt: date } }] },
    select: { id: true, geometry: true },
    orderBy: { code: 'asc' },
  });
  // Surfaces were checked when they were kept.
  const find = groundFinder(rows.map(({ id, geometry }) => ({ id, geometry: geometry as unknown as Surface })));
  return find(position)?.id ?? null;
}
