import type { Random } from '../random.ts';
import type { Xy } from './plane.ts';
import type { Building } from './buildings.ts';
import { cluster } from './clusters.ts';
import { addPoint, EVERY_DAY, isCalm, kg, type Siting, takeKerb } from './siting.ts';
import type { StreetEdge, StreetNode } from './street-graph.ts';

/** How much waste a person makes a day, kg: between the 0.6 and 1.0 that are plausible for such a town. */
const KG_PER_PERSON = 0.7;
/** Part of a household's waste that goes into sorted bins instead of to the gathering point. */
const SORTED_SHARE = 0.06;

/** One a neighbourhood of homes, at the nearest street a truck may use. */
export function addGatheringPoints(siting: Siting): void {
  const { random, unit, plan: own } = siting;
  const totalWeight = unit.buildings.reduce((sum, home) => sum + home.weight, 0);
  const spots = cluster(random, unit.buildings, own.gathering);
  spots.forEach(({ centre, members }, index) => {
    const people = (unit.population * weightOf(members)) / totalWeight;
    // Some neighbourhoods bring their waste to a street that only small trucks fit.
    const mayBeNarrow = random.chance(0.4);
    const kerb = takeKerb(siting, centre, 45, (edge) => isCalm(edge) || (mayBeNarrow && edge.streetClass === 'narrow'));
    const stretch = stretchOf(kerb.edge, index);
    const household = people * KG_PER_PERSON * (1 - SORTED_SHARE) * random.between(0.93, 1.07);
    const isVillage = unit.setting === 'rural' || (members.length > 0 && people < 190);
    const days = isVillage ? random.pick(['1357', '2467']) : EVERY_DAY;
    const isLimited = kerb.edge.streetClass === 'residential' && random.chance(0.16);
    const forSmallTrucks = isLimited || kerb.edge.streetClass === 'narrow';
    addPoint(
      siting,
      'gathering-point',
      'Điểm tập kết',
      kerb,
      [{ stream: 'household-other', kgPerDay: kg(household), days }],
      {
        windows: gatheringWindows(random, kerb.edge, forSmallTrucks),
        containers: stretch ? 0 : Math.max(1, Math.round(household / 110)),
        stretch,
        households: Math.round(people / 3.7),
        maxWeightTonnes: isLimited ? random.pick([5, 10]) : null,
      },
    );
  });
}

/** Some streets of homes are gone along from house to house, nothing being brought together there: every so many points. */
const HOUSE_TO_HOUSE_EACH = 8;
/** Pieces of a street on either side of its point. */
const MOST_PIECES = 3;

function stretchOf({ streetClass, ...edge }: StreetEdge, index: number): Xy[] | null {
  const isOfHomes = streetClass === 'residential' || streetClass === 'narrow';
  if (!isOfHomes || index % HOUSE_TO_HOUSE_EACH !== 0) return null;
  const corners = [...along(edge, edge.a).toReversed(), ...along(edge, edge.b)];
  return corners.length > 2 ? corners : null;
}

/** The corners of a street from an end of one of its pieces on, away from that piece. */
function along({ id, street }: Pick<StreetEdge, 'id' | 'street'>, from: StreetNode): Xy[] {
  const corners = [from.at];
  for (let [node, last] = [from, id]; corners.length <= MOST_PIECES; ) {
    const next = node.edges.find((edge) => edge.street === street && edge.id !== last);
    if (!next) break;
    node = next.a === node ? next.b : next.a;
    last = next.id;
    corners.push(node.at);
  }
  return corners;
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
export function addBins(siting: Siting): void {
  const { random, unit, plan: own } = siting;
  for (const { centre } of cluster(random, unit.buildings, own.bins)) {
    const kerb = takeKerb(siting, centre, 60, isCalm);
    const share = (unit.population * KG_PER_PERSON * SORTED_SHARE) / own.bins;
    addPoint(
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
