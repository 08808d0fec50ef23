import { type Day, dayToDate } from '../../domain/day.ts';
import type { LonLat } from '../../domain/geo.ts';
import { FieldFault } from '../../domain/register/faults.ts';
import {
  type NewPoint,
  onOtherDays,
  type PointChange,
  type PointRecord,
  pointRecordSchema,
} from '../../domain/register/points.ts';
import { greatCircleMetres } from '../../domain/straight-line.ts';
import { Prisma } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';
import { readPhoto } from '../photos/photos.ts';
import { requireNamed } from '../register/references.ts';
import type { Doing, RegisterContext, SubjectRecords } from '../register/subject-records.ts';
import { unitAt } from '../units/unit-at.ts';
import { changeStreams, createStreams, streamsOn } from './point-streams.ts';

/** Collection points in the register, in the order of their codes. */
export const POINT_RECORDS: SubjectRecords<PointRecord, NewPoint, PointChange> = {
  subject: 'points',
  table: 'CollectionPoint',
  scopeField: 'unitId',
  derived: ['unitName', 'cooperativeName', 'roadPosition', 'roadDistanceMetres', 'roadState'],

  async index({ db, viewer, townId }, { isArchived }) {
    const rows = await db.collectionPoint.findMany({
      where: { AND: [whereOf(viewer, 'points.read'), { townId, isActive: !isArchived, onceOn: null }] },
      select: { id: true, code: true, name: true, address: true, note: true },
    });
    return rows.map(({ id, code, name, address, note }) => ({ id, key: [code], texts: [code, name, address, note] }));
  },

  async read({ db, viewer, townId }, doing, ids, on) {
    const rows = await db.collectionPoint.findMany({
      where: { AND: [whereOf(viewer, permission(doing)), { townId, id: { in: [...ids] } }] },
      include: INCLUDED,
    });
    return rows.map((row) => view(row, on));
  },

  async create(context, { streams = [], position, unitId, stretch, ...fields }) {
    const { db, townId, today } = context;
    requireOnce(streams);
    await requireNames(context, { ...fields, unitId });
    await requirePhoto(context, fields);
    await requireFree(context, null, fields.code);
    const around = unitId ?? (await requireUnitAt(context, position, today));
    requireNear(stretch, position);
    const { id } = await db.collectionPoint.create({
      data: {
        serviceSeconds: 180,
        ...fields,
        ...movedTo(position),
        ...drawnAs(stretch),
        townId,
        unitId: around,
        // Until a worker has found the road, the place itself stands for it.
        roadLon: position[0],
        roadLat: position[1],
        roadDistanceMetres: 0,
      },
      select: { id: true },
    });
    await createStreams(db, id, streams);
    return id;
  },

  async change(context, before, { streams: given, collectionDays, position, stretch, ...fields }) {
    const { db, townId, today } = context;
    // Moved away from its street, the place says so too.
    requireNear(stretch === undefined && position ? before.stretch : stretch, position ?? before.position);
    await requireNames(context, fields, before);
    await requirePhoto(context, fields, before);
    if (fields.code !== undefined) await requireFree(context, before.id, fields.code);
    // Who moves a point and does not say which unit it is of, means the one it lies in then.
    const around = position && fields.unitId === undefined ? await unitAt(db, townId, today, position) : null;
    await db.collectionPoint.update({
      where: { id: before.id },
      data: {
        ...(around !== null && { unitId: around }),
        ...fields,
        ...drawnAs(stretch),
        ...(position && movedTo(position)),
      },
    });
    const streams = collectionDays ? onOtherDays(given ?? before.streams, collectionDays) : given;
    if (streams) {
      requireOnce(streams);
      await changeStreams(db, before.id, today, streams);
    }
  },

  dependents: async () => ({}),
};

const permission = (doing: Doing) => (doing === 'edit' ? 'points.edit' : 'points.read');

const INCLUDED = {
  unit: { select: { name: true } },
  cooperative: { select: { name: true } },
  streams: { include: { periods: true }, orderBy: { stream: 'asc' } },
} as const satisfies Prisma.CollectionPointInclude;

function view(row: Prisma.CollectionPointGetPayload<{ include: typeof INCLUDED }>, on: Day): PointRecord {
  return pointRecordSchema.parse({
    ...row,
    position: [row.lon, row.lat],
    roadPosition: [row.roadLon, row.roadLat],
    unitName: row.unit.name,
    cooperativeName: row.cooperative?.name ?? null,
    streams: streamsOn(row.streams, on),
  });
}

const movedTo = ([lon, lat]: LonLat) => ({ lon, lat, roadState: 'being-found' });

const drawnAs = (stretch: PointChange['stretch']) =>
  stretch === undefined ? {} : { stretch: stretch ?? Prisma.DbNull };

/** Streets along which one call is made; farther away a stretch is another place's, or its degrees are exchanged. */
const FARTHEST_STRETCH_METRES = 5000;

function requireNear(stretch: PointChange['stretch'], position: LonLat): void {
  if (!stretch) return;
  const metres = Math.min(...stretch.coordinates.map((corner) => greatCircleMetres(corner, position)));
  if (metres > FARTHEST_STRETCH_METRES) throw new FieldFault('stretch', 'far-from-place', Math.round(metres));
}

async function requireNames(
  { db, townId, today }: RegisterContext,
  { unitId, cooperativeId }: PointChange,
  before?: PointRecord,
): Promise<void> {
  if (cooperativeId != null && cooperativeId !== before?.cooperativeId) {
    const row = await db.cooperative.findFirst({ where: { id: cooperativeId, townId } });
    requireNamed('cooperativeId', cooperativeId, row);
  }
  if (unitId !== undefined && unitId !== before?.unitId) {
    const row = await db.unit.findFirst({ where: { id: unitId, townId } });
    const isActive = row !== null && (row.validTo === null || row.validTo > dayToDate(today));
    requireNamed('unitId', unitId, row && { isActive });
  }
}

/** A photo that the viewer may see: nobody is shown another's by naming it here. */
async function requirePhoto(
  { db, viewer, townId }: RegisterContext,
  { photoId }: PointChange,
  before?: PointRecord,
): Promise<void> {
  if (photoId == null || photoId === before?.photoId) return;
  const photo = await readPhoto(db, townId, viewer, photoId);
  requireNamed('photoId', photoId, photo && { isActive: true });
}

async function requireUnitAt({ db, townId }: RegisterContext, position: LonLat, day: Day): Promise<string> {
  const unitId = await unitAt(db, townId, day, position);
  if (unitId === null) throw new FieldFault('position', 'outside-units', position.join(', '));
  return unitId;
}

/** A code is one point's in a town, archived ones included: plans and spreadsheets go by it. */
async function requireFree({ db, townId }: RegisterContext, ownId: string | null, code: string): Promise<void> {
  const where = { townId, code, ...(ownId !== null && { id: { not: ownId } }) };
  if ((await db.collectionPoint.count({ where })) > 0) throw new FieldFault('code', 'taken', code);
}

function requireOnce(streams: readonly { readonly stream: string }[]): void {
  const twice = streams.find(({ stream }, index) => streams.findIndex((other) => other.stream === stream) !== index);
  if (twice) throw new FieldFault('streams', 'twice', twice.stream);
}
