import { unitFinder } from '../../domain/area-files/assign-units.ts';
import { type FacilityRow, readFacilitiesFile } from '../../domain/area-files/facilities-file.ts';
import { isWholeFileFault } from '../../domain/area-files/fault-messages.ts';
import type { ImportFile, ImportInput } from '../../domain/area-files/import-request.ts';
import { type PointRow, readPointsFile } from '../../domain/area-files/points-file.ts';
import {
  type CooperativeRow,
  cooperativesOf,
  pointsWithCooperative,
  trucksWithDepot,
} from '../../domain/area-files/references.ts';
import { faultOf, type ReadRows, type SourceFile } from '../../domain/area-files/source-file.ts';
import { readTrucksFile, type TruckRow } from '../../domain/area-files/trucks-file.ts';
import { type Ground, placeOfUnits } from '../../domain/area-files/swapped-units.ts';
import { type GroupRow, readUnitsFile, swappedFault, type UnitRow } from '../../domain/area-files/units-file.ts';
import type { ImportFault } from '../../domain/areas.ts';
import type { Day } from '../../domain/day.ts';
import { itemAt } from '../../domain/item-at.ts';
import type { Blobs } from '../../platform/blobs.ts';
import { withRows } from '../../platform/source-rows.ts';
import type { TownAsRows } from '../../records/towns/town-as-rows.ts';
import { FaultyFiles } from './faulty-files.ts';

/** A point, and the unit of `units[unitIndex]` it lies in. */
export interface LocatedPoint extends PointRow {
  unitIndex: number;
}

/** Everything the files say, before roads are asked. */
export interface AreaContent {
  units: UnitRow[];
  groups: GroupRow[];
  points: LocatedPoint[];
  trucks: TruckRow[];
  facilities: FacilityRow[];
  cooperatives: CooperativeRow[];
  /** Faults of rows that were left out. */
  faults: ImportFault[];
  /** Codes that stand in the files, in faulty rows too. */
  named: Readonly<Record<'points' | 'trucks' | 'facilities', ReadonlySet<string>>>;
}

/** An upload that should be there is gone. */
export class FilesMissing extends Error {
  override readonly name = 'FilesMissing';
}

/**
 * Reads and checks all files but the OpenStreetMap extract, which takes a moment, so that nobody waits for a road graph
 * to hear of a misplaced comma.
 *
 * @param day units that hold on it are preferred where several lie on each other
 * @param kept what the town has that the import goes into: it stands in for files that were not handed in
 * @param ground box of what the OpenStreetMap extract holds; `null` where it is not known
 * @throws FaultyFiles if anything is wrong and faults are to be refused, or if a fault spoils a whole file
 */
