import { STREAMS } from '../stream-names.ts';
import type { SheetColumn } from './columns.ts';
import { FACTOR_COLUMNS, TARGET_COLUMNS } from './figures.ts';
import { CREW_COLUMNS, SHIFT_COLUMNS, TRUCK_COLUMNS } from './fleet.ts';
import {
  COOPERATIVE_COLUMNS,
  FACILITY_COLUMNS,
  GENERATOR_COLUMNS,
  GROUP_COLUMNS,
  POINT_COLUMNS,
  UNIT_COLUMNS,
} from './places.ts';
import type { SheetSubject } from './subjects.ts';

/** How a book of the register stands in a spreadsheet. */
export interface Book {
  readonly columns: readonly SheetColumn[];
  /** Columns that tell its records from each other. */
  readonly key: readonly string[];
  /** Which field of the record each column is; those that are not named are made of several (values.ts). */
  readonly fields: Readonly<Record<string, string>>;
  /** A new record needs a boundary, which no spreadsheet has. */
  readonly needsBoundary?: boolean;
  /** Its records lie somewhere. */
  readonly hasPlace?: boolean;
}

const same = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, key]));

export const BOOKS: Readonly<Record<SheetSubject, Book>> = {
  points: {
    columns: POINT_COLUMNS,
    key: ['code'],
    hasPlace: true,
    fields: {
      ...same('code', 'name', 'kind', 'containers', 'windows', 'note', 'access', 'address', 'stretch'),
      unit: 'unitId',
      cooperative: 'cooperativeId',
      days_fixed: 'daysFixed',
      container_litres: 'containerLitres',
      households: 'householdsServed',
      service_minutes: 'serviceSeconds',
      max_weight_t: 'maxWeightTonnes',
      max_width_m: 'maxWidthMetres',
      max_height_m: 'maxHeightMetres',
    },
  },
  trucks: {
    columns: TRUCK_COLUMNS,
    key: ['code'],
    fields: {
      ...same('code', 'streams', 'note'),
      capacity_kg: 'capacityKg',
      capacity_l: 'capacityLitres',
      tare_kg: 'tareKg',
      height_m: 'heightMetres',
      width_m: 'widthMetres',
      weight_t: 'weightTonnes',
      depot: 'depotId',
      cooperative: 'cooperativeId',
      cost_per_day: 'costPerDay',
      cost_per_hour: 'costPerHour',
      cost_per_km: 'costPerKm',
      device_id: 'deviceId',
    },
  },
  crews: {
    columns: CREW_COLUMNS,
    key: ['code'],
    fields: { ...same('code', 'name', 'phone', 'note'), cooperative: 'cooperativeId' },
  },
  shifts: {
    columns: SHIFT_COLUMNS,
    key: ['truck', 'shift'],
    fields: { truck: 'truckId', crew: 'crewId', days: 'weekdays', overtime_minutes: 'maxOvertimeSeconds' },
  },
  facilities: {
    columns: FACILITY_COLUMNS,
    key: ['code'],
    hasPlace: true,
    fields: {
      ...same('code', 'name', 'kind', 'windows', 'note'),
      streams: 'acceptedStreams',
      treats: 'treatsStreams',
      intake_kg_day: 'dailyIntakeKg',
      unload_minutes: 'unloadSeconds',
    },
  },
  cooperatives: { columns: COOPERATIVE_COLUMNS, key: ['code'], fields: same('code', 'name', 'kind', 'phone', 'note') },
  units: {
    columns: UNIT_COLUMNS,
    key: ['code', 'valid_from'],
    needsBoundary: true,
    fields: { ...same('code', 'name', 'kind', 'setting', 'population'), valid_from: 'validFrom' },
  },
  groups: {
    columns: GROUP_COLUMNS,
    key: ['code'],
    needsBoundary: true,
    fields: same('code', 'name', 'households', 'people'),
  },
  generators: {
    columns: GENERATOR_COLUMNS,
    key: ['code'],
    hasPlace: true,
    fields: {
      ...same('code', 'name', 'kind', 'source', 'note'),
      unit: 'unitId',
      valid_from: 'validFrom',
      valid_to: 'validTo',
    },
  },
  targets: {
    columns: TARGET_COLUMNS,
    key: ['setting', 'streams', 'effective_on'],
    fields: {
      ...same('setting', 'streams', 'name', 'path', 'source'),
      effective_on: 'effectiveOn',
      share_percent: 'share',
    },
  },
  factors: {
    columns: FACTOR_COLUMNS,
    key: ['kind', 'setting', 'stream', 'valid_from'],
    fields: { ...same('kind', 'setting', 'stream', 'value', 'source'), valid_from: 'validFrom' },
  },
};

/** Columns of masses and of their collection days, by stream. */
export const MASS_COLUMNS = STREAMS.map((stream) => ({ stream, kg: `kg_${stream}`, days: `days_${stream}` }));
