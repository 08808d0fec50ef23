import { Layer, Source } from '@vis.gl/react-maplibre';
import type { Feature, Point } from 'geojson';
import { useMemo } from 'react';
import type { Colleague } from '../../../domain/colleagues/colleagues.ts';
import type { LonLat } from '../../../domain/geo.ts';
import type { TruckPosition } from '../../../domain/tracking.ts';
import { MAP_FONT_STRONG } from '../../ui/map/fonts.ts';
import type { DayModel } from '../day-model.ts';
import { colleagueColour, useColleagues } from './colleagues.ts';

interface Props {
  model: DayModel;
  positions: readonly TruckPosition[];
}

/** A ring with the name around what each of the others has chosen. */
export function ColleagueLayer({ model, positions }: Props) {
  const colleagues = useColleagues();
  const data = useMemo(
    () => ({ type: 'FeatureCollection' as const, features: features(model, positions, colleagues) }),
    [model, positions, colleagues],
  );
  const colour = ['get', 'colour'] as unknown as string;
  return (
    <Source id="colleagues" type="geojson" data={data}>
      <Layer
        id="colleagues-ring"
        type="circle"
        paint={{
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 13, 15, 22],
          'circle-color': 'transparent',
          'circle-stroke-color': colour,
          'circle-stroke-width': 3,
        }}
      />
      <Layer
        id="colleagues-names"
        type="symbol"
        layout={{
          'text-field': ['get', 'name'],
          'text-font': [MAP_FONT_STRONG],
          'text-size': 12,
          'text-anchor': 'bottom',
          'text-offset': [0, -1.6],
          'text-max-width': 12,
          'text-allow-overlap': true,
        }}
        paint={{ 'text-color': '#ffffff', 'text-halo-color': colour, 'text-halo-width': 3 }}
      />
    </Source>
  );
}

function features(
  model: DayModel,
  positions: readonly TruckPosition[],
  colleagues: readonly Colleague[],
): Feature<Point, { name: string; colour: string }>[] {
  return colleagues.flatMap((colleague) => {
    const position = placeOf(model, positions, colleague);
    if (!position) return [];
    const { name } = colleague;
    return [
      {
        type: 'Feature' as const,
        geometry: { type: 'Point' as const, coordinates: position },
        properties: { name, colour: colleagueColour(name) },
      },
    ];
  });
}

/** Where what somebody has chosen is: a point or facility, else their truck where it was seen last, else in the midst of its route. */
function placeOf(
  model: DayModel,
  positions: readonly TruckPosition[],
  { truckId, pointId, facilityId }: Colleague,
): LonLat | null {
  const place = model.points.get(pointId ?? '') ?? model.town.facilities.find(({ id }) => id === facilityId);
  if (place) return place.position;
  if (truckId === null) return null;
  const seen = positions.find((position) => position.truckId === truckId);
  const stops = model.routesOfTruck.get(truckId)?.[0]?.stops ?? [];
  return seen?.position ?? stops[Math.floor(stops.length / 2)]?.position ?? null;
}
