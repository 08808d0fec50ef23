import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCalendarWeek } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../domain/day.ts';
import { meQuery } from '../ui/api/queries.ts';
import { LiveProvider } from '../ui/live/LiveProvider.tsx';
import { RequirePermission } from '../ui/RequirePermission.tsx';
import { DayFrame } from '../ui/shell/DayFrame.tsx';
import { en as enAlerts } from '../ui/texts/en/alerts.ts';
import { en as enBoard } from '../ui/texts/en/board.ts';
import { en } from '../ui/texts/en/dispatch.ts';
import { en as enMoves } from '../ui/texts/en/moves.ts';
import { registerTexts } from '../ui/texts/i18n.ts';
import { vi as viAlerts } from '../ui/texts/vi/alerts.ts';
import { vi as viBoard } from '../ui/texts/vi/board.ts';
import { vi } from '../ui/texts/vi/dispatch.ts';
import { vi as viMoves } from '../ui/texts/vi/moves.ts';
import { DispatchStage } from './DispatchStage.tsx';
import { keptLayout, LayoutContext } from './layout/layout.ts';
import { LayoutMenu } from './layout/LayoutMenu.tsx';
import { DriverPhones } from './phones/DriverPhones.tsx';
import { usePlannedDays } from './plan/use-planned-days.ts';
import { StageSkeleton } from './StageSkeleton.tsx';

registerTexts('dispatch', { vi, en });
registerTexts('moves', { vi: viMoves, en: enMoves });
registerTexts('alerts', { vi: viAlerts, en: enAlerts });
registerTexts('board', { vi: viBoard, en: enBoard });

/** `/dispatch?day=…`: plan a day, watch it, steer it. */
export function DispatchPage() {
  return (
    <RequirePermission permission="plan.read">
      <LiveProvider>
        <Page />
      </LiveProvider>
    </RequirePermission>
  );
}

function Page() {
  const { t } = useTranslation('dispatch');
  const search = useSearch({ from: '/dispatch' });
  const navigate = useNavigate({ from: '/dispatch' });
  const userId = useQuery(meQuery()).data?.id ?? '';
  const layout = useMemo(() => keptLayout(userId), [userId]);
  return (
    <LayoutContext value={layout}>
      <DayFrame
        isBare={search.view !== undefined}
        title={t('title')}
        day={search.day}
        onDay={(day) => void navigate({ search: (before) => ({ day, truck: before.truck }) })}
        skeleton={<StageSkeleton />}
        marks={usePlannedDays()}
        controls={
          <>
            <ToWeek day={search.day} />
            <LayoutMenu day={search.day} />
            <DriverPhones />
          </>
        }
      >
        {(area, day) => <DispatchStage key={area.id} area={area} day={day} />}
      </DayFrame>
    </LayoutContext>
  );
}

/** The way from the day to its whole week. */
function ToWeek({ day }: { day: Day | undefined }) {
  const { t } = useTranslation('dispatch');
  return (
    <Tooltip label={t('week')}>
      <ActionIcon
        renderRoot={(props) => <Link to="/dispatch/week" search={{ day }} {...props} />}
        variant="default"
        size={30}
        mx={4}
        aria-label={t('week')}
      >
        <IconCalendarWeek size={17} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}
