import { addDays, type Day, dateToDay } from '../../domain/day.ts';
import type { Language } from '../../domain/languages.ts';
import { FORECAST_METHOD, forecastRate, type RateDay } from '../../domain/ledger/forecast.ts';
import type { ForecastView } from '../../domain/ledger/forecast-view.ts';
import type { Denominator } from '../../domain/ledger/rates.ts';
import { UNASSIGNED_UNIT } from '../../domain/ledger/unassigned.ts';
import type { LedgerStream } from '../../domain/ledger/ledger-streams.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { targetShareOn } from '../../domain/targets.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { cellsOf, isOfCooperative, readTargets } from './read-rates.ts';
import { unitNames } from './unit-names.ts';

/** What is looked back at: this year and the one before. */
const LOOK_BACK_DAYS = 730;

/**
 * Where the rate of a unit and stream will stand on a day, see {@link forecastRate}: from the days until yesterday, since today is not
 * over.
 *
 * @returns `null` where the viewer sees nothing of such a unit
 */
export async function readForecast(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  asked: {
    readonly unit: string;
    readonly stream: LedgerStream;
    readonly on: Day | undefined;
    readonly denominator: Denominator;
  },
  { today, language }: { readonly today: Day; readonly language: Language },
): Promise<ForecastView | null> {
  const { unit: code, stream, denominator } = asked;
  const on = asked.on ?? `${today.slice(0, 4)}-12-31`;
  const yesterday = addDays(today, -1);
  const units = await prisma.unit.findMany({
    where: { townId, code },
    select: { id: true },
    orderBy: { validFrom: 'desc' },
  });
  const [first] = code === UNASSIGNED_UNIT ? [{ id: null }] : units;
  if (!first) return null;
  const ofUnit = first.id === null ? { unitId: null } : { unitId: { in: units.map(({ id }) => id) } };
  const rows = await prisma.ledgerCell.groupBy({
    by: ['day'],
    where: { AND: [cellsOf(townId, viewer, addDays(today, -LOOK_BACK_DAYS), yesterday), ofUnit, { stream }] },
    _sum: { generatedKg: true, dueKg: true, weighedKg: true, measuredKg: true, estimatedKg: true, treatedKg: true },
    orderBy: { day: 'asc' },
  });
  if (rows.length === 0) return null;
  const byDue = isOfCooperative(viewer);
  const known = new Map(
    rows.map(({ day, _sum: of }) => {
      const generatedKg = (byDue ? of.dueKg : of.generatedKg) ?? 0;
      const collected = (of.weighedKg ?? 0) + (of.measuredKg ?? 0) + (of.estimatedKg ?? 0);
      return [
        dateToDay(day),
        { treatedKg: of.treatedKg ?? 0, denominatorKg: denominator === 'generated' ? generatedKg : collected },
      ] as const;
    }),
  );
  const days: RateDay[] = [];
  const [start = yesterday] = known.keys();
  for (let day = start; day <= yesterday; day = addDays(day, 1)) {
    days.push({ day, ...(known.get(day) ?? { treatedKg: 0, denominatorKg: 0 }) });
  }
  const year = days.filter(({ day }) => day.slice(0, 4) === on.slice(0, 4));
  const heldAgainst = year.reduce((sum, one) => sum + one.denominatorKg, 0);
  const unit = (await unitNames(prisma, townId, language))(first.id);
  return {
    ...{ unit, stream, denominator, on, asOf: yesterday, interval: 0.8, method: FORECAST_METHOD },
    rateToDate: heldAgainst > 0 ? year.reduce((sum, one) => sum + one.treatedKg, 0) / heldAgainst : null,
    forecast: forecastRate(days, on),
    target:
      unit.setting === null || stream === 'unknown'
        ? null
        : targetShareOn(await readTargets(prisma, townId), unit.setting, stream, on),
  };
}
