import { createHmac } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeFacilitiesCsv, writePointsCsv, writeTrucksCsv } from '../../domain/area-files/write-csv.ts';
import type { DayWindow } from '../../domain/windows.ts';
import { writePbf } from '../../roads/osm/write-pbf.ts';
import type { TownUnit } from './groups.ts';
import { toLonLat } from './plane.ts';
import type { Town } from './town.ts';
import { UNITS_VALID_FROM } from './unit-facts.ts';

/** Names of the five files, as the area import takes them (docs/area-files.md). */
const TOWN_FILES = {
  osm: 'demo-town.osm.pbf',
  units: 'units.geojson',
  points: 'points.csv',
  trucks: 'trucks.csv',
  facilities: 'facilities.csv',
} as const;

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/**
 * Writes the town's five files into `directory`, which is made if need be. The same town and
 * secret give the same bytes.
 *
 * @param deviceSecret what nobody can guess: a device's id is all that its reports are known by
 */
export async function writeTownFiles(town: Town, directory: string, deviceSecret: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const at = (file: keyof typeof TOWN_FILES): string => path.join(directory, TOWN_FILES[file]);
  await writeFile(at('units'), unitsGeoJson(town.units));
  await writeFile(at('points'), pointsCsv(town));
  await writeFile(at('trucks'), trucksCsv(town, deviceSecret));
  await writeFile(at('facilities'), facilitiesCsv(town));
  await writePbf(at('osm'), town.osm);
}

/** Units and their residential groups as a GeoJSON FeatureCollection, a feature a line. */
export function unitsGeoJson(units: readonly TownUnit[]): string {
  const features = units.flatMap((unit) => [
    {
      type: 'Feature',
      properties: {
        code: unit.code,
        name: unit.name,
        kind: unit.kind,
        setting: unit.setting,
        population: unit.population,
        validFrom: UNITS_VALID_FROM,
      },
      geometry: unit.polygon,
    },
    ...unit.residentialGroups.map(({ code, name, households, people, geometry }) => ({
      type: 'Feature',
      properties: { level: 'residential-group', unitCode: unit.code, code, name, households, people },
      geometry,
    })),
  ]);
  const lines = features.map((feature) => JSON.stringify(feature)).join(',\n');
  return `{"type":"FeatureCollection","features":[\n${lines}\n]}\n`;
}

function pointsCsv({ points }: Town): string {
  return writePointsCsv(
    points.map((point) => ({
      code: point.code,
      name: point.name,
      kind: point.kind,
      position: toLonLat(point.at),
      streams: point.streams.map(({ stream, kgPerDay, days }) => ({
        stream,
        expectedKgPerDay: kgPerDay,
        weekdays: [...days].map(Number),
      })),
      containers: point.containers,
      ...(point.stretch && {
        stretch: { type: 'LineString' as const, coordinates: point.stretch.map((at) => toLonLat(at)) },
      }),
      householdsServed: point.households,
      serviceSeconds: point.serviceSeconds,
      windows: readWindows(point.windows),
      maxWeightTonnes: point.maxWeightTonnes,
      maxWidthMetres: null,
      maxHeightMetres: null,
      cooperativeCode: point.cooperative,
    })),
  );
}

/** A device's id with what nobody can guess who does not know the secret, nor learn from another device's. */
function guardedDeviceId(deviceId: string, secret: string): string {
  return `${deviceId}-${createHmac('sha256', secret).update(deviceId).digest('hex').slice(0, 16)}`;
}

function trucksCsv({ trucks }: Town, deviceSecret: string): string {
  return writeTrucksCsv(
    trucks.map((truck) => ({
      code: truck.code,
      capacityKg: truck.capacityKg,
      capacityLitres: truck.capacityLitres,
      heightMetres: truck.heightMetres,
      widthMetres: truck.widthMetres,
      weightTonnes: truck.weightTonnes,
      streams: [...truck.streams],
      depotCode: truck.depot,
      cooperativeCode: truck.cooperative.code,
      cooperativeName: truck.cooperative.name,
      cooperativeKind: truck.cooperative.kind,
      shifts: readWindows(truck.shift),
      weekdays: EVERY_DAY,
      maxOvertimeSeconds: truck.overtimeMinutes * 60,
      breaks: readWindows(truck.breakWindow).map(([startSecond, endSecond]) => ({
        startSecond,
        endSecond,
        seconds: truck.breakMinutes * 60,
      })),
      crewCode: truck.crew,
      costPerDay: truck.costPerDay,
      costPerHour: truck.costPerHour,
      costPerKm: truck.costPerKm,
      deviceId: guardedDeviceId(truck.deviceId, deviceSecret),
    })),
  );
}

function facilitiesCsv({ facilities }: Town): string {
  return writeFacilitiesCsv(
    facilities.map((facility) => ({
      code: facility.code,
      name: facility.name,
      kind: facility.kind,
      position: toLonLat(facility.at),
      windows: readWindows(facility.windows),
      acceptedStreams: [...facility.streams],
      dailyIntakeKg: facility.dailyIntakeKg,
      unloadSeconds: facility.unloadMinutes * 60,
    })),
  );
}

/** Seconds from midnight of windows written `HH:MM-HH:MM`, several separated by spaces. */
function readWindows(text: string): DayWindow[] {
  const second = (clock: string): number => {
    const [hours = 0, minutes = 0] = clock.split(':').map(Number);
    return hours * 3600 + minutes * 60;
  };
  return text
    .split(' ')
    .filter((window) => window !== '')
    .map((window) => {
      const [start = '', end = ''] = window.split('-');
      return [second(start), second(end)];
    });
}
