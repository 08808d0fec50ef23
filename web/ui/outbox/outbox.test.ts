import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import type { FieldEventInput } from '../../../domain/field-events.ts';
import { itemAt } from '../../../domain/item-at.ts';
import type { RetractionInput } from '../../../domain/retractions.ts';
import { type DeviceClock, ServerClock } from '../api/server-clock.ts';
import type { Delivery, ItemBodies, OutboxItem } from './items.ts';
import { Outbox } from './outbox.ts';
import type { OutboxStore } from './store.ts';
import { takeOver } from './take-over.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 23, 1, 0, 0);

/** A phone's disk: what is written stays, over any number of openings of the page. @param room how many items fit */
class Disk implements OutboxStore {
  readonly items = new Map<string, OutboxItem>();
  room = Number.POSITIVE_INFINITY;
  canWrite = true;

  async all(owner: string) {
    return [...this.items.values()].filter((item) => item.owner === owner).sort((a, b) => a.sequence - b.sequence);
  }

  async add(items: readonly Omit<OutboxItem, 'sequence'>[]) {
    return items.map((item) => {
      const kept = this.items.get(item.id) ?? { ...item, sequence: this.#last() + 1 };
      if (!this.canWrite || (!this.items.has(item.id) && this.items.size >= this.room))
        throw new Error('QuotaExceeded');
      this.items.set(item.id, kept);
      return kept;
    });
  }

  async change(items: readonly OutboxItem[]) {
    if (!this.canWrite) throw new Error('QuotaExceeded');
    const gone = items.filter(({ id }) => !this.items.has(id)).map(({ id }) => id);
    for (const item of items) if (this.items.has(item.id)) this.items.set(item.id, item);
    return gone;
  }

  async removeUnsent(id: string) {
    return this.items.get(id)?.moment ? this.items.delete(id) : false;
  }

  async remove(ids: readonly string[]) {
    for (const id of ids) this.items.delete(id);
  }

  listen() {
    return () => undefined;
  }

  #last(): number {
    return Math.max(0, ...[...this.items.values()].map(({ sequence }) => sequence));
  }
}

type Deliver = (events: FieldEventInput[], signal: AbortSignal) => Promise<Delivery>;
const sent = (events: FieldEventInput[]): Delivery => ({ outcome: 'sent', ids: events.map(({ id }) => id) });
const later: Deliver = async () => ({ outcome: 'later' });

/** For kinds that no test here sends. */
const unreached = {
  mostAtOnce: 1,
  stamp: <T>(body: T) => body,
  deviceMsOf: () => 0,
  deliver: async (): Promise<Delivery> => ({ outcome: 'later' }),
};

interface OpenOptions {
  readonly owner?: string;
  readonly holdMs?: number;
  readonly maySend?: () => boolean;
  readonly deliverPhotos?: (ids: string[]) => Promise<Delivery>;
  readonly deliverPositions?: (ids: string[]) => Promise<Delivery>;
  readonly deliverRetractions?: (retractions: RetractionInput[]) => Promise<Delivery>;
  readonly deliverIncidents?: (told: ItemBodies['incident'][]) => Promise<Delivery>;
  readonly deliverWithdrawals?: (told: ItemBodies['withdrawal'][]) => Promise<Delivery>;
}

