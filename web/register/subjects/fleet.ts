import type { SubjectDefinition } from './subject.ts';

const COOPERATIVE = {
  name: 'cooperativeId',
  kind: 'reference',
  subject: 'cooperatives',
  width: 190,
  isShown: true,
  isRequired: true,
  inBulk: true,
  isFilter: true,
} as const;
const NOTE = { name: 'note', kind: 'text', isLong: true, isNullable: true } as const;

/** What drives, with its limits, its costs and when it is out of service. */
export const TRUCKS: SubjectDefinition = {
  subject: 'trucks',
  title: ['code'],
  out: 'truck',
  hasDocuments: true,
  fields: [
    { name: 'code', label: 'plate', kind: 'text', width: 150, isShown: true, isRequired: true },
    { name: 'number', kind: 'number', isWhole: true, width: 80, isShown: true },
    {
      name: 'capacityKg',
      kind: 'number',
      isWhole: true,
      unit: 'kg',
      width: 110,
      isShown: true,
      isRequired: true,
      inBulk: true,
    },
    {
      name: 'capacityLitres',
      kind: 'number',
      isWhole: true,
      unit: 'litres',
      width: 110,
      isRequired: true,
      inBulk: true,
    },
    { name: 'tareKg', kind: 'number', isWhole: true, unit: 'kg', isNullable: true, width: 110, inBulk: true },
    { name: 'streams', kind: 'streams', width: 220, isShown: true, isRequired: true, inBulk: true, isFilter: true },
    {
      name: 'depotId',
      kind: 'reference',
      subject: 'facilities',
      accepts: (facility) => facility['kind'] === 'depot',
      width: 160,
      isRequired: true,
      inBulk: true,
      isFilter: true,
    },
    COOPERATIVE,
    {
      name: 'weightTonnes',
      kind: 'number',
      isWhole: false,
      unit: 'tonnes',
      width: 110,
      isRequired: true,
      inBulk: true,
    },
    { name: 'widthMetres', kind: 'number', isWhole: false, unit: 'metres', width: 90, isRequired: true, inBulk: true },
    { name: 'heightMetres', kind: 'number', isWhole: false, unit: 'metres', width: 90, isRequired: true, inBulk: true },
    { name: 'costPerDay', kind: 'number', isWhole: true, unit: 'dong', width: 110, inBulk: true, initial: 0 },
    { name: 'costPerHour', kind: 'number', isWhole: true, unit: 'dong', width: 110, inBulk: true, initial: 0 },
    { name: 'costPerKm', kind: 'number', isWhole: true, unit: 'dong', width: 110, inBulk: true, initial: 0 },
    { name: 'deviceId', kind: 'text', isNullable: true, width: 140 },
    NOTE,
  ],
};

/** Who drives and loads. */
export const CREWS: SubjectDefinition = {
  subject: 'crews',
  title: ['code', 'name'],
  out: 'crew',
  hasDocuments: true,
  fields: [
    { name: 'code', kind: 'text', width: 110, isShown: true, isRequired: true },
    { name: 'name', kind: 'text', isNullable: true, width: 200, isShown: true },
    { name: 'phone', kind: 'text', isNullable: true, width: 140, isShown: true },
    { name: 'driverName', kind: 'text', width: 170, isShown: true, isReadOnly: true },
    COOPERATIVE,
    NOTE,
  ],
};

/** When a truck works, and with whom. */
export const SHIFTS: SubjectDefinition = {
  subject: 'shifts',
  title: ['truckId', 'startSecond'],
  fields: [
    {
      name: 'truckId',
      kind: 'reference',
      subject: 'trucks',
      width: 130,
      isShown: true,
      isFixed: true,
      isRequired: true,
      isFilter: true,
    },
    {
      name: 'crewId',
      kind: 'reference',
      subject: 'crews',
      isNullable: true,
      width: 170,
      isShown: true,
      inBulk: true,
      isFilter: true,
    },
    {
      name: 'weekdays',
      kind: 'weekdays',
      width: 170,
      isShown: true,
      isRequired: true,
      inBulk: true,
      isFilter: true,
      initial: [1, 2, 3, 4, 5, 6],
    },
    { name: 'startSecond', kind: 'clock', width: 90, isShown: true, isRequired: true, inBulk: true, initial: 4 * 3600 },
    { name: 'endSecond', kind: 'clock', width: 110, isShown: true, isRequired: true, inBulk: true, initial: 12 * 3600 },
    {
      name: 'maxOvertimeSeconds',
      kind: 'number',
      isWhole: false,
      scale: 60,
      range: [0, 720],
      unit: 'minutes',
      width: 110,
      inBulk: true,
      initial: 0,
    },
    { name: 'breaks', kind: 'breaks', width: 200, initial: [] },
  ],
};
