import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { collectionDaysSchema } from '../collection-days.ts';
import { lineStringSchema, positionSchema } from '../geo.ts';
import { pointKindSchema } from '../points.ts';
import { streamSchema } from '../streams.ts';
import { dayWindowsSchema } from '../windows.ts';
import {
  codeSchema,
  countSchema,
  limitSchema,
  nameSchema,
  noteSchema,
  optionalNameSchema,
  RECORD,
  ROAD_STATES,
  weekdaysOnceSchema,
} from './fields.ts';

/** One stream of a point: what is expected of it and when it is collected. */
const registerStreamSchema = z.strictObject({
  stream: streamSchema,
  expectedKgPerDay: z.number().min(0).max(999_999),
  /** Every week on these; with `days` they follow from its rules. */
  weekdays: weekdaysOnceSchema,
  /** Days that weekdays alone cannot say; `null` = every week. Left out, it stays as it is. */
  days: collectionDaysSchema.nullable().optional(),
});
export type RegisterStream = z.infer<typeof registerStreamSchema>;

/** Corners that a stretch of road may have: a street has tens. */
const MOST_CORNERS = 500;

const fields = z.strictObject({
  code: codeSchema,
  name: nameSchema,
  kind: pointKindSchema,
  position: positionSchema,
  /** Left out: the unit in force that the point lies in. */
  unitId: idSchema,
  cooperativeId: idSchema.nullable(),
  containers: countSchema,
  /** What one container holds; `null`: nobody knows. */
  containerLitres: z.int().min(1).max(100_000).nullable(),
  householdsServed: countSchema,
  /** The road along which waste is taken house by house; `null`: it is taken at one place. */
  stretch: z
    .object({ ...lineStringSchema.shape, coordinates: lineStringSchema.shape.coordinates.max(MOST_CORNERS) })
    .nullable(),
  serviceSeconds: z.int().min(0).max(36_000),
  windows: dayWindowsSchema,
  /** Collection days that nobody proposes to change: of a market, of a school. */
  daysFixed: z.boolean(),
  maxWeightTonnes: limitSchema,
  maxWidthMetres: limitSchema,
  maxHeightMetres: limitSchema,
  streams: z.array(registerStreamSchema).max(8),
  note: noteSchema,
  access: noteSchema,
  address: optionalNameSchema,
  /** How the place looks: a photo of `POST /api/photos`. */
  photoId: idSchema.nullable(),
});

/** Other days for what a point has, its kg left as they are: of one stream (a point without it stays as it is), or of all (`null`). */
const otherDaysSchema = z.strictObject({
  stream: streamSchema.nullable(),
  weekdays: weekdaysOnceSchema,
  days: collectionDaysSchema.nullable(),
});

export const pointChangeSchema = fields.partial().extend({ collectionDays: otherDaysSchema.optional() });
export type PointChange = z.infer<typeof pointChangeSchema>;
export const newPointSchema = fields.partial().required({ code: true, name: true, kind: true, position: true });
export type NewPoint = z.infer<typeof newPointSchema>;

/** What a point has once other days are given to it. */
export function onOtherDays(
  streams: readonly RegisterStream[],
  { stream: which, ...schedule }: z.infer<typeof otherDaysSchema>,
): RegisterStream[] {
  return streams.map((held) => (which === null || which === held.stream ? { ...held, ...schedule } : held));
}

/** A collection point as the register shows it. */
export const pointRecordSchema = z.object({
  ...RECORD,
  ...fields.shape,
  unitName: z.string(),
  cooperativeName: z.string().nullable(),
  /** Where on a road a truck stops for it; of the place before the point was moved while it is `being-found`. */
  roadPosition: positionSchema,
  roadDistanceMetres: z.number(),
  roadState: z.enum(ROAD_STATES),
});
export type PointRecord = z.infer<typeof pointRecordSchema>;
