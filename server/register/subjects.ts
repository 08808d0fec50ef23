import {
  cooperativeChangeSchema,
  cooperativeRecordSchema,
  newCooperativeSchema,
} from '../../domain/register/cooperatives.ts';
import { crewChangeSchema, crewRecordSchema, newCrewSchema } from '../../domain/register/crews.ts';
import { facilityChangeSchema, facilityRecordSchema, newFacilitySchema } from '../../domain/register/facilities.ts';
import { factorChangeSchema, factorRecordSchema, newFactorSchema } from '../../domain/register/factors.ts';
import { generatorChangeSchema, generatorRecordSchema, newGeneratorSchema } from '../../domain/register/generators.ts';
import { groupChangeSchema, groupRecordSchema, newGroupSchema } from '../../domain/register/groups.ts';
import { newPointSchema, pointChangeSchema, pointRecordSchema } from '../../domain/register/points.ts';
import { newShiftSchema, shiftChangeSchema, shiftRecordSchema } from '../../domain/register/shifts.ts';
import { newTargetSchema, targetChangeSchema, targetRecordSchema } from '../../domain/register/targets.ts';
import { newTruckSchema, truckChangeSchema, truckRecordSchema } from '../../domain/register/trucks.ts';
import { newUnitSchema, unitChangeSchema, unitRecordSchema } from '../../domain/register/units.ts';
import { COOPERATIVE_RECORDS } from '../../records/cooperatives/register-cooperatives.ts';
import { CREW_RECORDS } from '../../records/crews/register-crews.ts';
import { FACILITY_RECORDS } from '../../records/facilities/register-facilities.ts';
import { FACTOR_RECORDS } from '../../records/factors/register-factors.ts';
import { GENERATOR_RECORDS } from '../../records/generators/register-generators.ts';
import { GROUP_RECORDS } from '../../records/groups/register-groups.ts';
import { POINT_RECORDS } from '../../records/points/register-points.ts';
import { SHIFT_RECORDS } from '../../records/shifts/register-shifts.ts';
import { TARGET_RECORDS } from '../../records/targets/register-targets.ts';
import { TRUCK_RECORDS } from '../../records/trucks/register-trucks.ts';
import { UNIT_RECORDS } from '../../records/units/register-units.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Route } from '../http/route.ts';
import { type AfterWrite, subjectRoutes } from './subject-routes.ts';

/** The routes of every subject of the register. */
export function allSubjectRoutes(platform: Platform, after: AfterWrite): Route[] {
  return [
    ...subjectRoutes(
      platform,
      { records: POINT_RECORDS, view: pointRecordSchema, created: newPointSchema, changed: pointChangeSchema },
      after,
    ),
    ...subjectRoutes(
      platform,
      { records: TRUCK_RECORDS, view: truckRecordSchema, created: newTruckSchema, changed: truckChangeSchema },
      after,
    ),
    ...subjectRoutes(
      platform,
      { records: CREW_RECORDS, view: crewRecordSchema, created: newCrewSchema, changed: crewChangeSchema },
      after,
    ),
    ...subjectRoutes(
      platform,
      { records: SHIFT_RECORDS, view: shiftRecordSchema, created: newShiftSchema, changed: shiftChangeSchema },
      after,
    ),
    ...subjectRoutes(
      platform,
      {
        records: FACILITY_RECORDS,
        view: facilityRecordSchema,
        created: newFacilitySchema,
        changed: facilityChangeSchema,
      },
      after,
    ),
    ...subjectRoutes(
      platform,
      {
        records: COOPERATIVE_RECORDS,
        view: cooperativeRecordSchema,
        created: newCooperativeSchema,
        changed: cooperativeChangeSchema,
      },
      after,
    ),
    ...subjectRoutes(
      platform,
      { records: UNIT_RECORDS, view: unitRecordSchema, created: newUnitSchema, changed: unitChangeSchema },
      after,
    ),
    ...subjectRoutes(
      platform,
      { records: GROUP_RECORDS, view: groupRecordSchema, created: newGroupSchema, changed: groupChangeSchema },
      after,
    ),
    ...subjectRoutes(
      platform,
      {
        records: GENERATOR_RECORDS,
        view: generatorRecordSchema,
        created: newGeneratorSchema,
        changed: generatorChangeSchema,
      },
      after,
    ),
    ...subjectRoutes(
      platform,
      { records: TARGET_RECORDS, view: targetRecordSchema, created: newTargetSchema, changed: targetChangeSchema },
      after,
    ),
    ...subjectRoutes(
      platform,
      { records: FACTOR_RECORDS, view: factorRecordSchema, created: newFactorSchema, changed: factorChangeSchema },
      after,
    ),
  ];
}
