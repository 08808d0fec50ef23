import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { FieldEventInput } from '../../domain/field-events.ts';
import { Random } from '../random.ts';
import { asDriven, trafficOf } from './as-driven.ts';
import { SimulatedClock } from './clock.ts';
import { crewReports, kilometresUntil } from './crew.ts';
import type { DispatcherSession } from './dispatcher-session.ts';
import { EventOutbox } from './event-outbox.ts';
import { FixSender } from './fix-sender.ts';
import { PlannedMovement } from './movement.ts';
import type { PublishedDay } from './published-day.ts';
import { Tracker } from './tracker.ts';

/** Each truck sends a fix about so often in real time, but not closer together than so many simulated seconds. */
const FIX_REAL_SECONDS = 0.3;
const LEAST_FIX_SECONDS = 10;
const STEP_MILLISECONDS = 100;
const TELL_MILLISECONDS = 1000;
/** After a stop so much time is left to hand over what has already happened. */
const FAREWELL_MILLISECONDS = 3000;

export interface DriveOptions {
  url: string;
  speed: number;
  seed: number;
  /** Whether trucks meet traffic and crews are slower or faster than planned; see {@link asDriven}. */
  traffic: boolean;
  /** Raised = stop driving; what happened until then is still handed over. */
  stop: AbortSignal;
  /** Called about once a second with the simulated instant. */
  onClock: (clock: Date) => void;
}

export interface DriveSummary {
  trucks: number;
  served: number;
  skipped: number;
  tickets: number;
  netKg: number;
  kilometres: number;
  fixes: number;
  committed: number;
  wasStopped: boolean;
}

/**
 * Drives all trucks of a published day along their routes at `speed` times real time: their trackers send fixes, their crews
 * report. Ends when the last truck is home and everything is delivered.
 *
 * @throws Refused when the server finds fault with what is sent
 */
export async function driveDay(
  session: DispatcherSession,
  published: PublishedDay,
  { url, speed, seed, traffic, stop, onClock }: DriveOptions,
): Promise<DriveSummary> {
  const { day, timeZone, revision, trucks } = published;
  const fixSeconds = Math.max(LEAST_FIX_SECONDS, speed * FIX_REAL_SECONDS);
  const random = new Random(seed);
  const onTheRoad = trafficOf(`${day}/${seed}`, hourIn(timeZone));
  const crews = revision.routes.map((planned) => {
    const route = traffic ? asDriven(planned, onTheRoad) : planned;
    const truck = trucks.get(route.truckId);
    const movement = new PlannedMovement(route);
    const plan = { day, revisionId: revision.id, revisionNumber: revision.number, seed };
    return {
      route,
      movement,
      tracker: new Tracker(movement, fixSeconds, random.fork(route.truckId)),
      sender: truck?.deviceId ? new FixSender(url, truck.deviceId) : null,
      reports: crewReports(plan, route, truck ?? { weightTonnes: 0, capacityKg: 0, tareKg: null }),
    };
  });
  const from = Math.min(...crews.map(({ route }) => Date.parse(route.startsAt)));
  const to = Math.max(...crews.map(({ route }) => Date.parse(route.endsAt)));

  const outbox = new EventOutbox(session);
  const giveUp = new AbortController();
  // Every delivery listens to it; their number is the fleet's.
  setMaxListeners(0, giveUp.signal);
  const senders = crews.flatMap(({ sender }) => (sender ? [sender] : []));
  const deliveries = Promise.all([
    outbox.deliver(giveUp.signal),
    ...senders.map((sender) => sender.deliver(giveUp.signal)),
  ]);
  let fault: unknown = null;
  deliveries.catch((error: unknown) => {
    fault = error;
  });

  const happened: FieldEventInput[] = [];
  const clock = new SimulatedClock(from, speed);
  let told = Number.NEGATIVE_INFINITY;
  let now = from;
  while (!stop.aborted && fault === null) {
    now = Math.min(clock.now(), to);
    for (const crew of crews) {
      const until = crew.reports.findIndex((report) => Date.parse(report.doneAt) > now);
      const due = crew.reports.splice(0, until < 0 ? crew.reports.length : until);
      outbox.put(due);
      happened.push(...due);
      crew.sender?.put(crew.tracker.fixesUntil(now));
    }
    if (performance.now() - told >= TELL_MILLISECONDS) {
      told = performance.now();
      onClock(new Date(now));
    }
    if (now >= to) break;
    await wait(STEP_MILLISECONDS);
  }
  onClock(new Date(now));
  outbox.close();
  for (const sender of senders) sender.close();
  if (stop.aborted) setTimeout(() => giveUp.abort(), FAREWELL_MILLISECONDS).unref();
  else stop.addEventListener('abort', () => giveUp.abort(), { once: true });
  try {
    await deliveries;
  } catch (error) {
    if (!giveUp.signal.aborted) throw error;
  }
  const count = (kind: FieldEventInput['kind']): number => happened.filter((event) => event.kind === kind).length;
  return {
    trucks: crews.length,
    served: count('served'),
    skipped: count('skipped'),
    tickets: count('unloaded'),
    netKg: happened.reduce((sum, { ticket }) => sum + (ticket ? ticket.grossKg - ticket.tareKg : 0), 0),
    kilometres: crews.reduce((sum, { route }) => sum + kilometresUntil(route.stops, now), 0),
    fixes: senders.reduce((sum, sender) => sum + sender.sent, 0),
    committed: outbox.committed,
    wasStopped: stop.aborted,
  };
}

/** Local hours, 0…23. */
function hourIn(timeZone: string): (instant: number) => number {
  const hours = new Intl.DateTimeFormat('en', { hour: '2-digit', hourCycle: 'h23', timeZone });
  return (instant) => Number(hours.format(instant));
}
