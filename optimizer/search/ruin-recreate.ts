/** One step of ruin and recreate: take strings out, put the points back greedily, keep or undo by simulated annealing. */
import { hasOneTrip } from '../constraints/trips.ts';
import { Blink } from '../moves/blink.ts';
import { findInsertion } from '../moves/insert-point.ts';
import { Insertion, insertPoint } from '../moves/insertion.ts';
import { Ejection } from '../moves/eject.ts';
import { keepsSites } from '../constraints/unloading.ts';
import { ChangeForRoom } from '../moves/change-for-room.ts';
import { VehicleChange } from '../moves/change-vehicle.ts';
import { TripMove } from '../moves/move-trip.ts';
import { ServeInstead } from '../moves/serve-instead.ts';
import { StringRemoval } from '../moves/remove-strings.ts';
import type { Model } from '../model/model.ts';
import type { Neighbours } from '../model/neighbours.ts';
import type { Random } from '../random.ts';
import { chain } from './chain.ts';
import { tripPieces } from './construct.ts';
import { Journal } from '../state/journal.ts';
import { atOnce, type Pieces } from '../pieces.ts';
import { Absences } from './absences.ts';
import { InsertionOrder, remoteness } from './insertion-order.ts';
import { InsertionQueue } from './insertion-queue.ts';
import { NearRoutes } from './near-routes.ts';
import type { Routes } from '../state/routes.ts';
import { type Part, wholePlan } from './partition.ts';
import { isLess, setRoutes, Snapshot } from '../state/snapshot.ts';
import { PARAMETERS } from './parameters.ts';

export class RuinRecreate {
  readonly routes: Routes;
  readonly best: Snapshot;
  readonly #model: Model;
  readonly #neighbours: Neighbours;
  readonly #random: Random;
  readonly #journal: Journal;
  readonly #strings: StringRemoval;
  readonly #ejection: Ejection;
  readonly #tripMove: TripMove;
  readonly #vehicleChange: VehicleChange;
  readonly #changeForRoom: ChangeForRoom;
  /** Whether vehicles can change places to make room: each goes out once, and they differ in what they cost. */
  readonly #mayChangeForRoom: boolean;
  /** Whether the present step lets them. */
  #changesForRoom = false;
  /** Whether the present step has come to something that cannot be kept. */
  #isBroken = false;
  readonly #serveInstead: ServeInstead;
  readonly #blink: Blink;
  readonly #insertion = new Insertion();
  readonly #queue: InsertionQueue;
  readonly #order: InsertionOrder;
  /** Distance of each point from the nearest place a vehicle starts at. */
  readonly #remoteness: Float64Array;
  readonly #active: Uint8Array;
  readonly #among: Int32Array;
  #amongCount = 0;
  /** Routes an insertion looks at. */
  readonly #near: NearRoutes;
  /** Whether the present step looks at all routes for every point. */
  #everywhere = false;
  readonly #everywhereRate: number;
  /** Points a step may start from. */
  readonly #seeds: Int32Array;
  #seedCount = 0;
  #current: number;
  /** Routes that differ from `best`. */
  readonly #strayed: Int32Array;
  readonly #hasStrayed: Uint8Array;
  #strayedCount = 0;
  /** Whether the best plan leaves points out: then who is served is worth steps of their own. */
  #bestLeavesOut = true;
  iterations = 0;
  /** How much later than they may vehicles come home at present, as a share of their day. */
  #overrun = 0;
  /** Points a step takes out on average. */
  averageRemoved = 10;
  readonly #absences: Absences;
  /** Whether a plan is kept for serving what others left out more often, whatever it costs. */
  favoursAbsent = false;
  /** What a unit of unserved prize costs while searching; the best plan is always judged by the problem's own price. */
  prizeWeight: number;

