import { itemAt } from '../../domain/item-at.ts';
import { type Xy, curveThrough, distance, signedArea, TOWN_SIZE } from './plane.ts';
import type { Random } from '../random.ts';
import { UNIT_FACTS, type UnitKey } from './unit-facts.ts';

/** Where boundaries meet, metres on the plane. */
const JUNCTIONS = {
  phuSonSouthWest: [700, 2500],
  phuSonNorthWest: [350, 5050],
  baDinhNorthWest: [4600, 7900],
  baDinhNorthEast: [5600, 7900],
  lamSonSouthEast: [5500, 2400],
  lamSonSouth: [4900, 2100],
  ngocTraoSouthWest: [2200, 2550],
  ngocTraoSouthEast: [3700, 2450],
  ngocTraoNorthWest: [2150, 4950],
  ngocTraoNorth: [2600, 5010],
  ngocTraoNorthEast: [3750, 4950],
  lamSonNorthEast: [5500, 5000],
} satisfies Record<string, Xy>;
type Junction = keyof typeof JUNCTIONS;

interface Arc {
  from: Junction;
  via: readonly Xy[];
  to: Junction;
  /** On the left hand going from `from` to `to`; `null` = outside the town. */
  left: UnitKey | null;
  right: UnitKey | null;
}

const ARCS: readonly Arc[] = [
  arc(
    'phuSonSouthWest',
    [
      [350, 3600],
      [250, 4400],
    ],
    'phuSonNorthWest',
    null,
    'phu-son',
  ),
  arc(
    'phuSonNorthWest',
    [
      [350, 6200],
      [500, 7400],
      [300, 8400],
      [900, 9500],
      [2000, 9900],
      [3100, 9950],
      [4000, 9300],
      [4500, 8600],
    ],
    'baDinhNorthWest',
    null,
    'bac-son',
  ),
  arc('baDinhNorthWest', [[5100, 8000]], 'baDinhNorthEast', null, 'ba-dinh'),
  arc(
    'baDinhNorthEast',
    [
      [6500, 7950],
      [7400, 7500],
      [8300, 6750],
      [9300, 6850],
      [10300, 6500],
      [11300, 6000],
      [12400, 5900],
      [13300, 5750],
      [13900, 5450],
      [13850, 5000],
      [13000, 4750],
      [12000, 4600],
      [11000, 4500],
      [9900, 4300],
      [9200, 3500],
      [8300, 2950],
      [7000, 2700],
      [6200, 2700],
    ],
    'lamSonSouthEast',
    null,
    'dong-son',
  ),
  arc('lamSonSouthEast', [[5200, 2200]], 'lamSonSouth', null, 'lam-son'),
  arc(
    'lamSonSouth',
    [
      [5000, 1400],
      [4500, 700],
      [3500, 350],
      [2400, 300],
      [1300, 350],
      [700, 900],
      [500, 1700],
    ],
    'phuSonSouthWest',
    null,
    'quang-trung',
  ),
  arc('phuSonSouthWest', [[1400, 2480]], 'ngocTraoSouthWest', 'phu-son', 'quang-trung'),
  arc('ngocTraoSouthWest', [[2900, 2620]], 'ngocTraoSouthEast', 'ngoc-trao', 'quang-trung'),
  arc('ngocTraoSouthEast', [[4300, 2300]], 'lamSonSouth', 'lam-son', 'quang-trung'),
  arc('ngocTraoSouthWest', [[2120, 3700]], 'ngocTraoNorthWest', 'phu-son', 'ngoc-trao'),
  arc('phuSonNorthWest', [[1200, 5150]], 'ngocTraoNorthWest', 'bac-son', 'phu-son'),
  arc('ngocTraoNorthWest', [], 'ngocTraoNorth', 'bac-son', 'ngoc-trao'),
  arc('ngocTraoNorth', [[3100, 4930]], 'ngocTraoNorthEast', 'ba-dinh', 'ngoc-trao'),
  arc('ngocTraoNorthEast', [[4600, 5080]], 'lamSonNorthEast', 'ba-dinh', 'lam-son'),
  arc('ngocTraoSouthEast', [[3720, 3600]], 'ngocTraoNorthEast', 'ngoc-trao', 'lam-son'),
  arc(
    'ngocTraoNorth',
    [
      [2600, 6000],
      [2800, 6900],
      [3300, 7600],
      [4000, 7800],
    ],
    'baDinhNorthWest',
    'bac-son',
    'ba-dinh',
  ),
  arc(
    'lamSonNorthEast',
    [
      [5700, 6000],
      [5450, 7000],
    ],
    'baDinhNorthEast',
    'ba-dinh',
    'dong-son',
  ),
  arc('lamSonSouthEast', [[5520, 3700]], 'lamSonNorthEast', 'lam-son', 'dong-son'),
];

