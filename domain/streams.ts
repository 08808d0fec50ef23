import { z } from 'zod';

/** Loại rác. Law 72/2020/QH14 art. 75 knows the three household groups; which streams an area uses is its own data. */
export const STREAMS = [
  'household-other',
  'food',
  'recyclable',
  'bulky',
  'construction',
  'pesticide-packaging',
  'medical',
  'hazardous',
] as const;
export const streamSchema = z.enum(STREAMS);
export type Stream = z.infer<typeof streamSchema>;

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

export const STREAM_NAMES: Readonly<Record<Stream, { vi: string; en: string }>> = {
  'household-other': { vi: 'Rác sinh hoạt còn lại', en: 'Other household' },
  food: { vi: 'Thực phẩm', en: 'Food' },
  recyclable: { vi: 'Tái chế', en: 'Recyclable' },
  bulky: { vi: 'Cồng kềnh', en: 'Bulky' },
  construction: { vi: 'Xây dựng', en: 'Construction' },
  'pesticide-packaging': { vi: 'Bao bì thuốc bảo vệ thực vật', en: 'Pesticide packaging' },
  medical: { vi: 'Y tế', en: 'Medical' },
  hazardous: { vi: 'Nguy hại', en: 'Hazardous' },
};
