import { lateStops } from './late.ts';
import { type Condition, instantText, MINUTE, type Situation, type StopNow, type WasThere } from './situation.ts';

/** A visit skipped for this reason leaves nothing behind. */
const NOTHING_LEFT = 'nothing-there';
/** A unit is under its target when it misses it by more than this; what is expected is never known better. */
const UNDER_SHARE = 0.005;
/** Shares are quotients of masses: a difference in the last digits is none. */
const ROUNDING = 1e-9;
/** Stops expected so long after the shift's end are not counted on. */
const UNLIKELY_MILLISECONDS = 60 * MINUTE;

interface UnitMass {
  dueKg: number;
  /** Not collected by now, or not expected to be. */
  lostKg: number;
  readonly skipped: { readonly stop: StopNow; readonly truckId: string }[];
}

/**
 * Skipped visits without which their unit misses its target, one condition a unit, named by the last; and units that miss theirs for other reasons: shifts
 * that ended without all of their stops, stops expected too late. What the plan leaves out was known when it was published.
 */
export function targetConditions(situation: Situation, wasThere: WasThere): Condition[] {
  const masses = unitMasses(situation);
  const lastEnd = Math.max(...situation.routes.map(({ shiftEndsAt, endsAt }) => Math.max(shiftEndsAt, endsAt)));
  return situation.units.flatMap(({ unitId, targetShare, leftOutKg }): Condition[] => {
    const mass = masses.get(unitId);
    if (targetShare === null || !mass || mass.dueKg === 0) return [];
    const dueKg = mass.dueKg + leftOutKg;
    // Nobody is told again of what was planned to be missed.
    const goal = Math.min(targetShare, mass.dueKg / dueKg);
    const skippedKg = mass.skipped.reduce((sum, { stop }) => sum + stop.loadKg, 0);
    const shareWith = (lostKg: number): number => (mass.dueKg - lostKg) / dueKg;
    const share = shareWith(mass.lostKg + skippedKg);
    const last = mass.skipped.toSorted((a, b) => (a.stop.report?.at ?? 0) - (b.stop.report?.at ?? 0)).at(-1);
    const skipped: Condition[] = [];
    if (last && share < goal - ROUNDING) {
      const { id: stopId, visitId, pointId, stream, report } = last.stop;
      skipped.push({
        ...{ key: `skipped-endangers ${unitId}`, kind: 'skipped-endangers', truckId: last.truckId, unitId },
        ...{ stopId, visitId, pointId },
        facts: {
          since: report ? instantText(report.at) : null,
          ...{ kg: Math.round(skippedKg), share, targetShare, reason: report?.reason ?? null, stream },
          stops: mass.skipped.length,
          visitIds: mass.skipped.flatMap(({ stop }) => stop.visitId ?? []),
        },
        savableKg: situation.now < lastEnd ? Math.round(skippedKg) : 0,
        saveBy: lastEnd,
      });
    }
    const key = `unit-under-target ${unitId}`;
    // Without what the skipped visits tell of by themselves.
    const other = shareWith(mass.lostKg);
    if (other >= goal - (wasThere(key) ? UNDER_SHARE / 2 : UNDER_SHARE)) return skipped;
    const kg = Math.round((goal - other) * dueKg);
    return [
      ...skipped,
      {
        ...{ key, kind: 'unit-under-target', unitId },
        facts: { share: other, targetShare, kg },
        savableKg: situation.now < lastEnd ? kg : 0,
        saveBy: lastEnd,
      },
    ];
  });
}

function unitMasses({ routes, unitOf }: Situation): Map<string, UnitMass> {
  const masses = new Map<string, UnitMass>();
  for (const route of routes) {
    const late = new Set(
      lateStops(route, Math.max(route.shiftEndsAt, route.endsAt) + UNLIKELY_MILLISECONDS).map(({ id }) => id),
    );
    for (const stop of route.stops) {
      const unitId = stop.pointId && unitOf(stop.pointId);
      if (stop.kind !== 'point' || !unitId) continue;
      const mass = masses.get(unitId) ?? { dueKg: 0, lostKg: 0, skipped: [] };
      masses.set(unitId, mass);
      mass.dueKg += stop.loadKg;
      const { report } = stop;
      if (report?.kind === 'skipped') {
        if (report.reason !== NOTHING_LEFT) mass.skipped.push({ stop, truckId: route.truckId });
      } else if (report === null && (route.isEnded || late.has(stop.id))) {
        mass.lostKg += stop.loadKg;
      }
    }
  }
  return masses;
}
