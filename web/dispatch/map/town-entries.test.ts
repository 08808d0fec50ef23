import { expect, test } from 'vitest';
import type { Facility } from '../../../domain/facilities.ts';
import type { CollectionPoint } from '../../../domain/points.ts';
import type { Truck } from '../../../domain/trucks.ts';
import type { Unit } from '../../../domain/units.ts';
import { searchByText } from '../../ui/search.ts';
import { townEntries } from './town-entries.ts';

const truck = { id: 'xe', code: '36C-012.34', number: 7, shifts: [{ crewCode: 'TO-03' }, { crewCode: null }] };
const entries = townEntries(
  {
    trucks: [truck as Truck],
    facilities: [{ id: 'bãi', code: 'BR-1', name: 'Đông Sơn', kind: 'landfill' } as Facility],
    points: [{ id: 'điểm', code: 'D-01', name: 'Chợ Đông' } as CollectionPoint],
    units: [{ id: 'phường', code: '14809', name: 'Phường Ba Đình' } as Unit],
    unitOfPoint: new Map(),
  },
  { truck: 'Xe', crew: 'Tổ', facilityKind: () => 'Bãi chôn lấp' },
);
const found = (query: string) => searchByText(entries, query, entries.length).map(({ key }) => key);

test('a truck is found by its plate, signs or none, its number and its crew', () => {
  for (const query of ['36c-012', '36C012', 'xe 7', 'to 03', 'TO-03'])
    expect([query, found(query)]).toEqual([query, ['xe']]);
});

test('a facility is found by code, name and kind, beside points that match too', () => {
  expect(found('bai chon lap')).toEqual(['bãi']);
  expect(found('br-1')).toEqual(['bãi']);
  expect(found('dong')).toEqual(['bãi', 'điểm']);
});

test('a ward is found by its name and code', () => {
  for (const query of ['phuong ba dinh', 'ba dinh', '14809'])
    expect([query, found(query)]).toEqual([query, ['phường']]);
});
