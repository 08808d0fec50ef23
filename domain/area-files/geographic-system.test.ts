import { expect, it } from 'vitest';
import { foreignSystem } from './geographic-system.ts';

const named = (name: string) => ({ crs: { type: 'name', properties: { name } } });

it.each([
  'urn:ogc:def:crs:OGC:1.3:CRS84',
  'urn:ogc:def:crs:OGC::CRS84',
  'urn:ogc:def:crs:EPSG::4326',
  'EPSG:4326',
  'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
  'https://www.opengis.net/def/crs/EPSG/0/4326',
  'WGS 84',
  'CRS84',
])('%s is WGS 84', (name) => {
  expect(foreignSystem(named(name))).toBeNull();
});

it.each(['urn:ogc:def:crs:EPSG::4756', 'EPSG:3405', 'EPSG:43260', 'VN-2000', 'urn:ogc:def:crs:EPSG::3857'])(
  '%s is not',
  (name) => {
    expect(foreignSystem(named(name))).toBe(name);
  },
);

it('is named however the member is written, and nothing where there is none', () => {
  expect(foreignSystem({ crs: { type: 'link', properties: { href: 'http://a/proj4' } } })).toBe('http://a/proj4');
  expect(foreignSystem({ crs: { type: 'EPSG', properties: { code: 4756 } } })).toBe('EPSG:4756');
  expect(foreignSystem({ crs: { type: 'EPSG', properties: { code: 4326 } } })).toBeNull();
  expect(foreignSystem({ crs: 'VN-2000' })).toBe('"VN-2000"');
  expect([foreignSystem({}), foreignSystem({ crs: null }), foreignSystem(null)]).toEqual([null, null, null]);
});
