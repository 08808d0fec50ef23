import type { Facility } from '../../../domain/facilities.ts';
import type { PointKind } from '../../../domain/points.ts';
import { truckStyle } from '../truck-style.ts';
import type { MapTheme } from './base-colours.ts';

type FacilityKind = Facility['kind'];

export const POINT_STATES = ['none', 'planned', 'served', 'skipped', 'unserved'] as const;
export type PointState = (typeof POINT_STATES)[number];

/** Images are drawn twice as large as they are shown, for sharp screens. */
export const ICON_PIXEL_RATIO = 2;

/** Line drawings on a grid of 24. */
const GLYPHS: Readonly<Record<PointKind | FacilityKind, string>> = {
  'gathering-point': 'M3 19h18M6 19l4-8h4l4 8M12 7v0.1',
  container: 'M5 8h14l-1.5 12h-11zM3.5 8h17M9.5 4.5h5',
  market: 'M3 10l2-5h14l2 5zM5 10v9h14v-9M10 19v-5h4v5',
  school: 'M2 9.5l10-4.5 10 4.5-10 4.5zM6.5 12v5c3.4 2 7.6 2 11 0v-5',
  clinic: 'M12 5v14M5 12h14',
  business: 'M4 20V5h9v15M13 10h7v10M7.5 9.5h2M7.5 14h2M3 20h18',
  depot: 'M3 20V10l9-6 9 6v10M8 20v-6h8v6',
  'transfer-station': 'M3 9h15M14 5l4 4-4 4M21 16H6M10 12l-4 4 4 4',
  landfill: 'M2 19h20M4 19l6-10 4 6 2-3 4 7',
  'treatment-plant': 'M3 20V11l6 4v-4l6 4V4h5v16z',
};

const COLOURS = {
  light: {
    panel: '#ffffff',
    text: '#26262b',
    none: '#8c8c94',
    planned: '#5c5c64',
    served: '#0f6b5f',
    skipped: '#9a4a00',
    unserved: '#b3123f',
    onState: '#ffffff',
  },
  dark: {
    panel: '#1c1c20',
    text: '#ececee',
    none: '#7c7c85',
    planned: '#a6a6ad',
    served: '#4fb8a3',
    skipped: '#f0a040',
    unserved: '#ff7a95',
    onState: '#101012',
  },
} as const;

export function pointIcon(kind: PointKind, state: PointState, truckNumber: number | null, theme: MapTheme): string {
  return `point/${kind}/${state}/${truckNumber ?? 0}/${theme}`;
}

export function facilityIcon(kind: FacilityKind, theme: MapTheme): string {
  return `facility/${kind}/${theme}`;
}

/** @param isOld it was seen there too long ago to be there for certain */
export function truckIcon(number: number, isOld: boolean, theme: MapTheme): string {
  return `truck/${number}/${isOld ? 'old' : 'now'}/${theme}`;
}

export function arrowIcon(theme: MapTheme): string {
  return `arrow/${theme}`;
}

/** The mark after a figure on the map: its target is met, or missed. Drawn, because few fonts have such signs. */
export function verdictIcon(isReached: boolean, theme: MapTheme): string {
  return `verdict/${isReached ? 'meets' : 'misses'}/${theme}`;
}

/** Draws the image an icon's name asks for; `null` for a name that is not one of ours. */
export function drawIcon(name: string): ImageData | null {
  const parts = name.split('/');
  const theme: MapTheme = parts.at(-1) === 'dark' ? 'dark' : 'light';
  switch (parts[0]) {
    case 'point':
      return drawPoint(parts[1] as PointKind, parts[2] as PointState, Number(parts[3]), theme);
    case 'facility':
      return drawFacility(parts[1] as FacilityKind, theme);
    case 'truck':
      return drawTruck(Number(parts[1]), parts[2] === 'old', theme);
    case 'arrow':
      return drawArrow(theme);
    case 'verdict':
      return drawVerdict(parts[1] === 'meets', theme);
    default:
      return null;
  }
}

function canvas(size: number): CanvasRenderingContext2D {
  const element = document.createElement('canvas');
  element.width = size * ICON_PIXEL_RATIO;
  element.height = size * ICON_PIXEL_RATIO;
  const context = element.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser has no 2D canvas');
  context.scale(ICON_PIXEL_RATIO, ICON_PIXEL_RATIO);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  return context;
}

function pixels(context: CanvasRenderingContext2D): ImageData {
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
}

function glyph(context: CanvasRenderingContext2D, path: string, centre: number, size: number, colour: string): void {
  context.save();
  context.translate(centre - size / 2, centre - size / 2);
  context.scale(size / 24, size / 24);
  context.strokeStyle = colour;
  context.lineWidth = 2.6;
  context.stroke(new Path2D(path));
  context.restore();
}

