import { z } from 'zod';
import { STREAMS, type Stream } from './stream-names.ts';

export const streamSchema = z.enum(STREAMS);

/**
 * Density of a stream as it lies in a truck, kg per m³, used to turn an expected mass into litres.
 * Planning assumptions, not measurements: compacted household waste 400–500, food wet, recyclables and packaging light.
 */
const DENSITY_KG_PER_M3: Readonly<Record<Stream, number>> = {
  'household-other': 450,
  food: 600,
  recyclable: 200,
  bulky: 150,
  construction: 1200,
  'pesticide-packaging': 120,
  medical: 180,
  hazardous: 400,
};

/** Litres that `massKg` of `stream` takes in a truck, rounded up. */
export function litresOf(stream: Stream, massKg: number): number {
  return Math.ceil((massKg / DENSITY_KG_PER_M3[stream]) * 1000);
}

/** What streams are called besides in files, so that a file from before a name changed is still read. */
export const STREAM_OTHER_NAMES: Partial<Readonly<Record<Stream, readonly string[]>>> = {
  'household-other': ['Sinh hoạt khác', 'Rác sinh hoạt khác', 'Rác sinh hoạt'],
};
