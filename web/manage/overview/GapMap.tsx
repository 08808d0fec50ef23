import { Layer, Source } from '@vis.gl/react-maplibre';
import { useQuery } from '@tanstack/react-query';
import type { FeatureCollection } from 'geojson';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../domain/day.ts';
import type { RatesRow } from '../../../domain/ledger/rates.ts';
import { holdsOn } from '../../../domain/units-in-force.ts';
import type { ActiveArea } from '../../ui/api/queries.ts';
import { townQuery } from '../../ui/api/town-queries.ts';
import type { MapTheme } from '../../ui/map/base-colours.ts';
import { TownMap, useMapGround } from '../../ui/map/TownMap.tsx';
import { UnitNames } from '../../ui/map/UnitNames.tsx';
import { useFormat } from '../../ui/use-format.ts';
import classes from './OverviewPage.module.css';

/** What is reached, what has no target, and from pale to strong what is missing, as parts of the most that is missing. */
const COLOURS: Record<MapTheme, { reached: string; none: string; missing: readonly [string, string] }> = {
  light: { reached: '#a5d3c3', none: '#e6e6e8', missing: ['#fbe3e0', '#c2486a'] },
  dark: { reached: '#1d5045', none: '#27272c', missing: ['#3a2229', '#b3456a'] },
};
const LEGEND_ROOM = { top: 40, right: 0, bottom: 0, left: 0 };

interface Props {
  area: ActiveArea;
  /** Rows of `by=unit`. */
  units: readonly RatesRow[];
  day: Day;
}

/** The units by how many kg a day they lack to their targets; the figure itself is written on each. */
export function GapMap({ area, units, day }: Props) {
  const { t } = useTranslation('overview');
  return (
    <TownMap area={area} label={t('map.label')} padding={LEGEND_ROOM}>
      <Gaps units={units} day={day} />
      <Legend />
    </TownMap>
  );
}

function Gaps({ units, day }: Pick<Props, 'units' | 'day'>) {
  const { theme, belowRoads, belowLabels } = useMapGround();
  const format = useFormat();
  const town = useQuery(townQuery()).data;
  const data = useMemo<FeatureCollection>(() => {
    const rows = new Map(units.map((row) => [row.unit?.code, row]));
    const most = Math.max(1, ...units.map(({ gapKgPerDay }) => gapKgPerDay ?? 0));
    return {
      type: 'FeatureCollection',
      features: (town?.units ?? [])
        .filter((unit) => holdsOn(unit, day))
        .map(({ id, code, name, geometry }) => {
          const gap = rows.get(code)?.gapKgPerDay ?? null;
          return {
            type: 'Feature',
            geometry,
            properties: {
              ...{ unitId: id, name, figure: gap === null ? '' : gap === 0 ? '✓' : `−${format.kg(gap)}` },
              // Below 0: no target.
              part: gap === null ? -1 : gap / most,
            },
          };
        }),
    };
  }, [units, day, town, format]);
  const { reached, none, missing } = COLOURS[theme];
  const ink = theme === 'light' ? '#1f1f23' : '#f4f4f5';
  return (
    <>
      <Source id="gaps" type="geojson" data={data}>
        <Layer
          id="gaps-fill"
          type="fill"
          beforeId={belowRoads}
          paint={{
            'fill-color': [
              'case',
              ...[['<', ['get', 'part'], 0], none, ['==', ['get', 'part'], 0], reached],
              ['interpolate', ['linear'], ['get', 'part'], 0, missing[0], 1, missing[1]],
            ] as never,
            'fill-opacity': 0.85,
          }}
        />
        <Layer
          id="gaps-line"
          type="line"
          beforeId={belowLabels}
          paint={{ 'line-color': ink, 'line-width': 0.9, 'line-opacity': 0.6 }}
        />
      </Source>
      <UnitNames id="gaps-labels" units={data} />
    </>
  );
}

function Legend() {
  const { t } = useTranslation('overview');
  const { theme } = useMapGround();
  const { reached, none, missing } = COLOURS[theme];
  return (
    <div className={classes.legend}>
      <span>
        <i data-legend-colour style={{ background: reached }} /> {t('map.reached')}
      </span>
      <span>
        <i data-legend-colour style={{ background: `linear-gradient(90deg, ${missing[0]}, ${missing[1]})` }} />{' '}
        {t('map.missing')}
      </span>
      <span>
        <i data-legend-colour style={{ background: none }} /> {t('map.noTarget')}
      </span>
    </div>
  );
}