  constructor(routes: Routes, neighbours: Neighbours, random: Random) {
    const { model } = routes;
    this.routes = routes;
    this.#model = model;
    this.#neighbours = neighbours;
    this.#random = random;
    this.#journal = new Journal(routes);
    this.#strings = new StringRemoval(routes, neighbours, this.#journal, random);
    this.#ejection = new Ejection(routes, random);
    this.#tripMove = new TripMove(routes, neighbours, this.#journal, this.#ejection, random);
    this.#vehicleChange = new VehicleChange(routes, neighbours, this.#journal, this.#ejection, random);
    this.#changeForRoom = new ChangeForRoom(routes, this.#journal, this.#ejection);
    this.#mayChangeForRoom = model.pricesDiffer && !model.limitedIntake && hasOneTrip(model);
    this.#serveInstead = new ServeInstead(routes, neighbours, this.#journal, this.#ejection, random);
    this.#blink = new Blink(random, PARAMETERS.step.blinkRate);
    this.#absences = new Absences(routes);
    this.#queue = new InsertionQueue(routes, neighbours, random);
    this.#remoteness = remoteness(model);
    this.#order = new InsertionOrder(model, this.#remoteness, random);
    this.#active = new Uint8Array(model.vehicleCount);
    this.#among = new Int32Array(model.vehicleCount);
    this.#near = new NearRoutes(routes, neighbours);
    this.#seeds = new Int32Array(model.pointCount);
    this.#strayed = new Int32Array(model.vehicleCount);
    this.#hasStrayed = new Uint8Array(model.vehicleCount);
    this.best = new Snapshot(routes);
    this.#everywhereRate = hasOneTrip(model) ? 1 : PARAMETERS.step.everywhereRate;
    this.prizeWeight = model.prizeWeight;
    this.#current = this.priceOf(routes);
    this.limitTo(wholePlan(model));
  }

  /** Price of the plan the search stands at. */
  get cost(): number {
    return this.#current;
  }

  /** What the search takes a plan's price for: the unserved, the fullness of trips and the vehicles' time as they count at present. */
  priceOf(routes: Routes): number {
    const { fullnessWeight, dutyWeight } = this.routes;
    return routes.cost(this.prizeWeight) + fullnessWeight * routes.fullness + dutyWeight * routes.dutySeconds;
  }

