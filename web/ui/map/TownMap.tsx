import { ActionIcon, Skeleton, Text } from '@mantine/core';
import { IconFocusCentered, IconMapOff, IconMinus, IconPlus } from '@tabler/icons-react';
import MapGl, {
  AttributionControl,
  type ErrorEvent,
  type MapLayerMouseEvent,
  type MapRef,
  ScaleControl,
  useMap,
} from '@vis.gl/react-maplibre';
import {
  createContext,
  type ReactNode,
  type Ref,
  useContext,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Bbox } from '../../../domain/geo.ts';
import type { ActiveArea } from '../api/queries.ts';
import type { MapTheme } from './base-colours.ts';
import { useMapTheme } from '../on-paper.ts';
import { Message } from '../states.tsx';
import { BELOW_LABELS, BELOW_ROADS } from './base-style.ts';
import { loadMapFonts } from './fonts.ts';
import { drawIcon, ICON_PIXEL_RATIO } from './icons.ts';
import { MapEdge } from './MapEdge.tsx';
import { maplibre } from './maplibre.ts';
import classes from './TownMap.module.css';
import { useBaseMap } from './use-base-map.ts';

interface MapGround {
  theme: MapTheme;
  /** Layers to insert data before; none of them in a style that is not ours. */
  belowRoads: string | undefined;
  belowLabels: string | undefined;
}

const GroundContext = createContext<MapGround>({ theme: 'light', belowRoads: undefined, belowLabels: undefined });

export function useMapGround(): MapGround {
  return useContext(GroundContext);
}

export interface TownMapHandle {
  /** Shows `bbox` between the panels. */
  show(bbox: Bbox): void;
  flyTo(position: [number, number]): void;
  /** Moves only as far as needed for `position` not to lie under a panel or outside. */
  reveal(position: [number, number]): void;
}

