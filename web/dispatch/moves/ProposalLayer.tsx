import { Layer, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection, Point } from 'geojson';
import { useMemo } from 'react';
import { useMapGround } from '../../ui/map/TownMap.tsx';
import { useBoard } from '../board/board-store.ts';
import type { DayModel } from '../day-model.ts';
import { useDiff, useProposedFrom } from './use-diff.ts';

/**
 * Rings around the points that a proposal, or the revision on screen against one it is held against, gives to another truck or another
 * place on one, and thicker ones around those nobody comes to any more.
 */
export function ProposalLayer({ model }: { model: DayModel }) {
  const proposedFrom = useProposedFrom(model);
  const comparedWith = useBoard((board) => board.comparedWith);
  const { diff } = useDiff(model, comparedWith ?? proposedFrom);
  const { theme } = useMapGround();
  const data = useMemo((): FeatureCollection<Point> => {
    const rings = [
      ...(diff?.moved ?? []).map(({ pointId }) => ({ pointId, kind: 'moved' })),
      ...(diff?.reordered ?? []).map(({ pointId }) => ({ pointId, kind: 'moved' })),
      ...(diff?.added ?? []).map(({ pointId }) => ({ pointId, kind: 'moved' })),
      ...(diff?.dropped ?? []).map(({ pointId }) => ({ pointId, kind: 'dropped' })),
    ];
    return {
      type: 'FeatureCollection',
      features: rings.flatMap(({ pointId, kind }) => {
        const point = model.points.get(pointId);
        if (!point) return [];
        const geometry = { type: 'Point' as const, coordinates: [...point.position] };
        return [{ type: 'Feature' as const, geometry, properties: { kind } }];
      }),
    };
  }, [diff, model.points]);
  const ink = theme === 'light' ? '#1a1a1e' : '#f2f2f4';
  return (
    <Source id="proposal" type="geojson" data={data}>
      <Layer
        id="proposal-rings"
        type="circle"
        paint={{
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 7, 16, 20],
          'circle-opacity': 0,
          'circle-stroke-color': ['match', ['get', 'kind'], 'dropped', '#d03b3b', ink],
          'circle-stroke-width': ['match', ['get', 'kind'], 'dropped', 4, 2],
        }}
      />
    </Source>
  );
}
