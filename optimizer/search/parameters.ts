/**
 * What the search goes by, in one place: rates, temperatures and sizes, each with what it means. They were found by trying
 * (`docs/optimizer.md`); shares are of steps or of the budget, legs are average prices of a leg of the plan at the start.
 */
export interface SearchParameters {
  /** One step of ruin and recreate. */
  readonly step: {
    /** Share of places overlooked on purpose. */
    readonly blinkRate: number;
    /** Share of steps that move a whole trip. */
    readonly tripMoveRate: number;
    /** Share of steps that change which vehicle does a route, where prices hang on it. */
    readonly vehicleChangeRate: number;
    /** Share of steps in which vehicles are sent out as if they would be filled, where prices hang on it. */
    readonly fixedByLoadRate: number;
    /** Share of steps in which a route without room goes to a larger vehicle, where each goes out once. */
    readonly changeForRoomRate: number;
    /**
     * Share of steps that serve a point instead of others, as long as no plan is known that serves all: once the truth counts. Before,
     * they only keep the search from taking shape.
     */
    readonly serveInsteadRate: number;
    /** With more routes than this only those that pass near a point are looked at for it. */
    readonly fewRoutes: number;
    /** Share of steps that look at all routes all the same; all do where vehicles go out once and tight loads must pack. */
    readonly everywhereRate: number;
  };
  /** The first plan. */
  readonly construction: {
    /** How full its trips are made: room is left for what the windows forbid elsewhere. */
    readonly fill: number;
    /** With more points than this it looks for places near a point only. */
    readonly manyPoints: number;
  };
  /** From hot to cold. */
  readonly cooling: {
    /** First and last temperature, in legs: where vehicles go out several times, where once, and where once to points with windows. */
    readonly hot: number;
    readonly cold: number;
    readonly hotOneTrip: number;
    readonly coldOneTrip: number;
    readonly hotWindows: number;
    readonly coldWindows: number;
    /** First temperature when there is a plan to start from, and when the search goes on from the best of its own. */
    readonly warm: number;
    readonly warmAgain: number;
    /**
     * While searching, leaving out a point of average prize costs this many temperatures, and at least so many legs: less than it
     * costs in truth, so that the search can pass through plans that leave some out. From a share of the budget on the truth counts.
     */
    readonly leftOut: { readonly temperatures: number; readonly legs: number };
    /** The same while the vehicles' time has a price. */
    readonly leftOutScarce: { readonly temperatures: number; readonly legs: number };
    readonly truthFrom: number;
    /** Up to this share serving what was left out more often counts before the price, where vehicles go out once and points have windows. */
    readonly absentUntil: number;
    /**
     * At the beginning a full trip costs this many legs more than an empty one, and less and less until the end: as long as trips have
     * room to spare, points can change between them.
     */
    readonly fullLegs: number;
    /**
     * Points a step takes out on average, at the beginning and at the end, where vehicles go out several times: first whole trips
     * change, in the end single places.
     */
    readonly firstRemoved: number;
    readonly lastRemoved: number;
    /** The same throughout, where vehicles go out once or the search starts from a plan: as in SISR. */
    readonly removed: number;
    /**
     * From this share on only better plans are kept where balance or unfamiliarity counts: what little they may decide is lost in
     * what a temperature lets pass.
     */
    readonly settled: number;
  };
  /** Beginning anew. */
  readonly rounds: {
    /** Steps of a thread in one round: enough for a few hundred points, and more rounds are better than longer ones. */
    readonly steps: number;
    /** The same where vehicles go out once: by turns from the first plan and from the best. */
    readonly stepsOneTrip: number;
    /** Share of the budget that is left for the last round. */
    readonly lastShare: number;
    /** Pieces of a round: what a step takes out, and what leaving out and full trips cost, changes between them. */
    readonly pieces: number;
    /** Plans of at most so many points are searched in rounds: larger ones in parts, which need one plan for all threads. */
    readonly mostPoints: number;
  };
  /** Vehicles that may be back late while a round is hot, where not all can be served. */
  readonly overrun: {
    /** How late at first, as a share of their day, and at which share of the round in time again. */
    readonly most: number;
    readonly until: number;
    /** Which of four rounds let them. */
    readonly turns: readonly number[];
    /** So many trips of the best plan, at most, are not there in the beginning. */
    readonly mostDropped: number;
  };
  /** Several threads. */
  readonly threads: {
    /** Parts are about this large. */
    readonly partPoints: number;
    /** Plans of more points are searched in parts from the beginning; smaller ones when they have taken shape, or never. */
    readonly manyPoints: number;
    readonly shaped: number;
    /** Fewer points or routes than this per thread are searched whole. */
    readonly fewestPartPoints: number;
    readonly fewestPartRoutes: number;
    /** Plans of at most so many points are crossed by one thread where the problem is plain enough; of larger ones too few are made. */
    readonly mostCrossed: number;
    /** Epochs between two exchanges of threads that search the whole plan. */
    readonly exchangeEvery: number;
  };
}

export const PARAMETERS: SearchParameters = {
  step: {
    blinkRate: 0.01,
    tripMoveRate: 0.05,
    vehicleChangeRate: 0.1,
    fixedByLoadRate: 0.3,
    changeForRoomRate: 0.3,
    serveInsteadRate: 0.3,
    fewRoutes: 8,
    everywhereRate: 0.5,
  },
  construction: { fill: 0.85, manyPoints: 1500 },
  cooling: {
    hot: 6,
    cold: 0.02,
    hotOneTrip: 1,
    coldOneTrip: 0.002,
    hotWindows: 20,
    coldWindows: 0.05,
    warm: 0.1,
    warmAgain: 1,
    leftOut: { temperatures: 10, legs: 30 },
    leftOutScarce: { temperatures: 4, legs: 8 },
    truthFrom: 0.9,
    absentUntil: 0.9,
    fullLegs: 14,
    firstRemoved: 30,
    lastRemoved: 10,
    removed: 10,
    settled: 0.94,
  },
  rounds: { steps: 15_000, stepsOneTrip: 30_000, lastShare: 0.25, pieces: 8, mostPoints: 500 },
  overrun: { most: 0.05, until: 0.5, turns: [3], mostDropped: 3 },
  threads: {
    partPoints: 1000,
    manyPoints: 2000,
    shaped: 0.5,
    fewestPartPoints: 250,
    fewestPartRoutes: 3,
    mostCrossed: 700,
    exchangeEvery: 6,
  },
};
