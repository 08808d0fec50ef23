import { dateToDay } from '../../domain/day.ts';
import { massGradeSchema, visitGradeSchema } from '../../domain/evidence.ts';
import { type FieldEventView, fieldEventKindSchema } from '../../domain/field-events.ts';
import { streamSchema } from '../../domain/streams.ts';
import type { FieldEvent } from '../../prisma/client/client.ts';

/** A field event as others see it: without who reported it. */
export function fieldEventView(row: FieldEvent): FieldEventView {
  return {
    id: row.id,
    kind: fieldEventKindSchema.parse(row.kind),
    truckId: row.truckId,
    stopId: row.stopId,
    day: row.day && dateToDay(row.day),
    visitId: row.visitId,
    visitPart: row.visitPart,
    visitParts: row.visitParts,
    shiftId: row.shiftId,
    tripNumber: row.tripNumber,
    breakNumber: row.breakNumber,
    pointId: row.pointId,
    facilityId: row.facilityId,
    stream: row.stream === null ? null : streamSchema.parse(row.stream),
    loadKg: row.loadKg,
    reason: row.reason,
    visitGrade: visitGradeSchema.parse(row.visitGrade),
    massGrade: row.massGrade === null ? null : massGradeSchema.parse(row.massGrade),
    doneAt: row.doneAt.toISOString(),
    arrivedAt: row.arrivedAt.toISOString(),
  };
}
