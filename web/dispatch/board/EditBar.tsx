import { ActionIcon, Button, Checkbox, Popover, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PlanView } from '../../../domain/plans.ts';
import { AskFirst } from '../../ui/AskFirst.tsx';
import { messageOf } from '../../ui/api/problem.ts';
import { usePermission } from '../../ui/session.ts';
import { useLayout, useLayoutStore } from '../layout/layout.ts';
import { usePublish } from '../plan/plan-actions.ts';
import classes from './Board.module.css';
import { useBoard, useBoardStore } from './board-store.ts';
import { useEdit, useEditing } from './editing.ts';
import { usePrice } from './use-price.ts';

/** How far the plan has been edited, with undo, redo, publish and discard; nothing as long as nobody has edited it. */
export function EditBar({ plan, shown }: { plan: PlanView | null; shown: number | null }) {
  const { t } = useTranslation('board');
  const editing = useEditing();
  const { goTo, show } = useEdit();
  const mayPublish = usePermission('plan.publish');
  const mayMake = usePermission('plan.make');
  const publish = usePublish(plan);
  const layout = useLayoutStore();
  const publishesSteps = useLayout((l) => l.publishesSteps);
  const { undo = null, redo = null } = editing?.history ?? {};
  const step = (to: number | null) => () => {
    if (to !== null && mayMake) void goTo(to);
  };
  useHotkeys([
    ['mod+z', step(undo)],
    ['mod+shift+z', step(redo)],
    ['mod+y', step(redo)],
  ]);
  if (!editing?.history.head) return null;
  const { head, published, steps } = editing.history;
  const isMade = head.origin === 'edited' || head.origin === 'replanned';
  if (redo === null && (!isMade || (head.isPublished && undo === null))) return null;
  const isShown = shown === head.number;
  // A proposal is decided on where it is told in words.
  const isDecidedHere = !head.isPublished && editing.proposedFrom === null;
  return (
    <section className={classes.bar} aria-label={t('bar.label')}>
      <span role="status">
        {head.isPublished
          ? t('bar.published', { number: head.number })
          : steps > 0
            ? t('bar.edited', { count: steps })
            : t('bar.draft', { number: head.number })}
      </span>
      {head.edits && head.edits.overrides.length > 0 && <Overrides overrides={head.edits.overrides} />}
      {!isShown && (
        <Button size="compact-xs" variant="light" onClick={() => void show(head.number)}>
          {t('bar.show')}
        </Button>
      )}
      {mayMake && (
        <>
          <ActionIcon
            variant="default"
            size="sm"
            disabled={undo === null}
            aria-label={t('bar.undo')}
            title={t('bar.undo')}
            onClick={step(undo)}
          >
            <IconArrowBackUp size={15} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size="sm"
            disabled={redo === null}
            aria-label={t('bar.redo')}
            title={t('bar.redo')}
            onClick={step(redo)}
          >
            <IconArrowForwardUp size={15} />
          </ActionIcon>
        </>
      )}
      {mayPublish && isDecidedHere && (
        <Button size="compact-xs" loading={publish.isPending} onClick={() => publish.mutate(head.number)}>
          {t('bar.publish')}
        </Button>
      )}
      {mayMake && published && isDecidedHere && (
        <AskFirst
          question={t('bar.discardAsk', { number: published.number })}
          confirm={t('bar.discardConfirm')}
          onConfirm={() => void goTo(published.number)}
        >
          {(ask) => (
            <Button size="compact-xs" variant="default" onClick={ask}>
              {t('bar.discard')}
            </Button>
          )}
        </AskFirst>
      )}
      {mayPublish && mayMake && published && (
        <Checkbox
          size="xs"
          label={t('bar.eachStep')}
          checked={publishesSteps}
          onChange={(event) => layout.set({ publishesSteps: event.currentTarget.checked })}
        />
      )}
      {publish.error && (
        <Text size="xs" c="var(--tx-unserved)" role="alert">
          {messageOf(publish.error)}
        </Text>
      )}
      <Failure />
    </section>
  );
}

/** Why the last edit was not kept. */
export function Failure() {
  const failure = useBoard((b) => b.failure);
  const board = useBoardStore();
  if (!failure) return null;
  return (
    <Text size="xs" c="var(--tx-unserved)" role="alert" onClick={() => board.set({ failure: null })}>
      {failure}
    </Text>
  );
}

type Overridden = NonNullable<PlanView['revisions'][number]['edits']>['overrides'];

/** What was allowed against a rule, with its reasons. */
function Overrides({ overrides }: { overrides: Overridden }) {
  const { t } = useTranslation('board');
  const { broken } = usePrice();
  return (
    <Popover width={320} shadow="md" withArrow>
      <Popover.Target>
        <Button size="compact-xs" variant="default" color="yellow">
          {t('bar.overrides', { count: overrides.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={classes.figures}>
          {overrides.map(({ rule, truckCode, name, seconds, reason, by }) => (
            <li key={`${rule} ${truckCode} ${name} ${seconds}`}>
              {t('bar.override', {
                ...{ truck: truckCode, name: name ?? '', reason, by },
                what: broken({ rule, amount: seconds, unit: 'seconds' }),
              })}
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
