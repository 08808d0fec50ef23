import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/DayField.tsx';
import type { LonLat } from '../../../domain/geo.ts';
import { command } from '../../ui/api/request.ts';
import { type DrawnShape, drawnGeometry } from '../../ui/map/drawing.ts';
import { faultsOf } from '../detail/faults.ts';
import { useKeys } from '../use-keys.ts';
import classes from './ClosureBook.module.css';

interface Props {
  shape: DrawnShape;
  corners: readonly LonLat[];
  today: string;
  onShape: (shape: DrawnShape) => void;
  onCorners: (corners: readonly LonLat[]) => void;
  onDone: () => void;
  onCancel: () => void;
}

/** What is closed, from when to when and why, beside the map on which it is drawn. */
export function ClosureForm({ shape, corners, today, onShape, onCorners, onDone, onCancel }: Props) {
  const { t } = useTranslation('register');
  const form = useRef<HTMLFormElement>(null);
  useKeys(form, ({ key }) => {
    if (key === 'Escape') onCancel();
  });
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const geometry = drawnGeometry(shape, corners);
  const save = useMutation({
    mutationFn: () =>
      command('/api/street-closures', {
        body: { name: name.trim(), reason: reason.trim(), from, to, geometry },
      }),
    onSuccess: onDone,
  });
  const faults = save.error === null ? null : faultsOf(save.error, ['name', 'reason', 'from', 'to']);
  const isReady = geometry !== null && name.trim() !== '' && reason.trim() !== '' && from !== '' && to !== '';
  return (
    <form
      ref={form}
      className={classes.form}
      aria-label={t('closures.draw')}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) save.mutate();
      }}
    >
      <SegmentedControl
        value={shape}
        data={(['line', 'area'] as const).map((value) => ({ value, label: t(`closures.shape.${value}`) }))}
        onChange={(value) => onShape(value === 'area' ? 'area' : 'line')}
      />
      <Text size="sm" role="status">
        {t(geometry ? 'closures.drawn' : `closures.drawHint.${shape}`, { count: corners.length })}
      </Text>
      <Group gap={8}>
        <Button
          size="compact-sm"
          variant="default"
          disabled={corners.length === 0}
          onClick={() => onCorners(corners.slice(0, -1))}
        >
          {t('closures.takeBack')}
        </Button>
      </Group>
      <TextInput
        autoFocus
        required
        label={t('closures.name')}
        placeholder={t('closures.nameExample')}
        value={name}
        error={faults?.fields['name']}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        required
        label={t('out.reason')}
        placeholder={t('closures.reasonExample')}
        value={reason}
        error={faults?.fields['reason']}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.days}>
        <DayField
          required
          label={t('closures.from')}
          value={from}
          error={faults?.fields['from']}
          onChange={(value) => {
            setFrom(value);
            if (to < value) setTo(value);
          }}
        />
        <DayField required label={t('closures.to')} value={to} error={faults?.fields['to']} onChange={setTo} />
      </div>
      {faults?.whole && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {faults.whole}
        </Text>
      )}
      <Group gap={8}>
        <Button type="submit" disabled={!isReady} loading={save.isPending}>
          {t('closures.save')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('detail.cancel')}
        </Button>
      </Group>
    </form>
  );
}
