import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCoordinates } from './coordinates.ts';

function read(text: string, meridian?: number): unknown {
  const result = readCoordinates(text, { meridian });
  return 'value' in result ? result.value : result.code;
}

describe('a place as people paste it', () => {
  it.each([
    ['20.0783, 105.8669', [105.8669, 20.0783]],
    ['20.0783 105.8669', [105.8669, 20.0783]],
    ['(20.0783;105.8669)', [105.8669, 20.0783]],
    ['105.8669, 20.0783', [105.8669, 20.0783]],
    ['20,0783; 105,8669', [105.8669, 20.0783]],
    ['20,0783, 105,8669', [105.8669, 20.0783]],
    ['20,0783,105,8669', [105.8669, 20.0783]],
    ['(20,0783 105,8669)', [105.8669, 20.0783]],
    ['20,0783N 105,8669E', [105.8669, 20.0783]],
    ['N 20.0783, E 105.8669', [105.8669, 20.0783]],
    ['lat: 20.0783, lng: 105.8669', [105.8669, 20.0783]],
    ['105,8669E, 20,0783N', [105.8669, 20.0783]],
    ['20.0783N, 105.8669E', [105.8669, 20.0783]],
    ['105.8669 E 20.0783 N', [105.8669, 20.0783]],
    ['33.8688 S 70.66 W', [-70.66, -33.8688]],
    ['２０．０７８３，　１０５．８６６９', [105.8669, 20.0783]],
    ['POINT (105.8669 20.0783)', [105.8669, 20.0783]],
    ['SRID=4326;POINT Z(105.8669 20.0783 12)', [105.8669, 20.0783]],
    ['SRID=3405;POINT(105.8669 20.0783)', 'not-a-place'],
    ['POINT(574321.1 2221234.5)', 'not-a-place'],
  ])('of decimal degrees: %s', (text, place) => {
    expect(read(text)).toEqual(place);
  });

  it.each([
    ['20°04\'42"N 105°52\'01"E', [105.8669444, 20.0783333]],
    ['20° 04′ 42,0″ N, 105° 52′ 01,0″ E', [105.8669444, 20.0783333]],
    ["N20º4.7' E105º52.01'", [105.8668333, 20.0783333]],
    ['105°52\'01"E 20°04\'42"N', [105.8669444, 20.0783333]],
    ['20°04\'42"B 105°52\'01"Đ', [105.8669444, 20.0783333]],
    ['105°52\'01"Đ, 20°04\'42"B', [105.8669444, 20.0783333]],
    ['20°04\'42" 105°52\'01"', [105.8669444, 20.0783333]],
  ])('of degrees, minutes and seconds: %s', (text, place) => {
    expect(read(text)).toEqual(place);
  });

  it.each([
    ['https://www.google.com/maps/@20.0783,105.8669,17z', [105.8669, 20.0783]],
    // The pin, not the middle of the view.
    [
      'https://www.google.com/maps/place/Ch%E1%BB%A3/@20.1,105.9,17z/data=!3m1!4b1!4m6!3m5!1s0x3!8m2!3d20.0783!4d105.8669',
      [105.8669, 20.0783],
    ],
    ['https://maps.google.com/?q=20.0783,105.8669', [105.8669, 20.0783]],
    ['https://www.google.com/maps/search/?api=1&query=20.0783%2C105.8669', [105.8669, 20.0783]],
    ['https://maps.google.com/?ll=20.1,105.9&q=20.0783,105.8669', [105.8669, 20.0783]],
    ['https://www.google.com/maps/search/20.0783,+105.8669?entry=tts', [105.8669, 20.0783]],
    [
      "https://www.google.com/maps/place/20%C2%B004'42.0%22N+105%C2%B052'01.0%22E/@20.1,105.9,17z",
      [105.8669444, 20.0783333],
    ],
    ['https://www.google.com/maps/dir/19.8,105.7/20.0783,105.8669/@20.1,105.9,12z', [105.8669, 20.0783]],
    ['https://www.openstreetmap.org/?mlat=20.0783&mlon=105.8669#map=17/20.1/105.9', [105.8669, 20.0783]],
    ['geo:20.0783,105.8669?z=17', [105.8669, 20.0783]],
    ['geo:0,0?q=20.0783,105.8669(Cho)', [105.8669, 20.0783]],
    ['https://maps.app.goo.gl/abcDEF123', 'short-map-link'],
    ['https://example.com/somewhere', 'not-a-place'],
  ])('as a link: %s', (text, place) => {
    expect(read(text)).toEqual(place);
  });

  it('in VN-2000 with its zone, in whichever order, and asks for the zone where it is not known', () => {
    const inZone = read('2221000.5 590500.2 105.0');
    expect(inZone).toEqual([expect.closeTo(105.867, 1), expect.closeTo(20.08, 1)]);
    for (const text of [
      "X=2221000.5; Y=590500.2; KTT 105°00'",
      '590500.2, 2221000.5, 105',
      '2221000,5 590500,2 (105.0)',
    ]) {
      expect(read(text)).toEqual(inZone);
    }
    expect(read('2221000.5 590500.2', 105)).toEqual(inZone);
    expect(read('2221000.5 590500.2')).toBe('vn2000-zone-missing');
    // Another zone is another place: half a degree is half a degree.
    expect(read('2221000.5 590500.2 105.5')).toEqual([
      expect.closeTo((inZone as number[])[0] + 0.5, 4),
      expect.anything(),
    ]);
  });

  it('lies in VN-2000 about 200 m beside where the same figures of WGS 84 lie', () => {
    // The middle of the zone: without the shift of the datum it would be exactly 105.
    const [lon = 0] = read('2221000 500000 105') as number[];
    expect(Math.abs(lon - 105) * 104_500).toBeGreaterThan(100);
    expect(Math.abs(lon - 105) * 104_500).toBeLessThan(300);
  });

  it.each(['', 'chợ Bỉm Sơn', '20.0783', '20°61\'00"N 105°52\'01"E', '95.1, 200.2', '1 2 3', '20°N 21°N'])(
    'is none: %j',
    (text) => {
      expect(read(text)).toBe('not-a-place');
    },
  );

  it('comes back from every way it is written in', () => {
    const place = fc.tuple(
      fc.integer({ min: 91_000_000, max: 109_000_000 }),
      fc.integer({ min: 8_000_000, max: 24_000_000 }),
    );
    fc.assert(
      fc.property(place, ([lonMicro, latMicro]) => {
        const [lon, lat] = [lonMicro / 1e6, latMicro / 1e6];
        const expected = [expect.closeTo(lon, 6), expect.closeTo(lat, 6)];
        const dms = (degrees: number) => {
          // In whole ten-thousandths of a second, so that no second is rounded up to a sixtieth.
          const parts = Math.round(degrees * 36_000_000);
          const [d, m] = [Math.floor(parts / 36_000_000), Math.floor((parts % 36_000_000) / 600_000)];
          return `${d}°${m}'${((parts % 600_000) / 10_000).toFixed(4)}"`;
        };
        expect(read(`${lat.toFixed(6)}, ${lon.toFixed(6)}`)).toEqual(expected);
        expect(read(`https://www.google.com/maps/@${lat.toFixed(6)},${lon.toFixed(6)},15z`)).toEqual(expected);
        expect(read(`${dms(lat)}N ${dms(lon)}E`)).toEqual(expected);
      }),
    );
  });
});
