import { expect, it } from 'vitest';
import type { WeighbridgeTruck } from '../../domain/tickets/tickets.ts';
import { draftWith, kgOf, localTime, ticketOf, truckOfPlate } from './ticket-draft.ts';

const TRUCK: WeighbridgeTruck = {
  ...{ id: '019a0000-0000-7000-8000-000000000001', code: '36C-123.45', number: 1, streams: [], capacityKg: 5000 },
  ...{ usualTare: null, dueAt: null, dueStreams: [], expectedKg: null },
};
const DRAFT = {
  plate: '36c 12345',
  grossKg: '9.250',
  tareKg: '4 100',
  number: ' 12 ',
  streams: ['food' as const],
  weighedAt: '',
};
const made = (members: object = {}) =>
  ticketOf(
    { ...DRAFT, ...members },
    {
      ...{ facilityId: 'f', trucks: [TRUCK], timeZone: 'Asia/Ho_Chi_Minh' },
      now: new Date('2026-11-23T06:00:00.000Z'),
    },
  );

it('a plate is known however it is written', () => {
  expect(truckOfPlate('36c12345', [TRUCK])).toBe(TRUCK);
  expect(truckOfPlate('36C-123.46', [TRUCK])).toBeUndefined();
  expect(truckOfPlate(' ', [TRUCK])).toBeUndefined();
});

it('kg are whole, with or without signs between thousands', () => {
  expect(['9250', '9.250', '9 250', '9,250', '', 'x', '-1'].map(kgOf)).toEqual([
    9250,
    9250,
    9250,
    9250,
    null,
    null,
    null,
  ]);
});

it('a draft becomes a ticket of the truck, or of a plate that is not of the town', () => {
  expect(made()).toMatchObject({ ticket: { truckId: TRUCK.id, grossKg: 9250, tareKg: 4100, streams: ['food'] } });
  expect(made({ plate: '37C-1' })).toMatchObject({ ticket: { plate: '37C-1' } });
});

it('what is missing or cannot be so is named', () => {
  expect(made({ plate: '', grossKg: '', number: '' })).toEqual({
    faults: ['plateNeeded', 'grossNeeded', 'numberNeeded'],
  });
  expect(made({ tareKg: '9300' })).toEqual({ faults: ['tareAbove'] });
});

it('a slip of before is of the time that was written, and of none to come', () => {
  expect(made({ weighedAt: '2026-11-22T23:40' })).toMatchObject({ ticket: { weighedAt: '2026-11-22T16:40:00.000Z' } });
  expect(localTime('2026-11-22T16:40:59.000Z', 'Asia/Ho_Chi_Minh')).toBe('2026-11-22T23:40');
  expect(made()).toMatchObject({ ticket: { weighedAt: '2026-11-23T06:00:00.000Z' } });
  expect(made({ weighedAt: '2026-11-23T13:01' })).toEqual({ faults: ['timeAhead'] });
  for (const weighedAt of ['2026-11-22T', 'T06:05']) expect(made({ weighedAt })).toEqual({ faults: ['timeUnclear'] });
});

it('what is proposed stands until something else is written, and again when that is taken away', () => {
  expect(draftWith({ tareKg: '4100' }, { plate: 'x', tareKg: undefined })).toMatchObject({
    plate: 'x',
    tareKg: '4100',
  });
  expect(draftWith({ tareKg: '4100' }, { tareKg: '' })).toMatchObject({ tareKg: '' });
});
