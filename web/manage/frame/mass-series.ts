import type { MassByGrade } from '../../../domain/ledger/rates.ts';
import type { Series } from './Chart.tsx';

const GRADES = ['weighed', 'measured', 'estimated'] as const;
/** Estimated ones are lighter: they look as sure as they are. */
const OPACITY = { weighed: 1, measured: 0.65, estimated: 0.3 } as const;

/** Bars of what was collected, by how it is known. */
export function massSeries(
  of: readonly { readonly mass: MassByGrade }[],
  nameOf: (grade: keyof MassByGrade) => string,
): Series[] {
  return GRADES.map((grade) => ({
    ...{ name: nameOf(grade), kind: 'bars', stack: 'mass', colour: '--tx-served', opacity: OPACITY[grade] },
    data: of.map(({ mass }) => mass[grade]),
  }));
}

/** Lines of rates and their targets, against the scale on the right. */
export function rateSeries(
  of: readonly { readonly rate: number | null; readonly target: number | null }[],
  nameOf: (name: 'rate' | 'target') => string,
): Series[] {
  return (['rate', 'target'] as const).map((name) => ({
    ...{ name: nameOf(name), kind: 'line', colour: '--tx-target', isRight: true, isDashed: name === 'target' },
    data: of.map((one) => one[name]),
  }));
}
