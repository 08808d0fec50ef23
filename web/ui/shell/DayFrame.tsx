import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../domain/day.ts';
import { type ActiveArea, areaQuery } from '../api/queries.ts';
import { Failure, NoArea } from '../states.tsx';
import classes from './DayFrame.module.css';
import { type DayMarks, DayPicker } from './DayPicker.tsx';
import { DiskBanner } from './DiskBanner.tsx';
import { OfflineBanner } from './OfflineBanner.tsx';
import { SignedOutBanner } from './SignedOutBanner.tsx';
import { TopBar } from './TopBar.tsx';

interface Props {
  title: string;
  /** The day asked for; else the area's today is shown. */
  day: Day | undefined;
  onDay: (day: Day) => void;
  /** The page's shape while the area is on its way. */
  skeleton?: ReactNode;
  /** Days of a month that the calendar marks, and what the mark means. */
  marks?: DayMarks;
  /** The page's own controls beside the day. */
  controls?: ReactNode;
  /** In place of a step back, a calendar and a step on, where the page is about more than the day. */
  renderPicker?: (day: Day, today: Day) => ReactNode;
  /** Nothing but the page itself: for a screen that nobody sits at. */
  isBare?: boolean;
  children: (area: ActiveArea, day: Day) => ReactNode;
}

/** A page about one day of the active area, as high as the window: bar with the day, what may be wrong, and the page itself. */
export function DayFrame({
  title,
  day: asked,
  onDay,
  skeleton,
  marks,
  controls,
  renderPicker,
  isBare,
  children,
}: Props) {
  const { t } = useTranslation();
  // Midnight makes another day today, also on a page that nobody touches.
  const area = useQuery({ ...areaQuery(), refetchInterval: 60_000 });
  const day = asked ?? area.data?.today;
  const product = t('product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  return (
    <div className={classes.frame}>
      {!isBare && (
        <TopBar>
          {area.data && day && (
            <>
              {renderPicker ? (
                renderPicker(day, area.data.today)
              ) : (
                <DayPicker day={day} today={area.data.today} onChange={onDay} marks={marks} />
              )}
              {controls}
            </>
          )}
        </TopBar>
      )}
      <SignedOutBanner />
      <OfflineBanner />
      <DiskBanner />
      <main id="main" className={classes.main}>
        {area.isPending && skeleton}
        {area.isError && area.data === undefined && <Failure error={area.error} onRetry={() => void area.refetch()} />}
        {area.data === null && <NoArea />}
        {area.data && day && children(area.data, day)}
      </main>
    </div>
  );
}
