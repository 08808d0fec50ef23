import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { MarkIcon } from '../../ui/MarkIcon.tsx';
import { pointIcon } from '../../ui/map/icons.ts';
import { useFormat } from '../../ui/use-format.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { DayModel, Unserved } from '../day-model.ts';
import { shortPointName } from '../short-point-name.ts';
import { NOTHING_CHOSEN, NOTHING_HOVERED, useSelection, useSelectionStore } from '../selection.ts';
import classes from '../fleet/TruckList.module.css';
import totalsClasses from './TotalsPanel.module.css';

/** How much is left out and why mostly, then every point left out, heaviest first. */
export function UnservedList({ model }: { model: DayModel }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const selection = useSelectionStore();
  const chosen = useSelection((s) => s.pointId);
  const hovered = useSelection((s) => s.hoverPointId);
  const entries = useMemo(
    () => [...(model.revision?.unserved ?? [])].sort((a, b) => b.loadKg - a.loadKg || format.compare(a.code, b.code)),
    [model, format],
  );
  if (entries.length === 0) {
    return (
      <Text p="md" size="sm" c="dimmed">
        {model.revision ? t('unserved.none') : t('unserved.noPlan')}
      </Text>
    );
  }
  const leftOutKg = entries.reduce((sum, { loadKg }) => sum + loadKg, 0);
  return (
    <div className={totalsClasses.leftOut}>
      <p>
        <strong>{t('unserved.sum', { count: entries.length, load: format.kg(leftOutKg) })}</strong>
        {reasonCounts(entries).map(([reason, count]) => (
          <span key={reason}>
            {t(`unserved.reason.${reason}`)} {format.count(count)}
          </span>
        ))}
      </p>
      <VirtualList
        items={entries}
        label={t('unserved.list')}
        keyOf={(entry) => `${entry.pointId} ${entry.stream}`}
        rowHeight={52}
        rowClassName={(entry) => `${classes.row} ${entry.pointId === hovered ? classes.hovered : ''}`}
        isChosen={(entry) => entry.pointId === chosen}
        onChoose={(entry) => selection.set({ ...NOTHING_CHOSEN, pointId: entry.pointId })}
        onHover={(entry) => selection.set({ ...NOTHING_HOVERED, hoverPointId: entry?.pointId ?? null })}
      >
        {(entry) => (
          <>
            <MarkIcon
              size={26}
              name={(theme) => pointIcon(model.points.get(entry.pointId)?.kind ?? 'container', 'unserved', null, theme)}
            />
            <div className={classes.text}>
              <div className={classes.first}>
                <span className={classes.code} title={entry.name}>
                  {shortPointName(entry.name, model.points.get(entry.pointId)?.kind)}
                </span>
                <span>{format.kg(entry.loadKg)}</span>
              </div>
              <div className={classes.second}>
                <span>{t(`unserved.reason.${entry.reason}`)}</span>
                <span>{entry.code}</span>
              </div>
            </div>
          </>
        )}
      </VirtualList>
    </div>
  );
}

/** How often each reason is given, the most frequent first. */
function reasonCounts(entries: readonly Unserved[]): [Unserved['reason'], number][] {
  const counts = new Map<Unserved['reason'], number>();
  for (const { reason } of entries) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