/** A phone, whose clock is `ahead` of the server's, and what a page on it does. */
function phone({ disk = new Disk(), ahead = 0, old = new Map<string, string>() } = {}) {
  const time = { ahead, passed: 0 };
  const device: DeviceClock = { now: () => START + time.passed + time.ahead, running: () => time.passed };
  const serverNow = () => new Date(START + time.passed);
  const network = { isThere: true };
  const oldStorage = {
    get length() {
      return old.size;
    },
    key: (index: number) => [...old.keys()][index] ?? null,
    getItem: (key: string) => old.get(key) ?? null,
    removeItem: (key: string) => void old.delete(key),
  };
  const open = (
    deliver: Deliver,
    {
      owner = 'u1',
      holdMs = 0,
      maySend = () => true,
      deliverPhotos = async (): Promise<Delivery> => ({ outcome: 'later' }),
      deliverPositions = async (): Promise<Delivery> => ({ outcome: 'later' }),
      deliverRetractions = async (): Promise<Delivery> => ({ outcome: 'later' }),
      deliverIncidents = async (): Promise<Delivery> => ({ outcome: 'later' }),
      deliverWithdrawals = async (): Promise<Delivery> => ({ outcome: 'later' }),
    }: OpenOptions = {},
  ) => {
    const clock = new ServerClock(device, null);
    return new Outbox({
      owner,
      store: disk,
      clock,
      holdMs,
      measure: async () => {
        if (!network.isThere) throw new Error('no network');
        clock.take(serverNow().toUTCString(), device.now(), device.now());
      },
      isOnline: () => network.isThere,
      maySend,
      takeOver: () => takeOver(oldStorage, disk),
      carriers: {
        'field-event': {
          mostAtOnce: 100,
          stamp: (event, doneAt, deviceDoneAt) => ({ ...event, doneAt, ...(deviceDoneAt && { deviceDoneAt }) }),
          deviceMsOf: ({ doneAt, deviceDoneAt }) => Date.parse(deviceDoneAt ?? doneAt),
          takingBack: ({ id: fieldEventId, truckId }, own) => ({
            kind: 'retraction',
            body: { ...own, fieldEventId, truckId },
          }),
          deliver,
        },
        retraction: {
          ...unreached,
          deliver: async (retractions) => deliverRetractions(retractions),
        },
        incident: {
          ...unreached,
          stamp: (body, doneAt) => ({ ...body, incident: { ...body.incident, doneAt } }),
          deviceMsOf: ({ incident }) => Date.parse(incident.doneAt),
          takingBack: (body, own) => ({ kind: 'withdrawal', body: { ...own, of: { kind: 'incident', body } } }),
          deliver: async (told) => deliverIncidents(told),
        },
        withdrawal: { ...unreached, deliver: async (told) => deliverWithdrawals(told) },
        ...{ ticket: unreached, 'truck-check': unreached, tally: unreached },
        photo: {
          ...{ mostAtOnce: 1, isBulky: true, stamp: (body) => body, deviceMsOf: () => 0 },
          deliver: async (photos) => deliverPhotos(photos.map(({ id }) => id)),
        },
        positions: {
          ...{ mostAtOnce: 10, isBulky: true, isBackground: true, stamp: (body) => body, deviceMsOf: () => 0 },
          deliver: async (kept) => deliverPositions(kept.map(({ id }) => id)),
        },
      },
    });
  };
  const tap = async (outbox: Outbox): Promise<string> => {
    const id = v7();
    const doneAt = new Date(device.now()).toISOString();
    await outbox.add('field-event', id, {
      id,
      kind: 'served',
      truckId: '5d3d1d7e-0d4c-4b6e-9a5e-2f1c7c1f4d11',
      doneAt,
    });
    return id;
  };
  return { disk, time, network, open, tap, serverNow };
}

test('what was tapped is on the disk when the page says so, and stays until the server has committed it', async () => {
  const { disk, open, tap } = phone();
  const offline = open(later);
  const first = await tap(offline);
  expect(disk.items.has(first)).toBe(true);
  const second = await tap(offline);

  const got: string[] = [];
  const opened = open(async (events) => {
    got.push(...events.map(({ id }) => id));
    return sent(events);
  });
  await opened.send();
  expect(got).toEqual([first, second]);
  expect(opened.get()).toMatchObject({ waiting: [], sent: [{ id: first }, { id: second }] });
  await opened.send();
  expect(got).toHaveLength(2);
  await opened.forgetSent([first, second]);
  expect(disk.items.size).toBe(0);
});

test('only what the server names as committed is let go', async () => {
  const { open, tap } = phone();
  const offline = open(later);
  const [first, second] = [await tap(offline), await tap(offline)];
  const outbox = open(async () => ({ outcome: 'sent', ids: [first] }));
  await outbox.send();
  expect(outbox.get().waiting.map(({ id }) => id)).toEqual([second]);
});

