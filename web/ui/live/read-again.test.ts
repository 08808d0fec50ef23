import { EventEmitter } from 'node:events';
import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { readAgainOnNews } from './read-again.ts';

/** A page that has the town and the rates loaded, and the channel it hears. */
function openPage() {
  const queryClient = new QueryClient();
  const news = new EventEmitter();
  readAgainOnNews(news, queryClient);
  queryClient.setQueryData(['town'], { points: [] });
  queryClient.setQueryData(['ledger', 'rates'], []);
  const isOld = (key: readonly unknown[]) => queryClient.getQueryState(key)?.isInvalidated;
  return { news, isTownOld: () => isOld(['town']), areRatesOld: () => isOld(['ledger', 'rates']) };
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

test('the first connection makes nothing old, the next one everything', () => {
  const { news, isTownOld, areRatesOld } = openPage();
  news.emit('connect');
  expect([isTownOld(), areRatesOld()]).toEqual([false, false]);
  news.emit('connect');
  expect([isTownOld(), areRatesOld()]).toEqual([true, true]);
});
