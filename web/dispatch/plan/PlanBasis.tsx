import { Alert, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BasisChange } from '../../../domain/plan-basis.ts';
import { choiceName } from '../../register/fields/names.ts';
import { planBasisQuery } from '../../ui/api/town-queries.ts';
import { useLive } from '../../ui/live/LiveProvider.tsx';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import classes from './PlanPanel.module.css';
import { clockOfSecond } from '../../../domain/windows.ts';

/** So many changes are told one by one. */
const TOLD = 6;

interface Props {
  planId: string;
  revision: number;
  /** The way out of it. */
  children?: ReactNode;
}

/** Why the plan on screen is out of date, if it is, with the way out of it; and what it had to do without. */
export function PlanBasis({ planId, revision, children }: Props) {
  const { t } = useTranslation('dispatch');
  const queryClient = useQueryClient();
  const basis = useQuery(planBasisQuery(planId, revision)).data;
  useLive('register', () => void queryClient.invalidateQueries({ queryKey: ['plan-basis'] }));
  if (!basis) return null;
  const { changes, without } = basis;
  return (
    <>
      {changes.length > 0 && (
        <Alert color="yellow" p="xs" role="status" title={t('basis.title')}>
          <ul className={classes.changes}>
            {changes.slice(0, TOLD).map((change) => {
              const sentence = changeText(change, t);
              return <li key={sentence}>{sentence}</li>;
            })}
            {changes.length > TOLD && <li>{t('basis.more', { count: changes.length - TOLD })}</li>}
          </ul>
          {children}
        </Alert>
      )}
      {without.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('basis.without')} {without.map((out) => changeText(out, t)).join('; ')}.
        </Text>
      )}
    </>
  );
}

/** A sentence that says what of the books is otherwise, or does not work on the day. */
export function changeText(change: BasisChange, t: TFunction<'dispatch'>): string {
  const language = currentLanguage();
  switch (change.kind) {
    case 'truck-out': {
      const reason = [choiceName('truckOut', change.reason, language), change.note].filter(Boolean).join(', ');
      return t('basis.truck-out', { truck: change.truckCode, reason });
    }
    case 'crew-out':
      return t('basis.crew-out', {
        crew: change.crewCode,
        truck: change.truckCode,
        reason: choiceName('crewOut', change.reason, language),
      });
    case 'depot-closed':
      return t('basis.depot-closed', { name: change.facilityName, truck: change.truckCode, reason: change.reason });
    case 'facility-closed':
      return change.closesAtSecond === null
        ? t('basis.facility-closed', { name: change.facilityName, reason: change.reason })
        : t('basis.facility-early', {
            name: change.facilityName,
            time: clockOfSecond(change.closesAtSecond),
            reason: change.reason,
          });
    case 'street-closed':
      return t('basis.street-closed', { name: change.name, reason: change.reason });
    case 'street-open':
      return t('basis.street-open', { name: change.name });
    case 'truck-back':
    case 'shift-gone':
    case 'shift-new':
    case 'shift-changed':
      return t(`basis.${change.kind}`, { truck: change.truckCode });
    case 'facility-open':
    case 'facility-gone':
    case 'facility-changed':
      return t(`basis.${change.kind}`, { name: change.facilityName });
    case 'points-new':
    case 'points-gone':
    case 'points-changed': {
      const { codes, count } = change;
      return t(`basis.${change.kind}`, { count, codes: codes.join(', ') + (count > codes.length ? ', …' : '') });
    }
  }
}
