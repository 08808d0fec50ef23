import { QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from './query-client.ts';

afterEach(() => vi.useRealTimers());

test('parts that open together share an answer, and a page opened seconds later asks anew and shows the old one meanwhile', async () => {
  vi.useFakeTimers();
  const client = makeQueryClient();
  let asked = 0;
  const query = { queryKey: ['steps'], queryFn: () => Promise.resolve(++asked) };
  const open = () => {
    const observer = new QueryObserver(client, query);
    const shown: (number | undefined)[] = [];
    return { shown, close: observer.subscribe(({ data }) => shown.push(data)), observer };
  };
  const first = open();
  await vi.advanceTimersByTimeAsync(10);
  const beside = open();
  await vi.advanceTimersByTimeAsync(10);
  expect(asked).toBe(1);
  first.close();
  beside.close();

  await vi.advanceTimersByTimeAsync(3000);
  const later = open();
  expect(later.observer.getCurrentResult().data).toBe(1);
  await vi.advanceTimersByTimeAsync(10);
  expect(later.shown.at(-1)).toBe(2);
  later.close();
});
