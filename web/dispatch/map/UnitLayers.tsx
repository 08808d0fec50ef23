import { Layer, Source } from '@vis.gl/react-maplibre';
import { useMemo } from 'react';
import { MAP_FONT_STRONG } from '../../ui/map/fonts.ts';
import { labelPoints } from '../../ui/map/label-points.ts';
import { useMapGround } from '../../ui/map/TownMap.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import { unitFeatures } from './features.ts';
import { UNIT_TINTS } from './unit-tints.ts';

interface Props {
  model: DayModel;
}

function useUnitsInForce({ model }: Props) {
  const format = useFormat();
  return useMemo(() => {
    return unitFeatures(model, format.percent);
  }, [model, format]);
}

/** Boundaries of the units in force on the day, tinted by share against target. */
export function UnitLayers(props: Props) {
  const { theme, belowRoads, belowLabels } = useMapGround();
  const data = useUnitsInForce(props);
  const tint = UNIT_TINTS[theme];
  return (
    <>
      <Source id="units" type="geojson" data={data}>
        <Layer
          id="units-fill"
          type="fill"
          beforeId={belowRoads}
          paint={{
            'fill-color': [
              'match',
              ['get', 'verdict'],
              'meets',
              tint.meets,
              'slightly',
              tint.slightly,
              'badly',
              tint.badly,
              'transparent',
            ],
            'fill-opacity': ['match', ['get', 'verdict'], 'meets', 0.07, 'slightly', 0.13, 'badly', 0.16, 0],
          }}
        />
        <Layer
          id="units-line"
          type="line"
          beforeId={belowLabels}
          paint={{ 'line-color': tint.line, 'line-width': 1.3, 'line-dasharray': [4, 2], 'line-opacity': 0.8 }}
        />
      </Source>
    </>
  );
}

/** The units' names with their shares; to be drawn after the marks, which else would make them unreadable. */
export function UnitLabels(props: Props) {
  const { theme } = useMapGround();
  const data = useUnitsInForce(props);
  const labels = useMemo(() => labelPoints(data), [data]);
  const tint = UNIT_TINTS[theme];
  return (
    <Source id="units-labels" type="geojson" data={labels}>
      {/* The map places the upper layer first: where a name finds no room, the figure alone stands. */}
      {(['figure', 'label'] as const).map((text) => (
        <Layer
          key={text}
          id={`units-${text}`}
          type="symbol"
          maxzoom={13.5}
          layout={{
            'text-field': ['get', text],
            'text-font': [MAP_FONT_STRONG],
            'text-size': ['interpolate', ['linear'], ['zoom'], 11, 11.5, 14, 15],
            'text-max-width': 6,
            'text-line-height': 1.2,
            'text-variable-anchor': ['center', 'top', 'bottom'],
          }}
          paint={{ 'text-color': tint.text, 'text-halo-color': tint.halo, 'text-halo-width': 2 }}
        />
      ))}
    </Source>
  );
}
