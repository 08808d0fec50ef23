import { Layer, Marker, Source } from '@vis.gl/react-maplibre';
import type { Feature, LineString } from 'geojson';
import { useEffect, useMemo, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { FacilityKindName } from './place.ts';
import type { LonLat } from '../../../domain/geo.ts';
import type { PointKind } from '../../../domain/points.ts';
import { type ActiveArea, areaQuery } from '../../ui/api/queries.ts';
import { MarkIcon } from '../../ui/MarkIcon.tsx';
import { cornerAt } from '../../ui/map/drawing.ts';
import { DrawnLayer } from '../../ui/map/DrawnLayer.tsx';
import { facilityIcon, pointIcon } from '../../ui/map/icons.ts';
import { TownMap, type TownMapHandle, useMapGround } from '../../ui/map/TownMap.tsx';
import type { Wording } from '../fields/value-text.ts';
import classes from './RecordDetail.module.css';

interface Props {
  /** `null`: not placed yet. */
  position: LonLat | null;
  /** Where on a road a truck stops for it; `null` where it does not, or is not known. */
  road: LonLat | null;
  icon: 'point' | 'facility' | 'generator';
  kind: string;
  wording: Wording;
  /** Without it the place stands fast. */
  onMove: ((position: LonLat) => void) | null;
  /** The corners of the stretch of road that belongs to it, as it is or as far as it is drawn. */
  stretch?: readonly LonLat[];
  /** Set while the stretch is drawn: a click sets a corner. */
  onCorner?: ((corner: LonLat) => void) | null;
}

/** Where a record is, on the town's map: its mark is dragged to where it belongs, its place on the road is drawn as a line. */
export function PlaceMap(props: Props) {
  const area = useQuery(areaQuery()).data;
  return area ? <Placed {...props} area={area} /> : <div className={classes.map} />;
}

function Placed({
  area,
  position,
  road,
  icon,
  kind,
  wording: { t },
  onMove,
  stretch = [],
  onCorner = null,
}: Props & { area: ActiveArea }) {
  const map = useRef<TownMapHandle>(null);
  const [lon, lat] = position ?? [null, null];
  useEffect(() => {
    if (lon !== null && lat !== null) map.current?.show([lon - 0.004, lat - 0.003, lon + 0.004, lat + 0.003]);
  }, [lon, lat]);
  return (
    <div className={classes.map}>
      <TownMap
        area={area}
        label={t('place.map')}
        handle={map}
        isPicking={onCorner !== null}
        onClick={
          onCorner
            ? (event) => onCorner(cornerAt(event.lngLat))
            : position === null && onMove
              ? (event) => onMove(cornerAt(event.lngLat))
              : undefined
        }
      >
        {stretch.length > 0 && <DrawnLayer shape="line" corners={stretch} />}
        {position && road && <RoadLine position={position} road={road} />}
        {position && (
          <Marker
            longitude={position[0]}
            latitude={position[1]}
            draggable={onMove !== null && onCorner === null}
            onDragEnd={(event) => onMove?.(cornerAt(event.lngLat))}
          >
            <span className={classes.marker} title={onMove ? t('place.marker') : undefined} data-place-marker>
              <MarkIcon
                size={30}
                name={(theme) =>
                  icon === 'facility'
                    ? facilityIcon(kind as FacilityKindName, theme)
                    : pointIcon(icon === 'point' ? (kind as PointKind) : 'business', 'planned', null, theme)
                }
              />
            </span>
          </Marker>
        )}
      </TownMap>
    </div>
  );
}

function RoadLine({ position, road }: { position: LonLat; road: LonLat }) {
  const { theme } = useMapGround();
  const data = useMemo<Feature<LineString>>(
    () => ({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [position, road] } }),
    [position, road],
  );
  const ink = theme === 'light' ? '#0f6b5f' : '#4fb8a3';
  return (
    <Source id="road-place" type="geojson" data={data}>
      <Layer
        id="road-place-line"
        type="line"
        paint={{ 'line-color': ink, 'line-width': 3, 'line-dasharray': [1.5, 1] }}
      />
      <Layer
        id="road-place-end"
        type="circle"
        filter={['==', ['geometry-type'], 'LineString']}
        paint={{ 'circle-color': ink, 'circle-radius': 4 }}
      />
    </Source>
  );
}