test('one that the server refuses is set aside and the others go through', async () => {
  const { open, tap } = phone();
  const offline = open(later);
  await tap(offline);
  const bad = await tap(offline);
  await tap(offline);
  const outbox = open(async (events) => (events.some(({ id }) => id === bad) ? { outcome: 'refused' } : sent(events)));
  await outbox.send();
  const fine = outbox.get().sent;
  expect(outbox.get()).toMatchObject({ waiting: [], refused: [{ id: bad }] });
  await outbox.discardRefused(bad);
  await outbox.discardRefused(fine[0].id);
  expect(outbox.get()).toMatchObject({ refused: [], sent: { length: 2 } });
});

test('where the phone was is sent behind what people did, and neither counted, taken back, nor of any trouble', async () => {
  const { disk, open, tap } = phone();
  const got: string[] = [];
  const deliverPositions = async (ids: string[]): Promise<Delivery> => {
    got.push(...ids);
    return { outcome: 'refused' };
  };
  const take = async (events: FieldEventInput[]): Promise<Delivery> => {
    got.push(...events.map(({ id }) => id));
    return sent(events);
  };
  const outbox = open(take, { holdMs: 10_000, deliverPositions });
  const tapped = await tap(outbox);
  const body = { id: v7(), truckId: v7(), at: new Date(START).toISOString(), fixes: [] };
  await outbox.add('positions', body.id, body);
  expect(outbox.get()).toMatchObject({ waiting: [{ id: tapped }], held: { id: tapped } });
  await outbox.sendNow();
  expect(got.toSorted()).toEqual([tapped, body.id].toSorted());
  expect(outbox.get()).toMatchObject({ waiting: [], refused: [], sent: [{ id: tapped }] });
  expect([...disk.items.keys()]).toEqual([tapped]);
});

test('an ended session keeps everything and asks to sign in', async () => {
  const { open, tap } = phone();
  const outbox = open(async () => ({ outcome: 'sign-in' }));
  await tap(outbox);
  await outbox.send();
  expect(outbox.get()).toMatchObject({ needsSignIn: true, waiting: { length: 1 } });
});

test('while somebody else is signed in nothing is sent as theirs', async () => {
  const { open, tap } = phone();
  let isOther = true;
  const outbox = open(async (events) => sent(events), { maySend: () => !isOther });
  await tap(outbox);
  await outbox.send();
  expect(outbox.get()).toMatchObject({ waiting: { length: 1 }, sent: [] });
  isOther = false;
  await outbox.send();
  expect(outbox.get()).toMatchObject({ waiting: [], sent: { length: 1 } });
});

test('another driver’s on the same phone are neither seen nor sent', async () => {
  const { disk, open, tap } = phone();
  await tap(open(later));
  const other = open(async (events) => sent(events), { owner: 'u2' });
  await other.send();
  expect(other.get()).toMatchObject({ waiting: [], sent: [] });
  expect(disk.items.size).toBe(1);
});

test('what the phone has no room for is counted, sent all the same, and kept once there is room', async () => {
  const { disk, open, tap } = phone();
  let isOnline = false;
  const outbox = open(async (events) => (isOnline ? sent(events) : { outcome: 'later' }));
  disk.room = 1;
  for (let n = 0; n < 3; n++) await tap(outbox);
  expect(outbox.get()).toMatchObject({ unstored: 2, waiting: { length: 3 } });
  disk.room = 2;
  await outbox.send();
  expect(outbox.get()).toMatchObject({ unstored: 1, waiting: { length: 3 } });
  isOnline = true;
  await outbox.send();
  expect(outbox.get()).toMatchObject({ unstored: 0, waiting: [] });
});

test('a refused one that cannot be written over is not sent over and over', async () => {
  const { disk, open, tap } = phone();
  let requests = 0;
  const outbox = open(async () => {
    requests++;
    return { outcome: 'refused' };
  });
  const id = await tap(outbox);
  disk.canWrite = false;
  await outbox.send();
  const asked = requests;
  await outbox.send();
  expect(requests).toBe(asked);
  expect(outbox.get()).toMatchObject({ waiting: [], refused: [{ id }] });
});

