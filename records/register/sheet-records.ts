import type { z } from 'zod';
import { cooperativeChangeSchema, newCooperativeSchema } from '../../domain/register/cooperatives.ts';
import { crewChangeSchema, newCrewSchema } from '../../domain/register/crews.ts';
import { facilityChangeSchema, newFacilitySchema } from '../../domain/register/facilities.ts';
import { factorChangeSchema, newFactorSchema } from '../../domain/register/factors.ts';
import { generatorChangeSchema, newGeneratorSchema } from '../../domain/register/generators.ts';
import { groupChangeSchema, newGroupSchema } from '../../domain/register/groups.ts';
import { newPointSchema, pointChangeSchema } from '../../domain/register/points.ts';
import { newShiftSchema, shiftChangeSchema } from '../../domain/register/shifts.ts';
import { newTargetSchema, targetChangeSchema } from '../../domain/register/targets.ts';
import { newTruckSchema, truckChangeSchema } from '../../domain/register/trucks.ts';
import { newUnitSchema, unitChangeSchema } from '../../domain/register/units.ts';
import type { SheetSubject } from '../../domain/sheets/subjects.ts';
import type { RecordFields } from '../../domain/sheets/values.ts';
import { COOPERATIVE_RECORDS } from '../cooperatives/register-cooperatives.ts';
import { CREW_RECORDS } from '../crews/register-crews.ts';
import { FACILITY_RECORDS } from '../facilities/register-facilities.ts';
import { FACTOR_RECORDS } from '../factors/register-factors.ts';
import { GENERATOR_RECORDS } from '../generators/register-generators.ts';
import { GROUP_RECORDS } from '../groups/register-groups.ts';
import { POINT_RECORDS } from '../points/register-points.ts';
import { SHIFT_RECORDS } from '../shifts/register-shifts.ts';
import { TARGET_RECORDS } from '../targets/register-targets.ts';
import { TRUCK_RECORDS } from '../trucks/register-trucks.ts';
import { UNIT_RECORDS } from '../units/register-units.ts';
import type { AnyRecord, SubjectRecords } from './subject-records.ts';

/** A record of any subject, whose fields its book knows. */
export type AnySheetRecord = AnyRecord & RecordFields;

/** How the records of a subject are read and written, for what goes over all subjects alike. */
export interface SheetRecords {
  readonly records: SubjectRecords<AnySheetRecord, RecordFields, RecordFields>;
  readonly created: z.ZodType<RecordFields>;
  readonly changed: z.ZodType<RecordFields> & { readonly shape: Readonly<Record<string, unknown>> };
}

function anySubject(records: object, created: object, changed: object): SheetRecords {
  // Each subject's fields are parsed by its own schema before they are handed on.
  return { records, created, changed } as unknown as SheetRecords;
}

/** Every subject whose spreadsheets are taken in and given out. */
export const SHEET_RECORDS: Readonly<Record<SheetSubject, SheetRecords>> = {
  points: anySubject(POINT_RECORDS, newPointSchema, pointChangeSchema),
  trucks: anySubject(TRUCK_RECORDS, newTruckSchema, truckChangeSchema),
  crews: anySubject(CREW_RECORDS, newCrewSchema, crewChangeSchema),
  shifts: anySubject(SHIFT_RECORDS, newShiftSchema, shiftChangeSchema),
  facilities: anySubject(FACILITY_RECORDS, newFacilitySchema, facilityChangeSchema),
  cooperatives: anySubject(COOPERATIVE_RECORDS, newCooperativeSchema, cooperativeChangeSchema),
  units: anySubject(UNIT_RECORDS, newUnitSchema, unitChangeSchema),
  groups: anySubject(GROUP_RECORDS, newGroupSchema, groupChangeSchema),
  generators: anySubject(GENERATOR_RECORDS, newGeneratorSchema, generatorChangeSchema),
  targets: anySubject(TARGET_RECORDS, newTargetSchema, targetChangeSchema),
  factors: anySubject(FACTOR_RECORDS, newFactorSchema, factorChangeSchema),
};
