import type { ErrorEvent, MapRef, MapSourceDataEvent } from '@vis.gl/react-maplibre';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { ActiveArea } from '../api/queries.ts';
import type { MapTheme } from './base-colours.ts';
import { baseStyle } from './base-style.ts';
import { FLAT_STYLE } from './flat-style.ts';

/** How long the host of MAP_STYLE_URL may be silent before the area's own map is drawn instead. */
const STYLE_PATIENCE_MS = 10_000;
/** How often tiles that failed are asked for again. */
const TILES_AGAIN_MS = 10_000;

/**
 * What lies under the data: the style that MAP_STYLE_URL names, and without one, or when it cannot be loaded, the area's
 * own map in the page's theme. `failure` says what is missing: the whole style, or tiles of it, until some arrive.
 */
export function useBaseMap(area: ActiveArea, theme: MapTheme, map: RefObject<MapRef | null>) {
  const [hasStyleFailed, setStyleFailed] = useState(false);
  const [failedSource, setFailedSource] = useState<string | null>(null);
  const hasStyle = useRef(false);
  const styleUrl = hasStyleFailed ? null : area.mapStyleUrl;
  const style = useMemo(
    () =>
      styleUrl === null
        ? baseStyle(theme, new URL(area.baseMapUrl, window.location.href).href, area.attribution)
        : `${FLAT_STYLE}://${styleUrl}`,
    [styleUrl, area.baseMapUrl, area.attribution, theme],
  );

  useEffect(() => {
    if (styleUrl === null) return;
    const timer = setTimeout(() => {
      if (!hasStyle.current) setStyleFailed(true);
    }, STYLE_PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [styleUrl]);

  useEffect(() => {
    if (failedSource === null) return;
    const timer = setInterval(() => {
      const shown = map.current?.getMap();
      if (shown?.getSource(failedSource)) shown.refreshTiles(failedSource);
    }, TILES_AGAIN_MS);
    return () => clearInterval(timer);
  }, [failedSource, map]);

  return {
    style,
    isOwn: styleUrl === null,
    failure: failedSource !== null ? 'tiles' : hasStyleFailed ? 'style' : null,
    onStyleData: () => {
      hasStyle.current = true;
    },
    onSourceData: (event: MapSourceDataEvent) => {
      if (event.tile && event.sourceId === failedSource) setFailedSource(null);
    },
    onError: (event: ErrorEvent) => {
      const sourceId = 'sourceId' in event && typeof event.sourceId === 'string' ? event.sourceId : undefined;
      if (!hasStyle.current && sourceId === undefined) setStyleFailed(true);
      // Our own data is GeoJSON and comes with the page.
      else if (sourceId !== undefined && event.target.getSource(sourceId)?.type !== 'geojson')
        setFailedSource(sourceId);
      else console.warn(event.error);
    },
  } as const;
}
