import { createHash } from 'node:crypto';
import { isDueOn } from '../domain/collection-days.ts';
import type { Day } from '../domain/day.ts';
import type { PlanBasis } from '../domain/plan-basis.ts';
import type { DayInputs } from '../records/plans/day-inputs.ts';
import { type WorkingDay, workingDay } from './day-out.ts';

/**
 * What the books say of a day, short enough to be kept with its plan and held against what they say later. What was missed
 * before and is made up for changes with every report and is no change of the books.
 *
 * @param alsoPoints points that are in the plan without a collection day of their own
 */
export function basisOf(
  inputs: DayInputs,
  day: Day,
  alsoPoints: ReadonlySet<string>,
  working: WorkingDay = workingDay(inputs),
  at = new Date(),
): PlanBasis {
  return {
    day,
    at: at.toISOString(),
    without: [...working.out],
    shifts: Object.fromEntries(
      working.shifts.map((shift) => {
        const { truck, crewId, startSecond, endSecond, maxOvertimeSeconds, breaks } = shift;
        const { code, capacityKg, capacityLitres, heightMetres, widthMetres, weightTonnes, streams, depot } = truck;
        const costs = [truck.costPerDay, truck.costPerHour, truck.costPerKm];
        const size = [capacityKg, capacityLitres, heightMetres, widthMetres, weightTonnes, streams];
        const times = [startSecond, endSecond, maxOvertimeSeconds, breaks];
        const is = markOf([code, crewId, times, size, costs, depot.id, depot.roadLon, depot.roadLat]);
        return [shift.id, { name: code, is }];
      }),
    ),
    sites: Object.fromEntries(
      working.facilities
        .filter(({ acceptedStreams }) => acceptedStreams.length > 0)
        .map(({ id, name, roadLon, roadLat, windows, acceptedStreams, dailyIntakeKg, unloadSeconds }) => [
          id,
          { name, is: markOf([roadLon, roadLat, windows, acceptedStreams, dailyIntakeKg, unloadSeconds]) },
        ]),
    ),
    points: Object.fromEntries(
      inputs.points.flatMap((point) => {
        const due = point.streams.filter(
          ({ expectedKgPerDay, ...schedule }) => expectedKgPerDay > 0 && isDueOn(schedule, day, inputs.holidays),
        );
        if (due.length === 0 && !alsoPoints.has(point.id)) return [];
        const { roadLon, roadLat, serviceSeconds, windows } = point;
        const limits = [point.maxHeightMetres, point.maxWidthMetres, point.maxWeightTonnes];
        const held = due.map(({ stream, expectedKgPerDay }) => [stream, expectedKgPerDay]);
        const is = markOf([point.unitId, roadLon, roadLat, serviceSeconds, windows, limits, held]);
        return [[point.id, { name: point.code, is }]];
      }),
    ),
  };
}

/** The same for the same, and short. */
function markOf(values: readonly unknown[]): string {
  return createHash('sha1').update(JSON.stringify(values)).digest('base64url').slice(0, 10);
}
