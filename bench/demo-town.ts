import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeTownFiles } from '../demo/town/files.ts';
import { generateTown } from '../demo/town/town.ts';
import { readFacilitiesFile } from '../domain/area-files/facilities-file.ts';
import { readPointsFile } from '../domain/area-files/points-file.ts';
import { readTrucksFile } from '../domain/area-files/trucks-file.ts';
import type { Day } from '../domain/day.ts';
import { dueVisits } from '../domain/due.ts';
import { NO_HOLIDAYS } from '../domain/holidays.ts';
import { RESOLUTION_TARGETS } from '../domain/targets.ts';
import type { DayTown } from '../planning/gather.ts';
import { dayMatrix } from '../planning/matrix.ts';
import { placesOf } from '../planning/places.ts';
import { type DayProblem, dayProblem } from '../planning/problem.ts';
import type { WeekPoint } from '../planning/week/week-town.ts';
import type { RoadEngine } from '../roads/engine.ts';
import { buildGraph } from '../roads/valhalla/build.ts';
import { openValhalla } from '../roads/valhalla/native.ts';

/** The smallest truck of the fleet; points are snapped for it, as the import does. */
const SMALLEST = { kind: 'truck', heightMetres: 2.4, widthMetres: 1.9, weightTonnes: 4.95 } as const;

/** Generates the town, builds its graph, and gives what is due on any day of it, with the points of that day or with all of them. */
export async function prepareTown(
  directory: string,
  seed: number,
): Promise<{
  engine: RoadEngine;
  townOn: (day: Day, withAllPoints?: boolean) => DayTown;
  points: readonly WeekPoint[];
}> {
  const town = generateTown(seed);
  await writeTownFiles(town, directory, 'bench');
  const source = async <Kind extends 'points' | 'trucks' | 'facilities'>(kind: Kind) => ({
    kind,
    name: `${kind}.csv`,
    bytes: await readFile(path.join(directory, `${kind}.csv`)),
  });
  const points = readPointsFile(await source('points')).rows;
  const trucks = readTrucksFile(await source('trucks')).rows;
  const facilities = readFacilitiesFile(await source('facilities')).rows;
  const graph = path.join(directory, 'graph');
  await buildGraph({ pbfPath: path.join(directory, 'demo-town.osm.pbf'), directory: graph });
  const engine = await openValhalla(graph);
  const snapped = await engine.snap(
    [...points, ...facilities].map(({ position }) => position),
    SMALLEST,
  );
  const roadPosition = (index: number) => snapped[index]?.position ?? [0, 0];
  const unitOf = new Map(town.points.map(({ code, unitCode }) => [code, unitCode]));
  const sites = facilities.map((facility, index) => ({
    ...facility,
    id: facility.code,
    roadPosition: roadPosition(points.length + index),
  }));
  const townOn = (day: Day, withAllPoints = false): DayTown => {
    const due = dueVisits(
      points.map(({ code, streams }) => ({ id: code, isActive: true, streams })),
      day,
      { accountedDays: new Set(), servedDays: () => [] },
      NO_HOLIDAYS,
    );
    const isDue = new Set(due.map(({ pointId }) => pointId));
    return {
      area: { id: 'demo', timeZone: 'Asia/Ho_Chi_Minh' },
      day,
      units: new Map(town.units.map(({ code, name, setting }) => [code, { name, setting }])),
      targets: RESOLUTION_TARGETS,
      points: new Map(
        points.flatMap((point, index) =>
          withAllPoints || isDue.has(point.code)
            ? [
                [
                  point.code,
                  { ...point, id: point.code, unitId: unitOf.get(point.code) ?? '', roadPosition: roadPosition(index) },
                ],
              ]
            : [],
        ),
      ),
      due,
      familiar: new Map(),
      ...{ out: [], closedStreets: [], closedStreams: [], streamsOfTrucksOut: [], basis: null },
      sites: sites.filter(({ acceptedStreams }) => acceptedStreams.length > 0),
      shifts: trucks.flatMap(({ shifts, maxOvertimeSeconds, breaks, ...truck }, k) =>
        shifts.map(([startSecond, endSecond]) => {
          const depot = sites.find(({ code }) => code === truck.depotCode) ?? sites[0];
          return {
            id: truck.code,
            startSeconds: startSecond,
            endSeconds: endSecond,
            maxOvertimeSeconds,
            breaks,
            truck: {
              ...truck,
              id: truck.code,
              number: k + 1,
              depot: { id: depot.id, name: depot.name, roadPosition: depot.roadPosition },
            },
          };
        }),
      ),
    };
  };
  const nameOf = new Map(town.units.map(({ code, name }) => [code, name]));
  return {
    engine,
    townOn,
    points: points.map(({ code, name, kind, streams }) => ({
      ...{ id: code, code, name, unitName: nameOf.get(unitOf.get(code) ?? '') ?? '', streams },
      // Markets and schools have days of their own.
      daysFixed: kind === 'market' || kind === 'school',
    })),
  };
}

/** The problem of a day of the town. */
export async function problemOf(town: DayTown, engine: RoadEngine): Promise<DayProblem> {
  const places = placesOf(town);
  const matrix = await dayMatrix(places, new Map(), engine, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  return dayProblem(town, places, matrix);
}
