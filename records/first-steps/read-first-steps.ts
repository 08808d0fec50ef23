import { dayOf } from '../../domain/day-of.ts';
import type { FirstSteps } from '../../domain/first-steps.ts';
import { ESTIMATED_COUNT } from '../../domain/units.ts';
import { itemAt } from '../../domain/item-at.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { findActiveTown } from '../towns/active-town.ts';

/** Counts what the town in use has of all that a first plan needs. */
export async function readFirstSteps(prisma: PrismaClient, now: Date): Promise<FirstSteps> {
  const town = await findActiveTown(prisma);
  const townId = town?.id ?? '00000000-0000-0000-0000-000000000000';
  const day = dayOf(now, town?.timeZone ?? 'UTC');
  const rows = await prisma.$queryRaw<Omit<FirstSteps, 'town'>[]>`
    SELECT
      (SELECT count(*)::int FROM "Unit" WHERE "townId" = here AND ("validTo" IS NULL OR "validTo" > today)) AS "units",
      (SELECT count(*)::int FROM "Unit" unit WHERE "townId" = here AND ("validTo" IS NULL OR "validTo" > today) AND ("population" = 0 OR EXISTS (
        SELECT 1 FROM "UnitPopulation" WHERE "unitId" = unit."id" AND "people" = unit."population" AND starts_with("source", ${ESTIMATED_COUNT})
      ))) AS "unitsWithoutCount",
      (SELECT count(*)::int FROM "CollectionPoint" WHERE "townId" = here AND "isActive") AS "points",
      (SELECT count(*)::int FROM "CollectionPoint" WHERE "townId" = here AND "isActive" AND "roadState" = 'not-found') AS "pointsOffRoad",
      (SELECT count(*)::int FROM "Cooperative" WHERE "townId" = here AND "isActive") AS "cooperatives",
      (SELECT count(*)::int FROM "Truck" WHERE "townId" = here AND "isActive") AS "trucks",
      (SELECT count(*)::int FROM "Crew" WHERE "townId" = here AND "isActive") AS "crews",
      (SELECT count(*)::int FROM "Shift" WHERE "townId" = here AND "isActive") AS "shifts",
      (SELECT count(*)::int FROM "Facility" WHERE "townId" = here AND "isActive" AND "kind" = 'depot') AS "depots",
      (SELECT count(*)::int FROM "Facility" WHERE "townId" = here AND "isActive" AND "kind" <> 'depot' AND cardinality("acceptedStreams") > 0) AS "sites",
      (SELECT count(*)::int FROM "Target" WHERE "townId" = here AND "isActive") AS "targets",
      (SELECT count(*)::int FROM "Factor" WHERE "townId" = here AND "isActive") AS "factors",
      (SELECT count(DISTINCT "userId")::int FROM "Membership" WHERE "role" = 'dispatcher') AS "dispatchers",
      (SELECT count(DISTINCT "userId")::int FROM "Membership" WHERE "role" = 'driver') AS "drivers",
      (SELECT count(*)::int FROM "Plan" plan WHERE "townId" = here AND EXISTS (
        SELECT 1 FROM "PlanRevision" WHERE "planId" = plan."id")) AS "plans",
      (SELECT count(*)::int FROM "Plan" WHERE "townId" = here AND "publishedRevisionId" IS NOT NULL) AS "published"
    FROM (SELECT ${townId}::uuid AS here, ${day}::date AS today) AS town`;
  return { town: town && { name: town.name }, ...itemAt(rows, 0) };
}
