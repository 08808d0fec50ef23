import { Layer, Source } from '@vis.gl/react-maplibre';
import { useQuery } from '@tanstack/react-query';
import { bbox, feature } from '@turf/turf';
import { useEffect, useMemo, useRef } from 'react';
import type { LonLat, Surface } from '../../../domain/geo.ts';
import { type ActiveArea, areaQuery } from '../../ui/api/queries.ts';
import { cornerAt } from '../../ui/map/drawing.ts';
import { DrawnLayer } from '../../ui/map/DrawnLayer.tsx';
import { TownMap, type TownMapHandle, useMapGround } from '../../ui/map/TownMap.tsx';
import type { Wording } from '../fields/value-text.ts';
import classes from './RecordDetail.module.css';

interface Props {
  /** `null`: not drawn yet. */
  ground: Surface | null;
  corners: readonly LonLat[];
  wording: Wording;
  /** Without it nothing is drawn. */
  onCorners: ((corners: readonly LonLat[]) => void) | null;
}

/** The ground of a record on the town's map, and what is drawn in its place corner by corner. */
export function GroundMap(props: Props) {
  const area = useQuery(areaQuery()).data;
  return area ? <Placed {...props} area={area} /> : <div className={classes.map} />;
}

function Placed({ area, ground, corners, wording: { t }, onCorners }: Props & { area: ActiveArea }) {
  const map = useRef<TownMapHandle>(null);
  useEffect(() => {
    if (ground === null) return;
    const [west, south, east, north] = bbox(ground);
    map.current?.show([west, south, east, north]);
  }, [ground]);
  return (
    <div className={classes.map}>
      <TownMap
        area={area}
        label={t('ground.map')}
        handle={map}
        isPicking={onCorners !== null}
        onClick={onCorners ? ({ lngLat }) => onCorners([...corners, cornerAt(lngLat)]) : undefined}
      >
        {ground && <Ground ground={ground} />}
        {onCorners && <DrawnLayer shape="area" corners={corners} />}
      </TownMap>
    </div>
  );
}

function Ground({ ground }: { ground: Surface }) {
  const { theme } = useMapGround();
  const data = useMemo(() => feature(ground), [ground]);
  const ink = theme === 'light' ? '#5b5b64' : '#a7a5ac';
  return (
    <Source id="ground" type="geojson" data={data}>
      <Layer id="ground-fill" type="fill" paint={{ 'fill-color': ink, 'fill-opacity': 0.12 }} />
      <Layer id="ground-line" type="line" paint={{ 'line-color': ink, 'line-width': 2 }} />
    </Source>
  );
}
