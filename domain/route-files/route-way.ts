import type { LonLat } from '../geo.ts';

/** A route with its stops and the way between them, as files for other devices take it. */
export interface RouteWay {
  /** The service day. */
  readonly day: string;
  readonly truckNumber: number;
  readonly truckCode: string;
  readonly stops: readonly WayStop[];
  /** The way to each stop it moves to, in order. */
  readonly legs: readonly (readonly LonLat[])[];
}

export interface WayStop {
  /** 1…n within the route. */
  readonly order: number;
  readonly kind: 'start' | 'point' | 'unload' | 'break' | 'end';
  readonly code: string;
  readonly name: string;
  readonly stream: string | null;
  readonly position: LonLat;
  readonly arrivesAt: string;
  /** What the plan expects to be loaded; negative where it is unloaded, in kg. */
  readonly expectedKg: number;
}

/** The whole way of a route: where a leg begins at the end of the one before, that place stands once. */
export function wholeWay({ legs }: RouteWay): LonLat[] {
  return legs.flat().filter(([lon, lat], index, all) => {
    const before = all[index - 1];
    return before === undefined || before[0] !== lon || before[1] !== lat;
  });
}
