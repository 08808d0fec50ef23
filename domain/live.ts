import type { Chosen, Colleague } from './colleagues/colleagues.ts';
import type { Day } from './day.ts';
import type { FieldEventView } from './field-events.ts';
import type { IncidentView } from './incidents/incidents.ts';
import type { PlanView } from './plans.ts';
import type { RetractedReport } from './retractions.ts';
import type { RegisterAnnouncement } from './register/subjects.ts';
import type { SimulationView } from './simulation.ts';
import type { TruckPosition } from './tracking.ts';

/**
 * What the live channel (Socket.IO, path `/socket.io`) says. An announcement is a hint: its loss costs nothing,
 * because every page refetches its rows after it reconnects.
 */
export interface LiveEvents {
  /** At most once a second a truck. */
  positions: (positions: TruckPosition[]) => void;
  fieldEvents: (events: FieldEventView[]) => void;
  /** A crew took these back: they no longer hold. */
  retractions: (reports: RetractedReport[]) => void;
  /** Reported by a crew, or closed by the office. */
  incident: (incident: IncidentView) => void;
  /** The plan's row without its revisions; `changed` tells what to refetch. */
  plan: (plan: Omit<PlanView, 'revisions'> & { changed: 'progress' | 'revisions' | 'publication' }) => void;
  areaImport: (announcement: { importId: string }) => void;
  /** Another area was put in use, or an import ended that may have changed the one in use: read everything again. */
  area: (announcement: { areaId: string }) => void;
  /** Records of the register changed: read them again. */
  register: (announcement: RegisterAnnouncement) => void;
  /** Days of the ledger have been computed anew: read their figures again. */
  ledger: (announcement: { days: Day[] }) => void;
  /** Alerts of the day were raised, ended or changed hands: read them again. */
  alerts: (announcement: { day: Day }) => void;
  /** A note was left on the day or dealt with on it, or the day was taken over: read notes again, of the days after it too. */
  notes: (announcement: { day: Day }) => void;
  /** A driver has seen a published route of theirs of the day for the first time: read again who has. */
  routesSeen: (announcement: { day: Day }) => void;
  /** About once a second while one runs: who watches need not ask for its clock. */
  simulation: (simulation: SimulationView) => void;
}

/** Everything a page may hear on the live channel. */
export interface LiveMessages extends LiveEvents {
  /** Announcements may have been lost on the way to the server: read everything again, as after a reconnection. */
  gap: () => void;
  /** Whoever else steers the day this page has said it looks at, and what they have chosen: all of them, whenever it changes. */
  colleagues: (colleagues: Colleague[]) => void;
}

/** What a page may say on the live channel: what a dispatcher has chosen, also that it is nothing. */
export interface LiveWords {
  choose: (chosen: Chosen) => void;
}

/** Channels of the event bus between processes. Payloads are the arguments of the live event of the same name. */
export const BUS_CHANNELS = [
  'positions',
  'fieldEvents',
  'retractions',
  'incident',
  'plan',
  'areaImport',
  'area',
  'register',
  'ledger',
  'alerts',
  'notes',
  'routesSeen',
  'simulation',
] as const;
export type BusChannel = (typeof BUS_CHANNELS)[number];
