import { expect, test } from 'vitest';
import { roadServerNotice } from './road-server.ts';

test('of an OSRM it is said what it cannot do, of the other engines nothing', () => {
  expect(roadServerNotice({ roadsUrl: 'osrm+http://osrm:5000' })?.en).toContain('width, height and weight');
  expect(roadServerNotice({ roadsUrl: 'valhalla+http://valhalla:8002' })).toBeNull();
  expect(roadServerNotice({ roadsUrl: undefined })).toBeNull();
});
