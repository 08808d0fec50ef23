import type { Config } from '../platform/config.ts';

/** Phones' clocks go wrong by minutes. */
export const CLOCK_ERROR_MILLISECONDS = 5 * 60_000;
/** In a demo a simulated day may lie this far ahead of the clock. */
const DEMO_AHEAD_MILLISECONDS = 60 * 24 * 3600 * 1000;

/**
 * Whether days of this area may be simulated, which removes what the field reported of them: the program runs as a demo
 * (its default) and the town is a made-up one. A real area's field data is safe in every mode.
 */
export function isDemoArea(
  { demo }: Pick<Config, 'demo'>,
  { isSynthetic }: { readonly isSynthetic: boolean },
): boolean {
  return demo && isSynthetic;
}

/** How far ahead of the clock something of this area may have happened, besides the error of clocks. */
export function aheadMillisecondsOf(config: Pick<Config, 'demo'>, area: { readonly isSynthetic: boolean }): number {
  return isDemoArea(config, area) ? DEMO_AHEAD_MILLISECONDS : 0;
}

/** The instant after which nothing of this area can have happened yet. */
export function latestInstantOf(config: Pick<Config, 'demo'>, area: { readonly isSynthetic: boolean }): Date {
  return new Date(Date.now() + CLOCK_ERROR_MILLISECONDS + aheadMillisecondsOf(config, area));
}
