import { Text } from '@mantine/core';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { skipReasonText } from '../../../domain/skip-reasons.ts';
import { STREAM_NAMES } from '../../../domain/stream-names.ts';
import { MarkIcon } from '../../ui/MarkIcon.tsx';
import { pointIcon } from '../../ui/map/icons.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { useDraggable } from '../board/use-drag.ts';
import type { DayModel } from '../day-model.ts';
import { shortPointName } from '../short-point-name.ts';
import { choiceOf, NOTHING_CHOSEN, NOTHING_HOVERED, useSelection, useSelectionStore } from '../selection.ts';
import classes from '../fleet/TruckList.module.css';
import { type LeftOut, leftOut } from './left-out.ts';
import totalsClasses from './TotalsPanel.module.css';

/** How much is left out and why mostly, then every visit left out, heaviest first: of the plan, and by the crews on their way. */
export function UnservedList({ model }: { model: DayModel }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const selection = useSelectionStore();
  const chosen = useSelection((s) => s.pointId);
  const hovered = useSelection((s) => s.hoverPointId);
  const entries = useMemo(() => leftOut(model), [model]);
  const why = useWhy();
  if (entries.length === 0) {
    return (
      <Text p="md" size="sm" c="dimmed">
        {!model.revision
          ? t('unserved.noPlan')
          : !model.hasFieldEvents
            ? t('unserved.none')
            : model.served && model.served.visits.open > 0
              ? t('unserved.noneSoFar')
              : t('unserved.allServed')}
      </Text>
    );
  }
  const leftOutKg = entries.reduce((sum, { loadKg }) => sum + loadKg, 0);
  return (
    <div className={totalsClasses.leftOut}>
      <p>
        <strong>
          {t(model.hasFieldEvents ? 'unserved.sumServed' : 'unserved.sum', {
            count: entries.length,
            load: format.kg(leftOutKg),
          })}
        </strong>
        {counts(entries.map((entry) => why(entry))).map(([reason, count]) => (
          <span key={reason}>
            {reason} {format.count(count)}
          </span>
        ))}
      </p>
      <VirtualList
        items={entries}
        label={t('unserved.list')}
        keyOf={(entry) => entry.key}
        rowHeight={64}
        rowClassName={(entry) => `${classes.row} ${entry.pointId === hovered ? classes.hovered : ''}`}
        isChosen={(entry) => entry.pointId === chosen}
        onChoose={(entry) => {
          const visit = entry.stopId ? model.stops.get(entry.stopId) : undefined;
          selection.set(visit ? choiceOf(visit) : { ...NOTHING_CHOSEN, pointId: entry.pointId });
        }}
        onHover={(entry) => selection.set({ ...NOTHING_HOVERED, hoverPointId: entry?.pointId ?? null })}
      >
        {(entry) => (
          <>
            <UnservedDrag entry={entry} />
            <MarkIcon
              size={26}
              name={(theme) =>
                pointIcon(
                  model.points.get(entry.pointId)?.kind ?? 'container',
                  entry.why.kind === 'skipped' ? 'skipped' : entry.why.kind === 'unserved' ? 'unserved' : 'planned',
                  null,
                  theme,
                )
              }
            />
            <div className={classes.text}>
              <div className={classes.first}>
                <span className={classes.code} title={entry.name}>
                  {shortPointName(entry.name, model.points.get(entry.pointId)?.kind)}
                </span>
                <span>{t('unserved.expected', { load: format.kg(entry.loadKg) })}</span>
              </div>
              <div className={classes.second}>
                <span className={classes.reason}>{why(entry)}</span>
              </div>
              <div className={classes.second}>
                <span>
                  {entry.code} · {STREAM_NAMES[entry.stream][currentLanguage()]}
                </span>
                {entry.why.kind !== 'unserved' && (
                  <span>
                    {t('unserved.truck', { number: entry.why.truckNumber })}
                    {entry.why.kind === 'skipped' && ` · ${format.time(entry.why.doneAt)}`}
                  </span>
                )}
              </div>
            </div>
          </>
        )}
      </VirtualList>
    </div>
  );
}

/** A visit that no truck has may be dragged onto one. */
function UnservedDrag({ entry: { visitId, name, loadKg, why } }: { entry: LeftOut }) {
  const inside = useRef<HTMLSpanElement>(null);
  useDraggable(
    inside,
    (element) => element.closest<HTMLElement>('[data-index]'),
    why.kind === 'unserved' && visitId !== null ? { visitId, name, loadKg } : null,
  );
  return <span ref={inside} hidden />;
}

/** Why a visit is left out, in words. */
function useWhy(): (entry: LeftOut) => string {
  const { t } = useTranslation('dispatch');
  return ({ why }) => {
    if (why.kind === 'unserved') return why.note ?? t(`unserved.reason.${why.reason}`);
    if (why.kind === 'unreported') return t('unserved.unreported');
    return why.reason ? skipReasonText(why.reason, currentLanguage()) : t('unserved.skippedWithoutReason');
  };
}

/** How often each is given, the most frequent first. */
function counts(reasons: readonly string[]): [string, number][] {
  const count = new Map<string, number>();
  for (const reason of reasons) count.set(reason, (count.get(reason) ?? 0) + 1);
  return [...count].sort(([, a], [, b]) => b - a);
}
