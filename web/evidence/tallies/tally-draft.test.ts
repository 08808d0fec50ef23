import { expect, it } from 'vitest';
import { type TallyDraft, tallyOf } from './tally-draft.ts';

const DRAFT: TallyDraft = {
  ...{ point: { id: 'p', name: 'Chợ' }, team: ' Tổ 3 ', stream: 'food', how: 'loads', loads: '6', litres: '500' },
  ...{ kg: '', note: '' },
};

it('a team tells loads and what one holds, or kg', () => {
  expect(tallyOf(DRAFT)).toEqual({
    told: { pointId: 'p', team: 'Tổ 3', stream: 'food', loads: 6, loadLitres: 500, note: null },
  });
  expect(tallyOf({ ...DRAFT, how: 'kg', kg: '1.250' })).toMatchObject({ told: { kg: 1250 } });
  expect(tallyOf({ ...DRAFT, loads: '0' })).toMatchObject({ told: { loads: 0 } });
});

it('what is missing is named', () => {
  expect(tallyOf({ ...DRAFT, point: null, team: ' ', loads: '', litres: '0' })).toEqual({
    faults: ['point', 'team', 'loads', 'litres'],
  });
  expect(tallyOf({ ...DRAFT, how: 'kg' })).toEqual({ faults: ['kg'] });
});
