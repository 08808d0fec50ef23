import type { Day } from '../../domain/day.ts';
import type { LonLat } from '../../domain/geo.ts';
import {
  type FacilityChange,
  type FacilityRecord,
  facilityRecordSchema,
  type NewFacility,
} from '../../domain/register/facilities.ts';
import { FieldFault } from '../../domain/register/faults.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';
import { keepTreatment } from './keep-treatment.ts';
import { endingSpellsFrom, spellView } from '../register/spell-views.ts';
import type { Doing, RegisterContext, SubjectRecords } from '../register/subject-records.ts';

/** Facilities in the register, in the order of their codes. */
export const FACILITY_RECORDS: SubjectRecords<FacilityRecord, NewFacility, FacilityChange> = {
  subject: 'facilities',
  table: 'Facility',
  scopeField: 'code',
  derived: ['roadPosition', 'roadDistanceMetres', 'roadState', 'closures'],

  async index({ db, viewer, townId }, { isArchived }) {
    const rows = await db.facility.findMany({
      where: { AND: [whereOf(viewer, 'facilities.read'), { townId, isActive: !isArchived }] },
      select: { id: true, code: true, name: true, note: true },
    });
    return rows.map(({ id, code, name, note }) => ({ id, key: [code], texts: [code, name, note] }));
  },

  async read({ db, viewer, townId }, doing, ids, on) {
    const rows = await db.facility.findMany({
      where: { AND: [whereOf(viewer, permission(doing)), { townId, id: { in: [...ids] } }] },
      include: includeFrom(on),
    });
    return rows.map(view);
  },

  async create(context, { position, treatsFrom: _always, ...fields }) {
    await requireFree(context, null, fields.code);
    requireAccepted(fields);
    requireUse(fields);
    const { id } = await context.db.facility.create({
      data: {
        acceptedStreams: [],
        ...fields,
        ...movedTo(position),
        townId: context.townId,
        // Until a worker has found the road, the place itself stands for it.
        roadLon: position[0],
        roadLat: position[1],
        roadDistanceMetres: 0,
      },
      select: { id: true },
    });
    return id;
  },

  async change(context, before, { position, treatsFrom, ...fields }) {
    if (fields.code !== undefined) await requireFree(context, before.id, fields.code);
    requireAccepted({ ...before, ...fields });
    if (fields.kind !== undefined || fields.acceptedStreams !== undefined) requireUse({ ...before, ...fields });
    if (fields.treatsStreams) await keepTreatment(context.db, before, context.today, treatsFrom);
    await context.db.facility.update({
      where: { id: before.id },
      data: { ...fields, ...(position && movedTo(position)) },
    });
  },

  async dependents({ db }, { id }) {
    return { trucks: await db.truck.count({ where: { depotId: id, isActive: true } }) };
  },
};

const permission = (doing: Doing) => (doing === 'edit' ? 'facilities.edit' : 'facilities.read');

const includeFrom = (on: Day) => ({ closures: endingSpellsFrom(on) }) satisfies Prisma.FacilityInclude;

function view(row: Prisma.FacilityGetPayload<{ include: ReturnType<typeof includeFrom> }>): FacilityRecord {
  return facilityRecordSchema.parse({
    ...row,
    position: [row.lon, row.lat],
    roadPosition: [row.roadLon, row.roadLat],
    closures: row.closures.map(spellView),
  });
}

const movedTo = ([lon, lat]: LonLat) => ({ lon, lat, roadState: 'being-found' });

function requireAccepted({ acceptedStreams = [], treatsStreams = [] }: FacilityChange): void {
  const extra = treatsStreams.find((stream) => !acceptedStreams.includes(stream));
  if (extra) throw new FieldFault('treatsStreams', 'not-accepted', extra);
}

/** A place to unload that takes nothing is none: no plan could ever send a truck there. */
function requireUse({ kind, acceptedStreams = [] }: FacilityChange): void {
  if (kind !== 'depot' && acceptedStreams.length === 0) throw new FieldFault('acceptedStreams', 'accepts-nothing');
}

async function requireFree({ db, townId }: RegisterContext, ownId: string | null, code: string): Promise<void> {
  const where = { townId, code, ...(ownId !== null && { id: { not: ownId } }) };
  if ((await db.facility.count({ where })) > 0) throw new FieldFault('code', 'taken', code);
}