/** The body's outline says the state, its inside the kind. */
function drawPoint(kind: PointKind, state: PointState, truckNumber: number, theme: MapTheme): ImageData {
  const colours = COLOURS[theme];
  const context = canvas(26);
  const path = new Path2D();
  if (state === 'unserved') path.roundRect(4, 4, 18, 18, 2);
  else if (state === 'skipped') {
    path.moveTo(13, 1.5);
    path.lineTo(24.5, 13);
    path.lineTo(13, 24.5);
    path.lineTo(1.5, 13);
    path.closePath();
  } else path.arc(13, 13, state === 'none' ? 8 : 9.5, 0, Math.PI * 2);

  const isFilled = state === 'served' || state === 'skipped' || state === 'unserved';
  context.strokeStyle = colours.panel;
  context.lineWidth = 4.5;
  context.stroke(path);
  context.fillStyle = isFilled ? colours[state] : colours.panel;
  context.fill(path);
  context.strokeStyle = state === 'planned' && truckNumber > 0 ? truckStyle(truckNumber).colour : colours[state];
  context.lineWidth = state === 'planned' ? 2.6 : 1.6;
  context.stroke(path);
  glyph(context, GLYPHS[kind], 13, state === 'none' ? 9 : 11, isFilled ? colours.onState : colours.text);
  if (state === 'unserved') {
    // A bar across the square, as on a "no" sign: the state stays readable without its colour.
    context.strokeStyle = colours.onState;
    context.lineWidth = 1.8;
    context.stroke(new Path2D('M5.5 20.5L20.5 5.5'));
  }
  if (state === 'served') {
    context.fillStyle = colours.panel;
    context.beginPath();
    context.arc(20, 6, 5.5, 0, Math.PI * 2);
    context.fill();
    context.strokeStyle = colours.served;
    context.lineWidth = 1.9;
    context.stroke(new Path2D('M17.3 6.2l2 2 3.6-4'));
  }
  return pixels(context);
}

function drawFacility(kind: FacilityKind, theme: MapTheme): ImageData {
  const colours = COLOURS[theme];
  const context = canvas(32);
  const path = new Path2D();
  path.roundRect(3, 3, 26, 26, 4);
  context.strokeStyle = colours.panel;
  context.lineWidth = 4;
  context.stroke(path);
  context.fillStyle = colours.text;
  context.fill(path);
  glyph(context, GLYPHS[kind], 16, 18, colours.panel);
  return pixels(context);
}

/** A disc with a beak to the north; the map turns it by the truck's course. Grey and with a broken outline when seen long ago. */
function drawTruck(number: number, isOld: boolean, theme: MapTheme): ImageData {
  const context = canvas(44);
  const path = new Path2D();
  path.moveTo(22, 2);
  path.lineTo(30.5, 13.5);
  path.arc(22, 22, 12, -Math.PI / 4, (Math.PI * 5) / 4);
  path.lineTo(22, 2);
  path.closePath();
  context.strokeStyle = theme === 'light' ? '#ffffff' : '#0b0b0c';
  context.lineWidth = 6;
  context.stroke(path);
  context.strokeStyle = theme === 'light' ? '#1f1f23' : '#ececee';
  context.lineWidth = 2.6;
  if (isOld) context.setLineDash([4, 3.2]);
  context.stroke(path);
  context.fillStyle = isOld ? '#6a6a72' : truckStyle(number).colour;
  context.fill(path);
  return pixels(context);
}

function drawArrow(theme: MapTheme): ImageData {
  const context = canvas(14);
  context.strokeStyle = theme === 'light' ? '#ffffff' : '#0b0b0c';
  context.lineWidth = 5;
  const path = new Path2D('M4.5 3l5 4-5 4');
  context.stroke(path);
  context.strokeStyle = theme === 'light' ? '#1f1f23' : '#f4f4f5';
  context.lineWidth = 2.2;
  context.stroke(path);
  return pixels(context);
}

/** A tick, or an arrow downwards, in the ink and halo of the text it follows. */
function drawVerdict(isReached: boolean, theme: MapTheme): ImageData {
  const context = canvas(12);
  const path = new Path2D(isReached ? 'M2 6.5l2.6 2.6 5-6' : 'M6 2v8M3 7l3 3 3-3');
  context.strokeStyle = theme === 'light' ? '#ffffff' : '#0e0e10';
  context.lineWidth = 4.5;
  context.stroke(path);
  context.strokeStyle = theme === 'light' ? '#1f1f23' : '#f4f4f5';
  context.lineWidth = 1.8;
  context.stroke(path);
  return pixels(context);
}