  /** Lets the search change only the routes of `part`, and insert only its unserved points. */
  limitTo(part: Part): void {
    const { routes } = this;
    this.#active.set(part.routes);
    this.#queue.limitTo(part);
    this.#amongCount = 0;
    for (let r = 0; r < this.#model.vehicleCount; r++) {
      if (this.#active[r] === 1) this.#among[this.#amongCount++] = r;
    }
    this.#seedCount = 0;
    for (let p = 0; p < this.#model.pointCount; p++) {
      const r = routes.routeOf[p];
      if (r < 0 ? part.points[p] === 1 : this.#active[r] === 1) this.#seeds[this.#seedCount++] = p;
    }
  }

  /** Goes on from another plan, which also becomes the best until a better one is found. */
  startFrom(sequence: Int32Array, length: Int32Array): void {
    setRoutes(this.routes, sequence, length);
    this.#current = this.priceOf(this.routes);
    this.rememberAsBest();
  }

  /** Forgets the best plan in favour of the present one. */
  rememberAsBest(): void {
    this.best.takeAll(this.routes);
    this.#bestLeavesOut = this.routes.unservedCount > 0;
    for (let x = 0; x < this.#strayedCount; x++) this.#hasStrayed[this.#strayed[x]] = 0;
    this.#strayedCount = 0;
  }

  #stray(r: number): void {
    if (this.#hasStrayed[r] === 1) return;
    this.#hasStrayed[r] = 1;
    this.#strayed[this.#strayedCount++] = r;
  }

  #keepIfBest(): boolean {
    if (this.#overrun > 0) return false;
    const { routes } = this;
    const cost = routes.cost(this.#model.prizeWeight);
    if (!isLess(cost, this.best.cost)) return false;
    for (let x = 0; x < this.#strayedCount; x++) {
      const r = this.#strayed[x];
      this.best.takeRoute(this.routes, r);
      this.#hasStrayed[r] = 0;
    }
    this.#strayedCount = 0;
    this.#bestLeavesOut = routes.unservedCount > 0;
    this.best.cost = cost;
    return true;
  }

  /** Changes what unserved prize costs from now on. */
  setPrizeWeight(weight: number): void {
    this.#current += (weight - this.prizeWeight) * this.routes.unservedPrize;
    this.prizeWeight = weight;
  }

  /** Changes what full trips cost from now on. */
  setFullnessWeight(weight: number): void {
    this.#current += (weight - this.routes.fullnessWeight) * this.routes.fullness;
    this.routes.fullnessWeight = weight;
  }

  /** Changes what a second of the vehicles' time costs beside driving from now on. */
  setDutyWeight(weight: number): void {
    this.#current += (weight - this.routes.dutyWeight) * this.routes.dutySeconds;
    this.routes.dutyWeight = weight;
  }

  /**
   * From now on vehicles may come home so much later, as a share of their day; what then does not fit any more is unserved. The best plan stays
   * what it was until the share is 0 again: then it is the present one.
   */
  setOverrun(share: number): void {
    if (share === this.#overrun) return;
    const { routes } = this;
    this.#overrun = share;
    routes.setOverrun(share);
    if (!this.#soften()) this.best.restore(routes);
    this.#current = this.priceOf(routes);
    if (share === 0) this.rememberAsBest();
  }

  /** Takes out of all routes what does not fit. @returns whether they then keep all rules */
  #soften(): boolean {
    this.#ejection.begin();
    for (let r = 0; r < this.#model.vehicleCount; r++) {
      if (!this.#ejection.soften(r) || !keepsSites(this.routes, r)) return false;
    }
    return true;
  }

  /** Serves every unserved point it can by whole trips, and what these leave out along a chain of neighbours. */
  construct(): void {
    atOnce(this.constructPieces());
  }

  /** The same in pieces. */
  *constructPieces(): Pieces<void> {
    const { routes } = this;
    yield* tripPieces(routes, this.#neighbours, this.#remoteness, PARAMETERS.construction.fill);
    this.#journal.open();
    this.#everywhere = this.#model.pointCount <= PARAMETERS.construction.manyPoints;
    const left = routes.unserved.slice(0, routes.unservedCount);
    if (left.length > 0) chain(this.#model, this.#remoteness, left, left.length, this.#random);
    for (const p of left) {
      this.#insert(p);
      yield;
    }
    this.takeStock();
  }

  /** Goes on from what is constructed so far, or from the plan before if that is better: for a construction that was broken off. */
  takeStock(): void {
    for (let r = 0; r < this.#model.vehicleCount; r++) this.#stray(r);
    this.#keepIfBest();
    this.best.restore(this.routes);
    this.#current = this.priceOf(this.routes);
    this.rememberAsBest();
  }

  /** One step at the given temperature, in cost units. @returns whether a new best plan was found. */
  step(temperature: number): boolean {
    this.iterations++;
    this.#chooseManner();
    if (this.#seedCount === 0) return false;
    this.#journal.open();
    const absences = this.favoursAbsent && this.routes.unservedCount > 0 ? this.#absences.sum() : -1;
    if (this.#ruin()) {
      this.#recreate();
      if (absences < 0 ? this.#accepts(temperature) : this.#acceptsForAbsences(absences, temperature))
        return this.#keepIfBest();
    }
    this.#journal.undo();
    return false;
  }

  /** Where the step looks for places, and how it counts the cost of sending a vehicle out. */
  #chooseManner(): void {
    const { fewRoutes, fixedByLoadRate, changeForRoomRate } = PARAMETERS.step;
    this.#isBroken = false;
    this.#changesForRoom = this.#mayChangeForRoom && this.#random.unit() < changeForRoomRate;
    this.#everywhere = this.#amongCount <= fewRoutes || this.#random.unit() < this.#everywhereRate;
    this.routes.fixedByLoad = this.#model.pricesDiffer && this.#random.unit() < fixedByLoadRate;
  }

  /** Takes points out one way or another, and queues them to be put back. @returns false if it came to nothing. */
  #ruin(): boolean {
    const { routes } = this;
    const random = this.#random;
    const { serveInsteadRate, vehicleChangeRate, tripMoveRate } = PARAMETERS.step;
    const seed = this.#seeds[random.below(this.#seedCount)];
    if (this.#mayServeInstead() && random.unit() < serveInsteadRate) {
      const p = routes.unserved[random.below(routes.unservedCount)];
      return this.#queueEjected(p, !this.#queue.isForeign(p) && this.#serveInstead.move(p, this.#active));
    }
    if (this.#model.pricesDiffer && random.unit() < vehicleChangeRate) {
      return this.#queueEjected(seed, this.#vehicleChange.move(seed, this.#active, this.#among, this.#amongCount));
    }
    if (random.unit() < tripMoveRate) {
      return this.#queueEjected(seed, this.#tripMove.move(seed, this.#active, this.#among, this.#amongCount));
    }
    this.#strings.remove(seed, this.#active, this.#averageTrip(), this.averageRemoved);
    this.#queue.fill(seed, this.#strings.removed, this.#strings.removedCount);
    return true;
  }

  /** Whether who is served is worth steps of their own: the truth counts, and no plan is known that serves all. */
  #mayServeInstead(): boolean {
    return this.#bestLeavesOut && this.prizeWeight === this.#model.prizeWeight && this.routes.unservedCount > 0;
  }

  /** Queues what a move around `seed` ejected, if it came to anything. */
  #queueEjected(seed: number, isMoved: boolean): boolean {
    if (isMoved) this.#queue.fill(seed, this.#ejection.removed, this.#ejection.removedCount);
    return isMoved;
  }

  /** Puts back what is queued, each point at its cheapest place. */
  #recreate(): void {
    this.#order.order(this.#queue.points, this.#queue.count);
    this.#insertQueued();
  }

  /** Whether the step is kept: by simulated annealing, if all it touched keeps its times. */
  #accepts(temperature: number): boolean {
    if (this.#isBroken || !this.#keepsTimes()) return false;
    const cost = this.priceOf(this.routes);
    if (cost >= this.#current - temperature * Math.log(this.#random.unit() + 1e-300)) return false;
    this.#keep(cost);
    return true;
  }

  /** Whether the step is kept where the plan before left out points with so many absences: fewer are better, as many are judged by price. */
  #acceptsForAbsences(before: number, temperature: number): boolean {
    if (this.#isBroken || !this.#keepsTimes()) return false;
    const absences = this.#absences.sum();
    this.#absences.count();
    if (absences > before) return false;
    if (absences === before) return this.#accepts(temperature);
    this.#keep(this.priceOf(this.routes));
    return true;
  }

  #keep(cost: number): void {
    this.#current = cost;
    for (let x = 0; x < this.#journal.touchedCount; x++) this.#stray(this.#journal.touched[x]);
  }

  #keepsTimes(): boolean {
    const { touched, touchedCount } = this.#journal;
    for (let x = 0; x < touchedCount; x++) if (this.routes.inTime[touched[x]] === 0) return false;
    return true;
  }

  #averageTrip(): number {
    const { routes } = this;
    let trips = 0;
    for (let x = 0; x < this.#amongCount; x++) trips += routes.tripCount[this.#among[x]] - 1;
    return (this.#model.pointCount - routes.unservedCount) / Math.max(1, trips);
  }

  /** A point that was unserved before this step fitted nowhere then, so only what the step changed can take it now. */
  #insertWaiting(p: number): void {
    const { touched, touchedCount } = this.#journal;
    if (!findInsertion(this.routes, p, touched, touchedCount, this.#blink, this.#insertion)) return;
    insertPoint(this.routes, p, this.#insertion);
  }

  #insert(p: number): void {
    const { routes } = this;
    const near = this.#near;
    const narrow = !this.#everywhere;
    if (narrow) near.find(p, this.#active, this.#among, this.#amongCount);
    let isFound = narrow && findInsertion(routes, p, near.list, near.count, this.#blink, this.#insertion);
    if (!isFound && !(narrow && near.count === this.#amongCount)) {
      isFound = findInsertion(routes, p, this.#among, this.#amongCount, this.#blink, this.#insertion);
    }
    if (this.#changesForRoom && this.#makeRoom(p, isFound ? this.#insertion.delta : Number.POSITIVE_INFINITY)) return;
    if (!isFound) return;
    this.#journal.note(this.#insertion.route);
    insertPoint(routes, p, this.#insertion);
  }

  /** Serves the point by a change of vehicles, where that is cheaper than `least`. @returns whether it was */
  #makeRoom(p: number, least: number): boolean {
    const near = this.#near;
    if (this.#everywhere) near.find(p, this.#active, this.#among, this.#amongCount);
    if (!this.#changeForRoom.find(p, near.list, near.count, this.#active, least)) return false;
    if (!this.#changeForRoom.carryOut(p)) this.#isBroken = true;
    return true;
  }

  #insertQueued(): void {
    const { points, count, waiting } = this.#queue;
    for (let x = 0; x < count; x++) {
      const p = points[x];
      if (this.#isBroken) waiting[p] = 0;
      else if (waiting[p] === 1) {
        waiting[p] = 0;
        this.#insertWaiting(p);
      } else this.#insert(p);
    }
  }
}
