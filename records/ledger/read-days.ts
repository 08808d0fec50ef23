import { type Day, dateToDay } from '../../domain/day.ts';
import { collectedKg } from '../../domain/ledger/close-day.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { cellsOf, isOfCooperative } from './read-rates.ts';
import { unitNames } from './unit-names.ts';

/** A line of the days' file. */
export interface DayLine {
  readonly day: Day;
  readonly unit: string;
  readonly stream: string;
  readonly generatedKg: number;
  readonly collectedKg: number;
  readonly treatedKg: number;
  readonly weighedKg: number;
  readonly measuredKg: number;
  readonly estimatedKg: number;
}

/** What the viewer may see of the ledger, a line for each day, unit and stream, in this order. */
export async function readDays(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  from: Day,
  to: Day,
): Promise<DayLine[]> {
  const rows = await prisma.ledgerCell.groupBy({
    by: ['day', 'unitId', 'stream'],
    where: cellsOf(townId, viewer, from, to),
    _sum: { generatedKg: true, dueKg: true, treatedKg: true, weighedKg: true, measuredKg: true, estimatedKg: true },
  });
  const unitOf = await unitNames(prisma, townId, 'vi');
  const byDue = isOfCooperative(viewer);
  return rows
    .map(({ day, unitId, stream, _sum }) => {
      const mass = { weighed: _sum.weighedKg ?? 0, measured: _sum.measuredKg ?? 0, estimated: _sum.estimatedKg ?? 0 };
      return {
        ...{ day: dateToDay(day), unit: unitOf(unitId).code, stream },
        generatedKg: (byDue ? _sum.dueKg : _sum.generatedKg) ?? 0,
        collectedKg: collectedKg(mass),
        treatedKg: _sum.treatedKg ?? 0,
        ...{ weighedKg: mass.weighed, measuredKg: mass.measured, estimatedKg: mass.estimated },
      };
    })
    .filter((line) => line.generatedKg + line.collectedKg > 0)
    .sort((a, b) => compare(a.day, b.day) || compare(a.unit, b.unit) || compare(a.stream, b.stream));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
