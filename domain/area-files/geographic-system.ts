/** How files name WGS 84, the only system read here: OGC's CRS84 and EPSG 4326, as URN, address or short name. */
const WGS_84 =
  /^(?:urn:ogc:def:crs:OGC:[\d.]*:CRS84h?|urn:ogc:def:crs:EPSG:[\d.]*:(?:4326|4979)|https?:\/\/www\.opengis\.net\/def\/crs\/(?:OGC\/[\d.]+\/CRS84h?|EPSG\/[\d.]+\/(?:4326|4979))|(?:OGC:)?CRS:?84h?|EPSG:{1,2}(?:4326|4979)|WGS[ _-]?(?:19)?84)$/i;

/**
 * The name of the coordinate system that a member `crs` of a GeoJSON object gives (its form of 2008), unless it is WGS 84.
 * VN-2000 in degrees looks like WGS 84 and lies 200 m off.
 *
 * @returns `null` for WGS 84, and where nothing is named
 */
export function foreignSystem(object: unknown): string | null {
  const { crs } = (object ?? {}) as { crs?: unknown };
  if (crs === undefined || crs === null) return null;
  const { type, properties } = crs as { type?: unknown; properties?: unknown };
  const { name, href, code } = (properties ?? {}) as { name?: unknown; href?: unknown; code?: unknown };
  const isNumbered = typeof type === 'string' && (typeof code === 'number' || typeof code === 'string');
  const named = name ?? href ?? (isNumbered ? `${type}:${code}` : undefined);
  const text = typeof named === 'string' ? named.trim() : JSON.stringify(crs);
  return WGS_84.test(text) ? null : text;
}
