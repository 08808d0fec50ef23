import { Layer, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection } from 'geojson';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoverageView } from '../../../domain/coverage.ts';
import type { Unit } from '../../../domain/units.ts';
import type { ActiveArea } from '../../ui/api/queries.ts';
import type { MapTheme } from '../../ui/map/base-colours.ts';
import { TownMap, useMapGround } from '../../ui/map/TownMap.tsx';
import { UnitNames } from '../../ui/map/UnitNames.tsx';
import { useFormat } from '../../ui/use-format.ts';
import classes from './CoveragePage.module.css';
import { type Figure, shareOf } from './figure.ts';
import { withinText } from './within-text.ts';

/** One hue from pale to deep (light) or dim to bright (dark): more is stronger; the figure itself is written on the map. */
const STEPS: Record<MapTheme, readonly [[number, string], ...[number, string][]]> = {
  light: [
    [0, '#f3e9d8'],
    [0.5, '#d3e6da'],
    [0.7, '#a5d3c3'],
    [0.85, '#63b3a0'],
    [0.95, '#1f8474'],
  ],
  dark: [
    [0, '#2c2620'],
    [0.5, '#20352f'],
    [0.7, '#1d5045'],
    [0.85, '#267565'],
    [0.95, '#3fa591'],
  ],
};
const INTERACTIVE = ['coverage-fill'];

/** Room for the legend above the town, in pixels: on a phone it has two lines, or three. */
const LEGEND_ROOM = { top: 64, right: 0, bottom: 0, left: 0 };

interface Props {
  area: ActiveArea;
  units: readonly Unit[];
  coverage: CoverageView | null;
  figure: Figure;
  hovered: string | null;
  onHover: (unitId: string | null) => void;
}

/** Choropleth of the units by share of people covered. */
export function CoverageMap({ area, units, coverage, figure, hovered, onHover }: Props) {
  const { t } = useTranslation('manage');
  return (
    <TownMap
      area={area}
      label={t('coverage.map')}
      padding={LEGEND_ROOM}
      interactiveLayerIds={INTERACTIVE}
      onHover={(event) => onHover(event.features?.[0]?.properties.unitId ?? null)}
      onLeave={() => onHover(null)}
    >
      <UnitShares units={units} coverage={coverage} figure={figure} hovered={hovered} />
      <ShareLegend coverage={coverage} />
    </TownMap>
  );
}

function UnitShares({ units, coverage, figure, hovered }: Pick<Props, 'units' | 'coverage' | 'figure' | 'hovered'>) {
  const { theme, belowRoads, belowLabels } = useMapGround();
  const format = useFormat();
  const data = useMemo<FeatureCollection>(() => {
    const figures = new Map(coverage?.units.map((unit) => [unit.unitId, unit]));
    return {
      type: 'FeatureCollection',
      features: units.map((unit) => {
        const own = figures.get(unit.id);
        const share = own ? shareOf(own, figure) : null;
        return {
          type: 'Feature',
          geometry: unit.geometry,
          properties: {
            unitId: unit.id,
            share,
            name: unit.name,
            figure: share === null ? '' : format.percentTenths(share),
          },
        };
      }),
    };
  }, [units, coverage, figure, format]);
  const ink = theme === 'light' ? '#1f1f23' : '#f4f4f5';
  const [[, first], ...rest] = STEPS[theme];
  return (
    <>
      <Source id="coverage" type="geojson" data={data}>
        <Layer
          id="coverage-fill"
          type="fill"
          beforeId={belowRoads}
          paint={{
            'fill-color': ['step', ['coalesce', ['get', 'share'], 0], first, ...rest.flat()] as never,
            'fill-opacity': coverage ? 0.85 : 0,
          }}
        />
        <Layer
          id="coverage-line"
          type="line"
          beforeId={belowLabels}
          paint={{
            'line-color': ink,
            'line-width': ['case', ['==', ['get', 'unitId'], hovered ?? ''], 3, 0.9],
            'line-opacity': ['case', ['==', ['get', 'unitId'], hovered ?? ''], 1, 0.6],
          }}
        />
      </Source>
      <UnitNames id="coverage-labels" units={data} />
    </>
  );
}

function ShareLegend({ coverage }: Pick<Props, 'coverage'>) {
  const { t } = useTranslation('manage');
  const { theme } = useMapGround();
  const format = useFormat();
  const steps = STEPS[theme];
  return (
    <div className={classes.legend}>
      {coverage && (
        <span>{t('coverage.legend', { within: withinText(coverage, coverage.metres, { t, format }) })}</span>
      )}
      {steps.map(([from, colour], index) => (
        <span key={from} className={classes.step}>
          <span data-legend-colour style={{ background: colour }} />
          {format.percents(from, steps[index + 1]?.[0] ?? 1)}
        </span>
      ))}
    </div>
  );
}
