/** What to tell a driver at each turn, in Vietnamese or English, from a route in OSRM's form. Pure: works on stored legs. */
import textInstructions from 'osrm-text-instructions';
import type { Position, RoadLeg, RoadRoute, RoadStep } from './engine.ts';
import { isTurnRound } from './turning.ts';

export type DirectionsLanguage = 'vi' | 'en';

export interface Direction {
  /** The sentence, beginning with a capital letter, without a full stop. */
  text: string;
  /** From this manoeuvre to the next. */
  distanceMetres: number;
  durationSeconds: number;
  /** Where the manoeuvre happens. */
  position: Position;
  /** OSRM's manoeuvre type and modifier, for an arrow. */
  maneuver: { type: string; modifier?: string };
}

/** The library's sentences are southern; here in the north one turns (rẽ), turns back (quay đầu) and goes (đi). */
const NORTHERN: readonly [RegExp, string][] = [
  [/quẹo (ngược lại|ngược|\{modifier:uturn\})/gi, 'Quay đầu'],
  [/quẹo gắt bên/gi, 'Rẽ gắt sang'],
  [/quẹo/gi, 'Rẽ'],
  [/nghiêng về bên/gi, 'Chếch sang'],
  [/Chạy/g, 'Đi'],
  [/chạy/g, 'đi'],
];

const library = textInstructions('v5');
const compiler: typeof library = {
  ...library,
  // Before names are put in: a street keeps its own.
  tokenize: (language, sentence, tokens, options) => {
    if (language !== 'vi') return library.tokenize(language, sentence, tokens, options);
    const { modifier } = tokens;
    const whole = modifier === 'ngược' ? sentence.replaceAll('{modifier}', '{modifier:uturn}') : sentence;
    const northern = NORTHERN.reduce((text, [from, to]) => text.replace(from, to), whole);
    return library.tokenize(
      language,
      northern,
      { ...tokens, modifier: modifier?.replace('nghiêng', 'chếch') },
      options,
    );
  },
};

/** The types the texts know; any other is told as a turn, as OSRM asks of its readers. */
const KNOWN_TYPES = new Set([
  'arrive',
  'continue',
  'depart',
  'end of road',
  'exit rotary',
  'exit roundabout',
  'fork',
  'merge',
  'new name',
  'notification',
  'off ramp',
  'on ramp',
  'rotary',
  'roundabout',
  'roundabout turn',
  'turn',
  'use lane',
]);

/**
 * The directions of a whole route, or of one of its legs. A leg that begins against the direction in which the one before it ended begins
 * with turning round.
 *
 * @param names of the places at the legs' ends, for the sentence on arriving; one a leg, empty where there is none.
 * @param before the steps of the leg that was driven before the first
 */
export function directions(
  way: RoadRoute | RoadLeg,
  language: DirectionsLanguage,
  names: string[] = [],
  before: readonly RoadStep[] = [],
): Direction[] {
  const legs = 'legs' in way ? way.legs : [way];
  return legs.flatMap((leg, legIndex) =>
    [...turnRound(legs[legIndex - 1]?.steps ?? before, leg), ...leg.steps].map((step) => ({
      text: compiler.compile(language, tellable(step), {
        legIndex,
        legCount: legs.length,
        waypointName: names[legIndex] || undefined,
      }),
      distanceMetres: step.distance,
      durationSeconds: step.duration,
      position: step.maneuver.location,
      maneuver: { type: step.maneuver.type, modifier: step.maneuver.modifier },
    })),
  );
}

/** Turning round at the beginning of a leg, where it takes that: with what the leg takes beside its steps. */
function turnRound(before: readonly RoadStep[], { steps, durationSeconds }: RoadLeg): RoadStep[] {
  const [first] = steps;
  const [came, goes] = [before.at(-1)?.maneuver.bearing_before, first?.maneuver.bearing_after];
  if (!first || came === undefined || goes === undefined || !isTurnRound(came, goes)) return [];
  const driven = steps.reduce((sum, { duration }) => sum + duration, 0);
  return [
    {
      ...{ distance: 0, duration: Math.max(0, Math.round(durationSeconds - driven)), name: '', mode: first.mode },
      maneuver: { type: 'continue', modifier: 'uturn', location: first.maneuver.location },
    },
  ];
}

/** The texts' compiler throws on a turn without a modifier and prints a line on a type it does not know. */
function tellable(step: RoadStep): RoadStep {
  const { type, modifier } = step.maneuver;
  const knownType = KNOWN_TYPES.has(type) ? type : 'turn';
  // Without its lanes there is nothing to say of them.
  const tellableType = knownType === 'use lane' && !step.intersections?.[0]?.lanes ? 'continue' : knownType;
  const isTurn = tellableType !== 'depart' && tellableType !== 'arrive';
  return {
    ...step,
    maneuver: { ...step.maneuver, type: tellableType, modifier: modifier ?? (isTurn ? 'straight' : undefined) },
  };
}
