import type { ExpectedRoute, Fix, PlannedStop } from '../etas/expect.ts';
import type { LonLat } from '../geo.ts';
import type { IncidentKind } from '../incidents/incidents.ts';
import type { Stream } from '../stream-names.ts';
import type { AlertFacts, AlertKind } from './alerts.ts';

/** A planned stop with what became of it. */
export interface StopNow extends PlannedStop {
  readonly stream: Stream | null;
  readonly visitId: string | null;
  readonly facilityId: string | null;
  /** Taken aboard here as planned, or unloaded. */
  readonly loadKg: number;
  /** The last report of it by whichever truck; `null`: none yet. */
  readonly report: {
    readonly kind: string;
    readonly truckId: string;
    readonly at: number;
    readonly loadKg: number | null;
    readonly reason: string | null;
  } | null;
}

/** A truck's route of the day as it stands. */
export interface RouteNow {
  readonly truckId: string;
  readonly shiftId: string;
  readonly capacityKg: number;
  readonly startsAt: number;
  readonly endsAt: number;
  /** When the crew's shift ends, overtime left out. */
  readonly shiftEndsAt: number;
  readonly startedAt: number | null;
  readonly isEnded: boolean;
  readonly stops: readonly StopNow[];
  readonly expected: ExpectedRoute;
  /** Of the last hour, ascending. */
  readonly fixes: readonly Fix[];
  /** The streets it is planned along; none where they are not known. */
  readonly way: readonly (readonly LonLat[])[];
}

/** A unit's day besides its visits in routes. */
export interface UnitNow {
  readonly unitId: string;
  readonly targetShare: number | null;
  /** Of visits that are in no route, and were not served all the same, in kg. */
  readonly leftOutKg: number;
}

/** What a crew told of and nobody of the office has closed. */
export interface IncidentNow {
  readonly id: string;
  readonly kind: IncidentKind;
  readonly truckId: string;
  readonly at: number;
  readonly note: string | null;
}

/** Everything conditions are read off. Instants in milliseconds since 1970. */
export interface Situation {
  readonly now: number;
  readonly routes: readonly RouteNow[];
  readonly units: readonly UnitNow[];
  readonly incidents: readonly IncidentNow[];
  /** The unit a point counts to. */
  unitOf(pointId: string): string | null;
  /** When facilities close, those that do on the day: the latest of their windows, or earlier where they close early. */
  readonly facilityClosesAt: ReadonlyMap<string, number>;
}

/** Something that is so now and that a dispatcher should know. */
export interface Condition {
  /** The same condition has the same key all day. */
  readonly key: string;
  readonly kind: AlertKind;
  readonly truckId?: string | undefined;
  readonly stopId?: string | undefined;
  readonly visitId?: string | null | undefined;
  readonly pointId?: string | null | undefined;
  readonly facilityId?: string | null | undefined;
  readonly unitId?: string | undefined;
  readonly facts: Partial<AlertFacts>;
  readonly savableKg: number;
  readonly saveBy: number | null;
}

/** Whether a condition was there when one looked last: it then takes less for it to go on than to begin. */
export type WasThere = (key: string) => boolean;

export const MINUTE = 60_000;

/** An instant as facts tell it. */
export const instantText = (milliseconds: number): string => new Date(Math.round(milliseconds)).toISOString();

/** Point stops of a route that are still to be served, by its own truck or any. */
export function openStops({ stops, isEnded }: RouteNow): StopNow[] {
  return isEnded ? [] : stops.filter(({ kind, report }) => kind === 'point' && report === null);
}

export function massOf(stops: readonly { readonly loadKg: number }[]): number {
  return Math.round(stops.reduce((sum, { loadKg }) => sum + loadKg, 0));
}
