import { Layer, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection, LineString } from 'geojson';
import { useMemo } from 'react';
import type { TruckPosition } from '../../../domain/tracking.ts';
import { useMapGround } from '../../ui/map/TownMap.tsx';
import { useBoard } from '../board/board-store.ts';
import type { DayModel } from '../day-model.ts';

/** A straight broken line from where a truck is to the stop it should drive to next. */
export function WayToNextLayer({ model, positions }: { model: DayModel; positions: readonly TruckPosition[] }) {
  const { theme } = useMapGround();
  const wayTo = useBoard((board) => board.wayTo);
  const data = useMemo((): FeatureCollection<LineString> => {
    const from = wayTo && positions.find(({ truckId }) => truckId === wayTo.truckId)?.position;
    const to = wayTo && model.stops.get(wayTo.stopId)?.stop.position;
    if (!from || !to) return { type: 'FeatureCollection', features: [] };
    const geometry = { type: 'LineString' as const, coordinates: [[...from], [...to]] };
    return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] };
  }, [wayTo, positions, model]);
  return (
    <Source id="way-to-next" type="geojson" data={data}>
      <Layer
        id="way-to-next"
        type="line"
        paint={{
          'line-color': theme === 'light' ? '#1a1a1e' : '#f2f2f4',
          'line-width': 3,
          'line-dasharray': [2, 1.5],
        }}
      />
    </Source>
  );
}
