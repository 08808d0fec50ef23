import { bbox } from '@turf/turf';
import type { BBox } from 'geojson';
import type { ImportFault } from '../areas.ts';
import { areaInDegrees, commonArea } from './overlap-area.ts';
import { faultOf, type SourceFile } from './source-file.ts';
import type { UnitRow } from './units-file.ts';

/** Share of the smaller unit that two may overlap: slivers of digitising, not a disputed border. */
const TOLERATED_OVERLAP = 0.005;

/** A fault for every two units that hold at the same time and lie on each other by more than a sliver. */
export function findOverlaps(file: Pick<SourceFile, 'kind' | 'name'>, units: readonly UnitRow[]): ImportFault[] {
  const shapes = units.map((unit) => ({ unit, bbox: bbox(unit.geometry), area: areaInDegrees(unit.geometry) }));
  const faults: ImportFault[] = [];
  for (const [i, later] of shapes.entries()) {
    for (const earlier of shapes.slice(0, i)) {
      if (!holdTogether(earlier.unit, later.unit) || !meet(earlier.bbox, later.bbox)) continue;
      const common = commonArea(earlier.unit.geometry, later.unit.geometry);
      const share = common / Math.min(earlier.area, later.area);
      if (share <= TOLERATED_OVERLAP) continue;
      const params = {
        other: earlier.unit.code,
        otherLine: earlier.unit.line,
        percent: Number((share * 100).toFixed(1)),
      };
      faults.push(faultOf(file, later.unit.line, 'geometry', 'units-overlap', later.unit.code, params));
    }
  }
  return faults;
}

/** Whether there is a day on which both units hold. */
export function holdTogether(a: Pick<UnitRow, 'validFrom' | 'validTo'>, b: Pick<UnitRow, 'validFrom' | 'validTo'>) {
  return (a.validTo === null || b.validFrom < a.validTo) && (b.validTo === null || a.validFrom < b.validTo);
}

function meet(a: BBox, b: BBox): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
