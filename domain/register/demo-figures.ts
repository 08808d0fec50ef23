import type { Stream } from '../stream-names.ts';
import type { Setting } from '../units.ts';
import type { FACTOR_KINDS, GENERATOR_KINDS } from './closed-lists.ts';

/** Said of every number that the made-up town is given. */
export const DEMO_SOURCE = 'Số minh họa cho dữ liệu mẫu, không phải số đo · Illustrative, not measured';

interface DemoFactor {
  readonly kind: (typeof FACTOR_KINDS)[number];
  readonly setting: Setting | 'any';
  readonly stream: Stream | null;
  readonly value: number;
}

/**
 * Factors of the demo town: what its households put out a day, within the 0.6–1.0 kg a person that towns of its size are thought to have,
 * and a little more than is expected at its gathering points and bins; shares of the household streams that add up to 1, most being
 * put out unsorted; kg per litre as waste lies in a truck, fuel of a small compactor, CO₂ of diesel.
 */
export const DEMO_FACTORS: readonly DemoFactor[] = [
  { kind: 'generation', setting: 'any', stream: null, value: 0.71 },
  { kind: 'composition', setting: 'any', stream: 'household-other', value: 0.94 },
  { kind: 'composition', setting: 'any', stream: 'food', value: 0.033 },
  { kind: 'composition', setting: 'any', stream: 'recyclable', value: 0.027 },
  { kind: 'density', setting: 'any', stream: 'household-other', value: 0.45 },
  { kind: 'density', setting: 'any', stream: 'food', value: 0.6 },
  { kind: 'density', setting: 'any', stream: 'recyclable', value: 0.2 },
  { kind: 'density', setting: 'any', stream: 'bulky', value: 0.15 },
  { kind: 'density', setting: 'any', stream: 'construction', value: 1.2 },
  { kind: 'density', setting: 'any', stream: 'pesticide-packaging', value: 0.12 },
  { kind: 'density', setting: 'any', stream: 'medical', value: 0.18 },
  { kind: 'density', setting: 'any', stream: 'hazardous', value: 0.4 },
  { kind: 'fuel', setting: 'any', stream: null, value: 0.35 },
  { kind: 'co2', setting: 'any', stream: null, value: 2.68 },
];

/** Kinds of generators, by the kind of the points where the demo collects from them. */
const GENERATORS_AT = { market: 'market', clinic: 'clinic', school: 'school', business: 'other' } as const;
/** What there is a target for. */
const OF_GENERATORS: readonly Stream[] = ['household-other', 'food', 'recyclable', 'medical', 'hazardous'];

/**
 * The generator at a point of the demo: what it has a day is what is expected there. `null`: the point is one of households, or
 * nothing there has a target.
 */
export function demoGeneratorAt(point: {
  readonly kind: string;
  readonly streams: readonly { readonly stream: Stream; readonly expectedKgPerDay: number }[];
}): {
  readonly kind: (typeof GENERATOR_KINDS)[number];
  readonly amounts: readonly { readonly stream: Stream; readonly kgPerDay: number }[];
} | null {
  const kind = Object.entries(GENERATORS_AT).find(([at]) => at === point.kind)?.[1];
  const amounts = point.streams
    .filter(({ stream }) => OF_GENERATORS.includes(stream))
    .map(({ stream, expectedKgPerDay }) => ({ stream, kgPerDay: expectedKgPerDay }));
  return kind === undefined || amounts.length === 0 ? null : { kind, amounts };
}

/** What one container of the demo holds: the larger of the two sizes that are usual on wheels. */
export const DEMO_CONTAINER_LITRES = 660;

/** Where nothing but such waste is collected, of which there is little, a container holds less: as small as those on wheels are. */
export const DEMO_SMALL_CONTAINERS = { streams: ['medical', 'hazardous'], litres: 120 } as const satisfies {
  readonly streams: readonly Stream[];
  readonly litres: number;
};

/** The room of the demo's landfill, and a density as compacted waste has. */
export const DEMO_SURVEY = { remainingCubicMetres: 96_000, densityKgPerCubicMetre: 850 };
