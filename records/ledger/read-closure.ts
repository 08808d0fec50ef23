import { addDays, type Day, dateToDay } from '../../domain/day.ts';
import { type ClosureMass, closureRates, closureTime } from '../../domain/ledger/closure-path.ts';
import type { FacilityLedger } from '../../domain/ledger/facility-view.ts';
import { INTAKE_DAYS } from '../../domain/ledger/landfill-room.ts';
import { holdsForTown } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { streamSchema } from '../../domain/streams.ts';
import type { Stream } from '../../domain/stream-names.ts';
import type { Database } from '../../platform/database.ts';
import type { Facility } from '../../prisma/client/client.ts';

/**
 * The plans to close a facility, what was decided last first, and what the one that holds means for room and rates.
 *
 * @param room what the landfill has left; `null`: not known
 * @param asOf the last day that is over
 */
export async function readClosure(
  { prisma, pool }: Pick<Database, 'prisma' | 'pool'>,
  townId: string,
  viewer: Viewer,
  facility: Pick<Facility, 'id' | 'acceptedStreams'>,
  { room, asOf }: { readonly room: FacilityLedger['room']; readonly asOf: Day },
): Promise<Pick<FacilityLedger, 'closurePlans' | 'closure'>> {
  const rows = await prisma.closurePlan.findMany({
    where: { facilityId: facility.id, cancelledAt: null },
    include: { successor: true },
    orderBy: [{ decidedOn: 'desc' }, { createdAt: 'desc' }],
  });
  const closurePlans = rows.map(({ id, decidedOn, closesOn, successor, source, remark }) => ({
    ...{ id, decidedOn: dateToDay(decidedOn), closesOn: dateToDay(closesOn), source, remark },
    successor: successor && { code: successor.code, name: successor.name },
  }));
  const [latest] = rows;
  if (!latest) return { closurePlans, closure: null };
  const { successor } = latest;
  const from = addDays(asOf, 1 - INTAKE_DAYS);
  const mean = async (id: string | undefined): Promise<number> => {
    const { rows: sums } = await pool.query<{ kg: number }>(WEIGHED, [townId, id ?? null, from, asOf]);
    return (sums[0]?.kg ?? 0) / INTAKE_DAYS;
  };
  // The ledger of the whole town is not everybody's who works at a landfill.
  const mass = holdsForTown(viewer, 'ledger.read')
    ? await pool.query<ClosureMass>(MASS, [townId, facility.id, from, asOf, successor?.treatsStreams ?? null])
    : null;
  const [sums] = mass?.rows ?? [];
  return {
    closurePlans,
    closure: {
      ...closureTime(dateToDay(latest.closesOn), room, asOf),
      meanKgPerDay: await mean(facility.id),
      successor: successor && {
        ...{ code: successor.code, name: successor.name, dailyIntakeKg: successor.dailyIntakeKg },
        meanKgPerDay: await mean(successor.id),
        notTaken: without(facility.acceptedStreams, successor.acceptedStreams),
        notTreated: without(
          facility.acceptedStreams.filter((stream) => successor.acceptedStreams.includes(stream)),
          successor.treatsStreams,
        ),
      },
      town: sums ? { from, to: asOf, ...sums, rates: closureRates(sums) } : null,
    },
  };
}

/** The streams of one list that another has not. */
const without = (streams: readonly string[], others: readonly string[]): Stream[] =>
  streams.filter((stream) => !others.includes(stream)).map((stream) => streamSchema.parse(stream));

const WEIGHED = `
  SELECT COALESCE(sum("netKg"), 0)::float8 AS kg FROM "Ticket"
   WHERE "townId" = $1 AND "facilityId" = $2 AND state = 'valid' AND day BETWEEN $3::date AND $4::date`;

/** The town by its ledger, the facility by its tickets: of streams it treated on the day, of others, and of both. */
const MASS = `
  WITH weighed AS (
    SELECT ticket."netKg", ticket.streams, COALESCE((
             SELECT before."treatsStreams" FROM "FacilityTreatment" before
              WHERE before."facilityId" = facility.id AND ticket.day < before.until ORDER BY before.until LIMIT 1
           ), facility."treatsStreams") AS treats
      FROM "Ticket" ticket JOIN "Facility" facility ON facility.id = ticket."facilityId"
     WHERE ticket."townId" = $1 AND ticket."facilityId" = $2 AND ticket.state = 'valid' AND ticket.day BETWEEN $3::date AND $4::date
  ), here AS (
    SELECT COALESCE(sum("netKg") FILTER (WHERE streams <> '{}' AND streams <@ treats), 0)::float8 AS "hereTreatedKg",
           COALESCE(sum("netKg") FILTER (WHERE NOT (streams && treats) AND (streams <> '{}' OR treats = '{}')), 0)::float8 AS "hereUntreatedKg",
           COALESCE(sum("netKg") FILTER (WHERE treats <> '{}' AND (streams = '{}' OR (streams && treats AND NOT (streams <@ treats)))), 0)::float8
             AS "hereUnclearKg",
           CASE WHEN $5::text[] IS NOT NULL
                THEN COALESCE(sum("netKg") FILTER (WHERE streams <> '{}' AND streams <@ $5::text[]), 0)::float8 END AS "successorTreatsKg"
      FROM weighed
  ), town AS (
    SELECT COALESCE(sum("weighedKg" + "measuredKg" + "estimatedKg"), 0)::float8 AS "collectedKg",
         COALESCE(sum("treatedKg"), 0)::float8 AS "treatedKg"
      FROM "LedgerCell" WHERE "townId" = $1 AND day BETWEEN $3::date AND $4::date
  )
  SELECT town.*, here.* FROM town, here`;
