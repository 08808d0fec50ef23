import { z } from 'zod';

/** `[lon, lat]` in degrees, as GeoJSON has them. */
export const positionSchema = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export type LonLat = z.infer<typeof positionSchema>;

const linearRing = z.array(positionSchema).min(4);
const polygonSchema = z.object({ type: z.literal('Polygon'), coordinates: z.array(linearRing).min(1) });
const multiPolygonSchema = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(linearRing).min(1)).min(1),
});
/** A GeoJSON MultiPolygon whose corners are two numbers each. */
export type MultiPolygon = z.infer<typeof multiPolygonSchema>;
/** A GeoJSON Polygon or MultiPolygon. */
export const surfaceSchema = z.union([polygonSchema, multiPolygonSchema]);
export type Surface = z.infer<typeof surfaceSchema>;

export const lineStringSchema = z.object({
  type: z.literal('LineString'),
  coordinates: z.array(positionSchema).min(2),
});

/** `[west, south, east, north]` in degrees. */
export const bboxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Bbox = z.infer<typeof bboxSchema>;
