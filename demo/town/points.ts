import type { PointKind } from '../../domain/points.ts';
import { cluster } from './clusters.ts';
import type { Building } from './buildings.ts';
import { COOPERATIVES } from './fleet.ts';
import type { TownGroup, TownUnit } from './groups.ts';
import type { TownPoint, TownPointStream } from './model.ts';
import { ahead, between, distance, heading, isInside, type Xy } from './plane.ts';
import type { Random } from '../random.ts';
import type { StreetEdge } from './street-graph.ts';
import { isOpenToTrucks, type StreetPlan } from './street-plan.ts';
import type { UnitKey } from './unit-facts.ts';

/** How much waste a person makes a day, kg: between the 0.6 and 1.0 that are plausible for such a town. */
const KG_PER_PERSON = 0.7;
/** Part of a household's waste that goes into sorted bins instead of to the gathering point. */
const SORTED_SHARE = 0.06;

const EVERY_DAY = '1234567';

interface Plan {
  prefix: string;
  cooperative: keyof typeof COOPERATIVES;
  gathering: number;
  bins: number;
  markets: number;
  schools: number;
  businesses: number;
  packaging: number;
}

/** How many points of each kind a unit has; 300 in all with one clinic each and the hospital. */
const PLANS: Record<UnitKey, Plan> = {
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
  cooperative: Plan['cooperative'],
  gathering: number,
  bins: number,
  markets: number,
  schools: number,
  businesses: number,
  packaging: number,
): Plan {
  return { prefix, cooperative, gathering, bins, markets, schools, businesses, packaging };
}

/** A place at a street that points have not taken yet. */
interface Kerb {
  at: Xy;
  edge: StreetEdge;
}

interface Siting {
  random: Random;
  streets: StreetPlan;
  unit: TownUnit;
  plan: Plan;
  kerbs: Kerb[];
  points: TownPoint[];
}

/** Collection points of all units: gathering points where people live, and what markets, schools, clinics and businesses need. */
export function sitePoints(random: Random, streets: StreetPlan, units: readonly TownUnit[]): TownPoint[] {
  const kerbs = [...streets.graph.edges.values()]
    .filter(
      (edge) => edge.streetClass !== 'alley' && distance(edge.a.at, edge.b.at) > 14 && !streets.bridges.has(edge.id),
    )
    .map((edge) => ({ edge, middle: between(edge.a.at, edge.b.at, 0.5) }));
  return units.flatMap((unit) => {
    const own = random.fork(unit.key);
    const siting: Siting = {
      random: own,
      streets,
      unit,
      plan: PLANS[unit.key],
      kerbs: kerbs
        .filter(({ middle }) => isInside(middle, unit.ring))
        .map(({ edge, middle }) => ({ edge, at: kerbside(own, edge, middle) }))
        .filter(({ at }) => isInside(at, unit.ring)),
      points: [],
    };
    addGatheringPoints(siting);
    addBins(siting);
    addMarkets(siting);
    addSchools(siting);
    addClinics(siting);
    addBusinesses(siting);
    addPackaging(siting);
    return siting.points;
  });
}

function kerbside(random: Random, edge: StreetEdge, middle: Xy): Xy {
  const side = random.chance(0.5) ? 1 : -1;
  return ahead(middle, heading(edge.a.at, edge.b.at) + (side * Math.PI) / 2, random.between(4, 7));
}

/** Takes the free kerb nearest to `at`; neighbouring kerbs are taken with it, so that points keep apart. */
function takeKerb(
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

function add(
  siting: Siting,
  kind: PointKind,
  label: string,
  kerb: Kerb,
  streams: TownPointStream[],
  details: {
    windows: string;
    containers: number;
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
    households: details.households ?? 0,
    serviceSeconds: details.serviceSeconds ?? Math.round((120 + kgPerDay * 1.95) / 30) * 30,
    windows: details.windows,
    maxWeightTonnes: details.maxWeightTonnes ?? null,
    cooperative: COOPERATIVES[own.cooperative].code,
  });
}

function nearestGroup(groups: readonly TownGroup[], at: Xy): TownGroup {
  return [...groups].sort((a, b) => distance(a.centre, at) - distance(b.centre, at))[0];
}

