/**
 * A road engine on Valhalla, wherever it runs: in this process (`native.ts`) or behind HTTP (`http.ts`) —
 * the questions and answers are the same, only their transport differs.
 */
import type {
  Block,
  MatchedTrace,
  Matrix,
  MatrixOptions,
  Pose,
  Position,
  Profile,
  RoadEngine,
  RoadOptions,
  RoadRoute,
  Snapped,
  SnapOptions,
  Street,
  TracePoint,
} from '../engine.ts';
import { positionOf, RoadError, UNREACHABLE } from '../engine.ts';
import { straightMetres } from '../../domain/straight-line.ts';
import { itemAt } from '../../domain/item-at.ts';
import { inParallel, startsOf } from '../in-parallel.ts';
import type { OsrmMatchAnswer, OsrmRouteAnswer } from '../osrm-form.ts';
import { readMatch, readRoute } from '../osrm-form.ts';
import { requireGraph } from '../same-graph.ts';
import type { Place, Placed } from './places.ts';
import { heading, placeAt, placeOnRoad } from './places.ts';
import type { IsochroneAnswer, LocateAnswer, MatrixAnswer } from './questions.ts';
import {
  contourKilometres,
  costingOf,
  fixOf,
  matchingOf,
  placeToSnap,
  readMatrixPiece,
  readReach,
  readSnapped,
  USUAL_SNAP_RADIUS_METRES,
} from './questions.ts';

export type ValhallaAction = 'sources_to_targets' | 'route' | 'isochrone' | 'locate' | 'trace_route';

/** Asks Valhalla one question. Answers are parsed JSON; throws {@link RoadError}. */
export type Ask = (action: ValhallaAction, question: object, signal?: AbortSignal) => Promise<unknown>;

export interface ValhallaSetup {
  kind: 'valhalla' | 'valhalla-http';
  graphId: string;
  isGraphKnown: boolean;
  /** The graph that answers at this moment. */
  presentGraph: (signal?: AbortSignal) => Promise<{ graphId: string }>;
  ask: Ask;
  /** How many questions may be under way at once. */
  parallel: number;
  /** At most this many cells in one matrix question, and this many columns. */
  cellsPerQuestion: number;
  maxColumns: number;
  /** At most this many places in one route question. */
  placesPerRoute: number;
  /** From how many roads on a piece of network counts as connected. */
  connectedFrom: number;
}

/** Places in one `locate` question. */
const PLACES_PER_QUESTION = 250;

/** Distances in one question of reach: what Valhalla allows where nobody has set it otherwise. */
const MAX_CONTOURS = 4;

/** How far the border of a reach may stray from what Valhalla drew, which is on a grid of 100 m. */
const REACH_DETAIL_METRES = 5;

/** Places remembered with their roads; about 10 MB. */
const REMEMBERED_PLACES = 30_000;

export class ValhallaRoads implements RoadEngine {
  readonly kind: ValhallaSetup['kind'];
  readonly graphId: string;
  readonly isGraphKnown: boolean;
  readonly reachKind = 'on-foot';
  readonly mindsClosedRoads = true;
  private readonly setup: ValhallaSetup;
  private readonly placed = new Map<string, Placed | null>();

  constructor(setup: ValhallaSetup) {
    this.kind = setup.kind;
    this.graphId = setup.graphId;
    this.isGraphKnown = setup.isGraphKnown;
    this.setup = setup;
  }

  async matrix(locations: readonly Pose[], profile: Profile, options: MatrixOptions = {}): Promise<Matrix> {
    const { seconds, metres } = await this.block(locations, locations, profile, options);
    return { size: locations.length, seconds, metres };
  }

  async block(
    sources: readonly Pose[],
    targets: readonly Pose[],
    profile: Profile,
    options: MatrixOptions = {},
  ): Promise<Block> {
    const block = emptyBlock(sources.length * targets.length);
    const sourcePlaces = await this.onRoads(sources, profile, options);
    const targetPlaces = sources === targets ? sourcePlaces : await this.onRoads(targets, profile, options);
    // One place without a road would make Valhalla refuse them all: such rows and columns stay unreachable.
    const rows = indexesOfPlaces(sourcePlaces);
    const columns = indexesOfPlaces(targetPlaces);
    const part = await this.blockOfPlaces(
      rows.map(([, place]) => place),
      columns.map(([, place]) => place),
      profile,
      options,
    );
    if (part.seconds.length === block.seconds.length) return part;
    rows.forEach(([source], row) => {
      columns.forEach(([target], column) => {
        const cell = source * targets.length + target;
        block.seconds[cell] = part.seconds[row * columns.length + column] ?? UNREACHABLE;
        block.metres[cell] = part.metres[row * columns.length + column] ?? UNREACHABLE;
      });
    });
    return block;
  }

