import type { LonLat } from '../geo.ts';
import type { CellValue } from './cell-value.ts';
import { withPlainSigns } from './text.ts';

/**
 * A place in degrees as people paste it: `20.0783, 105.8669` (latitude first, as maps give it), the same with N and E, degrees with
 * minutes and seconds (`20°04'42"N 105°52'01"E`), a link of Google Maps, or a point of well-known text (`POINT (105.8669 20.0783)`).
 *
 * @param text cleaned, not empty
 */
export function readPastedPlace(text: string): CellValue<LonLat> {
  const plain = withPlainSigns(text);
  return degreesIn(fromLink(text) ?? fromWkt(plain) ?? fromDegrees(plain) ?? fromDecimals(plain));
}

/** What was read, where it is somewhere on earth, to the centimetre; `not-a-place` else. */
export function degreesIn(place: CellValue<LonLat> | null): CellValue<LonLat> {
  if (place === null) return { code: 'not-a-place' };
  if ('code' in place) return place;
  const [lon, lat] = place.value;
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) return { code: 'not-a-place' };
  return { value: [rounded(lon), rounded(lat)] };
}

/** Seven digits are a centimetre. */
function rounded(degrees: number): number {
  return Number.parseFloat(degrees.toFixed(7));
}

const FIGURE = '[+-]?\\d{1,3}(?:\\.\\d+)?';

/** A point of well-known text, longitude first: `POINT (105.8669 20.0783)`, as GIS programs copy it. */
function fromWkt(text: string): CellValue<LonLat> | null {
  const found = /^(?:SRID=(\d+);\s*)?POINT\s*Z?\s*\(\s*(\S+)\s+(\S+)(?:\s+\S+)?\s*\)$/i.exec(text);
  if (!found) return null;
  const [, system = '4326', lon = '', lat = ''] = found;
  const areFigures = [lon, lat].every((figure) => new RegExp(`^${FIGURE}$`).test(figure));
  return areFigures && system === '4326' ? { value: [Number(lon), Number(lat)] } : { code: 'not-a-place' };
}

/** The place a link of Google Maps means: its pin before the middle of its view. A short link says nothing by itself. */
function fromLink(text: string): CellValue<LonLat> | null {
  if (!/^(?:https?:\/\/|www\.|maps\.|goo\.gl|google\.|geo:)/i.test(text)) return null;
  const url = decode(text.replaceAll('+', ' '));
  const between = '(?:\\s*,\\s*|\\s+)';
  const asked = (names: string) => new RegExp(`[?&](?:${names})=(?:loc:)?(${FIGURE})${between}(${FIGURE})`);
  const found =
    new RegExp(`!3d(${FIGURE})!4d(${FIGURE})`).exec(url) ??
    asked('q|query|destination|daddr').exec(url) ??
    new RegExp(`[?&]mlat=(${FIGURE})&mlon=(${FIGURE})`).exec(url) ??
    new RegExp(`/(?:place|search|dir/.*?)/(${FIGURE})${between}(${FIGURE})`).exec(url) ??
    asked('ll|center').exec(url) ??
    new RegExp(`^geo:(?!0,0\\b)(${FIGURE}),(${FIGURE})`, 'i').exec(url);
  const inDegrees = /(?:\/(?:place|search)\/|[?&](?:q|query)=)([^/&]*°[^/&]*)/.exec(url)?.[1];
  if (!found && inDegrees !== undefined) return fromDegrees(inDegrees);
  const seen = found ?? new RegExp(`@(${FIGURE}),(${FIGURE})`).exec(url);
  if (!seen) return { code: /goo\.gl|maps\.app/i.test(url) ? 'short-map-link' : 'not-a-place' };
  return { value: [Number(seen[2]), Number(seen[1])] };
}

function decode(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    // A stray per cent sign: the link is read as it stands.
    return url;
  }
}

