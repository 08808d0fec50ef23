import { itemAt } from '../../domain/item-at.ts';
import type { Stream } from '../../domain/stream-names.ts';
import type { FacilityKind } from './model.ts';
import type { TownFacility } from './model.ts';
import { GROUNDS } from './terrain.ts';
import { signedArea, type Xy } from './plane.ts';

const SOLID: readonly Stream[] = ['household-other', 'bulky', 'construction'];
const SORTED: readonly Stream[] = ['food', 'recyclable'];
const DANGEROUS: readonly Stream[] = ['medical', 'hazardous', 'pesticide-packaging'];

/** Depot, landfill, treatment plant and transfer station. Only the landfill's name and ward are those of the real town. */
export const FACILITIES: readonly TownFacility[] = [
  facility('DEPOT', 'Bãi xe môi trường', 'depot', [5480, 4608], '', [], null, 0),
  facility(
    'NUI-VOI',
    GROUNDS.landfill.name,
    'landfill',
    middle(GROUNDS.landfill.ring),
    '04:30-12:00 13:30-21:30',
    SOLID,
    54_000,
    12,
  ),
  facility(
    'NM-XLCT',
    GROUNDS.treatment.name,
    'treatment-plant',
    [10600, 5690],
    '05:00-20:00',
    [...SORTED, ...DANGEROUS],
    25_000,
    10,
  ),
  facility(
    'TTC-01',
    'Trạm trung chuyển số 1',
    'transfer-station',
    [1102, 5150],
    '05:00-11:30',
    ['household-other'],
    9_000,
    9,
  ),
];

function facility(
  code: string,
  name: string,
  kind: FacilityKind,
  at: Xy,
  windows: string,
  streams: readonly Stream[],
  dailyIntakeKg: number | null,
  unloadMinutes: number,
): TownFacility {
  return { code, name, kind, at, windows, streams, dailyIntakeKg, unloadMinutes };
}

function middle(ring: readonly Xy[]): Xy {
  const [x, y] = ring.reduce<Xy>((sum, at) => [sum[0] + at[0], sum[1] + at[1]], [0, 0]);
  return signedArea(ring) === 0 ? itemAt(ring, 0) : [x / ring.length, y / ring.length];
}
