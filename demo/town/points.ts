import { itemAt } from '../../domain/item-at.ts';
import type { Random } from '../random.ts';
import type { TownUnit } from './groups.ts';
import { addBins, addGatheringPoints } from './household-points.ts';
import type { TownPoint, TownPointStream } from './model.ts';
import { ahead, between, distance, isInside } from './plane.ts';
import { POINT_PLANS } from './point-plans.ts';
import { addPoint, EVERY_DAY, isCalm, kerbside, kg, type Siting, takeKerb } from './siting.ts';
import type { StreetPlan } from './street-plan.ts';

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
      plan: POINT_PLANS[unit.key],
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

function addMarkets(siting: Siting): void {
  const { random, unit, plan: own } = siting;
  for (let number = 1; number <= own.markets; number++) {
    const kerb = takeKerb(siting, random.pick(unit.buildings).centre, 90, isCalm);
    const size = unit.setting === 'rural' ? 0.45 : random.between(0.8, 1.3);
    addPoint(
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
    addPoint(
      siting,
      'school',
      itemAt(kinds, number % kinds.length),
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
    addPoint(
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
      addPoint(
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
    addPoint(siting, 'business', label, kerb, streams, { windows: '06:30-17:30', containers: 1, serviceSeconds: 210 });
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
    addPoint(
      siting,
      'container',
      'Bể bao bì thuốc bảo vệ thực vật',
      kerb,
      [{ stream: 'pesticide-packaging', kgPerDay: kg(random.between(2, 5)), days: random.pick(['2', '5']) }],
      { windows: '', containers: 1, serviceSeconds: 240 },
    );
  }
}
