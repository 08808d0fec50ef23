import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { MarkIcon } from '../../ui/MarkIcon.tsx';
import { pointIcon } from '../../ui/map/icons.ts';
import { useFormat } from '../../ui/use-format.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { DayModel } from '../day-model.ts';
import { NOTHING_CHOSEN, NOTHING_HOVERED, useSelection, useSelectionStore } from '../selection.ts';
import classes from '../fleet/TruckList.module.css';

/** Every point left out, heaviest first, with why. */
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
  return (
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
              <span className={classes.code}>{entry.name}</span>
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
  );
}
