import type { ImportFault } from '../areas.ts';
import type { FacilityRow } from './facilities-file.ts';
import type { PointRow } from './points-file.ts';
import { faultOf, type ReadRows, type SourceFile } from './source-file.ts';
import type { TruckRow } from './trucks-file.ts';

type Named = Pick<SourceFile, 'kind' | 'name'>;

export interface CooperativeRow {
  code: string;
  name: string;
  kind: 'cooperative' | 'company' | 'ward-team';
}

/** Trucks whose depot is a depot of the facilities; the others as faults. */
export function trucksWithDepot(
  file: Named,
  trucks: readonly TruckRow[],
  facilities: readonly FacilityRow[],
): ReadRows<TruckRow> {
  const depots = new Set(facilities.filter((facility) => facility.kind === 'depot').map((facility) => facility.code));
  return split(trucks, (truck) =>
    truck.depotCode === '' || depots.has(truck.depotCode)
      ? null
      : faultOf(file, truck.line, 'depot', 'unknown-depot', truck.depotCode, { known: [...depots].join(', ') || '–' }),
  );
}

/** Points whose cooperative is one of the fleet's; the others as faults. Without a fleet nothing can be said. */
export function pointsWithCooperative(
  file: Named,
  points: readonly PointRow[],
  cooperatives: readonly CooperativeRow[],
): ReadRows<PointRow> {
  const known = new Set(cooperatives.map((cooperative) => cooperative.code));
  return split(points, ({ line, cooperativeCode: code }) =>
    code === null || known.size === 0 || known.has(code)
      ? null
      : faultOf(file, line, 'cooperative', 'unknown-cooperative', code, { known: [...known].join(', ') }),
  );
}

/** The cooperatives that trucks and points name; the first row with a name or a kind gives it, else it is the code. */
export function cooperativesOf(trucks: readonly TruckRow[], points: readonly PointRow[]): CooperativeRow[] {
  const codes = new Set([...trucks.map((truck) => truck.cooperativeCode), ...points.map((p) => p.cooperativeCode)]);
  return [...codes]
    .filter((code) => code !== null)
    .map((code) => {
      const own = trucks.filter((truck) => truck.cooperativeCode === code);
      return {
        code,
        name: own.find((truck) => truck.cooperativeName)?.cooperativeName ?? code,
        kind: own.find((truck) => truck.cooperativeKind)?.cooperativeKind ?? 'cooperative',
      };
    });
}

function split<T>(rows: readonly T[], faultIn: (row: T) => ImportFault | null): ReadRows<T> {
  const right: T[] = [];
  const faults: ImportFault[] = [];
  for (const row of rows) {
    const fault = faultIn(row);
    if (fault) faults.push(fault);
    else right.push(row);
  }
  return { rows: right, faults };
}
