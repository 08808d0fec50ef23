import { useTranslation } from 'react-i18next';
import type { FillLevel } from '../../domain/fill-level.ts';
import type { PointBriefing } from '../../domain/own-route.ts';
import { useFormat } from '../ui/use-format.ts';

/** A mass as the crew came to it: typed, or by how full the containers were. */
export type ToldMass =
  | { readonly kg: number; readonly how: 'typed' }
  | { readonly kg: number; readonly how: 'fill'; readonly level: FillLevel };

/** What a mass is called on a button: the level it follows from stands before it. */
export function useMassText(): (mass: ToldMass) => string {
  const { t } = useTranslation('driver');
  const format = useFormat();
  return (mass) => (mass.how === 'fill' ? `${t(`fill.${mass.level}`)} · ${format.kg(mass.kg)}` : format.kg(mass.kg));
}

export type FilledContainers = Pick<PointBriefing, 'containers'> & {
  readonly containerLitres: number;
  readonly fullKg: number;
};

/** A point's containers, where what they hold is known. */
export function filledContainers(told: PointBriefing | undefined): FilledContainers | null {
  if (!told || told.fullKg === null || told.containerLitres === null) return null;
  return { containers: told.containers, containerLitres: told.containerLitres, fullKg: told.fullKg };
}
