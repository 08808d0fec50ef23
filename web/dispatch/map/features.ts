import type { Feature, FeatureCollection, LineString, Point } from 'geojson';
import type { TruckPosition } from '../../../domain/tracking.ts';
import type { RevisionView } from '../../../domain/plans.ts';
import type { ActiveArea } from '../../ui/api/queries.ts';
import type { Town } from '../../ui/api/town-queries.ts';
import type { MapTheme } from '../../ui/map/base-colours.ts';
import { facilityIcon, pointIcon, truckIcon, verdictIcon } from '../../ui/map/icons.ts';
import { truckStyle } from '../../ui/truck-style.ts';
import { type DayModel, pointStateOf, unitVerdict } from '../day-model.ts';
import type { TruckStates } from '../fleet/use-truck-states.ts';

type Bbox = ActiveArea['bbox'];

const collection = <G extends Point | LineString, P>(features: Feature<G, P>[]): FeatureCollection<G, P> => ({
  type: 'FeatureCollection',
  features,
});

export interface LegProperties {
  truckId: string;
  truckNumber: number;
  tripNumber: number;
  stopId: string;
  colour: string;
  /** Index into the dash patterns of the line layer. */
  pattern: string;
  label: string;
}

/** One line a leg, with what the line layers need to draw it in its truck's style. */
export function legFeatures(revision: RevisionView | null): FeatureCollection<LineString, LegProperties> {
  const features: Feature<LineString, LegProperties>[] = [];
  for (const route of revision?.routes ?? []) {
    const { colour, pattern } = truckStyle(route.truckNumber);
    for (const stop of route.stops) {
      if (!stop.geometry) continue;
      const tripNumber = stop.tripNumber ?? route.trips.at(-1)?.number ?? 1;
      features.push({
        type: 'Feature',
        geometry: stop.geometry,
        properties: {
          truckId: route.truckId,
          truckNumber: route.truckNumber,
          tripNumber,
          stopId: stop.id,
          colour,
          pattern: pattern.join(' '),
          label: `${route.truckNumber}·${tripNumber}`,
        },
      });
    }
  }
  return collection(features);
}

export interface PointProperties {
  pointId: string;
  icon: string;
  /** Marks that call for somebody lie above those that do not. */
  sortKey: number;
  name: string;
  /** Truck that comes first to the point, or nothing. */
  truckId: string;
  /** Every truck that serves the point, their ids one after the other. */
  truckIds: string;
}

const SORT_KEYS = { none: 0, served: 1, planned: 2, skipped: 3, unserved: 4 } as const;

/** One mark a collection point. Inactive points are left out. */
export function pointFeatures(model: DayModel, theme: MapTheme): FeatureCollection<Point, PointProperties> {
  const features: Feature<Point, PointProperties>[] = [];
  for (const point of model.town.points) {
    const state = pointStateOf(model, point.id);
    // A place of one day is there as long as the plan that is looked at has to do with it.
    if (point.onceOn === null ? !point.isActive : state === 'none') continue;
    const visits = model.stopsOfPoint.get(point.id) ?? [];
    const route = visits[0]?.route;
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: point.position },
      properties: {
        pointId: point.id,
        icon: pointIcon(point.kind, state, state === 'planned' ? (route?.truckNumber ?? null) : null, theme),
        sortKey: SORT_KEYS[state],
        name: point.name,
        truckId: route?.truckId ?? '',
        truckIds: visits.map((visit) => visit.route.truckId).join(' '),
      },
    });
  }
  return collection(features);
}

export function facilityFeatures(
  facilities: Town['facilities'],
  theme: MapTheme,
): FeatureCollection<Point, { facilityId: string; icon: string; name: string }> {
  return collection(
    facilities.map((facility) => ({
      type: 'Feature' as const,
      geometry: { type: 'Point' as const, coordinates: facility.position },
      properties: { facilityId: facility.id, icon: facilityIcon(facility.kind, theme), name: facility.name },
    })),
  );
}

export interface TruckProperties {
  truckId: string;
  icon: string;
  course: number;
  number: string;
  onColour: string;
  /** Under a truck that may be elsewhere by now: when it was seen here. Else empty. */
  seen: string;
}

/**
 * Trucks where they were last seen; one that has not been seen is not on the map.
 * @param seenAt says in words when one was seen
 */
export function truckFeatures(
  model: DayModel,
  positions: readonly TruckPosition[],
  states: TruckStates,
  seenAt: (instant: string) => string,
  theme: MapTheme,
): FeatureCollection<Point, TruckProperties> {
  const numberOf = new Map(model.town.trucks.map((truck) => [truck.id, truck.number]));
  return collection(
    positions.flatMap((seen) => {
      const number = numberOf.get(seen.truckId);
      if (number === undefined) return [];
      const isOld = states.get(seen.truckId)?.isSeenOld ?? false;
      return [
        {
          type: 'Feature' as const,
          geometry: { type: 'Point' as const, coordinates: seen.position },
          properties: {
            truckId: seen.truckId,
            icon: truckIcon(number, isOld, theme),
            course: seen.course ?? 0,
            number: String(number),
            onColour: isOld ? '#ffffff' : truckStyle(number).onColour,
            seen: isOld ? seenAt(seen.fixTime) : '',
          },
        },
      ];
    }),
  );
}

/** Units in force on the model's day, each with how it stands and the text written on it. */
export function unitFeatures(model: DayModel, percent: (share: number) => string, theme: MapTheme): FeatureCollection {
  const standings = new Map(model.units.map((unit) => [unit.unitId, unit]));
  return {
    type: 'FeatureCollection',
    features: model.unitsInForce.map((unit) => {
      const own = standings.get(unit.id);
      const share = own && (model.hasFieldEvents ? own.servedShare : own.plannedShare);
      const verdict = own ? unitVerdict(own, model.hasFieldEvents) : 'none';
      const isMarked = verdict !== 'none' && verdict !== 'open';
      return {
        type: 'Feature',
        geometry: unit.geometry,
        properties: {
          unitId: unit.id,
          verdict,
          name: unit.name,
          figure: share === undefined ? '' : percent(share),
          mark: isMarked ? verdictIcon(verdict === 'meets', theme) : '',
        },
      };
    }),
  };
}

/** The smallest box around `positions`; `null` for none. */
export function bboxOf(positions: Iterable<readonly [number, number]>): Bbox | null {
  let box: Bbox | null = null;
  for (const [lon, lat] of positions) {
    box = box
      ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)]
      : [lon, lat, lon, lat];
  }
  return box;
}