/** A server that keeps reports and what takes them back. */
function keeping() {
  const got: string[] = [];
  const deliver = async (events: FieldEventInput[]): Promise<Delivery> => {
    got.push(...events.map(({ id }) => id));
    return sent(events);
  };
  const deliverRetractions = async (retractions: RetractionInput[]): Promise<Delivery> => {
    got.push(...retractions.map(({ fieldEventId }) => `not ${fieldEventId}`));
    return { outcome: 'sent', ids: retractions.map(({ id }) => id) };
  };
  return { got, deliver, options: { holdMs: 10_000, deliverRetractions } };
}

test('a report is sent at once, and taken back within ten seconds by one that says so', async () => {
  const { time, open, tap } = phone();
  const { got, deliver, options } = keeping();
  const outbox = open(deliver, options);
  const first = await tap(outbox);
  await outbox.send();
  expect(got).toEqual([first]);
  // What loaded data show of it does not end the ten seconds.
  await outbox.forgetSent([first]);
  expect(outbox.get()).toMatchObject({ waiting: [], held: { id: first, state: 'sent' } });
  expect(await outbox.takeBack(first)).toBe(true);
  await outbox.send();
  expect(got).toEqual([first, `not ${first}`]);
  expect(outbox.get()).toMatchObject({ waiting: [], held: null });
  expect(await outbox.takeBack(first)).toBe(false);

  const second = await tap(outbox);
  const third = await tap(outbox);
  await outbox.send();
  expect(await outbox.takeBack(second)).toBe(false);
  time.passed += 10_001;
  expect(await outbox.takeBack(third)).toBe(true);
  const fourth = await tap(outbox);
  await outbox.send();
  time.passed += 10_001;
  await outbox.forgetSent([second]);
  expect(outbox.get().held).toBeNull();
  expect(got).toEqual([first, `not ${first}`, second, third, `not ${third}`, fourth]);
});

test('an incident is sent at once too, and what takes it back within ten seconds tells it as it was sent', async () => {
  const { disk, time, network, open } = phone({ ahead: 2 * HOUR });
  const told: ItemBodies['incident'][] = [];
  const withdrawn: ItemBodies['withdrawal'][] = [];
  const outbox = open(later, {
    holdMs: 10_000,
    deliverIncidents: async (bodies) => {
      told.push(...bodies);
      return { outcome: 'sent', ids: bodies.map(({ id }) => id) };
    },
    deliverWithdrawals: async (bodies) => {
      withdrawn.push(...bodies);
      return { outcome: 'sent', ids: bodies.map(({ id }) => id) };
    },
  });
  const tell = async () => {
    const id = v7();
    const doneAt = new Date(START + time.passed).toISOString();
    await outbox.add('incident', id, { id, incident: { id, kind: 'spill', truckId: v7(), doneAt } });
    return id;
  };
  const id = await tell();
  await outbox.send();
  expect(told).toMatchObject([{ id }]);
  expect(outbox.get()).toMatchObject({ waiting: [], held: { id, state: 'sent' } });
  expect(await outbox.takeBack(id)).toBe(true);
  await outbox.send();
  expect(withdrawn.map(({ of }) => of.body)).toEqual(told);
  expect(outbox.get()).toMatchObject({ waiting: [], held: null });

  network.isThere = false;
  const unsent = await tell();
  expect(await outbox.takeBack(unsent)).toBe(true);
  expect(disk.items.has(unsent)).toBe(false);
  expect(withdrawn).toHaveLength(1);
});

test('what was never sent is dropped when it is taken back, and nothing of it is ever sent', async () => {
  const { disk, network, open, tap } = phone();
  const { got, deliver, options } = keeping();
  network.isThere = false;
  const outbox = open(deliver, options);
  const id = await tap(outbox);
  await outbox.send();
  expect(await outbox.takeBack(id)).toBe(true);
  expect(disk.items.size).toBe(0);
  network.isThere = true;
  await outbox.send();
  expect(got).toEqual([]);
});

test('what may have arrived though no answer came is taken back on the server, behind it', async () => {
  const { open, tap } = phone();
  const { got, deliver, options } = keeping();
  let isAnswered = false;
  const outbox = open(async (events) => (isAnswered ? deliver(events) : { outcome: 'later' }), options);
  const id = await tap(outbox);
  await outbox.send();
  expect(await outbox.takeBack(id)).toBe(true);
  isAnswered = true;
  await outbox.send();
  expect(got).toEqual([id, `not ${id}`]);
});

