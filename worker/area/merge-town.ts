import type { ImportFile } from '../../domain/area-files/import-request.ts';
import type { Day } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import { differenceOf, type Fields, type WantedRow } from '../../domain/sheets/difference.ts';
import type { SheetSubject } from '../../domain/sheets/subjects.ts';
import { writeReaches } from '../../records/points/write-reaches.ts';
import { readRows, rowKey, type Transaction } from '../../records/towns/town-tables.ts';
import { type Writing, writeDifference } from '../../records/towns/write-difference.ts';
import type { LocatedPoint } from './read-files.ts';
import type { CompleteArea } from './store-area.ts';

/** The town an import goes into. */
export interface TownAtHand {
  readonly id: string;
  readonly timeZone: string;
}

export interface Merge {
  readonly town: TownAtHand;
  /** Files that were handed in: what the others would say stays as it is, but for where it lies on the roads. */
  readonly given: ReadonlySet<ImportFile>;
  /** What the files name, by code, in faulty rows too: none of it is gone. */
  readonly named: Readonly<Record<'points' | 'trucks' | 'facilities', ReadonlySet<string>>>;
}

/** How many records of each subject an import added, changed and archived: `pointsAdded`, `pointsChanged` … */
export type MergeCounts = Record<string, number>;

/**
 * Brings a town to what the files of an import say, as a difference by stable code: what is there keeps its id, what changed is
 * updated, what is gone is archived, each with its row in the audit.
 */
export async function mergeTown(
  tx: Transaction,
  area: CompleteArea,
  { town, given, named }: Merge,
  by: { readonly actorUserId: string | null; readonly now: Date },
): Promise<MergeCounts> {
  const today: Day = dayOf(by.now, town.timeZone);
  const writing: Writing = { townId: town.id, today, actorUserId: by.actorUserId };
  const counts: MergeCounts = {};
  const merge = async (subject: SheetSubject, fields: readonly Fields[], spared: ReadonlySet<string> | null) => {
    const kept = await readRows(tx, town.id, subject);
    const wanted: WantedRow[] = fields.map((row) => ({ key: rowKey(subject, row), fields: row }));
    const written = await writeDifference(tx, subject, differenceOf(kept, wanted, spared), writing);
    for (const what of ['added', 'changed', 'archived'] as const) {
      if (written[what] > 0) counts[`${subject}${what[0]?.toUpperCase()}${what.slice(1)}`] = written[what];
    }
    const ids = new Map([...kept.map(({ key, id }) => [key, id] as const), ...written.idOf]);
    return (row: Fields): string => idIn(ids, rowKey(subject, row));
  };
  const archivesAll: ReadonlySet<string> = new Set();

  const unitFields = area.units.map(({ line: _, populationEstimatedFrom: __, ...unit }): Fields => unit);
  const unitId = await merge('units', unitFields, given.has('units') ? archivesAll : null);
  const idOfUnit = (index: number): string => unitId(unitFields[index] ?? {});
  const groups = area.groups.map(({ unitIndex, ...group }, i): Fields => {
    const dwellings = area.dwellings[i];
    return { ...group, unitId: idOfUnit(unitIndex), ...(dwellings ? { dwellings } : {}) };
  });
  await merge('groups', groups, given.has('units') ? archivesAll : null);

  // Files name cooperatives and never list them: none is gone because no truck names it. A kept name is the office's.
  const cooperativesAtHand = new Set((await readRows(tx, town.id, 'cooperatives')).map(({ key }) => key));
  const isFleetGiven = given.has('trucks');
  const cooperatives = area.cooperatives.map(
    ({ code, name, kind }): Fields =>
      cooperativesAtHand.has(code) && (!isFleetGiven || name === code) ? { code } : { code, name, kind },
  );
  const cooperativeId = await merge('cooperatives', cooperatives, null);
  const idOfCooperative = (code: string | null) => (code === null ? null : cooperativeId({ code }));

  const facilities = area.facilities.map((facility): Fields => {
    const { position, roadPosition, line: _, code, roadDistanceMetres, ...rest } = facility;
    const place = { code, ...onRoad(roadPosition, roadDistanceMetres) };
    if (!given.has('facilities')) return place;
    const { name, kind, windows, acceptedStreams, dailyIntakeKg, unloadSeconds } = rest;
    const [lon, lat] = position;
    return { ...place, lon, lat, name, kind, windows, acceptedStreams, dailyIntakeKg, unloadSeconds };
  });
  const facilityId = await merge('facilities', facilities, given.has('facilities') ? named.facilities : null);

  const points = area.points.map((point): Fields => {
    const { roadPosition, roadDistanceMetres, code } = point;
    const { maxWeightTonnes, maxWidthMetres, maxHeightMetres } = point;
    const limits = { maxWeightTonnes, maxWidthMetres, maxHeightMetres };
    const laid = { code, unitId: idOfUnit(point.unitIndex), ...limits, ...onRoad(roadPosition, roadDistanceMetres) };
    return given.has('points') ? { ...laid, ...ownFields(point, idOfCooperative(point.cooperativeCode)) } : laid;
  });
  const pointId = await merge('points', points, given.has('points') ? named.points : null);
  await writeReaches(tx, area.graphId, points.map(pointId), area.reaches);

  if (isFleetGiven) await mergeFleet(area, { merge, facilityId, cooperativeId, spared: named.trucks });
  return counts;
}

