import type { z } from 'zod';
import type { CrewPositions, crewPositionsAnswerSchema } from '../../domain/crew-positions.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { findTrackedTruck } from '../../records/devices/tracked-truck.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { checkMayReport } from '../field/may-report.ts';
import type { SignedIn } from '../http/route.ts';
import { trackingProblem } from './problems.ts';
import type { Outcome, Tracking } from './tracking.ts';

const HOUR_MILLISECONDS = 3_600_000;

/**
 * Takes where a crew's phone was; kept as of that account, so that two phones on one truck stay two. Committed when it returns, and
 * the same again changes nothing.
 *
 * @throws Problem `not-your-truck`, `no-such-tracked-truck`
 */
export async function takeCrewPositions(
  { prisma, tracking }: { prisma: PrismaClient; tracking: Tracking },
  town: ActiveTown,
  asker: SignedIn,
  { truckId, fixes }: CrewPositions,
): Promise<z.input<typeof crewPositionsAnswerSchema>> {
  // A shift is asked about in hours: of a thousand fixes most are of the same few.
  const hours = new Map(fixes.map(({ at }) => [Math.floor(Date.parse(at) / HOUR_MILLISECONDS), at]));
  await checkMayReport(
    prisma,
    town,
    asker,
    [...hours.values()].map((doneAt) => ({ truckId, doneAt })),
  );
  const truck = await findTrackedTruck(prisma, town.id, truckId);
  if (!truck) throw trackingProblem('no-such-tracked-truck');
  const carrier = { townId: town.id, truckId, isSynthetic: town.isSynthetic, ground: truck.ground };
  const inOrder = fixes.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  // Handed in together: a thousand of them are written in one go, not one by one.
  const outcomes = await Promise.all(
    inOrder.map(async ({ at, ...fix }) => {
      const report = {
        ...{ deviceId: `crew-${asker.id}`, fixTime: new Date(at), ...fix },
        ...{ altitudeMetres: null, batteryPercent: null, attributes: {} },
      };
      return await tracking.take(report, carrier);
    }),
  );
  const count = (outcome: Outcome): number => outcomes.filter((one) => one === outcome).length;
  return { stored: count('stored'), known: count('duplicate'), dropped: count('implausible') };
}
