import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { streamSchema } from '../streams.ts';
import { documentSchema, truckAbsenceSchema } from './absences.ts';
import { codeSchema, countSchema, noteSchema, RECORD } from './fields.ts';

const metres = z.number().min(0.01).max(30);

const fields = z.strictObject({
  /** Registration plate. */
  code: codeSchema,
  /** Gives the truck its colour; left out, the next free one. */
  number: z.int().min(1).max(9999),
  capacityKg: z.int().min(1).max(100_000),
  capacityLitres: z.int().min(1).max(200_000),
  heightMetres: metres,
  widthMetres: metres,
  /** Gross, as road signs mean it. */
  weightTonnes: z.number().min(0.01).max(100),
  tareKg: z.int().min(1).max(100_000).nullable(),
  streams: z.array(streamSchema).overwrite((streams) => [...new Set(streams)]),
  depotId: idSchema,
  cooperativeId: idSchema,
  costPerDay: countSchema,
  costPerHour: countSchema,
  costPerKm: countSchema,
  /** What its tracker calls itself; `null` also for those who may not change the truck. */
  deviceId: codeSchema.or(z.literal('')).nullable(),
  note: noteSchema,
});

export const truckChangeSchema = fields.partial();
export type TruckChange = z.infer<typeof truckChangeSchema>;
export const newTruckSchema = truckChangeSchema.required({
  code: true,
  capacityKg: true,
  capacityLitres: true,
  heightMetres: true,
  widthMetres: true,
  weightTonnes: true,
  streams: true,
  depotId: true,
  cooperativeId: true,
});
export type NewTruck = z.infer<typeof newTruckSchema>;

/** A truck as the register shows it. */
export const truckRecordSchema = z.object({
  ...RECORD,
  ...fields.shape,
  depotName: z.string(),
  cooperativeName: z.string(),
  /** Of the day asked for and later, the soonest first. */
  absences: z.array(truckAbsenceSchema),
  documents: z.array(documentSchema),
});
export type TruckRecord = z.infer<typeof truckRecordSchema>;