function ownFields(point: LocatedPoint, cooperativeId: string | null): Fields {
  const { name, kind, containers, householdsServed, serviceSeconds, windows, streams, stretch } = point;
  const [lon, lat] = point.position;
  const held = streams.toSorted((a, b) => a.stream.localeCompare(b.stream)).map((one) => ({ days: null, ...one }));
  return {
    ...{ cooperativeId, name, kind, lon, lat, containers, householdsServed, serviceSeconds, windows, streams: held },
    // A file that tells none takes away none that the office has drawn.
    ...(stretch && { stretch }),
  };
}

type IdOf = (fields: Fields) => string;

interface FleetMerge {
  readonly merge: (subject: SheetSubject, fields: Fields[], spared: ReadonlySet<string> | null) => Promise<IdOf>;
  readonly facilityId: IdOf;
  readonly cooperativeId: IdOf;
  readonly spared: ReadonlySet<string>;
}

async function mergeFleet(
  { trucks: rows }: CompleteArea,
  { merge, facilityId, cooperativeId, spared }: FleetMerge,
): Promise<void> {
  const trucks = rows.map((row): Fields => {
    const { code, capacityKg, capacityLitres, heightMetres, widthMetres, weightTonnes, streams } = row;
    const { costPerDay, costPerHour, costPerKm, deviceId } = row;
    return {
      ...{ code, capacityKg, capacityLitres, heightMetres, widthMetres, weightTonnes, streams },
      ...{ costPerDay, costPerHour, costPerKm, deviceId },
      depotId: facilityId({ code: row.depotCode }),
      cooperativeId: cooperativeId({ code: row.cooperativeCode }),
    };
  });
  const truckId = await merge('trucks', trucks, spared);
  const firstOfCrew = new Map(rows.toReversed().map((row) => [row.crewCode, row]));
  const crews = [...firstOfCrew].map(
    ([code, row]): Fields => ({
      code,
      cooperativeId: cooperativeId({ code: row.cooperativeCode }),
    }),
  );
  // What a faulty row says of crew and shifts is not known: then none of them is gone.
  const read = new Set(rows.map((row) => row.code));
  const sparedOfRow = [...spared].every((code) => read.has(code)) ? new Set<string>() : null;
  const crewId = await merge('crews', crews, sparedOfRow);
  const shifts = rows.flatMap((row) =>
    row.shifts.map(([startSecond, endSecond]): Fields => {
      const { weekdays, maxOvertimeSeconds, breaks, code, crewCode } = row;
      const ids = { truckId: truckId({ code }), crewId: crewId({ code: crewCode }) };
      return { ...ids, weekdays, startSecond, endSecond, maxOvertimeSeconds, breaks };
    }),
  );
  await merge('shifts', shifts, sparedOfRow);
}

function onRoad([roadLon, roadLat]: readonly [number, number], roadDistanceMetres: number): Fields {
  return { roadLon, roadLat, roadDistanceMetres, roadState: 'found' };
}

function idIn(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`${key} was checked and is not there`);
  return id;
}
