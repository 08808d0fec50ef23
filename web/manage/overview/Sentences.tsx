import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { COMPLAINT_OVERDUE_DAYS } from '../../../domain/complaints/complaints.ts';
import { massShares } from '../../../domain/ledger/mass-shares.ts';
import type { Overview } from '../../../domain/ledger/overview.ts';
import { UNASSIGNED_UNIT } from '../../../domain/ledger/rates.ts';
import { usePermission } from '../../ui/session.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './OverviewPage.module.css';

/** What changed most since the four weeks before, computed. */
export function Changes({ changes }: { changes: Overview['changes'] }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  return (
    <>
      <h2>{t('changed.title')}</h2>
      <ul className={classes.sentences}>
        {changes === null && <li>{t('changed.tooShort')}</li>}
        {changes?.length === 0 && <li>{t('changed.none')}</li>}
        {changes?.map(({ unit, before, after, kgPerDay }) => {
          const isUp = kgPerDay > 0;
          const Icon = isUp ? IconArrowUpRight : IconArrowDownRight;
          return (
            <li key={unit.code} data-is={isUp ? 'up' : 'down'}>
              <Icon size={16} aria-hidden />
              {t(isUp ? 'changed.up' : 'changed.down', {
                unit: unit.name,
                points: format.tenths(Math.abs(after - before) * 100),
                before: format.percentTenths(before),
                after: format.percentTenths(after),
                kg: format.kg(Math.abs(kgPerDay)),
              })}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** How well the last four weeks are known. */
export function Quality({ quality }: { quality: Overview['quality'] }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const { mass, scheduled, unreported, inferred, unassignedKg, estimatedMost } = quality;
  const shares = massShares(mass);
  return (
    <section>
      <h2>{t('quality.title')}</h2>
      <ul className={classes.sentences}>
        {shares === null ? (
          <li>{t('quality.none')}</li>
        ) : (
          <li>
            {t('quality.mass', {
              weighed: format.percentTenths(shares.weighed),
              measured: format.percentTenths(shares.measured),
              estimated: format.percentTenths(shares.estimated),
            })}
          </li>
        )}
        {estimatedMost.length > 0 && (
          <li>
            {t('quality.most', {
              units: estimatedMost.map(({ unit, share }) => `${unit.name} ${format.percentTenths(share)}`).join(' · '),
            })}
          </li>
        )}
        {scheduled > 0 && (
          <li>
            {t('quality.unreported', { open: format.count(unreported), scheduled: format.count(scheduled) })}{' '}
            {inferred > 0 && t('quality.inferred', { count: inferred })}
          </li>
        )}
        {unassignedKg > 0 && <li>{t('quality.unassigned', { kg: format.kg(unassignedKg) })}</li>}
      </ul>
    </section>
  );
}

/** What waits, each with the way to the list it is worked off in. */
export function ToDo({ toDo, quality }: Pick<Overview, 'toDo' | 'quality'>) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const seesVisits = usePermission('visits.read');
  const { openDoubts, overdueComplaints, openMonths, report } = toDo;
  const items: { key: string; link: ReactNode }[] = [];
  if (report && !report.isMade) {
    const said = { year: String(report.year), before: format.day(report.before) };
    items.push({ key: 'report', link: <Link to="/manage/reports">{t('toDo.report', said)}</Link> });
  }
  if (quality.unreported > 0 && seesVisits) {
    items.push({
      key: 'visits',
      link: (
        <Link to="/evidence" search={{ tab: 'visits' }}>
          {t('toDo.unreported')}
        </Link>
      ),
    });
  }
  if (quality.unassignedKg > 0) {
    items.push({
      key: 'unassigned',
      link: (
        <Link to="/manage/rates" search={{ unit: UNASSIGNED_UNIT, stream: 'household-other' }}>
          {t('toDo.unassigned')}
        </Link>
      ),
    });
  }
  if ((openDoubts ?? 0) > 0) {
    items.push({
      key: 'doubts',
      link: (
        <Link to="/evidence" search={{ tab: 'doubts' }}>
          {t('toDo.doubts', { count: openDoubts ?? 0 })}
        </Link>
      ),
    });
  }
  if ((overdueComplaints ?? 0) > 0) {
    items.push({
      key: 'complaints',
      link: (
        <Link to="/evidence" search={{ tab: 'complaints' }}>
          {t('toDo.complaints', { count: overdueComplaints ?? 0, days: COMPLAINT_OVERDUE_DAYS })}
        </Link>
      ),
    });
  }
  if ((openMonths ?? 0) > 0) {
    items.push({
      key: 'months',
      link: <Link to="/manage/rates">{t('toDo.months', { count: openMonths ?? 0 })}</Link>,
    });
  }
  return (
    <section>
      <h2>{t('toDo.title')}</h2>
      <ul className={classes.sentences}>
        {items.length === 0 && <li>{t('toDo.none')}</li>}
        {items.map(({ key, link }) => (
          <li key={key}>{link}</li>
        ))}
      </ul>
    </section>
  );
}
