import type { CrewFix } from '../../../domain/crew-positions.ts';
import type { LonLat } from '../../../domain/geo.ts';
import type { FieldEventInput } from '../../../domain/field-events.ts';
import type { IncidentInput } from '../../../domain/incidents/incidents.ts';
import type { RetractionInput } from '../../../domain/retractions.ts';
import type { TallyInput } from '../../../domain/tallies/tallies.ts';
import type { TruckCheckInput } from '../../../domain/truck-checks/truck-checks.ts';
import type { TicketBody } from '../../../domain/tickets/tickets.ts';
import type { LastContact } from '../api/server-clock.ts';

/** Most fixes of one item. */
export const MOST_FIXES_KEPT = 10;

/** What may lie in the outbox, by its kind: the body that is sent. */
export interface ItemBodies {
  'field-event': FieldEventInput;
  /** That a report which the server may have was taken back. */
  retraction: RetractionInput;
  /** A weighbridge ticket; the server knows it again by what it says, and the phone by the id. */
  ticket: {
    readonly id: string;
    readonly ticket: TicketBody;
    /** Somebody wrote when it was weighed: no clock has to tell. */
    readonly isTimeTyped?: boolean | undefined;
  };
  /** That something else which the server may have was taken back, with what it was told: it may not have come there yet. */
  withdrawal: {
    readonly id: string;
    readonly doneAt: string;
    readonly of:
      | { readonly kind: 'incident'; readonly body: ItemBodies['incident'] }
      | { readonly kind: 'truck-check'; readonly body: ItemBodies['truck-check'] }
      | { readonly kind: 'tally'; readonly body: ItemBodies['tally'] }
      | { readonly kind: 'ticket'; readonly body: ItemBodies['ticket']; readonly reason: string };
  };
  incident: {
    readonly id: string;
    readonly incident: IncidentInput;
    /** Of a full truck, for this phone alone: the stop where it unloads now, and those it does behind that. */
    readonly full?: { readonly goesTo: string; readonly behind: readonly string[] } | undefined;
  };
  'truck-check': { readonly id: string; readonly check: TruckCheckInput };
  tally: { readonly id: string; readonly tally: TallyInput };
  /** Where the phone was in the half minute before it was kept. */
  positions: {
    readonly id: string;
    readonly truckId: string;
    /** Its time, which those of the fixes are counted back from. */
    readonly at: string;
    readonly fixes: readonly (Omit<CrewFix, 'at'> & { readonly agoMs: number })[];
  };
  /** A photo, shrunk already; the reports that it belongs to name its id. */
  photo: {
    readonly id: string;
    readonly takenAt: string;
    readonly position: LonLat | null;
    readonly picture: Blob;
  };
}
export type ItemKind = keyof ItemBodies;

/**
 * `waiting` = the server may not have it; `sent` = it has committed it, and what was loaded of it may not show that yet;
 * `refused` = it will never take it, and a person has to look at it.
 */
export type ItemState = 'waiting' | 'sent' | 'refused';

/** When something was done, as far as the device can tell. */
export interface Moment {
  /** What the device's clock showed, in ms since 1970. */
  readonly deviceMs: number;
  /** What was to be added to it for the server's time; `null` where that was not measured then. */
  readonly offsetMs: number | null;
  /** The same as an earlier opening of the page had measured it; missing in what earlier versions left. */
  readonly rememberedMs?: number | null;
  /** Which opening of the page, and what its running clock showed, in ms: exact while that page is open, whatever is set. */
  readonly page: string;
  readonly runningMs: number;
  /** Missing in what earlier versions left. */
  readonly since?: LastContact;
  /** The server's time of it in ms, once others that were done about then have told it; else it is told by the rest. */
  readonly atMs?: number;
}

/** What a report of no visit is of, in what is the same on every revision of the day: its stop may not be on the next. */
export interface ReportAbout {
  readonly shiftId: string;
  readonly facilityId: string | null;
  readonly tripNumber: number | null;
  readonly breakNumber: number;
}

/** One thing a person did, to be brought to the server once and in its order. */
export interface OutboxItem<K extends ItemKind = ItemKind> {
  /** The device's own, by which the server knows it again. */
  readonly id: string;
  /** The account that did it: on one phone nobody sees or sends another's. */
  readonly owner: string;
  readonly kind: K;
  readonly body: ItemBodies[K];
  /** Its place among all of the phone. */
  readonly sequence: number;
  readonly state: ItemState;
  /** Until then, by the device's clock in ms, it may be taken back; what cannot be once it is sent is not sent before. */
  readonly heldUntilMs: number;
  /** Set until the body says when it was done for good: what was sent once is never sent with another time. */
  readonly moment: Moment | null;
  /** For this phone alone; missing in what earlier versions left. */
  readonly about?: ReportAbout;
}

/** Whether an item is of a kind: what is in it is known then. */
export function isOfKind<K extends ItemKind>(item: OutboxItem | null, kind: K): item is OutboxItem<K> {
  return item?.kind === kind;
}

/**
 * What became of a batch: `sent` = the server has committed these (new or known already); `later` = no answer to rely on, try
 * again; `ahead` = by the server's clock something in it has not happened yet; `sign-in` = the session is over; `refused` = the
 * server will never take this batch as it is.
 */
export type Delivery =
  | { readonly outcome: 'sent'; readonly ids: readonly string[] }
  | { readonly outcome: 'later' | 'ahead' | 'sign-in' | 'refused' };

/** What takes something back that was sent: of a kind of its own, and not taken back itself. */
type TakingBack =
  | { readonly kind: 'retraction'; readonly body: ItemBodies['retraction'] }
  | { readonly kind: 'withdrawal'; readonly body: ItemBodies['withdrawal'] };

/** How items of one kind are brought to the server. */
export interface Carrier<K extends ItemKind> {
  /** As many as one request may carry. */
  readonly mostAtOnce: number;
  /** Nobody did it: it is neither counted among what waits nor taken back, and of no concern to anybody where it is refused. */
  readonly isBackground?: boolean;
  /** Takes long to send and much room: it is sent when nothing else waits, and not kept once it is there. */
  readonly isBulky?: boolean;
  /** It is sent at once, and what takes it back then is this, with an id and a time of its own. Else it waits while it may be taken back. */
  takingBack?(body: ItemBodies[K], own: { readonly id: string; readonly doneAt: string }): TakingBack;
  /** The body with the time it was done; `deviceAt` is what the device's clock showed, where that is another time. */
  stamp(body: ItemBodies[K], at: string, deviceAt: string | null): ItemBodies[K];
  /** What the device's clock showed when it was done, in ms. */
  deviceMsOf(body: ItemBodies[K]): number;
  deliver(bodies: ItemBodies[K][], signal: AbortSignal): Promise<Delivery>;
}
export type Carriers = { readonly [K in ItemKind]: Carrier<K> };

/** Ids of the items that were taken back after they may have been sent. */
export function withdrawnIds(here: Readonly<Record<'sent' | 'waiting', readonly OutboxItem[]>>): ReadonlySet<string> {
  const withdrawals = [...here.sent, ...here.waiting].filter((item) => isOfKind(item, 'withdrawal'));
  return new Set(withdrawals.map(({ body: { of } }) => of.body.id));
}
