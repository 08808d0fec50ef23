import { setTimeout as wait } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { fieldEventAnswerSchema, type FieldEventInput } from '../domain/field-events.ts';
import { incidentViewSchema } from '../domain/incidents/incidents.ts';

/** Numbers of 0 to 1 that are the same for a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What became of the requests. */
export interface Traffic {
  requests: number;
  /** Never arrived, or answered to nobody. */
  lost: number;
  /** Sent twice at once. */
  doubled: number;
  /** Not answered at all: the server was gone. */
  unanswered: number;
  /** Told to come again, by the status that said so. */
  readonly again: Map<number, number>;
}

/** A network that loses requests and answers, and brings some of them twice. */
export interface Network {
  readonly traffic: Traffic;
  /** @returns the answer; `null` where none arrived */
  ask(url: string, request?: RequestInit): Promise<Response | null>;
}

export function badNetwork(random: () => number, { loss, doubles }: { loss: number; doubles: number }): Network {
  const traffic: Traffic = { requests: 0, lost: 0, doubled: 0, unanswered: 0, again: new Map() };
  const send = async (url: string, request?: RequestInit): Promise<Response | null> => {
    traffic.requests++;
    try {
      return await fetch(url, { ...request, signal: AbortSignal.timeout(20_000) });
    } catch {
      // The server is being killed, or does not answer.
      traffic.unanswered++;
      return null;
    }
  };
  return {
    traffic,
    async ask(url, request) {
      const luck = random();
      if (luck < loss / 2) {
        traffic.lost++;
        return null;
      }
      const isDoubled = random() < doubles;
      if (isDoubled) traffic.doubled++;
      const [answer] = await Promise.all([send(url, request), isDoubled ? send(url, request) : null]);
      if (luck < loss) {
        // It was done, and nobody hears of it.
        traffic.lost++;
        await answer?.body?.cancel();
        return null;
      }
      return answer;
    },
  };
}

/** Something a phone has to bring to the server. */
interface Item {
  readonly id: string;
  /** Milliseconds after the beginning of the run. */
  readonly dueMs: number;
  readonly what:
    | { readonly is: 'event'; readonly body: FieldEventInput }
    | { readonly is: 'incident'; readonly body: object }
    | { readonly is: 'fix'; readonly query: string };
}

/** What one truck has to do in the run. */
export interface PhoneWork {
  readonly truckId: string;
  readonly deviceId: string;
  readonly day: string;
  /** Instants of the day that is driven, from the first to the last. */
  readonly from: number;
  readonly to: number;
  readonly speed: number;
  readonly visits: readonly string[];
  readonly unloads: readonly { readonly stopId: string; readonly number: string }[];
  /** Seconds of the day between two fixes. */
  readonly fixSeconds: number;
}

export interface Acknowledged {
  readonly events: Set<string>;
  readonly incidents: Set<string>;
  /** `truckId instant` */
  readonly fixes: Set<string>;
  /** What the server would never take: a fault of the run. */
  readonly refused: string[];
}

/** All that a truck reports, each with when it is due. */
export function itemsOf(work: PhoneWork, random: () => number): Item[] {
  const { truckId, deviceId, from, to, speed, visits, unloads } = work;
  const events: Omit<FieldEventInput, 'id' | 'doneAt' | 'truckId'>[] = [
    { kind: 'shift-started' },
    ...visits.map((visitId) =>
      random() < 0.1
        ? { kind: 'skipped' as const, visitId, reason: 'nothing-there' }
        : { kind: 'served' as const, visitId, mass: { kg: 100 + Math.floor(random() * 400), how: 'typed' as const } },
    ),
    ...unloads.map(({ stopId, number }) => ({
      kind: 'unloaded' as const,
      stopId,
      ticket: { number, grossKg: 9000, tareKg: 5000 },
    })),
    { kind: 'break-started' },
    { kind: 'break-ended' },
    { kind: 'shift-ended' },
  ];
  const instant = (index: number, of: number) => Math.round(from + ((to - from) * index) / Math.max(1, of - 1));
  const due = (at: number) => (at - from) / speed;
  const items: Item[] = events.map((event, index) => {
    const at = instant(index, events.length);
    const id = uuidv7();
    const body = { ...event, id, truckId, doneAt: new Date(at).toISOString() };
    return { id, dueMs: due(at), what: { is: 'event', body } };
  });
  const at = from + Math.round((to - from) * random());
  const id = uuidv7();
  const incident = { id, kind: 'blocked-road', truckId, day: work.day, doneAt: new Date(at).toISOString() };
  items.push({ id, dueMs: due(at), what: { is: 'incident', body: incident } });
  for (let fixAt = from; fixAt < to; fixAt += work.fixSeconds * 1000) {
    const query = `id=${encodeURIComponent(deviceId)}&lat=20.08&lon=105.86&timestamp=${Math.floor(fixAt / 1000)}`;
    const key = `${truckId} ${Math.floor(fixAt / 1000) * 1000}`;
    items.push({ id: key, dueMs: due(fixAt), what: { is: 'fix', query } });
  }
  return items;
}

