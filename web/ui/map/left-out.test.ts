import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LEFT_OUT_PARTS, leftOut } from './left-out.ts';

const LIBRARY = new URL('../../../node_modules/maplibre-gl/src/', import.meta.url);
const codeOf = (place: string): string => readFileSync(new URL(place, LIBRARY), 'utf8');

it.each(LEFT_OUT_PARTS)('%s is a part of the library that stands here, and something stands in for it', (part) => {
  expect(leftOut(`${part}.ts`, codeOf(`${part}.ts`))).toMatch(/^export (const|function) \w+/);
});

it('stands in by name: is it one of these, no; draw it, nothing; anything else is an error that says where', async () => {
  const code = [
    'export class Terrain extends Evented {',
    'export abstract class Ball {',
    'export const isHeatmapStyleLayer = (layer) => layer.type === "heatmap";',
    'export function drawSky(painter) {',
    'const hidden = 1;',
    'export {hidden, type Shape};',
    'export type Other = string;',
  ].join('\n');
  const stub = leftOut('render/terrain.ts', code) ?? '';
  const module = await import(`data:text/javascript,${encodeURIComponent(stub)}`);
  expect(Object.keys(module).sort()).toEqual(['Ball', 'Terrain', 'drawSky', 'hidden', 'isHeatmapStyleLayer']);
  expect(module.isHeatmapStyleLayer({ type: 'heatmap' })).toBe(false);
  expect(module.drawSky()).toBeUndefined();
  expect(() => new module.Terrain()).toThrow('Terrain is left out of this map: web/ui/map/left-out.ts');
  expect(() => new (class extends module.Ball {})()).toThrow('Ball is left out');
});

it('leaves everything else as it is, and of programs for the graphics card those of these parts alone', () => {
  expect(leftOut('render/painter.ts', codeOf('render/painter.ts'))).toBeNull();
  expect(leftOut('shaders/glsl/line.vertex.glsl.g.ts', 'export default "line"')).toBeNull();
  expect(leftOut('shaders/glsl/hillshade_prepare.fragment.glsl.g.ts', 'export default "hills"')).toBe(
    "export default '';",
  );
});
