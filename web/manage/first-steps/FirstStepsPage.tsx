import { Anchor, Button, Text, Title } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import {
  FIRST_STEPS,
  type FirstStep,
  type FirstSteps,
  firstStepsSchema,
  lacksOf,
  mayPlan,
} from '../../../domain/first-steps.ts';
import { request } from '../../ui/api/request.ts';
import { LiveProvider } from '../../ui/live/LiveProvider.tsx';
import { RequirePermission } from '../../ui/RequirePermission.tsx';
import { usePermission } from '../../ui/session.ts';
import { OfflineBanner } from '../../ui/shell/OfflineBanner.tsx';
import { TopBar } from '../../ui/shell/TopBar.tsx';
import { Failure } from '../../ui/states.tsx';
import { en } from '../../ui/texts/en/manage.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/manage.ts';
import classes from './FirstStepsPage.module.css';

registerTexts('manage', { vi, en });

const firstStepsQuery = () =>
  queryOptions({
    queryKey: ['first-steps'],
    queryFn: ({ signal }) => request(firstStepsSchema, '/api/first-steps', { signal }),
    // Somebody else may be at work on another step.
    refetchInterval: 10_000,
  });

/** `/manage/first-steps`: from nothing to a first plan, step by step, with what is still missing. */
export function FirstStepsPage() {
  const { t } = useTranslation('manage');
  const product = useTranslation('ui').t('product');
  useEffect(() => {
    document.title = `${t('firstSteps.title')} · ${product}`;
  }, [t, product]);
  return (
    <RequirePermission permission="town.read">
      <LiveProvider>
        <div className={classes.page}>
          <TopBar />
          <OfflineBanner />
          <main id="main" className={classes.main}>
            <Title order={1} size="h3">
              {t('firstSteps.title')}
            </Title>
            <Steps />
          </main>
        </div>
      </LiveProvider>
    </RequirePermission>
  );
}

