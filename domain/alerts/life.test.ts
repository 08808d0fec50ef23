import { expect, it } from 'vitest';
import { alertState, byWhatCanBeSaved } from './alerts.ts';
import { changesOfAlerts, wasThereBy } from './life.ts';
import type { Condition } from './situation.ts';

const condition = (key: string): Condition => ({ key, kind: 'silent', facts: {}, savableKg: 0, saveBy: null });
const kept = (key: string, endedAt: Date | null = null) => ({
  ...{ id: key, key, endedAt, closedAt: null, kind: 'silent', facts: {} },
});
const keys = (of: readonly { key?: string; kept?: { key: string } }[]) => of.map((one) => one.key ?? one.kept?.key);

it('raises, goes on, ends and raises again, never two for one condition', () => {
  const rows = [kept('on'), kept('over'), kept('back', new Date(1)), kept('gone', new Date(1))];
  const changes = changesOfAlerts(rows, ['on', 'new', 'back', 'new'].map(condition));
  expect({ ...changes, ...Object.fromEntries(Object.entries(changes).map(([name, of]) => [name, keys(of)])) }).toEqual({
    ...{ raised: ['new'], goesOn: ['on'], ended: ['over'], returned: ['back'] },
  });
  expect(['on', 'back', 'none'].map(wasThereBy(rows))).toEqual([true, false, false]);
});

it('asks for somebody again when more comes of what was closed, and only then', () => {
  const [one, other] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
  const closed = { ...kept('k'), closedAt: new Date(1), kind: 'skipped-endangers', facts: { visitIds: [one] } };
  const returned = (kind: Condition['kind'], visitIds: string[], row: typeof closed = closed) =>
    changesOfAlerts([row], [{ ...condition('k'), kind, facts: { visitIds } }]).returned.length;
  expect([returned('skipped-endangers', [one]), returned('skipped-endangers', [one, other])]).toEqual([0, 1]);
  expect(returned('past-shift-end', [one])).toBe(1);
  const late = { ...closed, kind: 'late-for-window' };
  expect([returned('late-for-window', [other], late), returned('past-shift-end', [], late)]).toEqual([0, 1]);
});

it('stands as it was left, and a snoozed one wakes up by itself', () => {
  const nothing = { endedAt: null, closedAt: null, snoozedUntil: null, takenAt: null };
  const [then, now] = [new Date(1000), new Date(2000)];
  const states = [{}, { takenAt: then }, { takenAt: then, snoozedUntil: new Date(2001) }, { snoozedUntil: now }];
  expect(states.map((of) => alertState({ ...nothing, ...of }, now))).toEqual(['open', 'taken', 'snoozed', 'open']);
  expect(alertState({ ...nothing, endedAt: then }, now)).toBe('ended');
  expect(alertState({ ...nothing, endedAt: then, closedAt: then }, now)).toBe('closed');
});

it('puts first what a person told of, then what can still be saved, the most of it, and what is quiet last', () => {
  const one = (
    raisedAt: string,
    state: 'open' | 'taken' | 'snoozed',
    savableKg: number,
    saveBy: string | null = null,
  ) => ({
    ...{ kind: raisedAt === 'b' ? ('incident' as const) : ('silent' as const), raisedAt, state, savableKg, saveBy },
  });
  const sorted = [
    one('a', 'snoozed', 900),
    one('b', 'open', 0),
    one('c', 'taken', 500, '2026-11-30T02:00:00Z'),
    one('d', 'open', 500, '2026-11-30T01:00:00Z'),
    one('e', 'open', 700),
  ].sort(byWhatCanBeSaved);
  expect(sorted.map(({ raisedAt }) => raisedAt).join('')).toBe('bedca');
});
