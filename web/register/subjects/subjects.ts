import type { RegisterSubject } from '../record.ts';
import { FACTORS, TARGETS } from './figures.ts';
import { CREWS, SHIFTS, TRUCKS } from './fleet.ts';
import { COOPERATIVES, FACILITIES, GENERATORS, GROUPS, UNITS } from './places.ts';
import { POINTS } from './points.ts';
import type { SubjectDefinition } from './subject.ts';

/** Every book of the register by its name. */
export const SUBJECTS: Readonly<Record<RegisterSubject, SubjectDefinition>> = {
  points: POINTS,
  trucks: TRUCKS,
  crews: CREWS,
  shifts: SHIFTS,
  facilities: FACILITIES,
  cooperatives: COOPERATIVES,
  units: UNITS,
  groups: GROUPS,
  generators: GENERATORS,
  targets: TARGETS,
  factors: FACTORS,
};
