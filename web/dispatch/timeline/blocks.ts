import type { RouteView, StopView } from '../../../domain/plans.ts';

export interface Block {
  kind: 'driving' | 'wait' | 'service' | 'unload' | 'break';
  startMs: number;
  endMs: number;
  stop: StopView;
}

/** What a truck does from its start to its end, without gaps but where the plan has some; blocks of no length are left out. */
export function blocksOf(route: RouteView): Block[] {
  const blocks: Block[] = [];
  let freeAt = Date.parse(route.startsAt);
  for (const stop of route.stops) {
    const arrives = Date.parse(stop.arrivesAt);
    const starts = Date.parse(stop.startsAt);
    const departs = Date.parse(stop.departsAt);
    const push = (kind: Block['kind'], startMs: number, endMs: number) => {
      if (endMs > startMs) blocks.push({ kind, startMs, endMs, stop });
    };
    if (stop.kind !== 'start') push('driving', freeAt, arrives);
    push('wait', arrives, starts);
    if (stop.kind === 'point') push('service', starts, departs);
    else if (stop.kind === 'unload') push('unload', starts, departs);
    else if (stop.kind === 'break') push('break', starts, departs);
    freeAt = departs;
  }
  return blocks;
}

/** The blocks in which a truck stands at a stop to do something there: one a stop, none for driving and waiting. */
export function stopBlocks(route: RouteView): Block[] {
  return blocksOf(route).filter(({ kind }) => kind !== 'driving' && kind !== 'wait');
}

export interface TripSpan {
  number: number;
  startMs: number;
  endMs: number;
}

/** When each trip lasts: from leaving for its first stop to having unloaded. */
export function tripSpans(route: RouteView): TripSpan[] {
  const spans: TripSpan[] = [];
  let freeAt = Date.parse(route.startsAt);
  for (const stop of route.stops) {
    const departs = Date.parse(stop.departsAt);
    if (stop.tripNumber !== null) {
      const span = spans.at(-1);
      if (span?.number === stop.tripNumber) span.endMs = departs;
      else spans.push({ number: stop.tripNumber, startMs: freeAt, endMs: departs });
    }
    freeAt = departs;
  }
  return spans;
}
