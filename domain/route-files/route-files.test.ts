import { expect, it } from 'vitest';
import { geoJsonOf } from './geojson.ts';
import { gpxOf } from './gpx.ts';
import type { RouteWay } from './route-way.ts';

const ROUTE: RouteWay = {
  ...{ day: '2026-11-23', truckNumber: 3, truckCode: '36C-000.03' },
  stops: [
    {
      ...{ order: 1, kind: 'point', code: 'BD-001', name: 'Chợ <Bỉm Sơn> & "Ngõ 3"\u0000', stream: 'food' },
      ...{ position: [105.86, 20.08], arrivesAt: '2026-11-23T01:00:00.000Z', expectedKg: 120 },
    },
  ],
  legs: [
    [
      [105.85, 20.07],
      [105.86, 20.08],
    ],
    [
      [105.86, 20.08],
      [105.87, 20.09],
    ],
  ],
};

it('GPX has the stops in order with the plan’s times, and one way without times', () => {
  const gpx = gpxOf(ROUTE);
  expect(gpx).toContain('<wpt lat="20.08" lon="105.86">');
  expect(gpx).toContain('<name>1. Chợ &lt;Bỉm Sơn&gt; &amp; &quot;Ngõ 3&quot;</name>');
  expect(gpx).not.toContain('\u0000');
  expect(gpx.match(/<trkpt /g)).toHaveLength(3);
  expect(gpx.match(/<time>/g)).toHaveLength(1);
});

it('GeoJSON has the way as one line, and no line where the truck does not move', () => {
  expect(geoJsonOf(ROUTE).features.map(({ geometry }) => geometry)).toEqual([
    {
      type: 'LineString',
      coordinates: [
        [105.85, 20.07],
        [105.86, 20.08],
        [105.87, 20.09],
      ],
    },
    { type: 'Point', coordinates: [105.86, 20.08] },
  ]);
  expect(geoJsonOf({ ...ROUTE, legs: [] }).features).toHaveLength(1);
});
