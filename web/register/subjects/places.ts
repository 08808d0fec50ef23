import { COOPERATIVE_KINDS } from '../../../domain/cooperatives.ts';
import { FACILITY_KINDS } from '../../../domain/facilities.ts';
import { GENERATOR_KINDS } from '../../../domain/register/closed-lists.ts';
import { SETTINGS, UNIT_KINDS } from '../../../domain/units.ts';
import type { SubjectDefinition } from './subject.ts';

const CODE = { name: 'code', kind: 'text', width: 110, isShown: true, isRequired: true } as const;
const NAME = { name: 'name', kind: 'text', width: 240, isShown: true, isRequired: true } as const;
const NOTE = { name: 'note', kind: 'text', isLong: true, isNullable: true } as const;
const POSITION = { name: 'position', kind: 'place', isRequired: true } as const;

/** Depots, and where waste is unloaded. */
export const FACILITIES: SubjectDefinition = {
  subject: 'facilities',
  title: ['code', 'name'],
  out: 'facility',
  icon: 'facility',
  fields: [
    CODE,
    NAME,
    {
      name: 'kind',
      kind: 'choice',
      options: FACILITY_KINDS,
      choices: 'facilityKind',
      width: 150,
      isShown: true,
      isRequired: true,
      isFilter: true,
    },
    POSITION,
    { name: 'windows', label: 'openHours', kind: 'windows', width: 150, isShown: true, inBulk: true, initial: [] },
    { name: 'acceptedStreams', kind: 'streams', width: 220, isShown: true, inBulk: true, isFilter: true, initial: [] },
    { name: 'treatsStreams', kind: 'streams', width: 220, inBulk: true, initial: [] },
    { name: 'dailyIntakeKg', kind: 'number', isWhole: true, unit: 'kg', isNullable: true, width: 120, isShown: true },
    {
      name: 'unloadSeconds',
      kind: 'number',
      isWhole: false,
      scale: 60,
      range: [0, 600],
      unit: 'minutes',
      width: 110,
      initial: 900,
    },
    NOTE,
  ],
};

/** Who collects. */
export const COOPERATIVES: SubjectDefinition = {
  subject: 'cooperatives',
  title: ['code', 'name'],
  fields: [
    CODE,
    NAME,
    {
      name: 'kind',
      kind: 'choice',
      options: COOPERATIVE_KINDS,
      choices: 'cooperativeKind',
      width: 150,
      isShown: true,
      isRequired: true,
      isFilter: true,
    },
    { name: 'phone', kind: 'text', isNullable: true, width: 140, isShown: true },
    NOTE,
  ],
};

/** Wards and communes as long as their boundaries hold. */
export const UNITS: SubjectDefinition = {
  subject: 'units',
  hasGround: true,
  title: ['name'],
  fields: [
    { ...CODE, width: 90 },
    { ...NAME, width: 200 },
    {
      name: 'kind',
      kind: 'choice',
      options: UNIT_KINDS,
      choices: 'unitKind',
      width: 110,
      isShown: true,
      isFilter: true,
      isReadOnly: true,
      isRequired: true,
      initial: 'ward',
    },
    {
      name: 'setting',
      kind: 'choice',
      options: SETTINGS,
      choices: 'setting',
      width: 110,
      isShown: true,
      isRequired: true,
      isFilter: true,
      initial: 'urban',
    },
    { name: 'population', kind: 'number', isWhole: true, unit: 'people', width: 120, isShown: true, isRequired: true },
    { name: 'validFrom', kind: 'day', width: 120, isShown: true, isReadOnly: true, isRequired: true },
    { name: 'validTo', kind: 'day', isNullable: true, width: 120, isReadOnly: true },
  ],
};

/** Tổ dân phố, khu phố, thôn: the grain of coverage. */
export const GROUPS: SubjectDefinition = {
  subject: 'groups',
  hasGround: true,
  title: ['name'],
  fields: [
    CODE,
    NAME,
    {
      name: 'unitId',
      kind: 'reference',
      subject: 'units',
      width: 170,
      isShown: true,
      isRequired: true,
      inBulk: true,
      isFilter: true,
    },
    { name: 'households', kind: 'number', isWhole: true, width: 110, isShown: true, isRequired: true },
    { name: 'people', kind: 'number', isWhole: true, unit: 'people', width: 110, isShown: true, isRequired: true },
  ],
};

/** Markets, clinics, factories and farms with waste of their own. */
export const GENERATORS: SubjectDefinition = {
  subject: 'generators',
  title: ['code', 'name'],
  icon: 'generator',
  fields: [
    CODE,
    NAME,
    {
      name: 'kind',
      kind: 'choice',
      options: GENERATOR_KINDS,
      choices: 'generatorKind',
      width: 130,
      isShown: true,
      isRequired: true,
      isFilter: true,
    },
    {
      name: 'unitId',
      kind: 'reference',
      subject: 'units',
      width: 160,
      isShown: true,
      isRequired: true,
      inBulk: true,
      isFilter: true,
    },
    POSITION,
    { name: 'amounts', kind: 'amounts', width: 220, isShown: true, initial: [] },
    { name: 'validFrom', label: 'countsFrom', kind: 'day', width: 120, isRequired: true },
    { name: 'validTo', label: 'countsTo', kind: 'day', isNullable: true, width: 120 },
    { name: 'source', kind: 'text', isNullable: true },
    NOTE,
  ],
};