/** How many events a phone sends at once, and how many fixes it has under way. */
const MOST = 12;
const PAUSE_MS = 400;

/**
 * Brings all items to the server, in no order to speak of, each again until the server has acknowledged it or the time is over.
 *
 * @returns how many were not acknowledged
 */
export async function bring(
  url: string,
  cookie: string,
  items: readonly Item[],
  {
    network,
    random,
    acknowledged,
    begun,
    until,
  }: {
    network: Network;
    random: () => number;
    acknowledged: Acknowledged;
    begun: number;
    until: number;
  },
): Promise<number> {
  const waiting = new Map(items.map((item) => [item.id, item]));
  const headers = { cookie, 'content-type': 'application/json' };
  const { again } = network.traffic;
  const toldToComeAgain = (status: number) => again.set(status, (again.get(status) ?? 0) + 1);
  const judge = async (answer: Response | null, ids: readonly string[]): Promise<unknown> => {
    if (!answer) return null;
    if (answer.ok) return await answer.json().catch(() => ({}));
    const text = await answer.text();
    if (answer.status >= 500 || answer.status === 429) {
      toldToComeAgain(answer.status);
      return null;
    }
    acknowledged.refused.push(`${answer.status} ${text.slice(0, 300)}`);
    for (const id of ids) waiting.delete(id);
    return null;
  };
  while (waiting.size > 0 && Date.now() < until) {
    const now = Date.now() - begun;
    const due = [...waiting.values()].filter(({ dueMs }) => dueMs <= now);
    // A phone that was without a network for long sends what is new before what is old, and all of it mixed.
    const some = due.sort(() => random() - 0.5).slice(0, MOST);
    const events = some.flatMap(({ what }) => (what.is === 'event' ? [what.body] : []));
    await Promise.all([
      ...(events.length === 0
        ? []
        : [
            (async () => {
              const ids = events.map(({ id }) => id);
              const request = { method: 'POST', headers, body: JSON.stringify({ events }) };
              const answer = await judge(await network.ask(`${url}/api/field-events`, request), ids);
              const read = fieldEventAnswerSchema.safeParse(answer);
              for (const id of read.success ? [...read.data.accepted, ...read.data.duplicates] : []) {
                acknowledged.events.add(id);
                waiting.delete(id);
              }
            })(),
          ]),
      ...some.map(async ({ id, what }) => {
        if (what.is === 'incident') {
          const request = { method: 'POST', headers, body: JSON.stringify(what.body) };
          const answer = await judge(await network.ask(`${url}/api/incidents`, request), [id]);
          if (!incidentViewSchema.safeParse(answer).success) return;
          acknowledged.incidents.add(id);
          waiting.delete(id);
        }
        if (what.is === 'fix') {
          const answer = await network.ask(`${url}/osmand?${what.query}`);
          await answer?.body?.cancel();
          if (!answer) return;
          if (!answer.ok) {
            toldToComeAgain(answer.status);
            return;
          }
          acknowledged.fixes.add(id);
          waiting.delete(id);
        }
      }),
    ]);
    await wait(PAUSE_MS * (0.5 + random()));
  }
  return waiting.size;
}
