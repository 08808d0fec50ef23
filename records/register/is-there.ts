import { idSchema } from '../../domain/ids.ts';
import type { RegisterSubject } from '../../domain/register/subjects.ts';
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
import type { AnyRecord, RegisterContext, SubjectRecords } from './subject-records.ts';

const RECORDS: Readonly<Record<RegisterSubject, Pick<SubjectRecords<AnyRecord, never, never>, 'read'>>> = {
  points: POINT_RECORDS,
  trucks: TRUCK_RECORDS,
  crews: CREW_RECORDS,
  shifts: SHIFT_RECORDS,
  facilities: FACILITY_RECORDS,
  cooperatives: COOPERATIVE_RECORDS,
  units: UNIT_RECORDS,
  groups: GROUP_RECORDS,
  generators: GENERATOR_RECORDS,
  targets: TARGET_RECORDS,
  factors: FACTOR_RECORDS,
};

/** Whether there is such a record in the town that the viewer may read. */
export async function isThere(context: RegisterContext, subject: RegisterSubject, id: string): Promise<boolean> {
  if (!idSchema.safeParse(id).success) return false;
  return (await RECORDS[subject].read(context, 'read', [id], context.today)).length > 0;
}
