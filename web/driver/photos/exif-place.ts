import type { LonLat } from '../../../domain/geo.ts';

/** Tags as EXIF 2.32 numbers them (4.6.3 and 4.6.6). */
const GPS_PART = 0x8825;
const LATITUDE_REF = 1;
const LATITUDE = 2;
const LONGITUDE_REF = 3;
const LONGITUDE = 4;
const ENTRY_BYTES = 12;
const RATIONAL_BYTES = 8;

/**
 * Where a camera says that a picture was taken; `null` where it does not.
 *
 * @param exif from its TIFF header on
 * @throws RangeError where it points beyond its end
 */
export function placeOfExif(exif: Uint8Array): LonLat | null {
  const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
  const isLittle = view.getUint16(0) === 0x4949;
  /** Where the values of an entry of a part stand: in the entry itself, at its ninth byte. */
  const valuesIn = (part: number): Map<number, number> => {
    const entries = Array.from({ length: view.getUint16(part, isLittle) }, (_, k) => part + 2 + k * ENTRY_BYTES);
    return new Map(entries.map((entry) => [view.getUint16(entry, isLittle), entry + 8]));
  };
  const gpsAt = valuesIn(view.getUint32(4, isLittle)).get(GPS_PART);
  if (gpsAt === undefined) return null;
  const gps = valuesIn(view.getUint32(gpsAt, isLittle));
  const degrees = (tag: number, reference: number, negative: string): number => {
    const [entry, referenceAt] = [gps.get(tag), gps.get(reference)];
    if (entry === undefined || referenceAt === undefined) return Number.NaN;
    const from = view.getUint32(entry, isLittle);
    const [whole, minutes, seconds] = [0, 1, 2].map((k) => {
      const at = from + k * RATIONAL_BYTES;
      return view.getUint32(at, isLittle) / view.getUint32(at + 4, isLittle);
    });
    // Some write the minutes with their fraction, and 0/0 seconds.
    const value = (whole ?? Number.NaN) + (minutes || 0) / 60 + (seconds || 0) / 3600;
    return String.fromCharCode(view.getUint8(referenceAt)) === negative ? -value : value;
  };
  const [lon, lat] = [degrees(LONGITUDE, LONGITUDE_REF, 'W'), degrees(LATITUDE, LATITUDE_REF, 'S')];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lon, lat] : null;
}
