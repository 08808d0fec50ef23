import { NativeSelect, SegmentedControl, Skeleton, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_REACH_METRES, REACH_DISTANCES } from '../../../domain/coverage.ts';
import type { Day } from '../../../domain/day.ts';
import { holdsOn } from '../../../domain/units-in-force.ts';
import type { ActiveArea } from '../../ui/api/queries.ts';
import { townQuery } from '../../ui/api/town-queries.ts';
import { RequirePermission } from '../../ui/RequirePermission.tsx';
import { DayFrame } from '../../ui/shell/DayFrame.tsx';
import { Failure } from '../../ui/states.tsx';
import { en } from '../../ui/texts/en/manage.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/manage.ts';
import { useFormat } from '../../ui/use-format.ts';
import { CoverageMap } from './CoverageMap.tsx';
import { ReachMethod, ServedUnknown, Sums } from './CoverageMethod.tsx';
import classes from './CoveragePage.module.css';
import { CoverageTable } from './CoverageTable.tsx';
import { coverageQuery } from './coverage-query.ts';
import type { Figure } from './figure.ts';
import { withinText } from './within-text.ts';

registerTexts('manage', { vi, en });

/** `/manage/coverage?day=…`: who lives within reach of a working collection point. */
export function CoveragePage() {
  return (
    <RequirePermission permission="coverage.read">
      <Page />
    </RequirePermission>
  );
}

function Page() {
  const { t } = useTranslation('manage');
  const search = useSearch({ from: '/manage/coverage' });
  const navigate = useNavigate({ from: '/manage/coverage' });
  return (
    <DayFrame
      title={t('coverage.title')}
      day={search.day}
      onDay={(day) => void navigate({ search: { day } })}
      skeleton={<Skeleton h="100%" radius={0} />}
    >
      {(area, day) => <Coverage area={area} day={day} />}
    </DayFrame>
  );
}

function Coverage({ area, day }: { area: ActiveArea; day: Day }) {
  const { t } = useTranslation('manage');
  const format = useFormat();
  const [figure, setFigure] = useState<Figure>('served');
  const [metres, setMetres] = useState<number>(DEFAULT_REACH_METRES);
  const [hovered, setHovered] = useState<string | null>(null);
  const coverage = useQuery(coverageQuery(day, metres, area.today));
  const town = useQuery(townQuery());
  const units = useMemo(() => town.data?.units.filter((unit) => holdsOn(unit, day)) ?? [], [town.data, day]);
  const broken = [coverage, town].find((query) => query.isError && query.data === undefined);
  return (
    <div className={classes.sides}>
      <div className={classes.mapSide}>
        <CoverageMap
          area={area}
          units={units}
          coverage={coverage.data ?? null}
          figure={figure}
          hovered={hovered}
          onHover={setHovered}
        />
      </div>
      <div className={classes.tableSide} tabIndex={0} role="region" aria-label={t('coverage.table')}>
        <Title order={1} size="h3">
          {t('coverage.title')}
        </Title>
        <div className={classes.controls}>
          <SegmentedControl
            aria-label={t('coverage.figure')}
            value={figure}
            onChange={(value) => setFigure(value === 'reach' ? 'reach' : 'served')}
            data={[
              { value: 'served', label: t('coverage.served') },
              { value: 'reach', label: t('coverage.reach') },
            ]}
          />
          <NativeSelect
            aria-label={t('coverage.metres')}
            value={String(metres)}
            data={REACH_DISTANCES.map((value) => ({
              value: String(value),
              label: coverage.data ? withinText(coverage.data, value, { t, format }) : format.distance(value),
            }))}
            onChange={(event) => setMetres(Number(event.currentTarget.value))}
          />
        </div>
        {broken ? (
          <Failure error={broken.error} onRetry={() => void broken.refetch()} />
        ) : coverage.data ? (
          // Figures of the day or distance before stay, faded, until the new ones are there.
          <div className={classes.figures} aria-busy={coverage.isPlaceholderData}>
            <ServedUnknown coverage={coverage.data} figure={figure} />
            <ReachMethod coverage={coverage.data} />
            <CoverageTable coverage={coverage.data} figure={figure} hovered={hovered} onHover={setHovered} />
            <Sums coverage={coverage.data} figure={figure} isSynthetic={area.isSynthetic} />
          </div>
        ) : (
          Array.from({ length: 8 }, (_, index) => <Skeleton key={index} h={34} mb={6} />)
        )}
      </div>
    </div>
  );
}
