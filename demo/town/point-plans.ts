import type { COOPERATIVES } from './fleet.ts';
import type { UnitKey } from './unit-facts.ts';

/** How many points of each kind a unit has, how their codes begin and whose they are. */
export interface PointPlan {
  prefix: string;
  cooperative: keyof typeof COOPERATIVES;
  gathering: number;
  bins: number;
  markets: number;
  schools: number;
  businesses: number;
  packaging: number;
}

/** 300 points in all with one clinic each and the hospital. */
export const POINT_PLANS: Record<UnitKey, PointPlan> = {
  'ba-dinh': plan('BD', 'centre', 40, 7, 2, 4, 8, 0),
  'ngoc-trao': plan('NT', 'centre', 26, 5, 2, 3, 6, 0),
  'lam-son': plan('LS', 'centre', 32, 6, 1, 3, 6, 0),
  'dong-son': plan('DS', 'east', 36, 5, 1, 4, 5, 2),
  'bac-son': plan('BS', 'north', 31, 5, 1, 3, 6, 1),
  'phu-son': plan('PS', 'north', 21, 4, 1, 2, 3, 0),
  'quang-trung': plan('QT', 'east', 17, 2, 1, 2, 1, 5),
};

function plan(
  prefix: string,
  cooperative: PointPlan['cooperative'],
  gathering: number,
  bins: number,
  markets: number,
  schools: number,
  businesses: number,
  packaging: number,
): PointPlan {
  return { prefix, cooperative, gathering, bins, markets, schools, businesses, packaging };
}
