import { useTranslation } from 'react-i18next';
import { colleagueColour, useColleagues } from './colleagues.ts';
import classes from './Colleagues.module.css';

type Chosen = { readonly truckId: string } | { readonly visitId: string } | { readonly pointId: string };

/** Who else has chosen the very thing, each by name on a colour; nothing where nobody has. */
export function ColleagueMarks({ of }: { of: Chosen }) {
  const { t } = useTranslation('board');
  const here = useColleagues().filter((colleague) =>
    'truckId' in of
      ? colleague.truckId === of.truckId
      : 'visitId' in of
        ? colleague.visitId === of.visitId
        : colleague.pointId === of.pointId,
  );
  return here.map(({ id, name }) => (
    <span
      key={id}
      className={classes.mark}
      style={{ background: colleagueColour(name) }}
      title={t('colleague', { name })}
      role="img"
      aria-label={t('colleague', { name })}
    >
      {name}
    </span>
  ));
}
