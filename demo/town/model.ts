import type { FACILITY_KINDS } from '../../domain/facilities.ts';
import type { PointKind } from '../../domain/points.ts';
import type { Stream } from '../../domain/stream-names.ts';
import type { Cooperative } from './fleet.ts';
import type { Xy } from './plane.ts';

export type FacilityKind = (typeof FACILITY_KINDS)[number];

/** A facility; windows as the import reads them, `HH:MM-HH:MM`, several separated by spaces, empty = any time. */
export interface TownFacility {
  code: string;
  name: string;
  kind: FacilityKind;
  at: Xy;
  windows: string;
  streams: readonly Stream[];
  dailyIntakeKg: number | null;
  unloadMinutes: number;
}

/** A truck with its one shift a day, `HH:MM-HH:MM`. */
export interface TownTruck {
  code: string;
  capacityKg: number;
  capacityLitres: number;
  heightMetres: number;
  widthMetres: number;
  weightTonnes: number;
  streams: readonly Stream[];
  depot: string;
  cooperative: Cooperative;
  shift: string;
  overtimeMinutes: number;
  breakWindow: string;
  breakMinutes: number;
  crew: string;
  costPerDay: number;
  costPerHour: number;
  costPerKm: number;
  deviceId: string;
}

/** What a collection point yields of one stream, and when it is collected (ISO weekdays, `1234567` = every day). */
export interface TownPointStream {
  stream: Stream;
  kgPerDay: number;
  days: string;
}

export interface TownPoint {
  code: string;
  name: string;
  kind: PointKind;
  unitCode: string;
  at: Xy;
  streams: TownPointStream[];
  containers: number;
  /** The road along which waste is taken house by house; `null`: it is brought to the point. */
  stretch: Xy[] | null;
  households: number;
  serviceSeconds: number;
  windows: string;
  /** Heaviest truck the approach bears, tonnes; `null` = any. */
  maxWeightTonnes: number | null;
  cooperative: string;
}
