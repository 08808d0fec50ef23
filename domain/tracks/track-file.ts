import { readTable } from '../area-files/table.ts';
import { decodeText } from '../area-files/source-file.ts';
import { instantAtClock } from '../clock-times.ts';
import { daySchema } from '../day.ts';
import type { LonLat } from '../geo.ts';

/** A fix as a file of a past day tells it. */
export interface FileFix {
  readonly at: Date;
  readonly position: LonLat;
  /** Metres per second; `null`: not told. */
  readonly speed: number | null;
}

export interface ReadTrackFile {
  readonly fixes: readonly FileFix[];
  /** Points without a place or a time that can be read. */
  readonly unreadable: number;
}

const COLUMNS = [
  { key: 'lat', headings: ['Latitude', 'Vĩ độ', 'Y'], isRequired: true },
  { key: 'lon', headings: ['Longitude', 'Lng', 'Kinh độ', 'X'], isRequired: true },
  { key: 'time', headings: ['Timestamp', 'Fix time', 'Thời gian', 'Thời điểm', 'Ngày giờ', 'Date'], isRequired: true },
  { key: 'speed', headings: ['Speed (km/h)', 'Vận tốc', 'Tốc độ', 'Tốc độ (km/h)'] },
] as const;
const METRES_PER_SECOND_PER_KMH = 1 / 3.6;

/**
 * The fixes of a GPX track or a CSV with `lat`, `lon`, `time` and perhaps `speed` in km/h. A time without a zone is one of the town's
 * clocks.
 *
 * @returns `null` where the file is neither
 */
export function readTrackFile(bytes: Uint8Array, timeZone: string): ReadTrackFile | null {
  const text = decodeText(bytes);
  if (text === null) return null;
  return /<(?:\w+:)?gpx\b/.test(text) ? readGpx(text, timeZone) : readCsv(bytes, timeZone);
}

function readGpx(text: string, timeZone: string): ReadTrackFile {
  const points = [...text.matchAll(/<(?:\w+:)?trkpt\b([^>]*)>([\s\S]*?)<\/(?:\w+:)?trkpt\s*>/g)];
  return gathered(
    points.map(([, attributes = '', inner = '']) => {
      const attribute = (name: string) => new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1] ?? '';
      const element = (name: string) =>
        new RegExp(`<(?:\\w+:)?${name}\\b[^>]*>([^<]*)<`).exec(inner)?.[1]?.trim() ?? '';
      return fixOf(attribute('lat'), attribute('lon'), element('time'), numberOf(element('speed')), timeZone);
    }),
  );
}

function readCsv(bytes: Uint8Array, timeZone: string): ReadTrackFile | null {
  const { table } = readTable({ kind: 'tracks', name: '', bytes }, COLUMNS);
  if (!table || !(['lat', 'lon', 'time'] as const).every((key) => table.columns.has(key))) return null;
  return gathered(
    table.rows.map(({ cells }) => {
      const cell = (key: string) => cells[table.columns.get(key)?.index ?? -1] ?? '';
      const kmh = numberOf(cell('speed'));
      const speed = kmh === null ? null : kmh * METRES_PER_SECOND_PER_KMH;
      return fixOf(cell('lat'), cell('lon'), cell('time'), speed, timeZone);
    }),
  );
}

function gathered(read: readonly (FileFix | null)[]): ReadTrackFile {
  const fixes = read.filter((fix) => fix !== null);
  return { fixes, unreadable: read.length - fixes.length };
}

function fixOf(lat: string, lon: string, time: string, speed: number | null, timeZone: string): FileFix | null {
  const position: [number | null, number | null] = [numberOf(lon), numberOf(lat)];
  const at = instantOf(time, timeZone);
  if (position[0] === null || position[1] === null || at === null) return null;
  return { at, position: [position[0], position[1]], speed: speed !== null && speed >= 0 ? speed : null };
}

/** A number with a point or a comma before its fraction; `null` for what is none. */
function numberOf(text: string): number | null {
  const figure = text.trim().replace(',', '.');
  return figure === '' || !Number.isFinite(Number(figure)) ? null : Number(figure);
}

/** Seconds or milliseconds since 1970, ISO 8601, or a day and a time of the town's clocks. */
function instantOf(written: string, timeZone: string): Date | null {
  const text = written.trim();
  if (/^\d{10}(?:\d{3})?$/.test(text)) return new Date(Number(text) * (text.length === 10 ? 1000 : 1));
  if (/T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) {
    const at = new Date(text);
    return Number.isNaN(at.getTime()) ? null : at;
  }
  const parts =
    /^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/-](\d{1,2})[/-](\d{4}))[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(text);
  if (!parts) return null;
  const [, isoYear, isoMonth, isoDay, day = '', month = '', year = '', hour = '', minute = '', second = '0'] = parts;
  const of = [isoYear ?? year, (isoMonth ?? month).padStart(2, '0'), (isoDay ?? day).padStart(2, '0')].join('-');
  if (!daySchema.safeParse(of).success || Number(hour) > 23 || Number(minute) > 59) return null;
  const at = instantAtClock(of, `${hour.padStart(2, '0')}:${minute}`, timeZone);
  return new Date(at.getTime() + Number(second) * 1000);
}
