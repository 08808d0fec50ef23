import { expect, it } from 'vitest';
import { faultSentence } from '../area-files/fault-messages.ts';
import { readTicketFile, type TicketFileContext } from './ticket-file.ts';

const context: TicketFileContext = {
  facilities: [{ id: 'f1', code: 'BR-01', name: 'Bãi rác Ba Đình' }],
  facilityId: null,
  trucks: [{ id: 't1', code: '36C-123.45' }],
  timeZone: 'Asia/Ho_Chi_Minh',
  earliest: new Date('2016-11-25T00:00:00Z'),
  latest: new Date('2026-11-25T00:00:00Z'),
};
const read = (text: string, more: Partial<TicketFileContext> = {}, mapping = {}) =>
  readTicketFile(
    { kind: 'tickets', name: 'can.csv', bytes: new TextEncoder().encode(text) },
    { ...context, ...more },
    mapping,
  );

it('reads a weighbridge’s file under its own headings, with plates as they are written there', () => {
  const { rows, faults, headings } = read(
    'TRẠM CÂN BA ĐÌNH\nSố phiếu;Số xe;Tổng;Bì;Hàng;Ngày;Giờ;Loại hàng;Nơi cân\n' +
      'PC 01;36c 12345;9.120;8000;1.120;23/11/2026;5:40;Thực phẩm;bai rac ba dinh\n' +
      '02;29H-9;7000;5000;;2026-11-23 17:05:12;17h05;;BR-01\n',
  );
  expect(faults).toEqual([]);
  expect(rows).toEqual([
    {
      line: 3,
      ticket: {
        ...{ facilityId: 'f1', number: 'PC01', truckId: 't1', grossKg: 9120, tareKg: 8000 },
        ...{ streams: ['food'], weighedAt: '2026-11-22T22:40:00.000Z' },
      },
    },
    {
      line: 4,
      ticket: {
        ...{ facilityId: 'f1', number: '02', plate: '29H-9', grossKg: 7000, tareKg: 5000 },
        ...{ streams: [], weighedAt: '2026-11-23T10:05:00.000Z' },
      },
    },
  ]);
  expect(headings).toContainEqual({ heading: 'Bì', key: 'tare' });
});

it('is no ticket at all without a column that says what was weighed', () => {
  const { rows, faults } = read('Số phiếu;Biển số;Ngày;Nơi cân\n1;36C-12345;23/11/2026 06:00;BR-01\n');
  expect(rows).toEqual([]);
  expect(faults.map(({ code, column }) => [code, column])).toEqual([
    ['missing-column', 'gross'],
    ['missing-column', 'tare'],
  ]);
});

it('a heading nobody knows is read as it is said to be', () => {
  const text = 'Mã;Biển số;L1;L2;Ngày cân\nA1;36C-12345;9000;8000;23/11/2026 06:00\n';
  expect(read(text).rows).toEqual([]);
  const mapped = read(text, { facilityId: 'f1' }, { Mã: 'number', L1: 'gross', L2: 'tare' });
  expect(mapped.rows).toMatchObject([{ ticket: { number: 'A1', facilityId: 'f1', grossKg: 9000 } }]);
});

it('names row, column and value of whatever cannot be so, and reads the others', () => {
  const { rows, faults } = read(
    'number,plate,gross,tare,net,date,time,facility\n' +
      '1,36C-12345,8000,9000,,23/11/2026,05:00,BR-01\n' +
      '2,36C-12345,9000,8000,1001,23/11/2026,05:00,BR-01\n' +
      '3,36C-12345,chín,8000,,23/11/2026,,BR-01\n' +
      '4,36C-12345,9000,8000,,31/11/2026,05:00,BR-77\n' +
      '5,36C-12345,9000,8000,,26/11/2026,05:00,BR-01\n' +
      '6,36C-12345,9000,8000,,23/11/2026,05:00,BR-01\n' +
      '6,36C-12345,9500,8000,,23/11/2026,07:00,BR-01\n' +
      '7,36C-12345,9500,8000,,23/11/2016,07:00,BR-01\n',
  );
  expect(rows.map(({ ticket }) => ticket.number)).toEqual(['6']);
  expect(faults.map(({ line, column, code, value }) => [line, column, code, value])).toEqual([
    [2, 'tare', 'tare-above-gross', '9000'],
    [3, 'net', 'net-differs', '1001'],
    [4, 'gross', 'not-a-number', 'chín'],
    [4, 'time', 'not-a-time', null],
    [5, 'facility', 'unknown-facility', 'BR-77'],
    [5, 'date', 'not-a-day', '31/11/2026'],
    [6, 'date', 'not-yet', '26/11/2026'],
    [8, 'number', 'duplicate', '6'],
    [9, 'date', 'long-ago', '23/11/2016'],
  ]);
  for (const fault of faults) expect(faultSentence(fault, 'vi')).not.toContain(fault.code);
});
