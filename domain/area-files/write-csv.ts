import { collectionDaysText } from '../cells/collection-days.ts';
import { stretchText } from '../cells/stretches.ts';
import { writeNumber } from '../cells/numbers.ts';
import type { CollectionSchedule } from '../collection-days.ts';
import { STREAMS } from '../stream-names.ts';
import { clockOfSecond, type DayWindow } from '../windows.ts';
import type { FacilityRow } from './facilities-file.ts';
import type { PointRow } from './points-file.ts';
import type { TruckRow } from './trucks-file.ts';

type Cell = string | number | null;

/** Points as a CSV text that {@link readPointsFile} reads back to the same rows. */
export function writePointsCsv(points: readonly Omit<PointRow, 'line'>[]): string {
  const used = STREAMS.filter((stream) => points.some((point) => point.streams.some((s) => s.stream === stream)));
  return csv(
    [
      ...['code', 'name', 'kind', 'lon', 'lat'],
      ...used.map((stream) => `kg_${stream}`),
      ...used.map((stream) => `days_${stream}`),
      ...['containers', 'households', 'service_seconds', 'windows'],
      ...['max_weight_t', 'max_width_m', 'max_height_m', 'cooperative', 'stretch'],
    ],
    points.map((point) => {
      const held = used.map((stream) => point.streams.find((s) => s.stream === stream));
      return [
        ...[point.code, point.name, point.kind, ...point.position],
        ...held.map((stream) => stream?.expectedKgPerDay ?? null),
        ...held.map((stream) => (stream ? daysCell(stream) : null)),
        ...[point.containers, point.householdsServed, point.serviceSeconds, windowsText(point.windows)],
        ...[point.maxWeightTonnes, point.maxWidthMetres, point.maxHeightMetres, point.cooperativeCode],
        point.stretch ? stretchText(point.stretch) : null,
      ];
    }),
  );
}

/** Trucks as a CSV text that {@link readTrucksFile} reads back to the same rows. */
export function writeTrucksCsv(trucks: readonly Omit<TruckRow, 'line'>[]): string {
  return csv(
    [
      ...['code', 'capacity_kg', 'capacity_l', 'height_m', 'width_m', 'weight_t', 'streams', 'depot'],
      ...['cooperative', 'cooperative_name', 'cooperative_kind', 'shift', 'days', 'overtime_minutes'],
      ...['break_window', 'break_minutes', 'crew', 'cost_per_day', 'cost_per_hour', 'cost_per_km', 'device_id'],
    ],
    trucks.map((truck) => [
      ...[
        truck.code,
        truck.capacityKg,
        truck.capacityLitres,
        truck.heightMetres,
        truck.widthMetres,
        truck.weightTonnes,
      ],
      ...[
        truck.streams.join(' '),
        truck.depotCode,
        truck.cooperativeCode,
        truck.cooperativeName,
        truck.cooperativeKind,
      ],
      ...[windowsText(truck.shifts), truck.weekdays.join(''), truck.maxOvertimeSeconds / 60],
      windowsText(truck.breaks.map((rest) => [rest.startSecond, rest.endSecond])),
      truck.breaks[0] ? truck.breaks[0].seconds / 60 : null,
      ...[truck.crewCode, truck.costPerDay, truck.costPerHour, truck.costPerKm, truck.deviceId],
    ]),
  );
}

/** Facilities as a CSV text that {@link readFacilitiesFile} reads back to the same rows. */
export function writeFacilitiesCsv(facilities: readonly Omit<FacilityRow, 'line'>[]): string {
  return csv(
    ['code', 'name', 'kind', 'lon', 'lat', 'windows', 'streams', 'intake_kg_day', 'unload_minutes'],
    facilities.map((facility) => [
      ...[facility.code, facility.name, facility.kind, ...facility.position, windowsText(facility.windows)],
      ...[facility.acceptedStreams.join(' '), facility.dailyIntakeKg, facility.unloadSeconds / 60],
    ]),
  );
}

function daysCell(schedule: CollectionSchedule): string {
  return schedule.days ? collectionDaysText(schedule, 'en') : schedule.weekdays.join('');
}

/** A CSV text of headings and rows, cells quoted where they must be (RFC 4180, but with `\n`). */
export function csv(headings: readonly string[], rows: readonly (readonly Cell[])[], delimiter = ','): string {
  return [headings, ...rows].map((cells) => `${cells.map(quote).join(delimiter)}\n`).join('');
}

function quote(cell: Cell): string {
  const text = typeof cell === 'number' ? writeNumber(cell) : (cell ?? '');
  return /[",\n\r;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function windowsText(windows: readonly DayWindow[]): string {
  return windows.map(([start, end]) => `${clockOfSecond(start)}-${clockOfSecond(end)}`).join(' ');
}