export async function readAreaFiles(
  blobs: Blobs,
  input: ImportInput,
  day: Day,
  ground: Ground | null = null,
  kept: TownAsRows | null = null,
): Promise<AreaContent> {
  const isRefusing = input.options.onFault === 'refuse';
  const read = async (kind: ImportFile): Promise<SourceFile | null> => {
    const file = input.files[kind];
    if (!file) return kept ? { kind, name: kind, bytes: new Uint8Array() } : null;
    const bytes = await blobs.get(file.key);
    if (!bytes) throw new FilesMissing(file.key);
    const source = { kind, name: file.name, bytes };
    if (kind === 'units') return source;
    const { file: withItsRows, fault } = await withRows(source);
    if (fault) throw new FaultyFiles([fault]);
    return withItsRows;
  };
  const files = {
    units: await read('units'),
    facilities: await read('facilities'),
    trucks: await read('trucks'),
    points: await read('points'),
  };
  if (!files.units) throw new FilesMissing('units');

  const { units, groups, faults, faultyUnits } =
    kept && !input.files.units
      ? { units: kept.units, groups: kept.groups, faults: [], faultyUnits: [] }
      : readUnitsFile(files.units);
  // A map with a hole where a ward should be is not what anybody meant by leaving out faulty rows.
  const stopping = [...faults, ...groundFaults(files.units, units, ground, input.files.osm?.name ?? 'osm')];
  const rowFaults: ImportFault[] = [];
  const take = <Row>(found: ReadRows<Row>): Row[] => {
    for (const fault of found.faults) (isRefusing || isWholeFileFault(fault) ? stopping : rowFaults).push(fault);
    return found.rows;
  };
  // Where faults stop the import, what a faulty row names is known and what it refers to is checked too: all faults in one run.
  const nothing = { rows: [], faults: [] };
  const rowsOf = <Row>(
    kind: 'facilities' | 'trucks' | 'points',
    rowsIn: (file: SourceFile) => ReadRows<Row>,
    atHand: Row[] | undefined,
  ): ReadRows<Row> => {
    if (atHand && !input.files[kind]) return { rows: atHand, faults: [] };
    return files[kind] ? rowsIn(files[kind]) : nothing;
  };
  const readFacilities = rowsOf('facilities', readFacilitiesFile, kept?.facilities);
  const readTrucks = rowsOf('trucks', readTrucksFile, kept?.trucks);
  const readPoints = rowsOf('points', readPointsFile, kept?.points);
  const withFaulty = <Row>(found: ReadRows<Row>): Row[] =>
    isRefusing ? [...found.rows, ...(found.faulty ?? [])] : found.rows;
  const facilities = take(readFacilities);
  const rightTrucks = new Set(take(readTrucks));
  const withDepot =
    files.trucks && areRowsKnown(readFacilities)
      ? take(trucksWithDepot(files.trucks, withFaulty(readTrucks), withFaulty(readFacilities)))
      : readTrucks.rows;
  const trucks = withDepot.filter((truck) => rightTrucks.has(truck));
  const right = new Set(take(readPoints).map((point) => point.code));
  const fleetOf = areRowsKnown(readTrucks) ? cooperativesOf(isRefusing ? withFaulty(readTrucks) : trucks, []) : [];
  const known = fleetOf.length > 0 ? [...fleetOf, ...(kept?.cooperatives ?? [])] : fleetOf;
  const ownPoints = files.points ? take(pointsWithCooperative(files.points, withFaulty(readPoints), known)) : [];
  const isGroundKnown = faultyUnits !== null && !stopping.some((fault) => fault.code === 'units-swapped');
  const inUnits =
    files.points && isGroundKnown ? locate(files.points, ownPoints, [...units, ...faultyUnits], day) : nothing;
  // Units beside the map hold no point of the town: it is said of them, and not of each point.
  const areUnitsElsewhere = inUnits.rows.length === 0 && stopping.some((fault) => fault.code === 'osm-elsewhere');
  const located = areUnitsElsewhere ? [] : take(inUnits);
  const points = located.filter(({ code }) => right.has(code));

  if (stopping.length > 0) throw new FaultyFiles([...stopping, ...rowFaults]);
  const cooperatives = cooperativesOf(trucks, points);
  const named = { points: codesIn(readPoints), trucks: codesIn(readTrucks), facilities: codesIn(readFacilities) };
  return { units, groups, points, trucks, facilities, cooperatives, faults: rowFaults, named };
}

function codesIn({ rows, faulty = [] }: ReadRows<{ code: string }>): Set<string> {
  return new Set([...rows, ...faulty].map(({ code }) => code));
}

/** Units that lie beside the map, or on it only with longitude and latitude exchanged: said once and not of every point. */
function groundFaults(file: SourceFile, units: UnitRow[], ground: Ground | null, extractName: string): ImportFault[] {
  if (ground === null || units.length === 0) return [];
  const place = placeOfUnits(units, ground);
  if (place === 'there') return [];
  if (place === 'swapped')
    return [
      swappedFault(
        file,
        units.map((unit) => unit.code),
      ),
    ];
  return [faultOf({ kind: 'osm', name: extractName }, null, null, 'osm-elsewhere')];
}

/** Whether every row of the file could at least be told from the others: what none of them names does not exist. */
function areRowsKnown({ rows, faults, faulty = [] }: ReadRows<unknown>): boolean {
  if (rows.length + faulty.length === 0) return faults.length === 0;
  return !faults.some((fault) => fault.code === 'ragged-row' || fault.column === 'code' || isWholeFileFault(fault));
}

function locate(file: SourceFile, points: PointRow[], units: UnitRow[], day: Day): ReadRows<LocatedPoint> {
  const find = unitFinder(units, day);
  const rows: LocatedPoint[] = [];
  const faults: ImportFault[] = [];
  for (const point of points) {
    // Said already: what stands there is no position.
    if (point.position.some(Number.isNaN)) continue;
    const unitIndex = find(point.position);
    if (unitIndex !== null) {
      rows.push({ ...point, unitIndex });
      continue;
    }
    const [lon, lat] = point.position;
    const swapped = find([lat, lon]);
    faults.push(
      swapped === null
        ? faultOf(file, point.line, 'lon', 'outside-units', point.code)
        : faultOf(file, point.line, 'lon', 'outside-units-swapped', point.code, { unit: itemAt(units, swapped).name }),
    );
  }
  return { rows, faults };
}
