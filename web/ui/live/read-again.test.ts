import { EventEmitter } from 'node:events';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { readAgainOnNews } from './read-again.ts';

/** A page that has the town and the rates loaded, and the channel it hears. */
function openPage() {
  const queryClient = new QueryClient();
  const news = new EventEmitter();
  readAgainOnNews(news, queryClient);
  queryClient.setQueryData(['town'], { points: [] });
  const readRates = () => queryClient.setQueryData(['ledger', 'rates'], []);
  readRates();
  const isOld = (key: readonly unknown[]) => queryClient.getQueryState(key)?.isInvalidated;
  return { news, readRates, isTownOld: () => isOld(['town']), areRatesOld: () => isOld(['ledger', 'rates']) };
}

test('a record that somebody else changed makes the books of the town old, on whatever page, and nothing else', () => {
  const { news, isTownOld, areRatesOld } = openPage();
  news.emit('connect');
  expect(isTownOld()).toBe(false);
  news.emit('register', { subject: 'trucks', ids: ['t1'] });
  expect([isTownOld(), areRatesOld()]).toEqual([true, false]);
});

test('a closed street leaves the books of the town as they are', () => {
  const { news, isTownOld } = openPage();
  news.emit('register', { subject: 'closures', ids: [] });
  expect(isTownOld()).toBe(false);
});

test.each([['gap'], ['area']])('everything is old after word of %s', (event) => {
  const { news, isTownOld, areRatesOld } = openPage();
  news.emit(event, { areaId: 'a' });
  expect([isTownOld(), areRatesOld()]).toEqual([true, true]);
});

afterEach(() => {
  vi.useRealTimers();
});

test('a first connection that comes late makes old what was read long before it', () => {
  vi.useFakeTimers();
  const { news, readRates, isTownOld, areRatesOld } = openPage();
  vi.advanceTimersByTime(10_000);
  readRates();
  news.emit('connect');
  expect([isTownOld(), areRatesOld()]).toEqual([true, false]);
});

test('the first connection makes nothing old, the next one everything', () => {
  const { news, isTownOld, areRatesOld } = openPage();
  news.emit('connect');
  expect([isTownOld(), areRatesOld()]).toEqual([false, false]);
  news.emit('connect');
  expect([isTownOld(), areRatesOld()]).toEqual([true, true]);
});
