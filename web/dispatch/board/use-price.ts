import { useTranslation } from 'react-i18next';
import type { BrokenRule, Place } from '../../../domain/plan-edits.ts';
import { useFormat } from '../../ui/use-format.ts';

interface Difference {
  readonly workSeconds: number;
  readonly lengthMetres: number;
  readonly costDong: number;
  readonly overtimeSeconds: number;
}

type Broken = Pick<BrokenRule, 'rule' | 'amount' | 'unit'>;

/** Words for what an edit costs and what it breaks. */
export function usePrice() {
  const { t } = useTranslation('board');
  const format = useFormat();
  const signed = (value: number, text: string) => `${value < 0 ? '−' : '+'}${text}`;

  const difference = ({ workSeconds, lengthMetres, costDong, overtimeSeconds }: Difference): string => {
    const parts = [
      Math.abs(workSeconds) >= 30 && signed(workSeconds, format.duration(Math.abs(workSeconds))),
      Math.abs(lengthMetres) >= 5 && signed(lengthMetres, format.distance(Math.abs(lengthMetres))),
      Math.abs(costDong) >= 500 && signed(costDong, format.money(Math.abs(Math.round(costDong / 1000) * 1000))),
      overtimeSeconds >= 30 && t('price.overtime', { duration: format.duration(overtimeSeconds) }),
    ].filter((part) => part !== false);
    return parts.length > 0 ? parts.join(' · ') : t('price.same');
  };

  const amount = ({ amount: of, unit }: Broken): string => {
    if (unit === 'seconds') return format.duration(of);
    if (unit === 'kg') return format.kg(of);
    return unit === 'litres' ? format.litres(of) : format.count(of);
  };

  const broken = (one: Broken): string => t(`breaks.${one.rule}`, { amount: amount(one) });

  return {
    difference,
    broken,
    /** With the visit, facility or truck at which it breaks. */
    brokenAt: (one: BrokenRule): string => {
      const what = broken(one);
      if (one.name !== null) return t('breaks.of', { name: one.name, what });
      return one.truckNumber === null ? what : t('breaks.ofTruck', { number: one.truckNumber, what });
    },
    place: (place: Place): string => difference(place),
  };
}
