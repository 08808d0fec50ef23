import { z } from 'zod';
import { idSchema } from './ids.ts';
import { daySchema } from './day.ts';
import { CREW_LEAVE_REASONS, TRUCK_ABSENCE_REASONS } from './register/closed-lists.ts';

/** What does not work on a day, as the books say it: the plan has to do without. */
export const dayOutSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('truck-out'),
    shiftId: idSchema,
    truckCode: z.string(),
    reason: z.enum(TRUCK_ABSENCE_REASONS),
    note: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('crew-out'),
    shiftId: idSchema,
    truckCode: z.string(),
    crewCode: z.string(),
    reason: z.enum(CREW_LEAVE_REASONS),
  }),
  /** No truck can leave from there. */
  z.object({
    kind: z.literal('depot-closed'),
    shiftId: idSchema,
    truckCode: z.string(),
    facilityName: z.string(),
    reason: z.string(),
  }),
  z.object({
    kind: z.literal('facility-closed'),
    facilityId: idSchema,
    facilityName: z.string(),
    /** It closes at this second of the day; `null` = it does not open. */
    closesAtSecond: z.int().nullable(),
    reason: z.string(),
  }),
  z.object({ kind: z.literal('street-closed'), streetId: idSchema, name: z.string(), reason: z.string() }),
]);
export type DayOut = z.infer<typeof dayOutSchema>;

/** Something named, and a short name of everything about it that the plan depends on. */
const markedSchema = z.object({ name: z.string(), is: z.string() });
const markedById = z.record(z.string(), markedSchema);

/** What the books said of a day when its plan was made. */
export const planBasisSchema = z.object({
  day: daySchema,
  /** When the books were read. */
  at: z.iso.datetime(),
  without: z.array(dayOutSchema),
  /** Shifts of the day that work, by id; named by the truck's plate. */
  shifts: markedById,
  /** Where waste could be unloaded; named as they are called. */
  sites: markedById,
  /** Points with a collection day, and those made up for; named by their codes. */
  points: markedById,
});
export type PlanBasis = z.infer<typeof planBasisSchema>;

/** Points of a kind of change are named up to so many. */
const NAMED_POINTS = 3;

/** One thing that is otherwise now than when a plan was made. */
export const basisChangeSchema = z.discriminatedUnion('kind', [
  ...dayOutSchema.options,
  z.object({ kind: z.literal('truck-back'), truckCode: z.string() }),
  z.object({ kind: z.enum(['shift-gone', 'shift-new', 'shift-changed']), truckCode: z.string() }),
  z.object({ kind: z.enum(['facility-open', 'facility-gone', 'facility-changed']), facilityName: z.string() }),
  z.object({ kind: z.literal('street-open'), name: z.string() }),
  z.object({
    kind: z.enum(['points-new', 'points-gone', 'points-changed']),
    count: z.int(),
    /** The first of them. */
    codes: z.array(z.string()),
  }),
]);
export type BasisChange = z.infer<typeof basisChangeSchema>;

/** `GET /api/plans/{id}/revisions/{number}/basis`. */
export const planBasisViewSchema = z.object({
  /** What the plan was made without; empty for plans of before it was kept. */
  without: z.array(dayOutSchema),
  /** What is otherwise now: with any of it the plan is out of date. Of days that are over nothing is said. */
  changes: z.array(basisChangeSchema),
});
export type PlanBasisView = z.infer<typeof planBasisViewSchema>;

/**
 * What makes a plan out of date: the difference between what the books said when it was made and what they say now.
 *
 * @param drivenShifts the shifts that have a route in it: of others it does not matter that they are out
 */
export function basisChanges(then: PlanBasis, now: PlanBasis, drivenShifts: ReadonlySet<string>): BasisChange[] {
  return [
    ...shiftChanges(then, now, drivenShifts),
    ...siteChanges(then, now),
    ...streetChanges(then, now),
    ...pointChanges(then, now),
  ];
}

function shiftChanges(then: PlanBasis, now: PlanBasis, driven: ReadonlySet<string>): BasisChange[] {
  const changes: BasisChange[] = [];
  for (const [id, { name: truckCode, is }] of Object.entries(then.shifts)) {
    const present = now.shifts[id];
    if (present) {
      if (present.is !== is) changes.push({ kind: 'shift-changed', truckCode });
    } else if (driven.has(id)) {
      const out = now.without.find((one) => 'shiftId' in one && one.shiftId === id);
      changes.push(out ?? { kind: 'shift-gone', truckCode });
    }
  }
  for (const [id, { name: truckCode }] of Object.entries(now.shifts)) {
    if (then.shifts[id]) continue;
    const wasOut = then.without.some((one) => 'shiftId' in one && one.shiftId === id);
    changes.push({ kind: wasOut ? 'truck-back' : 'shift-new', truckCode });
  }
  return changes;
}

function siteChanges(then: PlanBasis, now: PlanBasis): BasisChange[] {
  const outOf = (basis: PlanBasis, id: string) =>
    basis.without.find((one) => one.kind === 'facility-closed' && one.facilityId === id);
  const changes: BasisChange[] = [];
  for (const [id, { name: facilityName, is }] of Object.entries(then.sites)) {
    const present = now.sites[id];
    if (present?.is === is) continue;
    const out = outOf(now, id);
    changes.push(out ?? { kind: present ? 'facility-changed' : 'facility-gone', facilityName });
  }
  for (const [id, { name: facilityName }] of Object.entries(now.sites)) {
    if (!then.sites[id]) changes.push({ kind: 'facility-open', facilityName });
  }
  return changes;
}

function streetChanges(then: PlanBasis, now: PlanBasis): BasisChange[] {
  const streets = (basis: PlanBasis) => basis.without.filter((one) => one.kind === 'street-closed');
  const known = (list: ReturnType<typeof streets>, id: string) => list.some(({ streetId }) => streetId === id);
  return [
    ...streets(now).filter(({ streetId }) => !known(streets(then), streetId)),
    ...streets(then)
      .filter(({ streetId }) => !known(streets(now), streetId))
      .map(({ name }): BasisChange => ({ kind: 'street-open', name })),
  ];
}

function pointChanges(then: PlanBasis, now: PlanBasis): BasisChange[] {
  const of = (kind: 'points-new' | 'points-gone' | 'points-changed', ids: readonly string[]): BasisChange[] => {
    const codes = ids.map((id) => (now.points[id] ?? then.points[id])?.name ?? id).sort();
    return ids.length === 0 ? [] : [{ kind, count: ids.length, codes: codes.slice(0, NAMED_POINTS) }];
  };
  const before = Object.keys(then.points);
  return [
    ...of(
      'points-new',
      Object.keys(now.points).filter((id) => !then.points[id]),
    ),
    ...of(
      'points-gone',
      before.filter((id) => !now.points[id]),
    ),
    ...of(
      'points-changed',
      before.filter((id) => now.points[id] && now.points[id].is !== then.points[id]?.is),
    ),
  ];
}
