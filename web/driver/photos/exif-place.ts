import readExif from 'exif-reader';
import type { LonLat } from '../../../domain/geo.ts';

/** Where a camera says that a picture was taken; `null` where it does not. */
export function placeOfExif(exif: Uint8Array): LonLat | null {
  const gps = readExif(exif as never).GPSInfo;
  const lat = degreesOf(gps?.GPSLatitude, gps?.GPSLatitudeRef === 'S');
  const lon = degreesOf(gps?.GPSLongitude, gps?.GPSLongitudeRef === 'W');
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lon, lat] : null;
}

function degreesOf(parts: readonly number[] | undefined, isNegative: boolean): number {
  const [degrees, minutes = 0, seconds = 0] = parts ?? [];
  const value = (degrees ?? Number.NaN) + minutes / 60 + seconds / 3600;
  return isNegative ? -value : value;
}
