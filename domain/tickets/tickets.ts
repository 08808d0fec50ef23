import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { storedInt } from '../columns.ts';
import { daySchema, instantOfAnyOffsetSchema } from '../day.ts';
import { reasonSchema } from '../reason.ts';
import { streamSchema } from '../streams.ts';
import type { Stream } from '../stream-names.ts';
import { wholeCharacters } from '../text.ts';
import { ticketNumber } from '../ticket-number.ts';
import { DOUBT_KINDS } from './plausibility.ts';
import { TRIP_SOURCES } from './match-trip.ts';

/** A ticket counts, or it does not any more; it is never taken away. */
export const TICKET_STATES = ['valid', 'void'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** Who entered it: the clerk of the facility or the office, the driver with the report of unloading, the file of a weighbridge. */
export const TICKET_SOURCES = ['clerk', 'driver', 'file'] as const;
export type TicketSource = (typeof TICKET_SOURCES)[number];

const weightSchema = z.int().min(0).max(100_000);

/** What stands on the slip. */
const slipShape = {
  facilityId: idSchema,
  /** Of the town's trucks; else `plate`. */
  truckId: idSchema.nullish(),
  /** The plate of a truck that is not of the town. */
  plate: z.string().overwrite(wholeCharacters).trim().min(3).max(20).nullish(),
  number: z.string().overwrite(ticketNumber).min(1).max(40),
  grossKg: weightSchema,
  tareKg: weightSchema,
  /** What was aboard, as far as somebody said; empty: nobody did. */
  streams: z
    .array(streamSchema)
    .max(8)
    .default([])
    .transform((streams): Stream[] => [...new Set(streams)].sort()),
  weighedAt: instantOfAnyOffsetSchema,
};

interface Slip {
  readonly grossKg: number;
  readonly tareKg: number;
  readonly truckId?: string | null | undefined;
  readonly plate?: string | null | undefined;
}
const WEIGHTS = { message: 'gross weight is below tare', path: ['grossKg'] };
const ONE_TRUCK = { message: 'expected a truck or a plate', path: ['truckId'] };
const isWeighed = ({ grossKg, tareKg }: Slip): boolean => grossKg >= tareKg;
const namesOneTruck = ({ truckId, plate }: Slip): boolean => Boolean(truckId) !== Boolean(plate);

/** `POST /api/tickets`: the same again changes nothing. */
export const ticketInputSchema = z.strictObject(slipShape).refine(isWeighed, WEIGHTS).refine(namesOneTruck, ONE_TRUCK);
export type TicketInput = z.infer<typeof ticketInputSchema>;
/** The same as it is sent: before the streams were put in order. */
export type TicketBody = z.input<typeof ticketInputSchema>;

/** `POST /api/tickets/{id}/correct`: what should have stood there, and why. */
export const ticketCorrectionSchema = z
  .strictObject({ ...slipShape, reason: reasonSchema })
  .refine(isWeighed, WEIGHTS)
  .refine(namesOneTruck, ONE_TRUCK);

/** `POST /api/tickets/{id}/void`, and closing a doubt: why. */
export const withReasonSchema = z.strictObject({ reason: reasonSchema });

/** `POST /api/tickets/{id}/trip`: which trip it is of, by hand; `null`: of none that was planned. */
export const ticketTripSchema = z.strictObject({
  trip: z.strictObject({ day: daySchema, shiftId: idSchema, tripNumber: storedInt(1) }).nullable(),
});

/** `GET /api/tickets/{id}/trips`: the trips of its truck that it can be of, in the order they were planned to unload. */
export const ticketTripListSchema = z.object({
  items: z.array(
    z.object({
      day: daySchema,
      shiftId: idSchema,
      tripNumber: z.int(),
      facilityName: z.string(),
      plannedAt: z.iso.datetime(),
      /** When the crew said that it had unloaded; `null`: it has not. */
      reportedAt: z.iso.datetime().nullable(),
      /** Whether a valid ticket, this one or another, is of it already. */
      hasTicket: z.boolean(),
    }),
  ),
});
export type TicketTrips = z.infer<typeof ticketTripListSchema>;

const personSchema = z.object({ name: z.string(), at: z.iso.datetime() });

/** A ticket as the office and the clerk see it. */
export const ticketViewSchema = z.object({
  id: idSchema,
  facilityId: idSchema,
  facilityCode: z.string(),
  facilityName: z.string(),
  truckId: idSchema.nullable(),
  /** Plate, of the town's truck or another. */
  truckCode: z.string(),
  number: z.string(),
  streams: z.array(streamSchema),
  grossKg: z.int(),
  tareKg: z.int(),
  netKg: z.int(),
  weighedAt: z.iso.datetime(),
  /** The service day it counts to. */
  day: daySchema,
  state: z.enum(TICKET_STATES),
  source: z.enum(TICKET_SOURCES),
  /** `null`: nobody's any more, or entered before this was noted. */
  entered: personSchema.nullable(),
  /** Of which trip, and how that is known; `null`: of none. */
  trip: z.object({ shiftId: idSchema, tripNumber: z.int(), how: z.enum(TRIP_SOURCES) }).nullable(),
  /** The ticket in whose place it came. */
  correctsId: idSchema.nullable(),
  voided: personSchema.extend({ reason: z.string(), replacedById: idSchema.nullable() }).nullable(),
  /** What is strange about it and nobody has closed yet. */
  openDoubts: z.array(z.enum(DOUBT_KINDS)),
});
export type TicketView = z.infer<typeof ticketViewSchema>;

/** `GET /api/tickets`. */
export const ticketListSchema = z.object({ items: z.array(ticketViewSchema) });

/** One row of `GET /api/plausibility`. */
export const doubtViewSchema = z.object({
  id: idSchema,
  kind: z.enum(DOUBT_KINDS),
  figures: z.record(z.string(), z.number()),
  foundAt: z.iso.datetime(),
  closed: personSchema.extend({ reason: z.string() }).nullable(),
  ticket: ticketViewSchema,
});
export const doubtListSchema = z.object({ items: z.array(doubtViewSchema) });
export type DoubtView = z.infer<typeof doubtViewSchema>;

const weighbridgeTruckSchema = z.object({
  id: idSchema,
  code: z.string(),
  number: z.int(),
  streams: z.array(streamSchema),
  capacityKg: z.int(),
  /** A proposal, never a weighing: from the last weighings or the register. */
  usualTare: z.object({ kg: z.int(), from: z.enum(['weighings', 'register']) }).nullable(),
  /** When it is planned to unload here next, of what is not weighed yet; `null`: not today. */
  dueAt: z.iso.datetime().nullable(),
  dueStreams: z.array(streamSchema),
  expectedKg: z.int().nullable(),
});
export type WeighbridgeTruck = z.infer<typeof weighbridgeTruckSchema>;

/** `GET /api/weighbridge?facility=`: what a clerk needs at hand, also without a network. */
export const weighbridgeSchema = z.object({
  day: daySchema,
  facilities: z.array(z.object({ id: idSchema, code: z.string(), name: z.string() })),
  /** The one asked for, or the first; `null` where there is none. */
  facility: z
    .object({
      id: idSchema,
      acceptedStreams: z.array(streamSchema),
      /** A proposal: what follows the last number in sequence. */
      nextNumber: z.string().nullable(),
    })
    .nullable(),
  /** Those due first. */
  trucks: z.array(weighbridgeTruckSchema),
  tickets: z.array(ticketViewSchema),
});
export type Weighbridge = z.infer<typeof weighbridgeSchema>;