/** Degrees with minutes, or with minutes and seconds, a letter of N, S, E, W (B, N, Đ, T in Vietnamese words) behind or before each. */
function fromDegrees(text: string): CellValue<LonLat> | null {
  // `20°04'42"B 105°52'01"Đ`: where both stand, they are the sides in Vietnamese words.
  const isVietnamese = /B/i.test(text) && /Đ/i.test(text);
  const signs = (isVietnamese ? text.replace(/B/gi, 'N').replace(/Đ/gi, 'E') : text)
    .replace(/[ºd˚]/gi, '°')
    .replace(/[’′‘´`]/g, "'")
    .replace(/[”″“]|''/g, '"');
  if (!signs.includes('°')) return null;
  // Letters stand before both angles or behind both.
  const angle = String.raw`([+-]?\d{1,3}(?:[.,]\d+)?)\s*°\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*')?\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*")?`;
  const isBefore = /^[NSEW]/i.test(signs);
  const part = new RegExp(isBefore ? `([NSEW])\\s*${angle}` : `()${angle}\\s*([NSEW])?`, 'gi');
  const found = [...signs.matchAll(part)];
  if (found.length !== 2) return { code: 'not-a-place' };
  const angles = found.map(([, before, degrees = '', minutes, seconds, after]) =>
    angleOf(before || after, degrees, minutes, seconds),
  );
  const [first, second] = angles;
  if (!first || !second) return { code: 'not-a-place' };
  const isLonFirst = first.axis === 'lon' || second.axis === 'lat';
  if (first.axis !== null && first.axis === second.axis) return { code: 'not-a-place' };
  return { value: isLonFirst ? [first.degrees, second.degrees] : [second.degrees, first.degrees] };
}

function angleOf(letter: string | undefined, degrees: string, minutes = '0', seconds = '0') {
  const [d, m, s] = [degrees, minutes, seconds].map((figure) => Number(figure.replace(',', '.')));
  if (d === undefined || m === undefined || s === undefined || m >= 60 || s >= 60) return null;
  const sign = d < 0 || degrees.startsWith('-') ? -1 : 1;
  const side = letter?.toUpperCase();
  const size = sign * (Math.abs(d) + m / 60 + s / 3600);
  const axis = side === undefined ? null : side === 'E' || side === 'W' ? 'lon' : 'lat';
  return { axis, degrees: side === 'S' || side === 'W' ? -size : size } as const;
}

/** Two decimal figures: latitude first as maps give them, unless only the other order can be. */
function fromDecimals(text: string): CellValue<LonLat> | null {
  // `20,0783, 105,8669`: where both have a comma and four digits behind it, it can part nothing else.
  const plain = text
    .replace(/[()[\]]/g, '')
    .replace(/^(?:N|lat)[:\s]*([+-]?\d[\d.,]*?)([,;\s]\s*)(?:E|lon|lng)[:\s]*/i, '$1$2')
    .replace(/(?<![\d.,])([+-]?\d{1,3}),(\d+)(\s*[NSEW]?\s*[;\s]\s*[+-]?\d{1,3}),(\d+)(?![\d.,])/i, '$1.$2$3.$4')
    .replace(/(?<![\d.,])([+-]?\d{1,3}),(\d{4,})(\s*[NSEW]?\s*,\s*[+-]?\d{1,3}),(\d{4,})(?![\d.,])/i, '$1.$2$3.$4');
  const lettered = new RegExp(`^(${FIGURE})\\s*([NSEW])?\\s*[,;\\s]\\s*(${FIGURE})\\s*([NSEW])?$`, 'i').exec(plain);
  if (!lettered) return null;
  const [, first, firstSide, second, secondSide] = lettered;
  const signed = (figure: string | undefined, side: string | undefined) =>
    Number(figure) * (/[SW]/i.test(side ?? '') ? -1 : 1);
  const [a, b] = [signed(first, firstSide), signed(second, secondSide)];
  if (/[EW]/i.test(firstSide ?? '')) return { value: [a, b] };
  return firstSide === undefined ? inOrder(a, b) : { value: [b, a] };
}

function inOrder(first: number, second: number): CellValue<LonLat> {
  return Math.abs(first) > 90 && Math.abs(second) <= 90 ? { value: [first, second] } : { value: [second, first] };
}