function kg(value: number): number {
  return Math.max(1, Math.round(value));
}

/** One a neighbourhood of homes, at the nearest street a truck may use. */
function addGatheringPoints(siting: Siting): void {
  const { random, unit, plan: own } = siting;
  const totalWeight = unit.buildings.reduce((sum, home) => sum + home.weight, 0);
  const spots = cluster(random, unit.buildings, own.gathering);
  spots.forEach(({ centre, members }) => {
    const people = (unit.population * weightOf(members)) / totalWeight;
    // Some neighbourhoods bring their waste to a street that only small trucks fit.
    const mayBeNarrow = random.chance(0.4);
    const kerb = takeKerb(siting, centre, 45, (edge) => isCalm(edge) || (mayBeNarrow && edge.streetClass === 'narrow'));
    const household = people * KG_PER_PERSON * (1 - SORTED_SHARE) * random.between(0.93, 1.07);
    const isVillage = unit.setting === 'rural' || (members.length > 0 && people < 190);
    const days = isVillage ? random.pick(['1357', '2467']) : EVERY_DAY;
    const isLimited = kerb.edge.streetClass === 'residential' && random.chance(0.16);
    const forSmallTrucks = isLimited || kerb.edge.streetClass === 'narrow';
    add(
      siting,
      'gathering-point',
      'Điểm tập kết',
      kerb,
      [{ stream: 'household-other', kgPerDay: kg(household), days }],
      {
        windows: gatheringWindows(random, kerb.edge, forSmallTrucks),
        containers: Math.max(1, Math.round(household / 110)),
        households: Math.round(people / 3.7),
        maxWeightTonnes: isLimited ? random.pick([5, 10]) : null,
      },
    );
  });
}

/** Streets all trucks may use, but for the national road, where nobody leaves waste at the kerb. */
function isCalm(edge: StreetEdge): boolean {
  return isOpenToTrucks(edge) && edge.streetClass !== 'trunk';
}

function weightOf(homes: readonly Building[]): number {
  return homes.reduce((sum, home) => sum + home.weight, 0);
}

/** Before the traffic on main roads; elsewhere often any time, or when people put their waste out. */
function gatheringWindows(random: Random, edge: StreetEdge, forSmallTrucks: boolean): string {
  if (edge.streetClass === 'primary' || edge.streetClass === 'secondary') return '03:00-06:45 18:30-21:00';
  const draw = random.next();
  if (draw < 0.34) return '03:00-08:00';
  // The small trucks that fit everywhere work in the morning.
  if (draw < 0.46 && !forSmallTrucks) return '14:00-19:30';
  return '';
}

/** Bins for sorted household waste, along the busier streets. */
function addBins(siting: Siting): void {
  const { random, unit, plan: own } = siting;
  for (const { centre } of cluster(random, unit.buildings, own.bins)) {
    const kerb = takeKerb(siting, centre, 60, isCalm);
    const share = (unit.population * KG_PER_PERSON * SORTED_SHARE) / own.bins;
    add(
      siting,
      'container',
      'Thùng phân loại',
      kerb,
      [
        {
          stream: 'recyclable',
          kgPerDay: kg(share * 0.45 * random.between(0.8, 1.2)),
          days: random.pick(['14', '25', '36']),
        },
        { stream: 'food', kgPerDay: kg(share * 0.55 * random.between(0.8, 1.2)), days: random.pick(['135', '246']) },
      ],
      { windows: '', containers: 2, serviceSeconds: 150 },
    );
  }
}

function addMarkets(siting: Siting): void {
  const { random, unit, plan: own } = siting;
  for (let number = 1; number <= own.markets; number++) {
    const kerb = takeKerb(siting, random.pick(unit.buildings).centre, 90, isCalm);
    const size = unit.setting === 'rural' ? 0.45 : random.between(0.8, 1.3);
    add(
      siting,
      'market',
      own.markets > 1 ? `Chợ số ${number}` : 'Chợ',
      kerb,
      [
        { stream: 'food', kgPerDay: kg(520 * size), days: EVERY_DAY },
        { stream: 'household-other', kgPerDay: kg(340 * size), days: EVERY_DAY },
      ],
      { windows: '05:00-09:30 16:30-20:00', containers: Math.round(7 * size), serviceSeconds: 420 },
    );
  }
}

