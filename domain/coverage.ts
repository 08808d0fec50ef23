import { z } from 'zod';
import { idSchema } from './ids.ts';
import { type PeopledGround, spreadPeople } from './coverage-people.ts';
import { indexReaches } from './coverage-reach.ts';
import { type CollectionSchedule, isEverDue } from './collection-days.ts';
import { type Day, daySchema } from './day.ts';
import { servedInLastDuePeriod } from './due.ts';
import type { LonLat, Surface } from './geo.ts';
import type { Holidays } from './holidays.ts';
import type { ServiceHistory } from './service-history.ts';
import type { Stream } from './stream-names.ts';
import { SETTINGS, type Setting } from './units.ts';
import { unitOfPointFinder } from './units-in-force.ts';

/** How far people walk to a collection point, unless asked otherwise. */
export const DEFAULT_REACH_METRES = 300;

/** Distances for which an import works out the walk along the streets; coverage of any other goes by straight lines. */
export const REACH_DISTANCES = [150, DEFAULT_REACH_METRES, 500, 800] as const;

/** How the ground within reach of a point was found. */
export const REACH_KINDS = ['on-foot', 'straight-line'] as const;
export type ReachKind = (typeof REACH_KINDS)[number];

const figures = {
  people: z.number(),
  /**
   * People within reach of a point that works and was served in its last due period; where `servedKnown` is false,
   * within reach of a point that works.
   */
  coveredPeople: z.number(),
  /** coveredPeople ÷ people, 0…1; 0 where nobody lives. */
  share: z.number(),
  /** People within reach of a point that works, served or not. */
  reachedPeople: z.number(),
  /** reachedPeople ÷ people. */
  reachedShare: z.number(),
  points: z.int(),
  workingPoints: z.int(),
  /** Working points served in their last due period. */
  servedPoints: z.int(),
  /** Working points of which nothing is known: their last due day had neither events nor a published plan. */
  unknownPoints: z.int(),
  /** Working points whose reach is a circle for want of one along the streets. */
  straightLinePoints: z.int(),
};

const unitCoverageSchema = z.object({
  unitId: idSchema,
  name: z.string(),
  setting: z.enum(SETTINGS),
  ...figures,
});

/** `GET /api/coverage?date=&metres=300`. */
export const coverageViewSchema = z.object({
  day: daySchema,
  metres: z.number(),
  /** `straight-line` where no working point has a reach along the streets. */
  method: z.enum(REACH_KINDS),
  /** `total.straightLinePoints`. */
  straightLinePoints: z.int(),
  /** Distances for which reaches along the streets were worked out, ascending; any other is a straight line. */
  onFootMetres: z.array(z.number()),
  /** False where nothing is known of any point's last due period: then `share` speaks of working points alone. */
  servedKnown: z.boolean(),
  units: z.array(unitCoverageSchema),
  total: z.object(figures),
});
export type CoverageView = z.infer<typeof coverageViewSchema>;

/** The town as coverage sees it: the units in force on the day, and points that may have been assigned to others. */
export interface CoverageTown {
  readonly units: readonly {
    readonly id: string;
    readonly name: string;
    readonly setting: Setting;
    readonly population: number;
    readonly geometry: Surface;
  }[];
  /** Where people live within a unit; a unit without groups has its population spread over its whole ground. */
  readonly groups: readonly PeopledGround[];
  readonly points: readonly {
    readonly id: string;
    readonly unitId: string;
    readonly position: LonLat;
    readonly isActive: boolean;
    readonly streams: readonly (CollectionSchedule & { readonly stream: Stream })[];
    /** Ground within `metres` of walking, `null` where it is not known: a circle stands in. */
    readonly reach: Surface | null;
  }[];
}

export interface CoverageQuestion {
  readonly day: Day;
  readonly metres: number;
  readonly history: ServiceHistory;
  readonly holidays: Holidays;
}

type Figures = z.infer<typeof unitCoverageSchema>;
type Sums = { -readonly [K in keyof Omit<Figures, 'unitId' | 'name' | 'setting'>]: number };

/** Coverage as it follows from the town as it is given; of other distances it knows nothing. */
type Coverage = Omit<CoverageView, 'onFootMetres'>;

/**
 * Who lives within reach of a point that works and is served, per unit and for the town. A point works when it is active
 * and some stream of it has collection days; it was served when every stream of which anything is known was. People of a
 * unit may be covered by a point of another one.
 */
export function coverageOf(town: CoverageTown, { day, metres, history, holidays }: CoverageQuestion): Coverage {
  const points = town.points.map((point) => {
    const scheduled = point.streams.filter(isEverDue);
    const states = scheduled.map(({ stream, ...schedule }) =>
      servedInLastDuePeriod(point.id, stream, schedule, day, history, holidays),
    );
    const known = states.filter((state) => state !== null);
    return {
      ...point,
      isWorking: point.isActive && scheduled.length > 0,
      served: known.length === 0 ? null : known.every((state) => state),
    };
  });
  const working = points.filter((point) => point.isWorking);
  const servedKnown = working.some((point) => point.served !== null);
  const reaches = indexReaches(working, metres);

  const sums = new Map(town.units.map((unit) => [unit.id, noSums()]));
  const unitOf = unitOfPointFinder(town.units);
  for (const point of points) {
    const unit = sums.get(unitOf(point)?.id ?? '');
    if (!unit) continue;
    unit.points += 1;
    if (!point.isWorking) continue;
    unit.workingPoints += 1;
    if (point.served === true) unit.servedPoints += 1;
    if (point.served === null) unit.unknownPoints += 1;
    if (point.reach === null) unit.straightLinePoints += 1;
  }
  for (const { unitId, position, people } of spreadPeople(town.units, town.groups)) {
    const unit = sums.get(unitId);
    if (!unit) continue;
    const reach = reaches.at(position);
    unit.people += people;
    if (reach !== 'none') unit.reachedPeople += people;
    if (reach === 'served' || (!servedKnown && reach === 'working')) unit.coveredPeople += people;
  }
  const total = noSums();
  for (const unit of sums.values()) for (const figure of FIGURES) total[figure] += unit[figure];
  return {
    day,
    metres,
    method: working.some((point) => point.reach !== null) ? 'on-foot' : 'straight-line',
    straightLinePoints: total.straightLinePoints,
    servedKnown,
    units: town.units.map(({ id, name, setting }) => ({
      unitId: id,
      name,
      setting,
      ...withShares(sums.get(id) ?? noSums()),
    })),
    total: withShares(total),
  };
}

const FIGURES = Object.keys(figures) as (keyof Sums)[];

function noSums(): Sums {
  return {
    people: 0,
    coveredPeople: 0,
    share: 0,
    reachedPeople: 0,
    reachedShare: 0,
    points: 0,
    workingPoints: 0,
    servedPoints: 0,
    unknownPoints: 0,
    straightLinePoints: 0,
  };
}

/** Sums of many small parts, rounded to tenths of a person so that whole towns come out whole. */
function withShares(sums: Sums): Sums {
  const tenths = (people: number): number => Math.round(people * 10) / 10;
  const people = tenths(sums.people);
  const coveredPeople = tenths(sums.coveredPeople);
  const reachedPeople = tenths(sums.reachedPeople);
  const share = (part: number): number => (people === 0 ? 0 : Math.min(1, part / people));
  return {
    ...sums,
    people,
    coveredPeople,
    share: share(coveredPeople),
    reachedPeople,
    reachedShare: share(reachedPeople),
  };
}
