import proj4 from 'proj4';
import type { LonLat } from '../geo.ts';
import type { CellValue } from './cell-value.ts';
import { degreesIn, readPastedPlace } from './pasted-places.ts';
import { withPlainSigns } from './text.ts';

/**
 * A place as people paste it: in degrees or as a link, see {@link readPastedPlace}, or VN-2000 northing and easting where the zone
 * is known (`2221234.5 574321.1 105.0`, or the zone of `options`).
 *
 * @param text the cell, cleaned, not empty
 * @param options.meridian central meridian of a 3-degree VN-2000 zone in degrees, such as 105 for Thanh Hóa
 */
export function readCoordinates(text: string, options: { meridian?: number | undefined } = {}): CellValue<LonLat> {
  const place = fromVn2000(withPlainSigns(text), options.meridian);
  return place ? degreesIn(place) : readPastedPlace(text);
}

/** Vietnam's own grid in its 3-degree zones: k 0.9999, and the seven parameters of decision 05/2007/QĐ-BTNMT. */
function projectionOf(meridian: number): string {
  return (
    `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 ` +
    '+towgs84=-191.90441429,-39.30318279,-111.45032835,-0.00928836,0.01975479,-0.00427372,0.252906278 +units=m +no_defs'
  );
}

/** Northings of Vietnam are more than 900 km, eastings below 900 km: so the order does not matter. */
function fromVn2000(text: string, known: number | undefined): CellValue<LonLat> | null {
  const figures = metresIn(text);
  if (!figures) return null;
  const { first, second, zone } = figures;
  const [northing, easting] = first > second ? [first, second] : [second, first];
  if (northing < 880_000 || northing > 2_700_000 || easting < 100_000 || easting > 900_000) return null;
  const meridian = zone ?? known;
  if (meridian === undefined || meridian < 102 || meridian > 111) return { code: 'vn2000-zone-missing' };
  const [lon, lat] = proj4(projectionOf(meridian), 'WGS84', [easting, northing]);
  return lon === undefined || lat === undefined ? null : { value: [lon, lat] };
}

function metresIn(text: string): { first: number; second: number; zone: number | undefined } | null {
  const found = new RegExp(
    `^(?:[XN]\\s*[=:]?\\s*)?(\\d{6,7}(?:[.,]\\d+)?)\\s*(?:m)?\\s*[,;\\s]\\s*(?:[YE]\\s*[=:]?\\s*)?(\\d{6,7}(?:[.,]\\d+)?)\\s*(?:m)?` +
      `(?:[,;\\s(]+(?:KTT|kinh tuyến trục|zone|múi)?\\s*[=:]?\\s*(1\\d{2})(?:(?:[.,](\\d+))|°\\s*(\\d{1,2})?'?)?\\)?)?$`,
    'i',
  ).exec(text);
  if (!found) return null;
  const [, first = '', second = '', degrees, decimals, minutes] = found;
  const number = (part: string) => Number(part.replace(',', '.'));
  const zone =
    degrees === undefined
      ? undefined
      : decimals === undefined
        ? Number(degrees) + Number(minutes ?? 0) / 60
        : Number(`${degrees}.${decimals}`);
  return { first: number(first), second: number(second), zone };
}
