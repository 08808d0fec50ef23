import { Button, Group, Text } from '@mantine/core';
import type { LonLat } from '../../../domain/geo.ts';
import { lineMetres } from '../../../domain/straight-line.ts';
import { drawnGeometry } from '../../ui/map/drawing.ts';
import type { Wording } from '../fields/value-text.ts';
import type { RegisterRecord } from '../record.ts';
import classes from './RecordDetail.module.css';
import type { Save } from './use-save.ts';

interface Props {
  record: RegisterRecord;
  wording: Wording;
  save: Save;
  /** As far as it is drawn; `null` while nobody draws. */
  corners: readonly LonLat[] | null;
  onCorners: (corners: readonly LonLat[] | null) => void;
}

/** What draws a point's stretch of road on the map above, corner by corner, and takes it away. */
export function StretchField({ record, wording: { t, format }, save, corners, onCorners }: Props) {
  const hasStretch = record['stretch'] != null;
  const keep = async (stretch: unknown): Promise<void> => {
    // What was refused stays to be mended.
    if (await save.save(record, { stretch })) onCorners(null);
  };
  if (corners === null) {
    return (
      <Group gap={8}>
        <Button size="compact-sm" variant="default" onClick={() => onCorners([])}>
          {t(hasStretch ? 'stretch.drawAgain' : 'stretch.draw')}
        </Button>
        {hasStretch && (
          <Button size="compact-sm" variant="default" onClick={() => void keep(null)}>
            {t('stretch.remove')}
          </Button>
        )}
      </Group>
    );
  }
  const drawn = drawnGeometry('line', corners);
  const fault = save.faults?.fields['stretch'];
  return (
    <div className={classes.proposal} role="group" aria-label={t('stretch.draw')}>
      <Text size="sm" role="status">
        {drawn ? t('stretch.drawn', { length: format.distance(lineMetres(corners)) }) : t('stretch.hint')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('stretch.explained')}
      </Text>
      {fault && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {fault}
        </Text>
      )}
      <Group gap={8}>
        <Button size="compact-sm" disabled={!drawn} onClick={() => void keep(drawn)}>
          {t('stretch.save')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={corners.length === 0}
          onClick={() => onCorners(corners.slice(0, -1))}
        >
          {t('stretch.takeBack')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onCorners(null)}>
          {t('detail.cancel')}
        </Button>
      </Group>
    </div>
  );
}
