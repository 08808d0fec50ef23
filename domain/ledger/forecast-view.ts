import { z } from 'zod';
import { daySchema } from '../day.ts';
import { DENOMINATORS, ledgerStreamSchema, ledgerUnitSchema } from './rates.ts';

/** `GET /api/ledger/forecast?unit&stream&on&denominator`: where a rate will stand on a day, the year counted from its first. */
export const forecastQuerySchema = z.object({
  /** The code of a unit. */
  unit: z.string().max(60),
  stream: ledgerStreamSchema,
  /** Left out: the last day of this year. */
  on: daySchema.optional(),
  denominator: z.enum(DENOMINATORS).default('generated'),
});

/** Answer of `GET /api/ledger/forecast`. */
export const forecastSchema = z.object({
  unit: ledgerUnitSchema,
  stream: ledgerStreamSchema,
  denominator: z.enum(DENOMINATORS),
  /** The rate of the year up to this day is forecast. */
  on: daySchema,
  /** The last day with figures. */
  asOf: daySchema,
  /** Of the year until `asOf`. */
  rateToDate: z.number().nullable(),
  /** `null` where there are too few days to tell. */
  forecast: z.object({ rate: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** How likely the rate is between low and high. */
  interval: z.literal(0.8),
  target: z.number().nullable(),
  /** The name of the method; see docs/ledger.md. */
  method: z.string(),
});
export type ForecastView = z.infer<typeof forecastSchema>;
