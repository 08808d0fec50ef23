import { expect, it } from 'vitest';
import { keptLayout, PLAIN_LAYOUT } from './layout.ts';

function shelf() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

it('finds the page as each person left it', () => {
  const storage = shelf();
  keptLayout('a', storage).set({ isSwapped: true, leftWidth: 400 });
  expect(keptLayout('a', storage).get()).toEqual({ ...PLAIN_LAYOUT, isSwapped: true, leftWidth: 400 });
  expect(keptLayout('b', storage).get()).toEqual(PLAIN_LAYOUT);
});

it('is as the page is made where what was kept cannot be read', () => {
  const storage = shelf();
  keptLayout('a', storage).set({ isSwapped: true });
  for (const broken of ['{', '{"leftWidth":"wide"}', '[]']) {
    for (const key of storage.kept.keys()) storage.kept.set(key, broken);
    expect(keptLayout('a', storage).get()).toEqual(PLAIN_LAYOUT);
  }
});