test('what another window has taken back meanwhile is not sent by this one, and what it has sent is not dropped', async () => {
  const { disk, open, tap } = phone();
  const { got, deliver, options } = keeping();
  const [one, other] = [open(deliver, options), open(deliver, options)];
  const gone = await tap(open(later, { holdMs: 10_000, deliverRetractions: options.deliverRetractions }));
  disk.items.delete(gone);
  await one.send();
  expect(got).toEqual([]);
  const id = await tap(one);
  await other.send();
  await one.send();
  expect(await one.takeBack(id)).toBe(true);
  await one.send();
  // Sent twice is taken once.
  expect([...new Set(got)]).toEqual([id, `not ${id}`]);
});

test('sending again breaks off a run whose answer never comes', async () => {
  const { open, tap } = phone();
  let asked = 0;
  const outbox = open(
    (events, signal) =>
      asked++ === 0
        ? new Promise((resolve) => signal.addEventListener('abort', () => resolve({ outcome: 'later' })))
        : Promise.resolve(sent(events)),
    { holdMs: 10_000 },
  );
  await tap(outbox);
  await expect.poll(() => asked).toBe(1);
  await outbox.sendNow();
  expect(outbox.get()).toMatchObject({ waiting: [], sent: { length: 1 } });
});

test.each([2 * HOUR, 26 * HOUR, -2 * HOUR])(
  'with a clock that is off by %i ms both times are kept, and a report is never sent with another time',
  async (ahead) => {
    const { time, network, open, tap, serverNow } = phone({ ahead });
    network.isThere = false;
    const got: FieldEventInput[] = [];
    let isAnswered = false;
    const outbox = open(async (events) => {
      got.push(...events);
      return isAnswered ? sent(events) : { outcome: 'later' };
    });
    const tappedAt = serverNow().getTime();
    await tap(outbox);
    await outbox.send();
    expect(got).toEqual([]);
    time.passed += HOUR;
    network.isThere = true;
    await outbox.send();
    time.ahead = 0;
    isAnswered = true;
    await outbox.send();
    expect(got).toHaveLength(2);
    expect(got[1]).toEqual(got[0]);
    expect(Math.abs(Date.parse(got[0].doneAt) - tappedAt)).toBeLessThan(1000);
    expect(got[0].deviceDoneAt).toBe(new Date(tappedAt + ahead).toISOString());
  },
);

test('what was done while the clock was ahead goes out once it is set right, with the time it was done', async () => {
  const { time, network, open, tap, serverNow } = phone({ ahead: 26 * HOUR });
  network.isThere = false;
  const got: FieldEventInput[] = [];
  const outbox = open(async (events) => {
    got.push(...events);
    return sent(events);
  });
  const tappedAt = serverNow().getTime();
  await tap(outbox);
  time.passed += HOUR;
  time.ahead = 0;
  network.isThere = true;
  await outbox.send();
  expect(got.map(({ doneAt }) => Date.parse(doneAt))).toEqual([tappedAt]);
});

test('what an earlier version left unsent on the phone is taken over and sent as it was, whoever reported it', async () => {
  const event = (n: number, doneAt = new Date(START + n * 1000).toISOString()): FieldEventInput => ({
    id: v7({ msecs: START + n }),
    kind: 'served',
    truckId: '5d3d1d7e-0d4c-4b6e-9a5e-2f1c7c1f4d11',
    doneAt,
  });
  const [first, second, refused, others, ahead] = [1, 2, 3, 4, 5].map((n) => event(n));
  ahead.doneAt = new Date(START + 2 * HOUR).toISOString();
  const old = new Map([
    ...[second, first, refused, ahead].map((e): [string, string] => [
      `tuyen-xanh.outbox.u1.unsent.${e.id}`,
      JSON.stringify(e),
    ]),
    [`tuyen-xanh.outbox.u1.refused.${refused.id}`, JSON.stringify(refused)],
    [`tuyen-xanh.outbox.u2.unsent.${others.id}`, JSON.stringify(others)],
    ['tuyen-xanh.language', 'en'],
  ]);
  const { disk, time, open } = phone({ old });
  time.passed = 60_000;
  const got: FieldEventInput[] = [];
  const outbox = open(async (events) => {
    if (events.some(({ doneAt }) => Date.parse(doneAt) > START + HOUR)) return { outcome: 'ahead' };
    got.push(...events);
    return sent(events);
  });
  await outbox.send();
  expect(got).toEqual([first, second]);
  expect(outbox.get()).toMatchObject({
    refused: [{ id: refused.id }],
    waiting: [{ id: ahead.id }],
    isClockAhead: true,
  });
  expect([...old.keys()]).toEqual(['tuyen-xanh.language']);
  expect(disk.items.get(others.id)).toMatchObject({ owner: 'u2', state: 'waiting' });
});

