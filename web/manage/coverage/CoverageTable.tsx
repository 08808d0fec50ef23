import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoverageView } from '../../../domain/coverage.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './CoveragePage.module.css';
import { type Figure, peopleOf, shareOf } from './figure.ts';

interface Props {
  coverage: CoverageView;
  figure: Figure;
  hovered: string | null;
  onHover: (unitId: string | null) => void;
}

/** Units from the worst covered to the best, then the whole area. */
export function CoverageTable({ coverage, figure, hovered, onHover }: Props) {
  const { t } = useTranslation('manage');
  const format = useFormat();
  const units = useMemo(
    () => [...coverage.units].sort((a, b) => shareOf(a, figure) - shareOf(b, figure) || format.compare(a.name, b.name)),
    [coverage, figure, format],
  );
  const cells = (figures: CoverageView['total']) => (
    <>
      <td>{format.count(figures.people)}</td>
      <td>{format.count(peopleOf(figures, figure))}</td>
      <td className={classes.share}>
        <span className={classes.bar} aria-hidden>
          <span style={{ width: `${shareOf(figures, figure) * 100}%` }} />
        </span>
        {format.percentTenths(shareOf(figures, figure))}
      </td>
      <td>{format.count(figures.workingPoints)}</td>
      <td>{coverage.servedKnown ? format.count(figures.servedPoints) : '–'}</td>
    </>
  );
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('coverage.unit')}</th>
          <th scope="col">{t('coverage.people')}</th>
          <th scope="col">{t('coverage.covered')}</th>
          <th scope="col">{t(coverage.method === 'straight-line' ? 'coverage.shareStraight' : 'coverage.share')}</th>
          <th scope="col">{t('coverage.points')}</th>
          <th scope="col">{t('coverage.servedPoints')}</th>
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <tr
            key={unit.unitId}
            data-hovered={unit.unitId === hovered}
            onPointerEnter={() => onHover(unit.unitId)}
            onPointerLeave={() => onHover(null)}
          >
            <th scope="row">
              {unit.name}
              {coverage.method === 'on-foot' && unit.straightLinePoints > 0 && (
                <span className={classes.straight}>
                  {t('coverage.unitStraight', {
                    straight: format.count(unit.straightLinePoints),
                    points: format.count(unit.workingPoints),
                  })}
                </span>
              )}
            </th>
            {cells(unit)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('coverage.total')}</th>
          {cells(coverage.total)}
        </tr>
      </tfoot>
    </table>
  );
}
