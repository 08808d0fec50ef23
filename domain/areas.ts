import { z } from 'zod';
import { idSchema } from './ids.ts';
import { daySchema } from './day.ts';
import { bboxSchema } from './geo.ts';
import { LANGUAGES } from './languages.ts';
import { SHEET_SUBJECTS } from './sheets/subjects.ts';

export const areaViewSchema = z.object({
  id: idSchema,
  slug: z.string(),
  name: z.string(),
  timeZone: z.string(),
  isActive: z.boolean(),
  isSynthetic: z.boolean(),
  attribution: z.string(),
  bbox: bboxSchema,
  counts: z.object({ units: z.int(), points: z.int(), trucks: z.int(), facilities: z.int() }),
});
export type AreaView = z.infer<typeof areaViewSchema>;

/** `GET /api/area`: the area that this installation serves. */
export const activeAreaSchema = areaViewSchema.extend({
  /** A map style to use instead of the area's own base map. */
  mapStyleUrl: z.string().nullable(),
  /** PMTiles, to be read by range. */
  baseMapUrl: z.string(),
  /** In the area's time zone. */
  today: daySchema,
  isDemo: z.boolean(),
  /** After so many days a truck's position is deleted. */
  positionRetentionDays: z.int(),
  languages: z.array(z.enum(LANGUAGES)),
});
export type ActiveArea = z.infer<typeof activeAreaSchema>;

export const IMPORT_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export const IMPORT_PHASES = ['reading', 'rows', 'graph', 'snapping', 'reach', 'base-map', 'storing'] as const;

/** One refused row, or a fault of a whole file (line and column `null`). */
export const importFaultSchema = z.object({
  /** A file of an area, the book of the register that a spreadsheet is for, the tickets of a weighbridge, or a truck's track. */
  file: z.enum(['osm', 'tickets', 'tracks', ...SHEET_SUBJECTS]),
  fileName: z.string(),
  /** 1-based, counting the heading line. */
  line: z.int().nullable(),
  column: z.string().nullable(),
  code: z.string(),
  /** What stood there. */
  value: z.string().nullable(),
  /** Parameters of the message of `code`. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ImportFault = z.infer<typeof importFaultSchema>;

/** What to do with faulty rows: `refuse` stops the import with the list of faults, `skip` leaves those rows out. */
export const onFaultSchema = z.enum(['refuse', 'skip']);

export const importViewSchema = z.object({
  id: idSchema,
  townId: idSchema.nullable(),
  name: z.string(),
  state: z.enum(IMPORT_STATES),
  phase: z.enum(IMPORT_PHASES).nullable(),
  percent: z.int(),
  failure: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  /** All of them for a single import; none in the list of imports, which is asked for again and again. */
  faults: z.array(importFaultSchema),
  /** How many rows `faults` of the single import has. */
  faultCount: z.int(),
  /** Of the single import: files that can be had back with their faults marked in them. */
  mendable: z.array(importFaultSchema.shape.file),
  counts: z.record(z.string(), z.int()).nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type ImportView = z.infer<typeof importViewSchema>;