test('a photo waits for no report and no report for a photo: it goes last, once, and makes room', async () => {
  const { disk, network, open, tap } = phone();
  const order: string[] = [];
  network.isThere = false;
  const outbox = open(
    async (events) => {
      order.push(...events.map(({ id }) => id));
      return sent(events);
    },
    {
      deliverPhotos: async (ids) => {
        order.push(...ids);
        return { outcome: 'sent', ids };
      },
    },
  );
  const photo = v7();
  await outbox.add('photo', photo, {
    id: photo,
    takenAt: '2026-11-23T01:00:00.000Z',
    position: null,
    picture: new Blob(['x']),
  });
  const event = await tap(outbox);
  await outbox.send();
  expect(order).toEqual([]);
  network.isThere = true;
  await outbox.send();
  await outbox.send();
  expect(order).toEqual([event, photo]);
  expect([...disk.items.keys()]).toEqual([event]);
});

test('the clock set hours before there is a network costs no time, of what is sent last neither', async () => {
  const { disk, time, network, open, tap, serverNow } = phone();
  const got: FieldEventInput[] = [];
  const photos: string[] = [];
  const take = async (events: FieldEventInput[]): Promise<Delivery> => {
    got.push(...events);
    return sent(events);
  };
  const outbox = open(take, {
    deliverPhotos: async (ids) => {
      photos.push(...ids);
      return { outcome: 'later' };
    },
  });
  await tap(outbox);
  await outbox.send();
  network.isThere = false;
  time.ahead = 2 * HOUR;
  const doneAt: number[] = [];
  const body = { takenAt: new Date(START).toISOString(), position: null, picture: new Blob(['x']) };
  await outbox.add('photo', 'p1', { id: 'p1', ...body });
  for (let n = 0; n < 3; n++) {
    time.passed += HOUR;
    doneAt.push(serverNow().getTime());
    await tap(outbox);
  }
  time.passed += 5 * HOUR;
  network.isThere = true;
  await outbox.send();
  expect(photos).toEqual(['p1']);
  const faults = got.slice(1).map(({ doneAt: told }, n) => Math.abs(Date.parse(told) - itemAt(doneAt, n)));
  expect(Math.max(...faults)).toBeLessThan(2000);
  expect(faults).toHaveLength(3);
  expect(disk.items.get('p1')).toMatchObject({ state: 'waiting', moment: null });
});

test('what is on its way to the server is told as being sent, and no longer: what waits behind it is not', async () => {
  const here = phone();
  let answer: (delivery: Delivery) => void = () => undefined;
  const outbox = here.open(async (events) => sent(events), {
    deliverPhotos: async () => await new Promise((resolve) => (answer = resolve)),
  });
  const photo = async () => {
    const id = v7();
    const takenAt = new Date(START).toISOString();
    await outbox.add('photo', id, { id, takenAt, position: null, picture: new Blob(['x']) });
    return id;
  };
  const [first, second] = [await photo(), await photo()];
  await expect.poll(() => [...outbox.get().sending]).toEqual([first]);
  expect(outbox.get().waiting.map(({ id }) => id)).toEqual([first, second]);
  answer({ outcome: 'sent', ids: [first] });
  await expect.poll(() => [...outbox.get().sending]).toEqual([second]);
  // The network went away under it: it waits again.
  answer({ outcome: 'later' });
  await expect.poll(() => outbox.get().sending.size).toBe(0);
  expect(outbox.get().waiting.map(({ id }) => id)).toEqual([second]);
});
