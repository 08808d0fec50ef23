import { z } from 'zod';

/**
 * What a column of the database can hold. Schemas of what comes from outside are made of these where nothing narrower is
 * known: a schema wider than its column lets in what the database then refuses, which is a fault of ours and not of the asker.
 */

/** The largest number of an integer column. */
export const MOST_INT = 2_147_483_647;

/** A whole number of an integer column. */
export const storedInt = (min = -MOST_INT, max = MOST_INT) => z.int().min(min).max(max);

/** A whole number in digits, as addresses and query strings carry it. */
export const storedIntInText = (min: number, max = MOST_INT) =>
  z
    .string()
    .regex(/^\d{1,10}$/, 'expected a whole number')
    .transform((digits) => Number.parseInt(digits, 10))
    .pipe(storedInt(min, max));

/** A number in decimal figures, as fields of forms carry it: no blank, no `0x10`, no `1e3`. */
export const figureInText = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}(\.\d{1,9})?$/, 'expected a number')
    .transform((figure) => Number.parseFloat(figure))
    .pipe(z.number().min(min).max(max));

/** Degrees of longitude (`most` 180) or latitude (90) in decimal figures: a blank is no zero, which would lie in the Atlantic. */
export const degreesInText = (most: 90 | 180) =>
  z
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,18})?$/, 'expected degrees')
    .transform((degrees) => Number.parseFloat(degrees))
    .pipe(z.number().min(-most).max(most));
