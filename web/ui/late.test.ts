import { afterEach, expect, test, vi } from 'vitest';
import { persistently } from './late.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const failingTwice = () =>
  vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error('first'))
    .mockRejectedValueOnce(new Error('second'))
    .mockResolvedValue('part');

test('a part is loaded once, and again and again while no server answers', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  vi.spyOn(console, 'warn').mockReturnValue();
  const load = failingTwice();
  const part = persistently(load);
  const [asked, askedAgain] = [part(), part()];
  await vi.runAllTimersAsync();
  expect([await asked, await askedAgain, await part()]).toEqual(['part', 'part', 'part']);
  expect(load).toHaveBeenCalledTimes(3);
});

test('a part is tried again where the server answers while it goes away', async () => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'fetch',
    vi
      .fn<() => Promise<Response>>()
      .mockResolvedValueOnce(new Response())
      .mockRejectedValue(new TypeError('no network')),
  );
  vi.spyOn(console, 'warn').mockReturnValue();
  const asked = persistently(failingTwice())().catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  expect(await asked).toBe('part');
});

test('a part that is gone though the server answers is an error, and is asked for anew the next time', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response()));
  const load = vi.fn<() => Promise<string>>().mockRejectedValue(new Error('gone'));
  const part = persistently(load);
  await expect(part()).rejects.toThrow('gone');
  load.mockResolvedValue('part');
  expect(await part()).toBe('part');
});
