import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { alertKindSchema } from '../alerts/alerts.ts';
import { daySchema } from '../day.ts';
import { streamSchema } from '../streams.ts';

/** What a day's log is about, to filter by. */
export const LOG_GROUPS = ['plan', 'field', 'ticket', 'alert', 'closure'] as const;
export const logGroupSchema = z.enum(LOG_GROUPS);
export type LogGroup = z.infer<typeof logGroupSchema>;

/** What happened, with the group it is of. */
export const LOG_KINDS = {
  planned: 'plan',
  edited: 'plan',
  replanned: 'plan',
  restored: 'plan',
  published: 'plan',
  unpublished: 'plan',
  'shift-started': 'field',
  served: 'field',
  skipped: 'field',
  unloaded: 'field',
  'break-started': 'field',
  'break-ended': 'field',
  'shift-ended': 'field',
  retracted: 'field',
  incident: 'field',
  'incident-closed': 'field',
  ticket: 'ticket',
  'ticket-void': 'ticket',
  'alert-raised': 'alert',
  'alert-taken': 'alert',
  'alert-snoozed': 'alert',
  'alert-closed': 'alert',
  'alert-ended': 'alert',
  'facility-closed': 'closure',
  'truck-out': 'closure',
  'crew-out': 'closure',
  'street-closed': 'closure',
} as const satisfies Record<string, LogGroup>;
export type LogKind = keyof typeof LOG_KINDS;
export const logKindSchema = z.enum(Object.keys(LOG_KINDS) as [LogKind, ...LogKind[]]);

/** One sentence of a day: who did what, when, with what of it is told. */
export const logItemSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  kind: logKindSchema,
  /** `null`: the program itself. Of those who are known by name alone there is no id. */
  who: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
  truck: z.object({ id: idSchema, number: z.int(), code: z.string() }).nullable(),
  pointId: idSchema.nullable(),
  facilityId: idSchema.nullable(),
  unitId: idSchema.nullable(),
  /** Name of the point, facility, unit, street or crew it is about. */
  place: z.string().nullable(),
  stream: streamSchema.nullable(),
  /** As reported or weighed; `null`: nobody said. */
  kg: z.int().nullable(),
  /** Weighed; else somebody reckoned it. */
  isWeighed: z.boolean(),
  /** Nobody said it: the track shows it. */
  isInferred: z.boolean(),
  /** In a person's words, or the code of a reason. */
  reason: z.string().nullable(),
  revision: z.int().nullable(),
  ticketNumber: z.string().nullable(),
  alertKind: alertKindSchema.nullable(),
});
export type LogItem = z.infer<typeof logItemSchema>;

/** `GET /api/day/{date}/log`: the newest first. */
export const dayLogSchema = z.object({
  day: daySchema,
  items: z.array(logItemSchema),
  /** Everybody who did something on the day, to filter by. */
  people: z.array(z.object({ id: z.string().nullable(), name: z.string() })),
  /** Where the next page begins. */
  nextCursor: z.string().nullable(),
});
export type DayLog = z.infer<typeof dayLogSchema>;

export interface LogFilter {
  readonly truck?: string | undefined;
  readonly point?: string | undefined;
  /** An account's id, or a name. */
  readonly person?: string | undefined;
  /** A group, or one kind of it. */
  readonly kind?: LogGroup | LogKind | undefined;
}

/** Whether the log shows something to who asks for this. */
export function isLogged(item: LogItem, { truck, point, person, kind }: LogFilter): boolean {
  return (
    (truck === undefined || item.truck?.id === truck) &&
    (point === undefined || item.pointId === point) &&
    (person === undefined || item.who?.id === person || item.who?.name === person) &&
    (kind === undefined || item.kind === kind || LOG_KINDS[item.kind] === kind)
  );
}

/** Sorts as time runs; of one instant always in the same order. */
const orderOf = ({ at, id }: LogItem): string => `${at} ${id}`;

/**
 * A page of what a filter leaves of a day, the newest first.
 *
 * @param cursor where the page before ended
 */
export function logPage(
  items: readonly LogItem[],
  filter: LogFilter,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): { readonly items: LogItem[]; readonly nextCursor: string | null } {
  const left = items
    .filter((item) => isLogged(item, filter) && (cursor === undefined || orderOf(item) < cursor))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1));
  const page = left.slice(0, limit);
  const last = page.at(-1);
  return { items: page, nextCursor: left.length > page.length && last ? orderOf(last) : null };
}
