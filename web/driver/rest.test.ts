import { afterEach, expect, test, vi } from 'vitest';
import { rest } from './rest.ts';

afterEach(() => vi.useRealTimers());

test('a second tap within a second is the first one again, whichever part of the page is tapped', async () => {
  vi.useFakeTimers();
  const done: string[] = [];
  const tap = (name: string) => rest.once(async () => void done.push(name));
  const first = tap('first');
  await tap('at once');
  await vi.advanceTimersByTimeAsync(900);
  await tap('trembling');
  expect(rest.isResting()).toBe(true);
  await vi.advanceTimersByTimeAsync(200);
  await first;
  await Promise.all([tap('meant'), vi.advanceTimersByTimeAsync(1100)]);
  expect(done).toEqual(['first', 'meant']);
  expect(rest.isResting()).toBe(false);
});

test('what fails lets the next be done', async () => {
  vi.useFakeTimers();
  const failed = rest.once(() => Promise.reject(new Error('no room')));
  await expect(failed).rejects.toThrow('no room');
  const done = vi.fn<() => Promise<void>>(async () => undefined);
  await Promise.all([rest.once(done), vi.advanceTimersByTimeAsync(1100)]);
  expect(done).toHaveBeenCalledOnce();
});
