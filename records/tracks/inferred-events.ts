import type pg from 'pg';
import { v5 as uuidv5 } from 'uuid';
import type { FieldEventView } from '../../domain/field-events.ts';
import { streamSchema } from '../../domain/streams.ts';
import type { InferredVisit } from '../../domain/visits/infer/infer-visits.ts';
import type { PlannedDay } from './planned-days.ts';
import type { CalledStop } from './read-day-plan.ts';

/** Under which the same conclusion has the same id, whoever draws it and how often. */
const CONCLUSIONS = '6d2b1a34-6f5e-5d0c-9c11-2f5b8b1c7a90';

/** A conclusion, as it is kept and told. */
export interface InferredEvent {
  readonly townId: string;
  readonly view: Omit<FieldEventView, 'arrivedAt'>;
  readonly trackHow: string;
  readonly trackSeconds: number;
  readonly trackShare: number | null;
}

/** What is concluded of a truck's day, as reports that nobody made. @param visits those that are over */
export function inferredEvents(
  { townId, truckId, day }: PlannedDay,
  stops: ReadonlyMap<string, CalledStop>,
  visits: readonly InferredVisit[],
): InferredEvent[] {
  return visits.flatMap(({ stopId, how, arrivedAt, leftAt, seconds, share }) => {
    const stop = stops.get(stopId);
    if (!stop) return [];
    const { visitId, visitPart, visitParts, pointId, stream, trip, route } = stop;
    const name = [truckId, visitId, visitPart, visitParts, how, arrivedAt, leftAt, ...(share === null ? [] : [share])];
    return [
      {
        townId,
        view: {
          ...{ id: uuidv5(name.join(' '), CONCLUSIONS), kind: 'served', truckId, day, stopId },
          ...{ visitId, visitPart, visitParts, pointId, facilityId: null, loadKg: null, reason: null },
          stream: stream === null ? null : streamSchema.parse(stream),
          ...{ shiftId: route.shiftId, tripNumber: trip?.number ?? null, breakNumber: null },
          ...{ visitGrade: 'inferred', massGrade: 'estimated', doneAt: new Date(leftAt).toISOString() },
        },
        ...{ trackHow: how, trackSeconds: seconds, trackShare: share },
      },
    ];
  });
}

/** Of conclusions those of whose visits no person has said anything. */
export async function notTold(
  client: Pick<pg.Pool, 'query'>,
  events: readonly InferredEvent[],
): Promise<InferredEvent[]> {
  const visitIds = [...new Set(events.flatMap(({ view: { visitId } }) => visitId ?? []))];
  if (visitIds.length === 0) return [...events];
  const { rows } = await client.query<Told>(
    `SELECT "visitId", "visitPart", "visitParts" FROM "FieldEvent"
      WHERE "visitId" = ANY($1::uuid[]) AND source <> 'track' AND "retractedAt" IS NULL`,
    [visitIds],
  );
  return events.filter(({ view }) => !rows.some((told) => isOf(told, view)));
}

interface Told {
  readonly visitId: string | null;
  readonly visitPart: number | null;
  readonly visitParts: number | null;
}

/** Whether a person's report says something of what a stop takes. */
function isOf(report: Told, stop: Told): boolean {
  if (report.visitId !== stop.visitId) return false;
  if (report.visitPart === null || report.visitParts === null || stop.visitPart === null) return true;
  return report.visitPart === stop.visitPart && report.visitParts === stop.visitParts;
}

/** The ids of what is kept as concluded of a truck's day. */
export async function readInferredIds(
  client: Pick<pg.Pool, 'query'>,
  { townId, truckId, day }: PlannedDay,
): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM "FieldEvent" WHERE "townId" = $1 AND "truckId" = $2 AND day = $3::date AND source = 'track'`,
    [townId, truckId, day],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Keeps new conclusions and takes away those that hold no more: the only field events that may be. @returns the new ones */
export async function replaceInferred(
  client: Pick<pg.Pool, 'query'>,
  gone: readonly string[],
  events: readonly InferredEvent[],
): Promise<FieldEventView[]> {
  if (gone.length > 0) {
    await client.query(`DELETE FROM "FieldEvent" WHERE id = ANY($1::uuid[]) AND source = 'track'`, [gone]);
  }
  if (events.length === 0) return [];
  const { rows } = await client.query<{ id: string; arrivedAt: Date }>(INSERT, [
    JSON.stringify(events.map(({ view, ...event }) => ({ ...view, ...event }))),
  ]);
  const arrivedAt = new Map(rows.map((row) => [row.id, row.arrivedAt.toISOString()]));
  return events.flatMap(({ view }) => {
    const at = arrivedAt.get(view.id);
    return at === undefined ? [] : [{ ...view, arrivedAt: at }];
  });
}

const INSERT = `
  INSERT INTO "FieldEvent" (id, "townId", "truckId", kind, day, "visitId", "visitPart", "visitParts", "stopId", "pointId", stream, "shiftId",
    "tripNumber", "visitGrade", "massGrade", "doneAt", source, "trackHow", "trackSeconds", "trackShare")
  SELECT id, "townId", "truckId", kind, day, "visitId", "visitPart", "visitParts", "stopId", "pointId", stream, "shiftId",
    "tripNumber", "visitGrade", "massGrade", "doneAt", 'track', "trackHow", "trackSeconds", "trackShare"
    FROM jsonb_to_recordset($1::jsonb) event(id uuid, "townId" uuid, "truckId" uuid, kind text, day date, "visitId" uuid, "visitPart" int,
      "visitParts" int, "stopId" uuid, "pointId" uuid, stream text, "shiftId" uuid, "tripNumber" int, "visitGrade" text, "massGrade" text,
      "doneAt" timestamptz, "trackHow" text, "trackSeconds" int, "trackShare" float8)
  ON CONFLICT DO NOTHING RETURNING id, "arrivedAt"`;
