import type { Stream } from '../../domain/stream-names.ts';
import type { TownTruck } from './model.ts';

export interface Cooperative {
  code: string;
  name: string;
  kind: 'cooperative' | 'company' | 'ward-team';
}

export const COOPERATIVES = {
  centre: { code: 'HTX-1', name: 'Hợp tác xã môi trường số 1', kind: 'cooperative' },
  east: { code: 'HTX-2', name: 'Hợp tác xã môi trường số 2', kind: 'cooperative' },
  north: { code: 'TDV-3', name: 'Tổ dịch vụ vệ sinh số 3', kind: 'ward-team' },
} as const satisfies Record<string, Cooperative>;

/** What trucks of one size have in common. Body volumes and costs are planning figures of compactors sold in Vietnam. */
interface TruckSize {
  capacityKg: number;
  capacityLitres: number;
  heightMetres: number;
  widthMetres: number;
  weightTonnes: number;
  costPerDay: number;
  costPerHour: number;
  costPerKm: number;
}

const SIZES = {
  small: size(2500, 5600, 2.4, 1.9, 4.95, 420_000, 90_000, 5_200),
  middle: size(5000, 11_400, 2.8, 2.2, 9.8, 640_000, 105_000, 7_400),
  large: size(8000, 18_000, 3.2, 2.45, 15.8, 900_000, 120_000, 9_600),
} as const;

function size(
  capacityKg: number,
  capacityLitres: number,
  heightMetres: number,
  widthMetres: number,
  weightTonnes: number,
  costPerDay: number,
  costPerHour: number,
  costPerKm: number,
): TruckSize {
  return { capacityKg, capacityLitres, heightMetres, widthMetres, weightTonnes, costPerDay, costPerHour, costPerKm };
}

const HOUSEHOLD: readonly Stream[] = ['household-other', 'bulky', 'construction'];
const HOUSEHOLD_AND_FOOD: readonly Stream[] = [...HOUSEHOLD, 'food'];
const SORTED: readonly Stream[] = ['food', 'recyclable'];
const DANGEROUS: readonly Stream[] = ['medical', 'hazardous', 'pesticide-packaging'];

const EARLY = { shift: '03:00-09:00', breakWindow: '05:30-07:00', breakMinutes: 30 };
const LATE_MORNING = { shift: '04:30-10:30', breakWindow: '07:00-08:30', breakMinutes: 30 };
const AFTERNOON = { shift: '14:00-20:00', breakWindow: '16:30-18:00', breakMinutes: 30 };
const DAYTIME = { shift: '06:30-14:30', breakWindow: '10:30-12:30', breakMinutes: 45 };

const ROWS: readonly (readonly [keyof typeof SIZES, readonly Stream[], keyof typeof COOPERATIVES, typeof EARLY])[] = [
  ['large', HOUSEHOLD, 'centre', EARLY],
  ['large', HOUSEHOLD, 'east', AFTERNOON],
  ['middle', HOUSEHOLD, 'centre', EARLY],
  ['middle', HOUSEHOLD, 'east', EARLY],
  ['middle', HOUSEHOLD, 'north', EARLY],
  ['middle', HOUSEHOLD_AND_FOOD, 'centre', LATE_MORNING],
  ['middle', HOUSEHOLD_AND_FOOD, 'north', AFTERNOON],
  ['small', HOUSEHOLD, 'centre', EARLY],
  ['small', HOUSEHOLD, 'east', EARLY],
  ['small', HOUSEHOLD, 'north', LATE_MORNING],
  ['small', SORTED, 'centre', DAYTIME],
  ['small', DANGEROUS, 'centre', DAYTIME],
];

/** Twelve trucks of three sizes; the last carries medical and hazardous waste only, so that it never mixes with the rest. */
export const TRUCKS: readonly TownTruck[] = ROWS.map(([truckSize, streams, cooperative, work], index) => {
  const number = String(index + 1).padStart(2, '0');
  return {
    code: `36C-000.${number}`,
    ...SIZES[truckSize],
    streams,
    depot: 'DEPOT',
    cooperative: COOPERATIVES[cooperative],
    ...work,
    overtimeMinutes: 30,
    crew: `TO-${number}`,
    deviceId: `demo-truck-${number}`,
  };
});
