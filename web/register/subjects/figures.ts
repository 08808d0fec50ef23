import { FACTOR_KINDS, TARGET_PATHS } from '../../../domain/register/closed-lists.ts';
import { STREAMS } from '../../../domain/stream-names.ts';
import { SETTINGS } from '../../../domain/units.ts';
import type { SubjectDefinition } from './subject.ts';

const SETTING = {
  name: 'setting',
  kind: 'choice',
  options: [...SETTINGS, 'any'],
  choices: 'setting',
  width: 120,
  isShown: true,
  isRequired: true,
  isFilter: true,
  initial: 'any',
} as const;
const SOURCE = { name: 'source', kind: 'text', isNullable: true, width: 220, isShown: true } as const;

/** The share of generated mass to collect and treat from a day on. */
export const TARGETS: SubjectDefinition = {
  subject: 'targets',
  title: ['name', 'effectiveOn'],
  fields: [
    { name: 'name', kind: 'text', isNullable: true, width: 200, isShown: true },
    { name: 'effectiveOn', kind: 'day', width: 120, isShown: true, isRequired: true },
    SETTING,
    { name: 'streams', kind: 'streams', width: 260, isShown: true, isRequired: true, isFilter: true },
    {
      name: 'share',
      kind: 'number',
      isWhole: false,
      scale: 0.01,
      range: [0, 100],
      unit: 'percent',
      width: 100,
      isShown: true,
      isRequired: true,
    },
    {
      name: 'path',
      kind: 'choice',
      options: TARGET_PATHS,
      choices: 'targetPath',
      width: 150,
      isRequired: true,
      initial: 'stepped',
    },
    SOURCE,
  ],
};

/** Numbers that figures are computed with. */
export const FACTORS: SubjectDefinition = {
  subject: 'factors',
  title: ['kind', 'validFrom'],
  fields: [
    {
      name: 'kind',
      label: 'factorKind',
      kind: 'choice',
      options: FACTOR_KINDS,
      choices: 'factorKind',
      width: 260,
      isShown: true,
      isFixed: true,
      isRequired: true,
      isFilter: true,
    },
    SETTING,
    {
      name: 'stream',
      kind: 'choice',
      options: STREAMS,
      choices: 'stream',
      isNullable: true,
      width: 160,
      isShown: true,
      isFilter: true,
    },
    { name: 'value', kind: 'number', isWhole: false, width: 100, isShown: true, isRequired: true },
    { name: 'validFrom', label: 'countsFrom', kind: 'day', width: 120, isShown: true, isRequired: true },
    SOURCE,
  ],
};
