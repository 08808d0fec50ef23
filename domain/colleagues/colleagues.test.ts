import { expect, test } from 'vitest';
import { type Chosen, OpenBoards } from './colleagues.ts';

const NOTHING: Chosen = { day: '2026-12-01', truckId: null, visitId: null, pointId: null, facilityId: null };
const board = (id: string, chosen: Chosen | null) => ({
  id,
  sessionId: `session of ${id}`,
  name: `Người ${id}`,
  chosen,
});

test('who looks at a day is shown to the others on it until the board is closed', () => {
  const boards = new OpenBoards();
  expect(boards.hear(board('a', { ...NOTHING, truckId: 'xe' }), 0)).toEqual([NOTHING.day]);
  boards.hear(board('b', NOTHING), 0);
  expect(boards.othersOn(NOTHING.day, 'session of b')).toMatchObject([{ name: 'Người a', truckId: 'xe' }]);
  expect(boards.othersOn(NOTHING.day, 'session of a')).toMatchObject([{ name: 'Người b', truckId: null }]);
  expect(boards.othersOn('2026-12-02', 'session of b')).toEqual([]);
  expect(boards.hear(board('a', null), 1)).toEqual([NOTHING.day]);
  expect(boards.othersOn(NOTHING.day, 'session of b')).toEqual([]);
});

test('whoever turns to another day is gone from the one before; the same said again changes nothing', () => {
  const boards = new OpenBoards();
  boards.hear(board('a', NOTHING), 0);
  expect(boards.hear(board('a', NOTHING), 1)).toEqual([]);
  expect(boards.hear(board('a', { ...NOTHING, day: '2026-12-02' }), 2)).toEqual([NOTHING.day, '2026-12-02']);
});

test('a board whose server went without a word is forgotten, one that is spoken of stays', () => {
  const boards = new OpenBoards();
  boards.hear(board('a', NOTHING), 0);
  boards.hear(board('b', NOTHING), 0);
  boards.hear(board('b', NOTHING), 60);
  expect(boards.forget(100)).toEqual([NOTHING.day]);
  expect(boards.othersOn(NOTHING.day, '').map(({ id }) => id)).toEqual(['b']);
});
