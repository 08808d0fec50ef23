import { createRequire } from 'node:module';
import type { StyleSpecification } from 'maplibre-gl';
import { expect, test } from 'vitest';
import { BASE_COLOURS } from './base-colours.ts';
import { baseStyle } from './base-style.ts';

/** The specification that the installed MapLibre reads styles by: of other releases there may be some beside it. */
const specification: { validateStyleMin(style: StyleSpecification): { message: string }[] } = createRequire(
  createRequire(import.meta.url).resolve('maplibre-gl/package.json'),
)('@maplibre/maplibre-gl-style-spec');

const style = (theme: keyof typeof BASE_COLOURS): StyleSpecification =>
  baseStyle(theme, 'http://localhost/base.pmtiles', '©');

test.each(Object.keys(BASE_COLOURS) as (keyof typeof BASE_COLOURS)[])(
  'the %s style of the base map is one that MapLibre draws',
  (theme) => {
    expect(specification.validateStyleMin(style(theme)).map(({ message }) => message)).toEqual([]);
  },
);

test('a style whose classes of roads are no names is refused', () => {
  const faulty = JSON.parse(JSON.stringify(style('light')).replaceAll('"motorway"', '["motorway"]'));
  expect(specification.validateStyleMin(faulty)).not.toEqual([]);
});
