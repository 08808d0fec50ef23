import { addDays, type Day, dayToDate } from '../../domain/day.ts';
import { DEBT_DAYS, debtsOf, type UnitDebt } from '../../domain/ledger/debts.ts';
import { STREAMS } from '../../domain/stream-names.ts';
import type { Target } from '../../domain/targets.ts';
import type { Setting } from '../../domain/units.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

/**
 * Which units are behind their targets or ahead of them on a day that is to be planned, by the last four weeks of the ledger before it that
 * are over.
 *
 * @param yesterday the last day that is over
 */
export async function readDebts(
  prisma: PrismaClient,
  townId: string,
  units: ReadonlyMap<string, { readonly setting: Setting }>,
  targets: readonly Target[],
  { day, yesterday }: { readonly day: Day; readonly yesterday: Day },
): Promise<UnitDebt[]> {
  const before = addDays(day, -1);
  const to = before < yesterday ? before : yesterday;
  const days = { gte: dayToDate(addDays(to, 1 - DEBT_DAYS)), lte: dayToDate(to) };
  // A day of which nobody told anything says nothing about who is behind.
  const known = await prisma.ledgerCell.groupBy({ by: ['day'], where: { townId, day: days, served: { gt: 0 } } });
  const rows = await prisma.ledgerCell.groupBy({
    by: ['unitId', 'stream'],
    where: { townId, day: { in: known.map(({ day: each }) => each) }, unitId: { in: [...units.keys()] } },
    _sum: { generatedKg: true, weighedKg: true, measuredKg: true, estimatedKg: true },
  });
  return debtsOf(
    rows.flatMap(({ unitId, stream: name, _sum: of }) => {
      const stream = STREAMS.find((each) => each === name);
      const collectedKg = (of.weighedKg ?? 0) + (of.measuredKg ?? 0) + (of.estimatedKg ?? 0);
      return unitId && stream ? [{ unitId, stream, generatedKg: of.generatedKg ?? 0, collectedKg }] : [];
    }),
    units,
    targets,
    day,
    known.length,
  );
}
