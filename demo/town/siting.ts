import { itemAt } from '../../domain/item-at.ts';
import type { PointKind } from '../../domain/points.ts';
import type { Random } from '../random.ts';
import { COOPERATIVES } from './fleet.ts';
import type { TownGroup, TownUnit } from './groups.ts';
import type { TownPoint, TownPointStream } from './model.ts';
import { ahead, distance, heading, type Xy } from './plane.ts';
import type { PointPlan } from './point-plans.ts';
import type { StreetEdge } from './street-graph.ts';
import { isOpenToTrucks, type StreetPlan } from './street-plan.ts';

export const EVERY_DAY = '1234567';

/** A place at a street that points have not taken yet. */
export interface Kerb {
  at: Xy;
  edge: StreetEdge;
}

/** Where the points of one unit find their places; streets and homes are what it has. */
export interface Siting {
  random: Random;
  streets: StreetPlan;
  unit: TownUnit;
  plan: PointPlan;
  kerbs: Kerb[];
  points: TownPoint[];
}

/** A spot beside the middle of a street, on either side. */
export function kerbside(random: Random, edge: StreetEdge, middle: Xy): Xy {
  const side = random.chance(0.5) ? 1 : -1;
  return ahead(middle, heading(edge.a.at, edge.b.at) + (side * Math.PI) / 2, random.between(4, 7));
}

/** Takes the free kerb nearest to `at`; neighbouring kerbs are taken with it, so that points keep apart. */
export function takeKerb(
  siting: Siting,
  at: Xy,
  roomMetres: number,
  accepts: (edge: StreetEdge) => boolean = isOpenToTrucks,
): Kerb {
  let best: Kerb | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const kerb of siting.kerbs) {
    const metres = distance(kerb.at, at);
    if (metres < least && accepts(kerb.edge)) [best, least] = [kerb, metres];
  }
  if (!best) throw new Error(`no free kerb left in ${siting.unit.name}`);
  const taken = best;
  siting.kerbs = siting.kerbs.filter((kerb) => distance(kerb.at, taken.at) > roomMetres);
  return taken;
}

/** Adds a point of the unit, named by what it is, its street and the group it lies in. */
export function addPoint(
  siting: Siting,
  kind: PointKind,
  label: string,
  kerb: Kerb,
  streams: TownPointStream[],
  details: {
    windows: string;
    containers: number;
    stretch?: Xy[] | null;
    households?: number;
    serviceSeconds?: number;
    maxWeightTonnes?: number | null;
  },
): void {
  const { unit, points, streets, plan: own } = siting;
  const street = streets.names.get(kerb.edge.street);
  const kgPerDay = streams.reduce((sum, one) => sum + one.kgPerDay, 0);
  points.push({
    code: `${own.prefix}-${String(points.length + 1).padStart(3, '0')}`,
    name: [label, street, nearestGroup(unit.residentialGroups, kerb.at).name].filter(Boolean).join(', '),
    kind,
    unitCode: unit.code,
    at: kerb.at,
    streams,
    containers: details.containers,
    stretch: details.stretch ?? null,
    households: details.households ?? 0,
    serviceSeconds: details.serviceSeconds ?? Math.round((120 + kgPerDay * 1.95) / 30) * 30,
    windows: details.windows,
    maxWeightTonnes: details.maxWeightTonnes ?? null,
    cooperative: COOPERATIVES[own.cooperative].code,
  });
}

function nearestGroup(groups: readonly TownGroup[], at: Xy): TownGroup {
  const byDistance = groups.toSorted((a, b) => distance(a.centre, at) - distance(b.centre, at));
  return itemAt(byDistance, 0);
}

/** A whole number of kg, at least one. */
export function kg(value: number): number {
  return Math.max(1, Math.round(value));
}

/** Streets all trucks may use, but for the national road, where nobody leaves waste at the kerb. */
export function isCalm(edge: StreetEdge): boolean {
  return isOpenToTrucks(edge) && edge.streetClass !== 'trunk';
}
