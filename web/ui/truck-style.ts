import { itemAt } from '../../domain/item-at.ts';

/**
 * Twelve colours found by a search over the sRGB cube for the greatest smallest distance (OKLab) between any two, seen
 * with normal sight and with deuteranopia, protanopia and tritanopia (Machado 2009), with a relative luminance of
 * 0.10–0.40 so that each stands out from a light and from a dark map, and away from the colours of states (theme.ts), of
 * which red says that something is not served: no truck is red. Neighbours in the list differ strongly.
 */
export const TRUCK_COLOURS = [
  '#6622ee',
  '#55aaff',
  '#bb00aa',
  '#33aa55',
  '#ff66dd',
  '#996677',
  '#ff6600',
  '#8866ff',
  '#cc9999',
  '#556600',
  '#cc55bb',
  '#884466',
] as const;

/** Dashes and gaps in line widths; an empty list is a solid line. */
export const LINE_PATTERNS: readonly (readonly number[])[] = [[], [5, 1.4], [2.2, 1.2], [3.5, 1, 0.9, 1]];

export interface TruckStyle {
  colour: string;
  /** Black or white, whichever can be read on `colour`. */
  onColour: '#000000' | '#ffffff';
  pattern: readonly number[];
}

/** How truck `number` (1…) looks everywhere: map, timeline, list. Trucks twelve apart share a colour, never a pattern. */
export function truckStyle(number: number): TruckStyle {
  const index = number - 1;
  const colour = itemAt(TRUCK_COLOURS, index % TRUCK_COLOURS.length);
  const round = Math.floor(index / TRUCK_COLOURS.length);
  return {
    colour,
    onColour: contrast(colour, '#ffffff') >= 4.5 ? '#ffffff' : '#000000',
    pattern: itemAt(LINE_PATTERNS, (index + round) % LINE_PATTERNS.length),
  };
}

/** A truck's line as it stands below its number, `size` pixels wide: names and values as SVG has them. */
export function badgeLine(number: number, size: number) {
  const { colour, pattern } = truckStyle(number);
  const width = 3;
  return {
    height: width + 2,
    line: { x1: 0, x2: size, y1: width / 2 + 1, y2: width / 2 + 1, stroke: colour, 'stroke-width': width },
    dashes: pattern.map((length) => length * width * 0.8).join(' ') || undefined,
  };
}

/** Contrast ratio of two `#rrggbb` colours, 1…21 (WCAG 2.2, relative luminance). */
export function contrast(a: string, b: string): number {
  const [one, other] = [relativeLuminance(a), relativeLuminance(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function relativeLuminance(colour: string): number {
  const channel = (at: number): number => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
