import { Layer, Source } from '@vis.gl/react-maplibre';
import { useMemo } from 'react';
import { useMapGround } from '../../ui/map/TownMap.tsx';
import { UnitNames } from '../../ui/map/UnitNames.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import { unitFeatures } from './features.ts';
import { UNIT_TINTS } from './unit-tints.ts';

interface Props {
  model: DayModel;
}

function useUnitsInForce({ model }: Props) {
  const format = useFormat();
  const { theme } = useMapGround();
  return useMemo(() => unitFeatures(model, format.percent, theme), [model, format, theme]);
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

/** The units' names with their shares. */
export function UnitLabels(props: Props) {
  return <UnitNames id="units-labels" units={useUnitsInForce(props)} maxzoom={13.5} />;
}