interface Padding {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

interface Props {
  area: ActiveArea;
  label: string;
  /** Pixels of the map that panels cover. */
  padding?: Padding;
  /** What was chosen on it: it stays in sight when one zooms. */
  chosenPosition?: [number, number] | null;
  interactiveLayerIds?: string[];
  onHover?: (event: MapLayerMouseEvent) => void;
  onLeave?: () => void;
  onClick?: (event: MapLayerMouseEvent) => void;
  handle?: Ref<TownMapHandle>;
  /** Buttons to zoom with: on by default, off where fingers do it or the page has its own. */
  hasControls?: boolean;
  /** A click is waited for: the pointer says so. */
  isPicking?: boolean;
  children?: ReactNode;
}

const NARROW_PIXELS = 600;
/** Height of the scale above the attribution. */
const SCALE_PIXELS = 26;
/** Height below which a town is too small to be told from its neighbours. */
const SMALLEST_PIXELS = 150;
const NO_PADDING: Padding = { top: 0, right: 0, bottom: 0, left: 0 };

/** A map of the area on its own base map (or MAP_STYLE_URL), in the theme of the page. Children are sources and layers. */
export function TownMap(props: Props) {
  const {
    area,
    label,
    padding = NO_PADDING,
    chosenPosition = null,
    interactiveLayerIds,
    handle,
    hasControls = true,
    isPicking = false,
    children,
  } = props;
  const { onHover, onLeave, onClick } = props;
  const { t } = useTranslation();
  const theme = useMapTheme();
  const [areFontsReady, setFontsReady] = useState(false);
  const [isHovering, setHovering] = useState(false);
  const [cannotDraw, setCannotDraw] = useState(false);
  const map = useRef<MapRef>(null);

  useEffect(() => {
    // A font that cannot be loaded is replaced by the system's: the names stay readable.
    loadMapFonts()
      .catch((error: unknown) => console.warn(error))
      .finally(() => setFontsReady(true));
  }, []);

  // What the map was last told to show, also before there was one, until somebody moves it.
  const shown = useRef<Bbox | null>(area.bbox);
  const fit = (bbox: Bbox, duration: number) => {
    shown.current = bbox;
    if (!map.current) return;
    const room = spaced(padding);
    // On a narrow map what is shown reaches to the left edge, where the scale would cover it.
    if (map.current.getContainer().clientWidth < NARROW_PIXELS) room.bottom += SCALE_PIXELS;
    const free = map.current.getContainer().clientHeight - room.top - room.bottom;
    // Half hidden it can still be read; so small it cannot.
    if (free < SMALLEST_PIXELS) room.top = Math.max(8, room.top - (SMALLEST_PIXELS - free));
    map.current.fitBounds([bbox[0], bbox[1], bbox[2], bbox[3]], { padding: room, duration, maxZoom: 16 });
  };
  useImperativeHandle(handle, () => ({
    show: (bbox) => fit(bbox, 500),
    reveal: (position) => {
      shown.current = null;
      if (!map.current) return;
      const { x, y } = map.current.project(position);
      const { clientWidth, clientHeight } = map.current.getContainer();
      const free = spaced(padding);
      const dx = Math.min(0, x - free.left) + Math.max(0, x - (clientWidth - free.right));
      const dy = Math.min(0, y - free.top) + Math.max(0, y - (clientHeight - free.bottom));
      if (dx !== 0 || dy !== 0) map.current.panBy([dx, dy], { duration: 300 });
    },
    flyTo: (position) => {
      shown.current = null;
      map.current?.easeTo({
        center: position,
        zoom: Math.max(map.current.getZoom(), 14.5),
        // The middle between the panels, not of the whole map.
        offset: [(padding.left - padding.right) / 2, (padding.top - padding.bottom) / 2],
        duration: 500,
      });
    },
  }));

  const { top, right, bottom, left } = padding;
  const laidOut = useRef(padding);
  useEffect(() => {
    const before = laidOut.current;
    laidOut.current = { top, right, bottom, left };
    // Details at the right come and go; the whole area need not move for them.
    const isOnlyRight = before.top === top && before.bottom === bottom && before.left === left;
    if (!shown.current || (isOnlyRight && (before.right === right || shown.current === area.bbox))) return;
    fit(shown.current, 300);
    // Only a change of the panels moves the map.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [top, right, bottom, left]);

  const zoom = (steps: 1 | -1) => {
    shown.current = null;
    if (!map.current) return;
    const { clientWidth, clientHeight } = map.current.getContainer();
    const free = spaced(padding);
    const isFree = (x: number, y: number) =>
      x >= free.left && x <= clientWidth - free.right && y >= free.top && y <= clientHeight - free.bottom;
    const chosen = chosenPosition && map.current.project(chosenPosition);
    // Around what was chosen while it can be seen, else the middle between the panels: neither is the middle of the whole map.
    const around =
      chosenPosition && chosen && isFree(chosen.x, chosen.y)
        ? chosenPosition
        : map.current.unproject([
            (free.left + clientWidth - free.right) / 2,
            (free.top + clientHeight - free.bottom) / 2,
          ]);
    map.current.easeTo({ zoom: map.current.getZoom() + steps, around, duration: 300 });
  };

  // MapLibre names its canvas in English, and once only.
  const [isLoaded, setLoaded] = useState(false);
  useEffect(() => map.current?.getCanvas().setAttribute('aria-label', label), [label, isLoaded]);

  const base = useBaseMap(area, theme, map);
  const ground = useMemo<MapGround>(
    () => ({
      theme,
      belowRoads: base.isOwn ? BELOW_ROADS : undefined,
      belowLabels: base.isOwn ? BELOW_LABELS : undefined,
    }),
    [base.isOwn, theme],
  );

  const onError = (event: ErrorEvent) => {
    if (event.error instanceof maplibre.GPUInitializationError) setCannotDraw(true);
    else base.onError(event);
  };

  if (cannotDraw) {
    return (
      <section className={classes.map} aria-label={label}>
        <div className={classes.undrawn} style={{ top, right, bottom, left }}>
          <Message icon={<IconMapOff size={26} />} title={t('map.undrawn.title')}>
            {t('map.undrawn.help')}
          </Message>
        </div>
      </section>
    );
  }
  if (!areFontsReady)
    return <Skeleton className={classes.map} radius={0} role="status" aria-label={t('state.loading')} />;
  return (
    <section className={classes.map} data-drawn={theme} aria-label={label}>
      <MapGl
        ref={map}
        mapLib={Promise.resolve(maplibre)}
        mapStyle={base.style}
        initialViewState={{
          bounds: [area.bbox[0], area.bbox[1], area.bbox[2], area.bbox[3]],
          fitBoundsOptions: { padding: spaced(padding) },
        }}
        interactiveLayerIds={interactiveLayerIds}
        cursor={isPicking ? 'crosshair' : isHovering ? 'pointer' : 'grab'}
        dragRotate={false}
        pitchWithRotate={false}
        touchPitch={false}
        maxPitch={0}
        attributionControl={false}
        // Figures change while a day runs; fading, they would be gone as often as they are there.
        fadeDuration={0}
        onLoad={(event) => {
          event.target.touchZoomRotate.disableRotation();
          setLoaded(true);
          // Only now is it known how much of the map the panels cover.
          if (shown.current) fit(shown.current, 0);
        }}
        // A tablet that is turned shows what it showed.
        onResize={() => {
          if (shown.current) fit(shown.current, 0);
        }}
        onMoveStart={(event) => {
          if (event.originalEvent) shown.current = null;
        }}
        onMouseMove={(event) => {
          setHovering((event.features?.length ?? 0) > 0);
          onHover?.(event);
        }}
        onMouseOut={() => {
          setHovering(false);
          onLeave?.();
        }}
        onClick={onClick}
        onStyleData={base.onStyleData}
        onSourceData={base.onSourceData}
        onError={onError}
      >
        <IconResolver />
        <GroundContext value={ground}>
          {base.isOwn && <MapEdge theme={theme} />}
          {children}
        </GroundContext>
        <AttributionControl
          compact={false}
          position="bottom-left"
          style={{ marginLeft: padding.left, marginBottom: padding.bottom }}
        />
        <ScaleControl position="bottom-left" style={{ marginLeft: padding.left + 10 }} />
      </MapGl>
      {hasControls && (
        <div
          className={classes.controls}
          data-map-controls
          style={{ right: padding.right + 10, bottom: padding.bottom + 10 }}
        >
          <ActionIcon.Group orientation="vertical">
            <ActionIcon variant="default" size={36} aria-label={t('map.zoomIn')} onClick={() => zoom(1)}>
              <IconPlus size={18} />
            </ActionIcon>
            <ActionIcon variant="default" size={36} aria-label={t('map.zoomOut')} onClick={() => zoom(-1)}>
              <IconMinus size={18} />
            </ActionIcon>
            <ActionIcon variant="default" size={36} aria-label={t('map.wholeArea')} onClick={() => fit(area.bbox, 500)}>
              <IconFocusCentered size={18} />
            </ActionIcon>
          </ActionIcon.Group>
        </div>
      )}
      {base.failure && (
        <Text
          role="status"
          className={classes.note}
          size="xs"
          style={{ left: padding.left + 10, bottom: padding.bottom + 54 }}
        >
          {t(`map.failure.${base.failure}`)}
        </Text>
      )}
    </section>
  );
}

/** Draws our icons when a layer first asks for them by name. */
function IconResolver() {
  const { current } = useMap();
  useEffect(() => {
    const map = current?.getMap();
    map?.setMissingStyleImageResolver((name) => {
      const image = drawIcon(name);
      if (image && !map.hasImage(name)) map.addImage(name, image, { pixelRatio: ICON_PIXEL_RATIO });
    });
  }, [current]);
  return null;
}

function spaced(padding: Padding): Padding {
  return { top: padding.top + 24, right: padding.right + 24, bottom: padding.bottom + 24, left: padding.left + 24 };
}
