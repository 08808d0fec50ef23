import { type RouteWay, wholeWay } from './route-way.ts';

/**
 * A route as GPX 1.1: a waypoint for each stop, in order, and one track with a segment for the way. Times are those of the plan,
 * and stand with the waypoints only: a track with times would say that somebody drove it.
 */
export function gpxOf(route: RouteWay): string {
  const title = `${route.truckNumber} · ${route.truckCode} · ${route.day}`;
  const waypoints = route.stops.map(({ order, code, name, position: [lon, lat], arrivesAt, stream, expectedKg }) => {
    const about = [code, stream, expectedKg === 0 ? null : `${expectedKg} kg`].filter(Boolean).join(' · ');
    return [
      `  <wpt lat="${lat}" lon="${lon}">`,
      `    <time>${arrivesAt}</time>`,
      `    <name>${escaped(`${order}. ${name}`)}</name>`,
      `    <desc>${escaped(about)}</desc>`,
      '  </wpt>',
    ].join('\n');
  });
  const points = wholeWay(route).map(([lon, lat]) => `      <trkpt lat="${lat}" lon="${lon}"/>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx version="1.1" creator="Tuyen Xanh" xmlns="http://www.topografix.com/GPX/1/1">',
    `  <metadata><name>${escaped(title)}</name></metadata>`,
    ...waypoints,
    '  <trk>',
    `    <name>${escaped(title)}</name>`,
    '    <trkseg>',
    ...points,
    '    </trkseg>',
    '  </trk>',
    '</gpx>',
    '',
  ].join('\n');
}

/** Text in XML 1.0: its signs by name, and what no XML may hold left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