  private async blockOfPlaces(
    sources: Place[],
    targets: Place[],
    profile: Profile,
    { signal, onProgress }: MatrixOptions,
  ): Promise<Block> {
    const block = emptyBlock(sources.length * targets.length);
    if (block.seconds.length === 0) return block;
    const { ask, parallel, cellsPerQuestion } = this.setup;
    const question = { ...costingOf(profile), verbose: false };
    const columns = Math.min(targets.length, this.setup.maxColumns);
    // Small pieces keep every core busy to the end and let progress and cancelling through.
    const rows = Math.max(
      1,
      Math.min(Math.floor(cellsPerQuestion / columns), Math.ceil(sources.length / (parallel * 4))),
    );
    const pieces = startsOf(sources.length, rows).flatMap((row) =>
      startsOf(targets.length, columns).map((column) => ({ row, column })),
    );
    let piecesDone = 0;
    await inParallel(pieces, parallel, signal, async ({ row, column }) => {
      const piece = { sources: sources.slice(row, row + rows), targets: targets.slice(column, column + columns) };
      const answer = await askMatrix(ask, { ...question, ...piece }, signal);
      if (answer) readMatrixPiece(answer, block, { row, column, columns: targets.length });
      piecesDone++;
      onProgress?.(piecesDone / pieces.length);
    });
    if (profile.kind === 'truck' && profile.closed) forgetNothings(block, sources, targets);
    return block;
  }

  private async onRoads(poses: readonly Pose[], mover: Profile, options: RoadOptions): Promise<(Place | null)[]> {
    const placed = await this.placedOnRoads(poses.map(positionOf), mover, options);
    return placed.map((found, index) => {
      const pose = itemAt(poses, index);
      return found && ('position' in pose ? heading(found.place, pose.heading) : found.place);
    });
  }

  async streets(
    locations: readonly Position[],
    profile: Profile,
    options: RoadOptions = {},
  ): Promise<(Street | null)[]> {
    const placed = await this.placedOnRoads(locations, profile, options);
    return placed.map((found) => found?.street ?? null);
  }

  /** Each position's place on its road. The same thousand points are asked for again and again: they are remembered. */
  private async placedOnRoads(
    positions: readonly Position[],
    mover: Profile,
    { signal }: RoadOptions,
  ): Promise<(Placed | null)[]> {
    // A place on a closed road stays there: nobody comes to it.
    const profile = withoutClosed(mover);
    const names = positions.map((position) => `${position} ${JSON.stringify(profile)}`);
    // Taken out before the first await: another question may clear the memory meanwhile.
    const places = names.map((name) => this.placed.get(name));
    const unknown = [...positions.keys()].filter((index) => places[index] === undefined);
    const answers = await this.locate(
      unknown.map((index) => placeAt(itemAt(positions, index))),
      profile,
      signal,
    );
    if (this.placed.size > REMEMBERED_PLACES) this.placed.clear();
    unknown.forEach((index, order) => {
      places[index] = placeOnRoad(itemAt(positions, index), itemAt(answers, order), profile);
      this.placed.set(itemAt(names, index), places[index] ?? null);
    });
    return places.map((place) => place ?? null);
  }

  async route(locations: readonly Pose[], profile: Profile, { signal }: RoadOptions = {}): Promise<RoadRoute> {
    if (locations.length < 2) throw new RoadError('bad-input', 'A route needs at least two places.');
    const places = await this.onRoads(locations, profile, { signal });
    const offRoad = [...places.keys()].filter((index) => places[index] === null);
    if (offRoad.length > 0) {
      const which = offRoad.map((index) => index + 1).join(', ');
      throw new RoadError('no-route', `Place ${which} of the route has no road that this vehicle may use.`);
    }
    const route: RoadRoute = { distanceMetres: 0, durationSeconds: 0, legs: [] };
    // Parts share their last and first place.
    for (let start = 0; start + 1 < places.length; start += this.setup.placesPerRoute - 1) {
      const part = places.slice(start, start + this.setup.placesPerRoute);
      const { distanceMetres, durationSeconds, legs } = await this.routePart(part, profile, signal);
      route.distanceMetres += distanceMetres;
      route.durationSeconds += durationSeconds;
      route.legs.push(...legs);
    }
    return route;
  }

  private async routePart(places: (Place | null)[], profile: Profile, signal?: AbortSignal): Promise<RoadRoute> {
    const answer = await this.setup.ask(
      'route',
      {
        ...costingOf(profile),
        locations: places.map((place) => ({ ...place, type: 'break' })),
        format: 'osrm',
        shape_format: 'geojson',
      },
      signal,
    );
    return readRoute(answer as OsrmRouteAnswer);
  }

  async reach(
    locations: Position[],
    metres: readonly number[],
    { signal }: RoadOptions = {},
  ): ReturnType<RoadEngine['reach']> {
    const wrong = metres.find((distance) => !(distance > 0));
    if (wrong !== undefined) throw new RoadError('bad-input', `A reach of ${wrong} m is no distance.`);
    const areas: Awaited<ReturnType<RoadEngine['reach']>> = locations.map(() => []);
    // One search serves all distances of a question.
    const questions = startsOf(metres.length, MAX_CONTOURS).flatMap((start) =>
      [...locations.keys()].map((index) => ({ index, distances: metres.slice(start, start + MAX_CONTOURS), start })),
    );
    await inParallel(questions, this.setup.parallel, signal, async ({ index, distances, start }) => {
      const found = await this.reachOne(itemAt(locations, index), distances, signal);
      const own = itemAt(areas, index);
      for (const [k, area] of found.entries()) own[start + k] = area;
    });
    return areas;
  }

