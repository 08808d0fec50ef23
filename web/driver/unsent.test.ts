import { expect, test } from 'vitest';
import type { OutboxItem } from '../ui/outbox/items.ts';
import { unsentToTell } from './unsent.ts';

const NOW = Date.UTC(2026, 11, 2, 1, 0, 0);
const item = (id: string, heldUntilMs: number) => ({ id, heldUntilMs, state: 'waiting' }) as OutboxItem;
const state = (...waiting: OutboxItem[]) => ({ waiting, needsSignIn: false });

test('a photo that is on its way behind a report of a moment ago is nothing to be told of', () => {
  const [photo, report] = [item('photo', NOW + 4_000), item('report', NOW + 10_000)];
  expect(unsentToTell(state(photo, report), NOW, false)).toBe(0);
});

test('what is still there a while after it could be taken back is told, and the rest with it is not', () => {
  const [old, fresh] = [item('old', NOW - 20_000), item('fresh', NOW + 4_000)];
  expect(unsentToTell(state(old, fresh), NOW, false)).toBe(1);
});

test('where nothing can be sent, all that waits is told at once, also what may be taken back', () => {
  const [photo, report] = [item('photo', NOW + 4_000), item('report', NOW + 10_000)];
  expect(unsentToTell(state(photo, report), NOW, true)).toBe(2);
  expect(unsentToTell({ ...state(photo), needsSignIn: true }, NOW, false)).toBe(1);
});
