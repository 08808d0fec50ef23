import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrast, TRUCK_COLOURS, truckStyle } from './truck-style.ts';

test('the number on a truck’s badge keeps 4.5 : 1 for every colour', () => {
  for (let number = 1; number <= 24; number++) {
    const style = truckStyle(number);
    expect(contrast(style.colour, style.onColour)).toBeGreaterThanOrEqual(4.5);
  }
});

test('no two of the first 48 trucks share both colour and line pattern', () => {
  const looks = Array.from({ length: 48 }, (_, i) => JSON.stringify(truckStyle(i + 1)));
  expect(new Set(looks).size).toBe(48);
});

test('contrast is 21 for black on white and the same both ways', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5);
});

// Matrices of Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB.
const SIGHTS: Record<string, number[][]> = {
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
};

test.each(Object.keys(SIGHTS))('every two of the twelve colours can be told apart with %s', (sight) => {
  const seen = TRUCK_COLOURS.map((colour) => oklab(transform(SIGHTS[sight], linearRgb(colour))));
  for (let i = 0; i < seen.length; i++) {
    for (let j = 0; j < i; j++) {
      const distance = Math.hypot(...seen[i].map((value, axis) => value - seen[j][axis]));
      expect(distance, `${TRUCK_COLOURS[i]} and ${TRUCK_COLOURS[j]}`).toBeGreaterThan(0.085);
    }
  }
});

test('no truck has the colour of a state, in either theme, and none is red', () => {
  const style = readFileSync(new URL('./colours.css', import.meta.url), 'utf8');
  const states = [...style.matchAll(/--tx-(?:served|skipped|unserved): (#[0-9a-f]{6});/g)].map(([, colour]) => colour);
  expect(states).toHaveLength(6);
  for (const truck of TRUCK_COLOURS) {
    const seen = oklab(linearRgb(truck));
    for (const state of states) {
      const distance = Math.hypot(...oklab(linearRgb(state)).map((value, axis) => value - seen[axis]));
      expect(distance, `${truck} and ${state}`).toBeGreaterThan(0.1);
    }
    const hue = (Math.atan2(seen[2], seen[1]) * 180) / Math.PI;
    expect(Math.hypot(seen[1], seen[2]) > 0.1 && hue > -8 && hue < 42, `${truck} is red`).toBe(false);
  }
});

function linearRgb(colour: string): number[] {
  return [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
}

function transform(matrix: number[][], rgb: number[]): number[] {
  return matrix.map((row) => Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2])));
}

/** Ottosson's OKLab of linear sRGB. */
function oklab([r, g, b]: number[]): number[] {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
