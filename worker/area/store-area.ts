import { bbox, featureCollection, multiPolygon } from '@turf/turf';
import { fold } from '../../domain/area-files/fold.ts';
import type { ImportOptions } from '../../domain/area-files/import-request.ts';
import type { Dwelling } from '../../domain/coverage-people.ts';
import type { Street } from '../../domain/streets.ts';
import { activateArea } from '../../records/area-imports/area-import.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { finishImport } from '../../records/area-imports/import-states.ts';
import { recordChange } from '../../records/changes/record-change.ts';
import { activateDataset } from '../../records/towns/datasets.ts';
import { createTown, isAnyTownActive } from '../../records/towns/new-town.ts';
import { writeTownBooks } from '../../records/towns/write-town-books.ts';
import { keepStreets } from '../../records/streets/keep-streets.ts';
import { listedFaults } from './faulty-files.ts';
import { ImportCancelled } from './import-hold.ts';
import type { PlacedFacility } from './place-facilities.ts';
import type { PlacedPoint } from './place-points.ts';
import { type Merge, type MergeCounts, mergeTown } from './merge-town.ts';
import type { Reach } from './reaches.ts';
import type { AreaContent } from './read-files.ts';

/** An area, complete: what the files say, laid onto the roads. */
export interface CompleteArea extends Omit<AreaContent, 'points' | 'facilities'> {
  points: PlacedPoint[];
  /** Those of each point, in their order. */
  reaches: Reach[][];
  facilities: PlacedFacility[];
  /** Of each residential group, in their order. */
  dwellings: (Dwelling[] | null)[];
  /** Streets closed to trucks at some hours only, which plans do not mind: whoever imports is told how many. */
  conditionalWays: number;
  /** Those of the base map that have a name; none where the map stays. */
  streets: Street[];
  /** Of the road graph everything was laid onto. */
  graphId: string;
}

const TRANSACTION_MILLISECONDS = 300_000;

/** How an import's area is stored. */
interface Storing {
  readonly importId: string;
  readonly options: ImportOptions;
  readonly requestedBy: string | null;
  /** The town it goes into; null: a new one, which gets the id of its import. */
  readonly merge: Merge | null;
  /** Whether the extract is a new one, so that the town gets a map data set of it, with the id of the import. */
  readonly isGroundNew: boolean;
}

/**
 * Writes an area and the end of its import in one transaction: either all of it is there afterwards or nothing. The
 * first area becomes the active one, a later one if that was asked for.
 *
 * @throws ImportCancelled if the import was cancelled in the meantime
 */
export async function storeArea(prisma: PrismaClient, area: CompleteArea, storing: Storing): Promise<void> {
  const { importId, options, requestedBy, merge, isGroundNew } = storing;
  const townId = merge?.town.id ?? importId;
  await prisma.$transaction(
    async (tx) => {
      // Two imports that end at the same moment must agree on numbers, slugs and on which becomes active.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('area-activation', 0))`;
      const isFirst = !(await isAnyTownActive(tx));
      let merged: MergeCounts = {};
      if (merge) {
        if (isGroundNew) await activateDataset(tx, { townId, ...datasetRow(importId, area, options) });
        merged = await mergeTown(tx, area, merge, { actorUserId: requestedBy, now: new Date() });
      } else {
        const { name, timeZone, isSynthetic, slug } = options;
        const town = { id: importId, name, timeZone, isSynthetic, slug: slug ?? slugOf(name) };
        await createTown(tx, town, datasetRow(importId, area, options));
        await writeTownBooks(tx, importId, area, options.resolutionTargets);
      }
      if (isGroundNew) await keepStreets(tx, importId, area.streets);
      if (isFirst || options.activate) await activateArea(tx, townId);
      const counts = {
        units: area.units.length,
        groups: area.groups.length,
        points: area.points.length,
        trucks: area.trucks.length,
        facilities: area.facilities.length,
        leftOut: area.faults.length,
        conditionalRoads: area.conditionalWays,
        ...merged,
      };
      await recordChange(tx, {
        townId,
        subject: 'imports',
        subjectId: importId,
        actorUserId: requestedBy,
        kind: 'imported',
        after: { ...counts },
      });
      const isDone = await finishImport(tx, importId, { townId, faults: listedFaults(area.faults), counts });
      if (!isDone) throw new ImportCancelled(importId);
    },
    { timeout: TRANSACTION_MILLISECONDS, maxWait: 30_000 },
  );
}

function datasetRow(id: string, area: CompleteArea, { attribution }: ImportOptions) {
  const shapes = area.units.map((unit) => multiPolygon(unit.geometry.coordinates));
  return { id, attribution, bbox: bbox(featureCollection(shapes)).slice(0, 4), graphId: area.graphId };
}

function slugOf(name: string): string {
  return fold(name).replaceAll(' ', '-') || 'area';
}
