import { Button, useComputedColorScheme } from '@mantine/core';
import { IconCurrentLocation, IconRoute } from '@tabler/icons-react';
import { Layer, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection } from 'geojson';
import { PMTiles } from 'pmtiles';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bbox, LonLat } from '../../../domain/geo.ts';
import type { ActiveArea } from '../../ui/api/queries.ts';
import { maplibre, pmtilesProtocol, workerUrl } from '../../ui/map/maplibre.ts';
import { TownMap, type TownMapHandle } from '../../ui/map/TownMap.tsx';
import type { Task } from '../tasks.ts';
import type { Place } from '../use-place.ts';
import classes from './DriverMap.module.css';
import { KeptSource } from './kept-source.ts';
import { mapStore } from './map-store.ts';

interface Props {
  area: ActiveArea;
  tasks: readonly Task[];
  next: Task | null;
  place: Place;
  /** Elsewhere than on the planned way. */
  isOff: boolean;
}

/** What is to be seen does not lie under the buttons. */
const BESIDE_BUTTONS = { top: 0, right: 56, bottom: 0, left: 0 };

/** The ways of the route, the next stop and where the phone is, on the base map that the phone keeps. */
export function DriverMap({ area, tasks, next, place, isOff }: Props) {
  const { t } = useTranslation('driver');
  const handle = useRef<TownMapHandle>(null);
  const [isReady, setReady] = useState(false);
  const here = place.state === 'known' ? place.position : null;
  const goal = next?.stop.position ?? null;
  const between = boxOf([
    ...(here ? [here] : []),
    ...(next?.stop.geometry?.coordinates ?? []),
    ...(goal ? [goal] : []),
  ]);
  // What is first in sight is the way, not the town: a cheap phone draws one map, not two.
  const [first] = useState(between);
  // Its own map, whatever the office looks at: another's is not on the phone.
  const ground = useMemo(() => ({ ...area, bbox: first ?? area.bbox, mapStyleUrl: null }), [area, first]);
  useEffect(() => {
    const url = new URL(area.baseMapUrl, window.location.href).href;
    pmtilesProtocol.add(new PMTiles(new KeptSource(url, mapStore)));
    workerFromPage();
    setReady(true);
  }, [area.baseMapUrl]);

  useEffect(() => {
    // Once the phone knows where it is.
    if (between) handle.current?.show(between);
    // Only another stop moves the map; who looks around is left alone.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [next?.stop.id, here === null, isReady]);

  if (!isReady) return null;
  return (
    <div className={classes.map}>
      <TownMap area={ground} label={t('map.label')} padding={BESIDE_BUTTONS} handle={handle} hasControls={false}>
        <Ways tasks={tasks} next={next} here={here} isOff={isOff} />
      </TownMap>
      <div className={classes.buttons}>
        <Button
          variant="default"
          aria-label={t('map.here')}
          disabled={!here}
          onClick={() => here && handle.current?.flyTo(here)}
        >
          <IconCurrentLocation size={28} />
        </Button>
        <Button
          variant="default"
          aria-label={t('map.whole')}
          onClick={() => {
            const box = boxOf(tasks.map(({ stop }) => stop.position));
            if (box) handle.current?.show(box);
          }}
        >
          <IconRoute size={28} />
        </Button>
      </div>
    </div>
  );
}

const ROUND = { 'line-join': 'round', 'line-cap': 'round' } as const;

function Ways({ tasks, next, here, isOff }: Pick<Props, 'tasks' | 'next' | 'isOff'> & { here: LonLat | null }) {
  const isDark = useComputedColorScheme('light') === 'dark';
  const colour = isDark ? '#7cc4ff' : '#0b5cad';
  const ground = isDark ? '#000000' : '#ffffff';
  const ways = useMemo<FeatureCollection>(
    () => ({
      type: 'FeatureCollection',
      features: tasks.flatMap(({ stop, state }) =>
        stop.geometry
          ? [
              {
                type: 'Feature' as const,
                properties: { is: stop.id === next?.stop.id ? 'next' : state === 'planned' ? 'open' : 'done' },
                geometry: stop.geometry,
              },
            ]
          : [],
      ),
    }),
    [tasks, next],
  );
  const stops = useMemo<FeatureCollection>(
    () => ({
      type: 'FeatureCollection',
      features: tasks
        .filter(({ stop }) => stop.kind !== 'break')
        .map(({ stop, state }) => ({
          type: 'Feature' as const,
          properties: { is: stop.id === next?.stop.id ? 'next' : state === 'planned' ? 'open' : 'done' },
          geometry: { type: 'Point' as const, coordinates: stop.position },
        })),
    }),
    [tasks, next],
  );
  const back = useMemo<FeatureCollection>(
    () => ({
      type: 'FeatureCollection',
      features:
        here && next && isOff
          ? [
              {
                type: 'Feature',
                properties: {},
                geometry: { type: 'LineString', coordinates: [here, next.stop.position] },
              },
            ]
          : [],
    }),
    [here, next, isOff],
  );
  const own = useMemo<FeatureCollection>(
    () => ({
      type: 'FeatureCollection',
      features: here ? [{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: here } }] : [],
    }),
    [here],
  );
  return (
    <>
      <Source id="ways" type="geojson" data={ways}>
        <Layer
          id="ways-later"
          type="line"
          filter={['!=', ['get', 'is'], 'next']}
          layout={ROUND}
          paint={{
            'line-color': ['match', ['get', 'is'], 'done', '#8a8a90', colour],
            'line-width': 3,
            'line-opacity': 0.6,
          }}
        />
        <Layer
          id="ways-casing"
          type="line"
          filter={['==', ['get', 'is'], 'next']}
          layout={ROUND}
          paint={{ 'line-color': ground, 'line-width': 13 }}
        />
        <Layer
          id="ways-next"
          type="line"
          filter={['==', ['get', 'is'], 'next']}
          layout={ROUND}
          paint={{ 'line-color': colour, 'line-width': 8 }}
        />
      </Source>
      <Source id="back" type="geojson" data={back}>
        <Layer
          id="back"
          type="line"
          layout={ROUND}
          paint={{ 'line-color': isDark ? '#ffb454' : '#b34700', 'line-width': 5, 'line-dasharray': [1, 2] }}
        />
      </Source>
      <Source id="stops" type="geojson" data={stops}>
        <Layer
          id="stops"
          type="circle"
          paint={{
            'circle-radius': ['match', ['get', 'is'], 'next', 13, 7],
            'circle-color': ['match', ['get', 'is'], 'done', '#8a8a90', 'next', isDark ? '#ffb454' : '#b34700', colour],
            'circle-stroke-color': ground,
            'circle-stroke-width': 3,
          }}
        />
      </Source>
      <Source id="own" type="geojson" data={own}>
        <Layer
          id="own"
          type="circle"
          paint={{
            'circle-radius': 10,
            'circle-color': isDark ? '#ffffff' : '#000000',
            'circle-stroke-color': isDark ? '#000000' : '#ffffff',
            'circle-stroke-width': 4,
          }}
        />
      </Source>
    </>
  );
}

function boxOf(places: readonly LonLat[]): Bbox | null {
  if (places.length === 0) return null;
  const lons = places.map(([lon]) => lon);
  const lats = places.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

let isWorkerSet = false;

/**
 * Has the map's worker begin as a part of this page: a worker's own file does not pass through the service worker of `/driver`, and would
 * be missing without a network; what a page's part imports does.
 */
function workerFromPage(): void {
  if (isWorkerSet) return;
  const begin = `import ${JSON.stringify(new URL(workerUrl, location.href).href)};`;
  maplibre.setWorkerUrl(URL.createObjectURL(new Blob([begin], { type: 'text/javascript' })));
  isWorkerSet = true;
}
