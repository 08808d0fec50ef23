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
  },
};

let written: Map<string, string>;
let room: number;
let forgetDay: () => void;
let keepDay: (day: KeptDay) => void;
let keptDay: (now: Date) => KeptDay | null;
beforeEach(async () => {
  written = new Map();
  room = Number.POSITIVE_INFINITY;
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => written.get(key) ?? null,
    setItem: (key: string, text: string) => {
      if (text.length > room) throw new Error('QuotaExceededError');
      written.set(key, text);
    },
    removeItem: (key: string) => written.delete(key),
  });
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  // The texts, which it brings along, ask for a browser's storage as they are loaded.
  ({ forgetDay, keepDay, keptDay } = await import('./kept-day.ts'));
});
afterEach(() => vi.unstubAllGlobals());

test('a kept day is there until midnight in the town, then no more', () => {
  keepDay(day);
  expect(keptDay(new Date('2026-11-25T16:59:59Z'))).toEqual(day);
  expect(keptDay(new Date('2026-11-25T17:00:00Z'))).toBeNull();
});

test('a kept route over midnight is there until six hours after its end, then no more', () => {
  const night = { ...day, route: { ...day.route, endsAt: '2026-11-25T20:00:00.000Z' } };
  keepDay(night);
  expect(keptDay(new Date('2026-11-26T01:59:59Z'))).toEqual(night);
  expect(keptDay(new Date('2026-11-26T02:00:00Z'))).toBeNull();
});

test('a forgotten day is gone', () => {
  keepDay(day);
  forgetDay();
  expect(keptDay(new Date('2026-11-25T00:00:00Z'))).toBeNull();
});

test('where there is no room, no older day is left in its place', () => {
  keepDay(day);
  room = 10;
  keepDay(day);
  expect(keptDay(new Date('2026-11-25T00:00:00Z'))).toBeNull();
});

test.each(['{"me":', '{"me":{"id":"u"}}'])(
  'what was written half or by another version counts as nothing: %s',
  (text) => {
    keepDay(day);
    for (const key of written.keys()) written.set(key, text);
    expect(keptDay(new Date('2026-11-25T00:00:00Z'))).toBeNull();
  },
);
