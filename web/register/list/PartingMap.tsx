import { Button, Group, Text } from '@mantine/core';
import { Layer, Source } from '@vis.gl/react-maplibre';
import { bbox, featureCollection, feature } from '@turf/turf';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActiveArea } from '../../ui/api/queries.ts';
import type { LonLat, Surface } from '../../../domain/geo.ts';
import { cornerAt } from '../../ui/map/drawing.ts';
import { DrawnLayer } from '../../ui/map/DrawnLayer.tsx';
import { TownMap, type TownMapHandle, useMapGround } from '../../ui/map/TownMap.tsx';

interface Props {
  area: ActiveArea;
  /** Grounds of the former units. */
  former: readonly Surface[];
  corners: readonly LonLat[];
  /** What is wrong with what is drawn, or what to do. */
  told: string;
  onCorners: (corners: readonly LonLat[]) => void;
}

/** The former units on the map, and around a part of them what somebody draws corner by corner. */
export function PartingMap({ area, former, corners, told, onCorners }: Props) {
  const { t } = useTranslation('register');
  const map = useRef<TownMapHandle>(null);
  const data = useMemo(() => featureCollection(former.map((ground) => feature(ground))), [former]);
  useEffect(() => {
    if (data.features.length === 0) return;
    const [west, south, east, north] = bbox(data);
    map.current?.show([west, south, east, north]);
  }, [data]);
  return (
    <>
      <div style={{ position: 'relative', height: 340 }}>
        <TownMap
          area={area}
          label={t('reform.map')}
          handle={map}
          isPicking
          onClick={({ lngLat }) => onCorners([...corners, cornerAt(lngLat)])}
        >
          <Former data={data} />
          <DrawnLayer shape="area" corners={corners} />
        </TownMap>
      </div>
      <Group justify="space-between">
        <Text size="sm" role="status">
          {told}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          disabled={corners.length === 0}
          onClick={() => onCorners(corners.slice(0, -1))}
        >
          {t('closures.takeBack')}
        </Button>
      </Group>
    </>
  );
}

function Former({ data }: { data: GeoJSON.FeatureCollection }) {
  const { theme } = useMapGround();
  const ink = theme === 'light' ? '#5b5b64' : '#a7a5ac';
  return (
    <Source id="former-units" type="geojson" data={data}>
      <Layer id="former-units-fill" type="fill" paint={{ 'fill-color': ink, 'fill-opacity': 0.1 }} />
      <Layer id="former-units-line" type="line" paint={{ 'line-color': ink, 'line-width': 2 }} />
    </Source>
  );
}
