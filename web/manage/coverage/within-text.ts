import type { TFunction } from 'i18next';
import type { CoverageView } from '../../../domain/coverage.ts';
import type { Format } from '../../ui/format.ts';

/** A distance with how it is measured: reaches along the streets are known for some distances only. */
export function withinText(
  { onFootMetres }: Pick<CoverageView, 'onFootMetres'>,
  metres: number,
  { t, format }: { t: TFunction<'manage'>; format: Format },
): string {
  const method = onFootMetres.includes(metres) ? 'on-foot' : 'straight-line';
  return t(`coverage.within.${method}`, { distance: format.distance(metres) });
}
