import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { incidentKindSchema } from '../incidents/incidents.ts';
import { streamSchema } from '../streams.ts';

/** What a dispatcher is told of by itself while a day is driven. */
export const ALERT_KINDS = [
  'incident',
  'late-for-window',
  'facility-closes',
  'nearly-full',
  'skipped-endangers',
  'silent',
  'standing',
  'off-route',
  'past-shift-end',
  'unit-under-target',
] as const;
export const alertKindSchema = z.enum(ALERT_KINDS);
export type AlertKind = z.infer<typeof alertKindSchema>;

/**
 * Where an alert stands: `open` nobody has taken it; `taken` somebody is at it; `snoozed` it is quiet until an instant; `closed`
 * somebody said why it needs nothing more; `ended` what it told of is over by itself.
 */
const ALERT_STATES = ['open', 'taken', 'snoozed', 'closed', 'ended'] as const;
export const alertStateSchema = z.enum(ALERT_STATES);
export type AlertState = z.infer<typeof alertStateSchema>;

const instant = z.iso.datetime();

/** The figures of an alert; which of them there are depends on its kind. What is expected is reckoned and no measurement. */
export const alertFactsSchema = z.object({
  /** Since when it is so in the field, or when the plan had it. */
  since: instant.nullable().default(null),
  expectedAt: instant.nullable().default(null),
  /** When the window or facility closes, or the shift ends. */
  limitAt: instant.nullable().default(null),
  /** How late, or for how long. */
  seconds: z.int().nullable().default(null),
  /** Of a truck that is late for a window: so much after its shift it will be back, too. */
  afterShiftSeconds: z.int().nullable().default(null),
  metres: z.int().nullable().default(null),
  /** What is aboard or was expected, in kg. */
  kg: z.int().nullable().default(null),
  capacityKg: z.int().nullable().default(null),
  stops: z.int().nullable().default(null),
  /** Shares 0…1 of the mass due. */
  share: z.number().nullable().default(null),
  targetShare: z.number().nullable().default(null),
  /** Why it was skipped, as reported. */
  reason: z.string().nullable().default(null),
  stream: streamSchema.nullable().default(null),
  /** What a crew told of, and in which words. */
  incident: incidentKindSchema.nullable().default(null),
  note: z.string().nullable().default(null),
  /** Of several visits, that they can be given to somebody else together. */
  visitIds: z.array(idSchema).default([]),
  /** Of several trucks that one condition is about. */
  truckIds: z.array(idSchema).default([]),
});
export type AlertFacts = z.infer<typeof alertFactsSchema>;

const personSchema = z.object({ id: z.string(), name: z.string() });

/** One condition of a day, and what became of it. Instants are of the day's clock, which is the simulation's while one drives. */
export const alertViewSchema = z.object({
  id: idSchema,
  kind: alertKindSchema,
  state: alertStateSchema,
  truckId: idSchema.nullable(),
  truckNumber: z.int().nullable(),
  truckCode: z.string().nullable(),
  stopId: idSchema.nullable(),
  visitId: idSchema.nullable(),
  pointId: idSchema.nullable(),
  facilityId: idSchema.nullable(),
  unitId: idSchema.nullable(),
  /** Of the point, facility or unit it is about. */
  placeName: z.string().nullable(),
  /** Whom to call. */
  crew: z.object({ id: idSchema, name: z.string(), phone: z.string().nullable() }).nullable(),
  facts: alertFactsSchema,
  /** What somebody can still do something for, in kg; 0 where nothing can be saved any more. */
  savableKg: z.int(),
  /** Until when. */
  saveBy: instant.nullable(),
  raisedAt: instant,
  /** How often the same came up on the day. */
  times: z.int(),
  takenBy: personSchema.nullable(),
  takenAt: instant.nullable(),
  snoozedUntil: instant.nullable(),
  closedBy: personSchema.nullable(),
  closedAt: instant.nullable(),
  reason: z.string().nullable(),
  endedAt: instant.nullable(),
});
export type AlertView = z.infer<typeof alertViewSchema>;

/** `GET /api/alerts?date=`: those that ask for something first, sorted by what can still be saved. */
export const alertsViewSchema = z.object({
  /** The instant states were told for. */
  at: instant,
  items: z.array(alertViewSchema),
});
export type AlertsView = z.infer<typeof alertsViewSchema>;

/** `POST /api/alerts/{id}/snooze`. */
export const snoozeRequestSchema = z.strictObject({ minutes: z.int().min(1).max(720).default(30) });
/** `POST /api/alerts/{id}/close`. */
export const closeRequestSchema = z.strictObject({ reason: z.string().trim().min(1).max(300) });

/** What its state follows from. */
export interface AlertLife {
  readonly endedAt: Date | null;
  readonly closedAt: Date | null;
  readonly snoozedUntil: Date | null;
  readonly takenAt: Date | null;
}

/** Where an alert stands at an instant of the day's clock. */
export function alertState({ endedAt, closedAt, snoozedUntil, takenAt }: AlertLife, at: Date): AlertState {
  if (closedAt) return 'closed';
  if (endedAt) return 'ended';
  if (snoozedUntil && snoozedUntil > at) return 'snoozed';
  return takenAt ? 'taken' : 'open';
}

const STATE_ORDER: Readonly<Record<AlertState, number>> = { open: 0, taken: 0, snoozed: 1, closed: 2, ended: 2 };

/**
 * Orders alerts by what can still be saved: those that ask for something before those that are quiet; first what a person told of, who
 * waits for an answer; then what still can be saved before what cannot, the most kg first, and of as many what has to be done first.
 */
export function byWhatCanBeSaved(
  a: Pick<AlertView, 'kind' | 'state' | 'savableKg' | 'saveBy' | 'raisedAt'>,
  b: Pick<AlertView, 'kind' | 'state' | 'savableKg' | 'saveBy' | 'raisedAt'>,
): number {
  return (
    STATE_ORDER[a.state] - STATE_ORDER[b.state] ||
    Number(b.kind === 'incident') - Number(a.kind === 'incident') ||
    b.savableKg - a.savableKg ||
    (a.saveBy ?? '9').localeCompare(b.saveBy ?? '9') ||
    a.raisedAt.localeCompare(b.raisedAt)
  );
}