function Steps() {
  const { t } = useTranslation('manage');
  const query = useQuery(firstStepsQuery());
  if (query.isError && !query.data) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return null;
  const found = query.data;
  const lacks = lacksOf(found);
  const next = FIRST_STEPS.find((step) => lacks[step].length > 0 && step !== 'figures');
  return (
    <>
      <Text c="dimmed">{t(next ? 'firstSteps.hint' : 'firstSteps.done', { town: found.town?.name ?? '' })}</Text>
      <ol className={classes.steps}>
        {FIRST_STEPS.map((step, i) => (
          <li key={step} className={classes.step} data-next={step === next} data-done={lacks[step].length === 0}>
            <Mark isDone={lacks[step].length === 0} isNext={step === next} />
            <div className={classes.told}>
              <Title order={2} size="h5">
                {i + 1}. {t(`firstSteps.step.${step}`)}
              </Title>
              <Text size="sm">{t(`firstSteps.what.${step}`)}</Text>
              <Had step={step} found={found} />
              {lacks[step].length > 0 && (step !== 'plan' || mayPlan(found)) && (
                <Text size="sm" fw={500}>
                  {t('firstSteps.missing', {
                    what: lacks[step].map((count) => t(`firstSteps.lack.${count}`)).join(', '),
                  })}
                </Text>
              )}
              <div className={classes.ways}>
                <Ways step={step} found={found} isNext={step === next} />
              </div>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function Mark({ isDone, isNext }: { isDone: boolean; isNext: boolean }) {
  const { t } = useTranslation('manage');
  if (isDone)
    return <IconCircleCheckFilled className={classes.done} role="img" aria-label={t('firstSteps.isDone')} size={26} />;
  const Icon = isNext ? IconCircle : IconCircleDashed;
  return (
    <Icon
      className={isNext ? classes.next : classes.open}
      role="img"
      aria-label={t(isNext ? 'firstSteps.isNext' : 'firstSteps.isOpen')}
      size={26}
    />
  );
}

/** What is there of it already. */
function Had({ step, found }: { step: FirstStep; found: FirstSteps }) {
  const { t } = useTranslation('manage');
  const isEmpty = step === 'area' ? !found.town : lacksOf(found)[step].length === COUNTED[step];
  if (isEmpty) return null;
  return (
    <>
      <Text size="sm" c="dimmed">
        {t(`firstSteps.had.${step}`, { ...found, town: found.town?.name })}
      </Text>
      {step === 'area' && found.unitsWithoutCount > 0 && (
        <Text size="sm" c="var(--tx-unserved)">
          {t('firstSteps.estimated', { count: found.unitsWithoutCount })}{' '}
          <Anchor renderRoot={(props) => <Link to="/register" search={{ book: 'units' }} {...props} />} size="sm">
            {t('firstSteps.toUnits')}
          </Anchor>
        </Text>
      )}
      {step === 'points' && found.pointsOffRoad > 0 && (
        <Text size="sm" c="var(--tx-unserved)">
          {t('firstSteps.offRoad', { count: found.pointsOffRoad })}
        </Text>
      )}
    </>
  );
}

/** How many counts each step has: where all are missing there is nothing to tell. */
const COUNTED: Record<FirstStep, number> = { area: 2, fleet: 6, points: 1, people: 2, figures: 2, plan: 2 };

/** The books of the fleet in the order in which they are filled: trucks name a depot and who collects, shifts name both. */
const FLEET_BOOKS = ['facilities', 'cooperatives', 'trucks', 'crews', 'shifts'] as const;

/** The first book that still lacks something. */
function nextFleetBook(found: FirstSteps): (typeof FLEET_BOOKS)[number] {
  const isLacking = (book: (typeof FLEET_BOOKS)[number]) =>
    book === 'facilities' ? found.sites === 0 || found.depots === 0 : found[book] === 0;
  return FLEET_BOOKS.find(isLacking) ?? 'trucks';
}

/** The pages on which the step is done. */
function Ways({ step, found, isNext }: { step: FirstStep; found: FirstSteps; isNext: boolean }) {
  const { t } = useTranslation('manage');
  const mayImport = usePermission('area.import');
  const mayAccounts = usePermission('accounts.edit');
  const variant = isNext ? 'filled' : 'default';
  if (step !== 'area' && !found.town)
    return step === 'people' && mayAccounts ? (
      <Button component={Link} to="/register/accounts" variant="default" size="sm">
        {t('firstSteps.way.accounts')}
      </Button>
    ) : null;
  switch (step) {
    case 'area':
      return mayImport ? (
        <Button component={Link} to="/manage/areas" variant={variant} size="sm">
          {t('firstSteps.way.area')}
        </Button>
      ) : (
        <Text size="sm">{t('firstSteps.administrator')}</Text>
      );
    case 'fleet': {
      const nextBook = nextFleetBook(found);
      return (
        <>
          {FLEET_BOOKS.map((book) => (
            <Button
              key={book}
              renderRoot={(props) => <Link to="/register" search={{ book }} {...props} />}
              variant="default"
              size="sm"
            >
              {t(`firstSteps.way.${book}`)}
            </Button>
          ))}
          <Button
            renderRoot={(props) => <Link to="/register/import" search={{ book: nextBook }} {...props} />}
            variant={variant}
            size="sm"
          >
            {t('firstSteps.way.sheetOf', { book: t(`firstSteps.way.${nextBook}`) })}
          </Button>
        </>
      );
    }
    case 'points':
      return (
        <>
          <Button
            renderRoot={(props) => <Link to="/register/import" search={{ book: 'points' }} {...props} />}
            variant={variant}
            size="sm"
          >
            {t('firstSteps.way.sheet')}
          </Button>
          <Button
            renderRoot={(props) => <Link to="/register" search={{ book: 'points' }} {...props} />}
            variant="default"
            size="sm"
          >
            {t('firstSteps.way.points')}
          </Button>
        </>
      );
    case 'people':
      return mayAccounts ? (
        <Button component={Link} to="/register/accounts" variant={variant} size="sm">
          {t('firstSteps.way.accounts')}
        </Button>
      ) : (
        <Text size="sm">{t('firstSteps.administrator')}</Text>
      );
    case 'figures':
      return (['targets', 'factors'] as const).map((book) => (
        <Button
          key={book}
          renderRoot={(props) => <Link to="/register" search={{ book }} {...props} />}
          variant="default"
          size="sm"
        >
          {t(`firstSteps.way.${book}`)}
        </Button>
      ));
    default:
      return mayPlan(found) ? (
        <Button component={Link} to="/dispatch" variant={variant} size="sm">
          {t('firstSteps.way.plan')}
        </Button>
      ) : (
        <Text size="sm">{t('firstSteps.notYet')}</Text>
      );
  }
}
