import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { KeptDay } from './kept-day.ts';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const day: KeptDay = {
  me: {
    id: 'u',
    email: 'driver@demo.local',
    name: 'driver',
    role: 'driver',
    language: 'vi',
    permissions: [],
    memberships: [],
    mustChangePassword: false,
  },
  area: {
    id: id(1),
    slug: 'a',
    name: 'A',
    timeZone: 'Asia/Ho_Chi_Minh',
    isActive: true,
    isSynthetic: true,
    attribution: '',
    bbox: [105, 20, 106, 21],
    counts: { units: 0, points: 0, trucks: 0, facilities: 0 },
    mapStyleUrl: null,
    baseMapUrl: '/map',
    today: '2026-11-24',
    isDemo: false,
    positionRetentionDays: 90,
    languages: ['vi', 'en'],
  },
  route: {
    id: id(2),
    truckId: id(3),
    truckCode: 't',
    truckNumber: 1,
    shiftId: id(4),
    capacityKg: 8000,
    capacityLitres: 16000,
    crewCode: null,
    shiftStartsAt: '2026-11-24T22:00:00.000Z',
    shiftEndsAt: '2026-11-25T06:00:00.000Z',
    startsAt: '2026-11-24T22:00:00.000Z',
    endsAt: '2026-11-25T05:00:00.000Z',
    drivingSeconds: 0,
    lengthMetres: 0,
    waitSeconds: 0,
    serviceSeconds: 0,
    loadKg: 0,
    costDong: 0,
    trips: [],
    stops: [],
    planId: id(4),
    day: '2026-11-25',
    events: [],
    pointNotes: [],
    checkItems: [],
    dispatcherPhone: null,
  },
};

/** A phone's disk: a value is as it is read back from there. */
class Disk {
  kept: string | undefined;
  room = Number.POSITIVE_INFINITY;

  async read(): Promise<unknown> {
    return this.kept === undefined ? undefined : JSON.parse(this.kept);
  }

  async write(value: unknown): Promise<void> {
    const text = JSON.stringify(value);
    if (text.length > this.room) throw new Error('QuotaExceededError');
    this.kept = text;
  }

  async remove(): Promise<void> {
    this.kept = undefined;
  }
}

let old: Map<string, string>;
let disk: Disk;
let forgetDay: (disk: Disk) => Promise<void>;
let keepDay: (day: KeptDay, disk: Disk) => Promise<void>;
let forgetDayOfOthers: (accountId: string, disk: Disk) => Promise<void>;
let keptDay: (now: Date, disk: Disk, isUnderWay?: (truckId: string) => Promise<boolean>) => Promise<KeptDay | null>;
let isShiftUnderWay: (items: never[], truckId: string) => boolean;
const MORNING = new Date('2026-11-25T00:00:00Z');

beforeEach(async () => {
  old = new Map();
  disk = new Disk();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => old.get(key) ?? null,
    removeItem: (key: string) => old.delete(key),
  });
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  // The texts, which it brings along, ask for a browser's storage as they are loaded.
  ({ forgetDay, forgetDayOfOthers, isShiftUnderWay, keepDay, keptDay } = await import('./kept-day.ts'));
});
afterEach(() => vi.unstubAllGlobals());

test('a kept day is there until midnight in the town, then no more', async () => {
  await keepDay(day, disk);
  expect(await keptDay(new Date('2026-11-25T16:59:59Z'), disk)).toEqual(day);
  expect(await keptDay(new Date('2026-11-25T17:00:00Z'), disk)).toBeNull();
});

test('a kept route over midnight is there until six hours after its end, then no more', async () => {
  const night = { ...day, route: { ...day.route, endsAt: '2026-11-25T20:00:00.000Z' } };
  await keepDay(night, disk);
  expect(await keptDay(new Date('2026-11-26T01:59:59Z'), disk)).toEqual(night);
  expect(await keptDay(new Date('2026-11-26T02:00:00Z'), disk)).toBeNull();
});

test('a day that a clock says is over is there while its shift is under way: the clock may be the wrong one', async () => {
  await keepDay(day, disk);
  const nextDay = new Date('2026-11-25T18:00:00Z');
  expect(await keptDay(nextDay, disk, async (truckId) => truckId === day.route.truckId)).toEqual(day);
  expect(await keptDay(nextDay, disk, async () => false)).toBeNull();
});

test.each([
  [[], false],
  [['shift-started', 'served'], true],
  [['shift-started', 'served', 'shift-ended'], false],
])('with %j not sent yet, a shift is under way: %s', (kinds, expected) => {
  const waiting = (kind: string, more = {}) => ({
    ...{ kind: 'field-event', state: 'waiting', body: { kind, truckId: id(3) }, ...more },
  });
  const items = kinds.map((kind) => waiting(kind)) as never[];
  expect(isShiftUnderWay(items, id(3))).toBe(expected);
  expect(isShiftUnderWay(items, id(4))).toBe(false);
  expect(isShiftUnderWay([waiting('served', { state: 'sent' })] as never[], id(3))).toBe(false);
});

test('a forgotten day is gone, from where an earlier version kept it too', async () => {
  await keepDay(day, disk);
  old.set('tuyen-xanh.own-day', JSON.stringify(day));
  await forgetDay(disk);
  expect(await keptDay(MORNING, disk)).toBeNull();
});

test('with a day goes the route that was last seen: it says where somebody was', async () => {
  await keepDay(day, disk);
  old.set('tuyen-xanh.seen-route', '{}');
  await forgetDayOfOthers(day.me.id, disk);
  expect([...old.keys()]).toEqual(['tuyen-xanh.seen-route']);
  await forgetDay(disk);
  expect([...old.keys()]).toEqual([]);
});

test('who signs in again keeps the day, an earlier version’s too; of anybody else nothing is left', async () => {
  await keepDay(day, disk);
  await forgetDayOfOthers(day.me.id, disk);
  expect(await keptDay(MORNING, disk)).toEqual(day);
  await forgetDayOfOthers('somebody-else', disk);
  expect(await keptDay(MORNING, disk)).toBeNull();

  old.set('tuyen-xanh.own-day', JSON.stringify(day));
  await forgetDayOfOthers(day.me.id, disk);
  expect(await keptDay(MORNING, disk)).toEqual(day);
  await forgetDayOfOthers('somebody-else', disk);
  expect(await keptDay(MORNING, disk)).toBeNull();
});

test('a day whose owner cannot be told is forgotten when somebody signs in', async () => {
  disk.kept = '{"me":{"name":"A"},"route":{}}';
  await forgetDayOfOthers('a', disk);
  expect(disk.kept).toBeUndefined();
});

test('a day that an earlier version kept is shown, until another is kept', async () => {
  old.set('tuyen-xanh.own-day', JSON.stringify(day));
  expect(await keptDay(MORNING, disk)).toEqual(day);
  const next = { ...day, route: { ...day.route, id: id(9) } };
  await keepDay(next, disk);
  expect(await keptDay(MORNING, disk)).toEqual(next);
  expect(old.size).toBe(0);
});

test('where there is no room, no older day is left in its place', async () => {
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  await keepDay(day, disk);
  disk.room = 10;
  await keepDay(day, disk);
  expect(await keptDay(MORNING, disk)).toBeNull();
});

test.each(['{"me":', '{"me":{"id":"u"}}'])(
  'what was written half or by another version counts as nothing: %s',
  async (text) => {
    vi.spyOn(console, 'error').mockReturnValue(undefined);
    disk.kept = text;
    expect(await keptDay(MORNING, disk)).toBeNull();
  },
);