function arc(from: Junction, via: readonly Xy[], to: Junction, left: UnitKey | null, right: UnitKey | null): Arc {
  return { from, via, to, left, right };
}

/** Room kept between the town and the edge of its bounding box, metres. */
const MARGIN_METRES = 40;
/** Share of a unit's area that may be missing or too much once the boundaries rest. */
const AREA_TOLERANCE = 0.0005;

/**
 * The units' boundaries: closed counter-clockwise rings that tile the town (neighbours share every vertex of their common
 * boundary), each of its stated area within a twentieth of a percent.
 */
export function drawUnits(random: Random): Map<UnitKey, Xy[]> {
  const smooth = relax(ARCS.map(({ from, via, to }) => curveThrough([JUNCTIONS[from], ...via, JUNCTIONS[to]], 110)));
  const rough = smooth.map((line, index) => {
    const { from, to } = itemAt(ARCS, index);
    return roughen(line, random.fork(`${from}-${to}`));
  });
  const lines = relax(rough);
  return new Map(UNIT_FACTS.map(({ key }) => [key, ringOf(key, lines)]));
}

/** Moves the lines until every unit has its area: too small a unit pushes its boundaries out, as a bubble does. */
function relax(drawn: Xy[][]): Xy[][] {
  let lines = drawn;
  for (let round = 0; round < 2000; round++) {
    const areas = measure(lines);
    const pressures = new Map(
      UNIT_FACTS.map(({ key, areaSquareKm }) => [key, 1 - (areas.get(key) ?? 0) / (areaSquareKm * 1e6)]),
    );
    const pressureOf = (key: UnitKey | null): number => (key ? (pressures.get(key) ?? 0) : 0);
    if ([...pressures.values()].every((pressure) => Math.abs(pressure) < AREA_TOLERANCE)) break;
    lines = lines.map((line, index) => {
      const { left, right } = itemAt(ARCS, index);
      return shift(line, (pressureOf(left) - pressureOf(right)) * 400);
    });
  }
  return lines;
}

/** A drawn line as a wavering line, as streams and ridges make boundaries. */
function roughen(smooth: Xy[], random: Random): Xy[] {
  let [swayX, swayY] = [0, 0];
  return smooth.map((place, index) => {
    if (index === 0 || index === smooth.length - 1) return place;
    // Sways die out towards the ends, so that the junctions stay where they are.
    const room = Math.min(1, index / 4, (smooth.length - 1 - index) / 4);
    swayX = swayX * 0.7 + random.normal() * 17;
    swayY = swayY * 0.7 + random.normal() * 17;
    return [place[0] + swayX * room, place[1] + swayY * room];
  });
}

/** Moves a line's inner vertices to its right hand by `metres`, most in its middle; never out of the bounding box. */
function shift(line: Xy[], metres: number): Xy[] {
  return line.map((place, index) => {
    const [before, after] = [line[index - 1], line[index + 1]];
    if (!before || !after) return place;
    const length = Math.max(1, distance(before, after));
    const room = Math.min(1, index / 3, (line.length - 1 - index) / 3);
    return [
      clamp(place[0] + ((after[1] - before[1]) / length) * metres * room, TOWN_SIZE[0]),
      clamp(place[1] - ((after[0] - before[0]) / length) * metres * room, TOWN_SIZE[1]),
    ];
  });
}

function clamp(value: number, size: number): number {
  return Math.min(size - MARGIN_METRES, Math.max(MARGIN_METRES, value));
}

function measure(lines: Xy[][]): Map<UnitKey, number> {
  return new Map(UNIT_FACTS.map(({ key }) => [key, signedArea(ringOf(key, lines))]));
}

/** Joins the arcs around a unit, unit on the left hand. */
function ringOf(key: UnitKey, lines: Xy[][]): Xy[] {
  const pieces = ARCS.flatMap(({ from, to, left, right }, index) => {
    if (left === key) return [{ from, to, line: itemAt(lines, index) }];
    if (right === key) return [{ from: to, to: from, line: itemAt(lines, index).toReversed() }];
    return [];
  });
  const first = itemAt(pieces, 0);
  const ring: Xy[] = [...first.line];
  for (let at: Junction = first.to; at !== first.from; ) {
    const next = pieces.find((piece) => piece.from === at);
    if (!next) throw new Error(`the boundary of ${key} is open at ${at}`);
    ring.push(...next.line.slice(1));
    at = next.to;
  }
  return ring;
}