  private async reachOne(position: Position, metres: readonly number[], signal?: AbortSignal) {
    try {
      const answer = await this.setup.ask(
        'isochrone',
        {
          costing: 'pedestrian',
          locations: [placeToSnap(position, { radiusMetres: USUAL_SNAP_RADIUS_METRES, reachability: 0, all: false })],
          contours: metres.map((distance) => ({ distance: contourKilometres(distance) })),
          polygons: true,
          denoise: 1,
          generalize: REACH_DETAIL_METRES,
        },
        signal,
      );
      return readReach(answer as IsochroneAnswer, metres);
    } catch (error) {
      if (error instanceof RoadError && (error.code === 'out-of-area' || error.code === 'no-route')) {
        return metres.map(() => null);
      }
      throw error;
    }
  }

  async snap(locations: Position[], profile: Profile, options: SnapOptions = {}): Promise<(Snapped | null)[]> {
    const radiusMetres = options.radiusMetres ?? USUAL_SNAP_RADIUS_METRES;
    const rule = { profile, radiusMetres, reachability: this.setup.connectedFrom };
    const find = async (indexes: number[], all: boolean): Promise<(Snapped | null)[]> => {
      const places = indexes.map((index) => placeToSnap(itemAt(locations, index), { ...rule, all }));
      const answers = await this.locate(places, profile, options.signal);
      return answers.map((answer) => readSnapped(answer, rule));
    };
    const snapped = await find([...locations.keys()], false);
    // Mostly the nearest road will do. Only where it will not is the long list of all others worth its asking.
    const refused = [...snapped.keys()].filter((index) => snapped[index] === null);
    const others = await find(refused, true);
    refused.forEach((index, position) => {
      snapped[index] = others[position] ?? null;
    });
    return snapped;
  }

  private async locate(places: object[], profile: Profile, signal?: AbortSignal): Promise<LocateAnswer[]> {
    const answers: LocateAnswer[] = new Array(places.length);
    await inParallel(startsOf(places.length, PLACES_PER_QUESTION), this.setup.parallel, signal, async (start) => {
      const part = places.slice(start, start + PLACES_PER_QUESTION);
      const question = { ...costingOf(profile), locations: part, verbose: true };
      const found = (await this.setup.ask('locate', question, signal)) as LocateAnswer[];
      found.forEach((answer, index) => {
        answers[start + index] = answer;
      });
    });
    return answers;
  }

  async matchTrace(trace: TracePoint[], profile: Profile, { signal }: RoadOptions = {}): Promise<MatchedTrace> {
    if (trace.length < 2) throw new RoadError('bad-input', 'A trace needs at least two fixes.');
    const answer = await this.setup.ask(
      'trace_route',
      {
        ...costingOf(profile),
        shape: trace.map(fixOf),
        shape_match: 'map_snap',
        trace_options: matchingOf(trace),
        format: 'osrm',
        shape_format: 'geojson',
      },
      signal,
    );
    return readMatch(
      answer as OsrmMatchAnswer,
      trace.map((fix) => fix.position),
    );
  }

  async requireSameGraph({ signal }: RoadOptions = {}): Promise<void> {
    await requireGraph(this, () => this.setup.presentGraph(signal));
  }

  async close(): Promise<void> {
    // Valhalla keeps what it has opened.
  }
}

/** Nearer than this two places may be one to a truck. */
const SAME_PLACE_METRES = 20;

/** To a place on a closed road Valhalla gives a way of no length and no time where it means that there is none. */
function forgetNothings({ seconds, metres }: Block, sources: readonly Place[], targets: readonly Place[]): void {
  let cell = -1;
  for (const from of sources) {
    for (const to of targets) {
      cell++;
      if (seconds[cell] !== 0 || metres[cell] !== 0) continue;
      if (straightMetres([from.lon, from.lat], [to.lon, to.lat]) <= SAME_PLACE_METRES) continue;
      seconds[cell] = UNREACHABLE;
      metres[cell] = UNREACHABLE;
    }
  }
}

function withoutClosed(profile: Profile): Profile {
  if (profile.kind === 'pedestrian') return profile;
  const { closed: _, ...rest } = profile;
  return rest;
}

function indexesOfPlaces(places: (Place | null)[]): [index: number, place: Place][] {
  return places.flatMap((place, index): [number, Place][] => (place ? [[index, place]] : []));
}

/** `null` where not one pair of the question has a way, which Valhalla gives as an error. */
async function askMatrix(ask: Ask, question: object, signal?: AbortSignal): Promise<MatrixAnswer | null> {
  try {
    return (await ask('sources_to_targets', question, signal)) as MatrixAnswer;
  } catch (error) {
    if (error instanceof RoadError && error.code === 'no-route') return null;
    throw error;
  }
}

function emptyBlock(cells: number): Block {
  return { seconds: new Int32Array(cells).fill(UNREACHABLE), metres: new Int32Array(cells).fill(UNREACHABLE) };
}
