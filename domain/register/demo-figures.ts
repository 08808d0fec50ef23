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
 * Factors of the demo town: kg per person and day within the 0.6–1.0 that towns of its size are thought to have, shares of the
 * household streams that add up to 1, kg per litre as waste lies in a truck, fuel of a small compactor, CO₂ of diesel.
 */
export const DEMO_FACTORS: readonly DemoFactor[] = [
  { kind: 'generation', setting: 'urban', stream: null, value: 0.9 },
  { kind: 'generation', setting: 'rural', stream: null, value: 0.65 },
  { kind: 'composition', setting: 'any', stream: 'food', value: 0.55 },
  { kind: 'composition', setting: 'any', stream: 'recyclable', value: 0.12 },
  { kind: 'composition', setting: 'any', stream: 'household-other', value: 0.31 },
  { kind: 'composition', setting: 'any', stream: 'hazardous', value: 0.02 },
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

/** What generators beside points of a kind hold; so many of each kind are made. */
export const DEMO_GENERATORS: readonly {
  readonly pointKind: 'market' | 'clinic' | 'school';
  readonly kind: (typeof GENERATOR_KINDS)[number];
  readonly count: number;
  readonly amounts: readonly { readonly stream: Stream; readonly kgPerDay: number }[];
}[] = [
  {
    pointKind: 'market',
    kind: 'market',
    count: 3,
    amounts: [
      { stream: 'food', kgPerDay: 420 },
      { stream: 'recyclable', kgPerDay: 60 },
    ],
  },
  { pointKind: 'clinic', kind: 'clinic', count: 2, amounts: [{ stream: 'medical', kgPerDay: 12 }] },
  { pointKind: 'school', kind: 'school', count: 2, amounts: [{ stream: 'recyclable', kgPerDay: 18 }] },
];

/** What one container of the demo holds: the larger of the two sizes that are usual on wheels. */
export const DEMO_CONTAINER_LITRES = 660;

/** Where nothing but such waste is collected, of which there is little, a container holds less: as small as those on wheels are. */
export const DEMO_SMALL_CONTAINERS = { streams: ['medical', 'hazardous'], litres: 120 } as const satisfies {
  readonly streams: readonly Stream[];
  readonly litres: number;
};

/** The room of the demo's landfill, and a density as compacted waste has. */
export const DEMO_SURVEY = { remainingCubicMetres: 96_000, densityKgPerCubicMetre: 850 };