function addSchools(siting: Siting): void {
  const { random, unit, plan: own } = siting;
  const kinds = ['Trường mầm non', 'Trường tiểu học', 'Trường THCS', 'Trường THPT'];
  for (let number = 0; number < own.schools; number++) {
    const kerb = takeKerb(siting, random.pick(unit.buildings).centre, 90, isCalm);
    add(
      siting,
      'school',
      kinds[number % kinds.length],
      kerb,
      [
        { stream: 'household-other', kgPerDay: kg(random.between(25, 60)), days: '135' },
        { stream: 'recyclable', kgPerDay: kg(random.between(6, 16)), days: '36' },
      ],
      { windows: '04:00-06:45 11:15-13:00 17:00-19:00', containers: 2, serviceSeconds: 180 },
    );
  }
}

/** A health station a unit, and the hospital in Lam Sơn; infectious waste is collected daily. */
function addClinics(siting: Siting): void {
  const { random, unit } = siting;
  const places = [`Trạm y tế ${unit.name.toLowerCase().startsWith('xã') ? 'xã' : 'phường'}`];
  if (unit.key === 'lam-son') places.push('Bệnh viện đa khoa');
  for (const place of places) {
    const isHospital = place.startsWith('Bệnh viện');
    const kerb = takeKerb(siting, random.pick(unit.residentialGroups).centre, 60, isCalm);
    add(
      siting,
      'clinic',
      place,
      kerb,
      [
        { stream: 'medical', kgPerDay: kg(isHospital ? 95 : random.between(6, 12)), days: EVERY_DAY },
        ...(isHospital ? [{ stream: 'household-other' as const, kgPerDay: 260, days: EVERY_DAY }] : []),
      ],
      { windows: '07:00-16:30', containers: isHospital ? 6 : 1, serviceSeconds: isHospital ? 600 : 240 },
    );
  }
}

function addBusinesses(siting: Siting): void {
  const { random, unit, plan: own } = siting;
  for (let number = 1; number <= own.businesses; number++) {
    const kerb = takeKerb(siting, random.pick(unit.buildings).centre, 60);
    const draw = random.next();
    if (draw < 0.25) {
      add(
        siting,
        'business',
        'Xưởng sửa chữa',
        kerb,
        [{ stream: 'hazardous', kgPerDay: kg(random.between(4, 14)), days: '24' }],
        {
          windows: '07:30-16:30',
          containers: 1,
          serviceSeconds: 300,
        },
      );
      continue;
    }
    const streams: TownPointStream[] =
      draw < 0.65
        ? [
            { stream: 'household-other', kgPerDay: kg(random.between(60, 160)), days: random.pick(['135', '246']) },
            { stream: 'recyclable', kgPerDay: kg(random.between(12, 35)), days: random.pick(['14', '25']) },
          ]
        : draw < 0.85
          ? [{ stream: 'construction', kgPerDay: kg(random.between(40, 110)), days: random.pick(['26', '15']) }]
          : [{ stream: 'bulky', kgPerDay: kg(random.between(10, 28)), days: random.pick(['3', '6']) }];
    const label = draw < 0.65 ? 'Cơ sở kinh doanh' : draw < 0.85 ? 'Bãi vật liệu xây dựng' : 'Điểm gom rác cồng kềnh';
    add(siting, 'business', label, kerb, streams, { windows: '06:30-17:30', containers: 1, serviceSeconds: 210 });
  }
}

/** Tanks for pesticide packaging at the edge of the fields. */
function addPackaging(siting: Siting): void {
  const { random, unit, plan: own } = siting;
  for (let number = 1; number <= own.packaging; number++) {
    const towardsFields = ahead(
      random.pick(unit.residentialGroups).centre,
      random.between(0, 6.28),
      random.between(250, 500),
    );
    const kerb = takeKerb(siting, towardsFields, 80);
    add(
      siting,
      'container',
      'Bể bao bì thuốc bảo vệ thực vật',
      kerb,
      [{ stream: 'pesticide-packaging', kgPerDay: kg(random.between(2, 5)), days: random.pick(['2', '5']) }],
      { windows: '', containers: 1, serviceSeconds: 240 },
    );
  }
}
