import { expect, it } from 'vitest';
import { trucksOutOf, withEarlier } from './carry-over.ts';
import { replanRequestSchema } from './replans.ts';

const id = (k: number): string => `00000000-0000-4000-8000-00000000000${k}`;
const said = (what: object) => replanRequestSchema.parse(what);
const urgent = (k: number, kg: number) => ({ pointId: id(k), stream: 'food', kg, window: null });

it('keeps what was said before of trucks, facilities and urgent visits, the newest word counting', () => {
  const newest = said({
    leaving: [{ truck: id(7), at: '2026-11-30T04:00:00Z' }],
    closed: [{ facilityId: id(9), from: '2026-11-30T03:00:00Z' }],
    urgent: [urgent(1, 300)],
  });
  const oldest = said({
    leaving: [{ truck: id(7), at: '2026-11-30T05:00:00Z' }],
    without: { trucks: [id(5)] },
    closed: [{ facilityId: id(9) }],
    urgent: [urgent(1, 100)],
  });
  expect(withEarlier(said({ urgent: [urgent(2, 50)] }), [newest, oldest])).toEqual({
    without: { trucks: [id(5)] },
    leaving: [{ truck: id(7), at: '2026-11-30T04:00:00Z' }],
    closed: newest.closed,
    urgent: [urgent(1, 300), urgent(2, 50)],
  });
});

it('has a truck drive again when somebody says so, and not before', () => {
  const out = said({ without: { trucks: [id(5), id(6)] } });
  expect(withEarlier(said({ again: { trucks: [id(5)] } }), [out]).without.trucks).toEqual([id(6)]);
  const outAgain = said({ without: { trucks: [id(5)] } });
  expect(withEarlier(outAgain, [said({ again: { trucks: [id(5)] } }), out]).without.trucks).toEqual([id(6), id(5)]);
});

it('tells which trucks a revision was planned without, by what was said for it and for those it was made from', () => {
  const revision = (number: number, parentNumber: number | null, more: object = {}) => ({
    ...{ number, parentNumber, trucksOut: [], trucksAgain: [], ...more },
  });
  const revisions = [
    revision(5, null),
    revision(4, 3, { trucksAgain: [id(5)] }),
    revision(3, 2),
    revision(2, 1, { trucksOut: [id(5), id(6)] }),
    revision(1, null),
  ];
  const out = [1, 2, 3, 4, 5, 6].map((number) => [...trucksOutOf(revisions, number)]);
  expect(out).toEqual([[], [id(5), id(6)], [id(5), id(6)], [id(6)], [], []]);
});
