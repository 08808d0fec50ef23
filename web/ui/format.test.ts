import { afterAll, beforeAll, expect, test, vi as stubs } from 'vitest';
import type { Format } from './format.ts';

let vi: Format;
let en: Format;

beforeAll(async () => {
  // The texts remember the reader's language in the browser's storage, which Node has not.
  const kept = new Map<string, string>();
  stubs.stubGlobal('localStorage', {
    getItem: (k: string) => kept.get(k) ?? null,
    setItem: (k: string, v: string) => kept.set(k, v),
  });
  stubs.stubGlobal('document', { documentElement: { lang: '' } });
  await import('./texts/i18n.ts');
  const { makeFormat } = await import('./format.ts');
  vi = makeFormat('vi', 'Asia/Ho_Chi_Minh');
  en = makeFormat('en', 'Asia/Ho_Chi_Minh');
});
afterAll(() => stubs.unstubAllGlobals());

test('numbers carry the grouping and the decimal sign of the language, and never leave their unit on the next line', () => {
  expect(vi.kg(12345)).toBe('12.345\u00a0kg');
  expect(en.kg(12345)).toBe('12,345\u00a0kg');
  expect(vi.km(12345)).toBe('12,3\u00a0km');
  expect(en.km(12345)).toBe('12.3\u00a0km');
  expect([vi.decimal(2.25), en.decimal(10)]).toEqual(['2,25', '10']);
});

test('a weekday stands in a sentence as the language writes it there', () => {
  expect([vi.weekday('2026-12-01'), en.weekday('2026-12-01')]).toEqual(['thứ ba', 'Tuesday']);
});

test('a count within a sentence has the grouping of its language, and one of a thing is told as one', async () => {
  const { default: i18next } = await import('i18next');
  const { registerTexts } = await import('./texts/i18n.ts');
  const texts = await Promise.all([import('./texts/vi/dispatch.ts'), import('./texts/en/dispatch.ts')]);
  registerTexts('dispatch', { vi: texts[0].vi, en: texts[1].en });
  const unloadings = (language: string, count: number) =>
    i18next.getFixedT(language, 'dispatch')('facility.unloads', { count, load: '…' });
  expect(unloadings('vi', 1234)).toBe('1.234 lượt đổ rác trong kế hoạch, …');
  expect(unloadings('en', 1234)).toBe('1,234 unloadings planned, …');
  expect([unloadings('vi', 1), unloadings('en', 1)]).toEqual([
    '1 lượt đổ rác trong kế hoạch, …',
    '1 unloading planned, …',
  ]);
});

test('a load of less than a tenth of a tonne is told in kilograms, not as none', () => {
  expect(vi.tonnes(43.4)).toBe('43\u00a0kg');
  expect(en.tonnes(0)).toBe('0\u00a0kg');
  expect(vi.tonnes(1250)).toBe('1,3\u00a0tấn');
});

test('a share just below its target never reads as the target', () => {
  expect(en.percent(0.9799999)).toBe('97.9%');
  expect(en.percent(0.98)).toBe('98%');
  expect(en.percent(0.57)).toBe('57%');
  expect(en.percent(1)).toBe('100%');
  expect([vi.percents(0.85, 0.95), en.percents(0, 0.5)]).toEqual(['85–95\u00a0%', '0–50%']);
  // Both ends the same way: else a narrow range read backwards, and its upper end below the figure it is of.
  expect([en.percents(0.9165, 0.9169), en.percents(0.9165, 0.9171)]).toEqual(['91.6%', '91.6–91.7%']);
});

test('times are those of the town’s clock, and the day after says so', () => {
  expect(vi.time('2026-11-22T20:05:00Z')).toBe('03:05');
  expect(vi.time('2026-11-23T17:30:00Z', '2026-11-23')).toBe('00:30 hôm sau');
  expect(en.time('2026-11-23T02:30:00Z', '2026-11-23')).toBe('09:30');
});

test('durations read as hours and minutes', () => {
  expect(vi.duration(3 * 3600 + 5 * 60)).toBe('3 giờ 05 phút');
  expect(en.duration(59 * 60 + 40)).toBe('1 h 00 min');
  expect(en.duration(45)).toBe('45 s');
});

test('Vietnamese names sort by the Vietnamese alphabet', () => {
  expect(['Đông Sơn', 'Dân An', 'Em', 'Ba'].sort(vi.compare)).toEqual(['Ba', 'Dân An', 'Đông Sơn', 'Em']);
});

test('shares under one another have one decimal each, and no time at all is no minutes', () => {
  expect([vi.percentTenths(0.88), en.percentTenths(0.895)]).toEqual(['88,0\u00a0%', '89.5%']);
  expect([vi.duration(0), vi.duration(0.4), en.duration(61)]).toEqual(['0 phút', '0 giây', '1 min']);
});
