import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import type { FieldEventInput } from '../../domain/field-events.ts';
import { type Delivery, type KeyValueStorage, Outbox } from './outbox.ts';

/** @param room how many entries fit */
function memoryStorage(room = () => Number.POSITIVE_INFINITY): KeyValueStorage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      if (!kept.has(key) && kept.size >= room()) throw new Error('QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key) => void kept.delete(key),
  };
}

const event = (minute: number): FieldEventInput => ({
  id: v7({ msecs: Date.UTC(2026, 10, 23, 0, minute) }),
  kind: 'served',
  truckId: '5d3d1d7e-0d4c-4b6e-9a5e-2f1c7c1f4d11',
  doneAt: new Date(Date.UTC(2026, 10, 23, 0, minute)).toISOString(),
});
const sent = (events: FieldEventInput[]): Delivery => ({ outcome: 'sent', ids: events.map((e) => e.id) });

test('an event stays until the server says it is committed, also over a restart of the page', async () => {
  const storage = memoryStorage();
  const offline = new Outbox(storage, 'u1', async () => ({ outcome: 'later' }));
  await offline.add(event(1));
  await offline.add(event(2));
  expect(offline.get().unsent).toHaveLength(2);

  const got: FieldEventInput[] = [];
  const online = new Outbox(storage, 'u1', async (events) => {
    got.push(...events);
    return sent(events);
  });
  expect(online.get().unsent).toHaveLength(2);
  await online.send();
  expect(online.get().unsent).toHaveLength(0);
  expect(got.map((e) => e.doneAt)).toEqual([event(1).doneAt, event(2).doneAt]);
  expect(storage.length).toBe(0);
});

test('only what the server names as committed is let go', async () => {
  const first = event(1);
  const outbox = new Outbox(memoryStorage(), 'u1', async () => ({ outcome: 'sent', ids: [first.id] }));
  await outbox.add(first);
  await outbox.add(event(2));
  expect(outbox.get().unsent.map((e) => e.doneAt)).toEqual([event(2).doneAt]);
});

test('one event the server refuses is set aside and the others go through', async () => {
  const bad = event(2);
  let isOnline = false;
  const outbox = new Outbox(memoryStorage(), 'u1', async (events) => {
    if (!isOnline) return { outcome: 'later' };
    return events.some((e) => e.id === bad.id) ? { outcome: 'refused' } : sent(events);
  });
  await outbox.add(event(1));
  await outbox.add(bad);
  await outbox.add(event(3));
  isOnline = true;
  await outbox.send();
  expect(outbox.get().unsent).toEqual([]);
  expect(outbox.get().refused.map((e) => e.id)).toEqual([bad.id]);
});

test('what the server takes for not happened yet waits, and everything else goes through meanwhile', async () => {
  let serverTime = event(24).doneAt;
  let isOnline = false;
  let requests = 0;
  const outbox = new Outbox(memoryStorage(), 'u1', async (events) => {
    if (!isOnline) return { outcome: 'later' };
    requests++;
    return events.some((e) => e.doneAt > serverTime) ? { outcome: 'ahead' } : sent(events);
  });
  for (let minute = 0; minute < 40; minute++) await outbox.add(event(minute));
  isOnline = true;
  await outbox.send();
  expect(outbox.get().unsent.map((e) => e.doneAt)).toEqual(
    Array.from({ length: 15 }, (_, index) => event(25 + index).doneAt),
  );
  expect(outbox.get()).toMatchObject({ refused: [], isClockAhead: true });
  expect(requests).toBeLessThan(20);

  serverTime = event(59).doneAt;
  await outbox.send();
  expect(outbox.get()).toMatchObject({ unsent: [], refused: [], isClockAhead: false });
});

test('an ended session keeps everything and asks to sign in', async () => {
  const outbox = new Outbox(memoryStorage(), 'u1', async () => ({ outcome: 'sign-in' }));
  await outbox.add(event(1));
  expect(outbox.get()).toMatchObject({ needsSignIn: true });
  expect(outbox.get().unsent).toHaveLength(1);
});

test('another driver’s events on the same phone are neither seen nor sent', async () => {
  const storage = memoryStorage();
  await new Outbox(storage, 'u1', async () => ({ outcome: 'later' })).add(event(1));
  const other = new Outbox(storage, 'u2', async (events) => sent(events));
  await other.send();
  expect(other.get().unsent).toEqual([]);
  expect(storage.length).toBe(1);
});

test('a report the phone has no room for is counted, sent all the same, and stored once there is room', async () => {
  let room = 1;
  let isOnline = false;
  const storage = memoryStorage(() => room);
  const outbox = new Outbox(storage, 'u1', async (events) => (isOnline ? sent(events) : { outcome: 'later' }));
  for (const minute of [1, 2, 3]) await outbox.add(event(minute));
  expect(outbox.get().unsent.map((e) => e.doneAt)).toEqual([1, 2, 3].map((minute) => event(minute).doneAt));
  expect(outbox.get().unstored).toBe(2);

  room = 2;
  await outbox.send();
  expect(outbox.get()).toMatchObject({ unstored: 1, unsent: { length: 3 } });

  isOnline = true;
  await outbox.send();
  expect(outbox.get()).toMatchObject({ unstored: 0, unsent: [] });
  expect(storage.length).toBe(0);
});

test('a refused report outlives the page though there is no room to set it aside, and is not sent over and over', async () => {
  const storage = memoryStorage(() => 1);
  let requests = 0;
  const outbox = new Outbox(storage, 'u1', async () => {
    requests++;
    return { outcome: 'refused' };
  });
  await outbox.add(event(1));
  await outbox.send();
  expect(requests).toBe(1);
  expect(outbox.get()).toMatchObject({ unsent: [], refused: { length: 1 } });
  expect(storage.length).toBe(1);
});
