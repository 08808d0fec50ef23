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
import { type GroupRow, readUnitsFile, type UnitRow } from '../../domain/area-files/units-file.ts';
import type { ImportFault } from '../../domain/areas.ts';
import type { Day } from '../../domain/day.ts';
import type { Blobs } from '../../platform/blobs.ts';
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
 * @throws FaultyFiles if anything is wrong and faults are to be refused, or if a fault spoils a whole file
 */
export async function readAreaFiles(blobs: Blobs, input: ImportInput, day: Day): Promise<AreaContent> {
  const isRefusing = input.options.onFault === 'refuse';
  const read = async (kind: ImportFile): Promise<SourceFile | null> => {
    const file = input.files[kind];
    if (!file) return null;
    const bytes = await blobs.get(file.key);
    if (!bytes) throw new FilesMissing(file.key);
    return { kind, name: file.name, bytes };
  };
  const files = {
    units: await read('units'),
    facilities: await read('facilities'),
    trucks: await read('trucks'),
    points: await read('points'),
  };
  if (!files.units) throw new FilesMissing('units');

  const { units, groups, faults } = readUnitsFile(files.units);
  // A map with a hole where a ward should be is not what anybody meant by leaving out faulty rows.
  const stopping = [...faults];
  const rowFaults: ImportFault[] = [];
  const take = <Row>(found: ReadRows<Row>): Row[] => {
    for (const fault of found.faults) (isRefusing || isWholeFileFault(fault) ? stopping : rowFaults).push(fault);
    return found.rows;
  };
  const facilities = files.facilities ? take(readFacilitiesFile(files.facilities)) : [];
  // A depot left out for a fault of its own would make every truck of it faulty too: that says nothing new.
  const areFacilitiesRight = !stopping.some((fault) => fault.file === 'facilities');
  const readTrucks = files.trucks ? take(readTrucksFile(files.trucks)) : [];
  const trucks =
    files.trucks && areFacilitiesRight ? take(trucksWithDepot(files.trucks, readTrucks, facilities)) : readTrucks;
  const areTrucksRight = !stopping.some((fault) => fault.file === 'trucks');
  const readPoints = files.points ? take(readPointsFile(files.points)) : [];
  const fleetOf = areTrucksRight ? cooperativesOf(trucks, []) : [];
  const ownPoints = files.points ? take(pointsWithCooperative(files.points, readPoints, fleetOf)) : [];
  const points = files.points && faults.length === 0 ? take(locate(files.points, ownPoints, units, day)) : [];

  if (stopping.length > 0) throw new FaultyFiles([...stopping, ...rowFaults]);
  const cooperatives = cooperativesOf(trucks, points);
  return { units, groups, points, trucks, facilities, cooperatives, faults: rowFaults };
}

function locate(file: SourceFile, points: PointRow[], units: UnitRow[], day: Day): ReadRows<LocatedPoint> {
  const find = unitFinder(units, day);
  const rows: LocatedPoint[] = [];
  const faults: ImportFault[] = [];
  for (const point of points) {
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
        : faultOf(file, point.line, 'lon', 'outside-units-swapped', point.code, { unit: units[swapped].name }),
    );
  }
  return { rows, faults };
}
