import { Alert, Button, Checkbox, Group, Menu, NativeSelect, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import {
  IconChevronDown,
  IconChevronUp,
  IconCircleCheck,
  IconCircleDashed,
  IconDownload,
  IconPrinter,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { planFailureText } from '../../../domain/plan-failures.ts';
import type { PlanView, RevisionSummary } from '../../../domain/plans.ts';
import { AskFirst } from '../../ui/AskFirst.tsx';
import { useForgetFailure } from '../../ui/api/forget-failure.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { usePermission } from '../../ui/session.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import { PlanRest } from '../moves/PlanRest.tsx';
import { useNow } from '../timeline/use-now.ts';
import { PlanBasis } from './PlanBasis.tsx';
import { PlanProgress } from './PlanProgress.tsx';
import { overdueRoutes } from './overdue-routes.ts';
import classes from './PlanPanel.module.css';
import { UsualChoice } from '../usual/UsualChoice.tsx';
import { TargetLevers } from './TargetLevers.tsx';
import { DISTRICT_SECONDS, useCancelPlan, useMakePlan, usePublish } from './plan-actions.ts';

const SEARCH_SECONDS = [5, 10, 30, 60, 180] as const;

interface Props {
  day: string;
  model: DayModel;
  plan: PlanView | null;
  /** Number of the revision on screen, if there is one. */
  shownRevision: number | null;
  counts: { points: number; trucks: number };
}

/** Making, watching, publishing and exporting the plan of the day. */
export function PlanPanel({ day, model, plan, shownRevision, counts }: Props) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const mayPlan = usePermission('plan.make');
  // What a past day's crews were given stays as it was.
  const mayMake = mayPlan && model.isSteered;
  const make = useMakePlan(day);
  const [isInDistricts, setInDistricts] = useLocalStorage({ key: 'tuyen-xanh.districts', defaultValue: false });
  const [usual, setUsual] = useState(true);
  const cancel = useCancelPlan(plan);
  const isRunning = plan?.state === 'queued' || plan?.state === 'running';
  const explanation = plan?.revisions.find((revision) => revision.number === shownRevision)?.explanation;
  const hasRevisions = (plan?.revisions.length ?? 0) > 0;
  const isUnderWay = model.revision?.isPublished === true && model.hasFieldEvents;
  const overdue = overdueRoutes(model, useNow(null));
  // From then on the rest is planned anew, not the day: that is asked for on purpose, and of a past day not at all.
  const [asksAnew, setAsksAnew] = useState(false);
  const { reset: forgetMaking } = make;
  const { reset: forgetCancelling } = cancel;
  // What was said about one run is not true of the next.
  useEffect(() => (isRunning ? forgetCancelling : forgetMaking)(), [isRunning, forgetCancelling, forgetMaking]);
  useForgetFailure(make);
  useForgetFailure(cancel);

  return (
    <section className={classes.panel} aria-label={t('plan.make')}>
      {plan && shownRevision !== null && !isRunning && (
        <PlanBasis planId={plan.id} revision={shownRevision}>
          {isUnderWay ? (
            // What is done on the way is not planned a second time.
            <PlanRest day={day} model={model} price="none" />
          ) : (
            mayMake && (
              <Button
                size="compact-sm"
                loading={make.isPending}
                onClick={() => make.mutate({ seconds: null, isInDistricts, usual })}
              >
                {t('basis.again')}
              </Button>
            )
          )}
        </PlanBasis>
      )}
      {isRunning ? (
        <>
          {make.data?.isConflict && (
            <Alert color="yellow" p="xs" role="status">
              <Text size="sm">{t('plan.conflict')}</Text>
            </Alert>
          )}
          <PlanProgress plan={plan} />
          {mayPlan && (
            <Button
              variant="default"
              loading={cancel.isPending}
              disabled={plan.cancelRequested}
              onClick={() => cancel.mutate()}
            >
              {plan.cancelRequested
                ? t('plan.cancelling')
                : t(plan.phase === 'explaining' ? 'plan.stopExplaining' : 'plan.cancel')}
            </Button>
          )}
          {hasRevisions && (
            <Publication
              key={shownRevision}
              plan={plan}
              shownRevision={shownRevision}
              isUnderWay={isUnderWay}
              isSteered={model.isSteered}
              overdue={overdue}
            />
          )}
        </>
      ) : (
        <>
          {plan?.state === 'failed' && plan.failure && (
            <Alert color="red" p="xs" title={t('plan.failed')} role="alert">
              <Text size="sm">{planFailureText(plan.failure, currentLanguage())}</Text>
            </Alert>
          )}
          {plan?.state === 'cancelled' && (
            <Text size="sm" c="dimmed" role="status">
              {t('plan.cancelled')}
            </Text>
          )}
          {hasRevisions && plan && (
            <Publication
              key={shownRevision}
              plan={plan}
              shownRevision={shownRevision}
              isUnderWay={isUnderWay}
              isSteered={model.isSteered}
              overdue={overdue}
            >
              {isUnderWay && mayMake && (
                <UnstyledButton
                  className={classes.anew}
                  aria-expanded={asksAnew}
                  onClick={() => setAsksAnew(!asksAnew)}
                >
                  {t('plan.anew')}
                  {asksAnew ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
                </UnstyledButton>
              )}
            </Publication>
          )}
          {explanation && explanation.missed.length > 0 && (
            <TargetLevers explanation={explanation} isBrief={isUnderWay} />
          )}
          {mayMake
            ? (!isUnderWay || asksAnew) && (
                <MakeButton
                  isFirst={!hasRevisions}
                  hasFailed={plan?.state === 'failed'}
                  isPending={make.isPending}
                  onMake={(seconds) => make.mutate({ seconds, isInDistricts, usual })}
                >
                  <UsualChoice day={day} isKept={usual} onKeep={setUsual} />
                  <Tooltip
                    label={t('plan.districtsHint', { duration: format.duration(DISTRICT_SECONDS) })}
                    multiline
                    w={280}
                  >
                    <Checkbox
                      size="xs"
                      label={t('plan.districts')}
                      checked={isInDistricts}
                      onChange={(event) => setInDistricts(event.currentTarget.checked)}
                    />
                  </Tooltip>
                </MakeButton>
              )
            : !hasRevisions && (
                <Text size="sm" c="dimmed">
                  {t(model.isSteered ? 'plan.noneReadOnly' : 'plan.nonePast')}
                </Text>
              )}
          {!plan && mayMake && (
            <Text size="sm" c="dimmed">
              {t('plan.none')}. {t('plan.noneHint', { count: counts.points, trucks: counts.trucks })}
            </Text>
          )}
        </>
      )}
      {[make.error, cancel.error].map(
        (error) =>
          error && (
            <Text key={messageOf(error)} size="sm" c="var(--tx-unserved)" role="alert">
              {messageOf(error)}
            </Text>
          ),
      )}
    </section>
  );
}

interface MakeButtonProps {
  isFirst: boolean;
  hasFailed: boolean;
  isPending: boolean;
  /** `null` leaves it to the server. */
  onMake: (seconds: number | null) => void;
  /** What else there is to choose. */
  children: ReactNode;
}

function MakeButton({ isFirst, hasFailed, isPending, onMake, children }: MakeButtonProps) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const [seconds, setSeconds] = useState<number | null>(null);
  return (
    <Group gap={8}>
      <Button
        flex="1 0 auto"
        px={12}
        variant={isFirst ? 'filled' : 'default'}
        loading={isPending}
        onClick={() => onMake(seconds)}
      >
        {hasFailed ? t('plan.retry') : isFirst ? t('plan.make') : t('plan.again')}
      </Button>
      <NativeSelect
        aria-label={t('plan.searchFor')}
        title={t('plan.searchFor')}
        value={String(seconds ?? '')}
        data={[
          { value: '', label: t('plan.searchDefault') },
          ...SEARCH_SECONDS.map((value) => ({
            value: String(value),
            label: t('plan.searchSeconds', { duration: format.duration(value) }),
          })),
        ]}
        onChange={(event) => setSeconds(Number(event.currentTarget.value) || null)}
        flex="1 0 104px"
      />
      {children}
    </Group>
  );
}

interface PublicationProps {
  plan: PlanView;
  shownRevision: number | null;
  /** Its trucks are out: what would stop them is offered quietly, and the panel leaves room for them. */
  isUnderWay: boolean;
  /** A past day is not: what its crews were given is not taken back afterwards. */
  isSteered: boolean;
  /** Routes of the revision on screen that should have started by now. */
  overdue: number;
  children?: ReactNode;
}

/** Which revision the day points at, and the one click that points it elsewhere or nowhere. */
function Publication({ plan, shownRevision, isUnderWay, isSteered, overdue, children }: PublicationProps) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const mayPublish = usePermission('plan.publish');
  const publish = usePublish(plan);
  useForgetFailure(publish);
  const published = plan.revisions.find((revision) => revision.isPublished);
  const newest = plan.revisions.reduce<RevisionSummary | null>(
    (last, revision) => (last && last.number > revision.number ? last : revision),
    null,
  );
  const navigate = useNavigate({ from: '/dispatch' });
  const show = (revision: number) => void navigate({ search: (before) => ({ ...before, revision }) });
  const isShownPublished = published !== undefined && published.number === shownRevision;
  return (
    <>
      <div className={classes.status} role="status">
        {isShownPublished ? (
          <IconCircleCheck size={17} color="var(--tx-served)" aria-hidden />
        ) : (
          <IconCircleDashed size={17} aria-hidden />
        )}
        <span>
          {isShownPublished
            ? [
                t('plan.published', { number: published.number }),
                plan.publishedAt && t('plan.publishedAt', { time: format.time(plan.publishedAt) }),
                plan.publishedBy && t('plan.publishedBy', { name: plan.publishedBy }),
              ]
                .filter(Boolean)
                .join(' ')
            : [t('plan.draft', { number: shownRevision ?? '' }), overdue > 0 && t('plan.overdue', { count: overdue })]
                .filter(Boolean)
                .join(' · ')}
        </span>
      </div>
      {published && !isShownPublished && (
        <Button variant="light" onClick={() => show(published.number)}>
          {t('plan.showPublished', { number: published.number })}
        </Button>
      )}
      {newest && newest !== published && newest.number > (shownRevision ?? 0) && (
        <Button variant="light" onClick={() => show(newest.number)}>
          {t('plan.newer', { number: newest.number })}
        </Button>
      )}
      <Group gap={8} wrap="nowrap" justify="flex-end">
        {children}
        {mayPublish &&
          isSteered &&
          (isShownPublished ? (
            <AskFirst
              question={t('plan.unpublishAsk')}
              confirm={t('plan.unpublishConfirm')}
              onConfirm={() => publish.mutate(null)}
            >
              {(ask) => (
                <Button
                  {...(isUnderWay ? { size: 'compact-sm', h: 30, flex: 'none' } : { flex: 1 })}
                  variant="default"
                  loading={publish.isPending}
                  onClick={ask}
                >
                  {t('plan.unpublish')}
                </Button>
              )}
            </AskFirst>
          ) : (
            shownRevision !== null && (
              <Button flex={1} loading={publish.isPending} onClick={() => publish.mutate(shownRevision)}>
                {t('plan.publishThis', { number: shownRevision })}
              </Button>
            )
          ))}
        {shownRevision !== null && (
          <ExportMenu planId={plan.id} revision={shownRevision} isSmall={isUnderWay || !isSteered} />
        )}
      </Group>
      {publish.error && (
        <Text size="sm" c="var(--tx-unserved)" role="alert">
          {messageOf(publish.error)}
        </Text>
      )}
    </>
  );
}

function ExportMenu({ planId, revision, isSmall }: { planId: string; revision: number; isSmall: boolean }) {
  const { t } = useTranslation('dispatch');
  const href = (file: string) => `/api/plans/${planId}/${file}?revision=${revision}`;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          {...(isSmall ? { size: 'compact-sm', h: 30 } : {})}
          variant="default"
          px={isSmall ? 7 : 10}
          aria-label={t('plan.export')}
          title={t('plan.export')}
        >
          <IconDownload size={17} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component="a"
          href={`${href('run-sheets.pdf')}&language=${currentLanguage()}`}
          target="_blank"
          rel="noreferrer"
          leftSection={<IconPrinter size={16} aria-hidden />}
        >
          {t('plan.runSheets')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item component="a" href={href('instance.json')} download>
          {t('plan.exportInstance')}
        </Menu.Item>
        <Menu.Item component="a" href={href('plan.json')} download>
          {t('plan.exportPlan')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
