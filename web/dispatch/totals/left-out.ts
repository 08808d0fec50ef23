import type { Stream } from '../../../domain/stream-names.ts';
import type { DayModel, Unserved } from '../day-model.ts';

/** Why something due is not collected: the plan had no place for it, the crew passed it over, or nobody reported it. */
export type WhyLeftOut =
  | { kind: 'unserved'; reason: Unserved['reason']; note: string | null }
  | { kind: 'skipped'; reason: string | null; truckNumber: number; doneAt: string }
  | { kind: 'unreported'; truckNumber: number };

export interface LeftOut {
  key: string;
  pointId: string;
  /** Of one that no truck has. */
  visitId: string | null;
  stopId: string | null;
  code: string;
  name: string;
  stream: Stream;
  /** Expected there. */
  loadKg: number;
  why: WhyLeftOut;
}

/** Everything due that is not collected and, as far as reported, will not be: heaviest first. */
export function leftOut(model: DayModel): LeftOut[] {
  const entries: LeftOut[] = (model.revision?.unserved ?? []).map(
    ({ pointId, visitId, code, name, stream, loadKg, reason, note }) => ({
      key: `${pointId} ${stream}`,
      pointId,
      visitId,
      stopId: null,
      code,
      name,
      stream,
      loadKg,
      why: { kind: 'unserved', reason, note },
    }),
  );
  for (const [stopId, outcome] of model.outcomes) {
    const entry = model.stops.get(stopId);
    if (!entry || (outcome !== 'skipped' && outcome !== 'unreported')) continue;
    const { stop, route } = entry;
    const reported = model.stopStates.get(stopId);
    if (!stop.pointId || !stop.stream) continue;
    entries.push({
      key: stopId,
      pointId: stop.pointId,
      visitId: null,
      stopId,
      code: stop.code,
      name: stop.name,
      stream: stop.stream,
      loadKg: stop.loadKg,
      why:
        outcome === 'skipped' && reported
          ? { kind: 'skipped', reason: reported.reason, truckNumber: route.truckNumber, doneAt: reported.doneAt }
          : { kind: 'unreported', truckNumber: route.truckNumber },
    });
  }
  return entries.sort((a, b) => b.loadKg - a.loadKg || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}
