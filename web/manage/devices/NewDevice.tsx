import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEVICE_KINDS, deviceWithSecretSchema } from '../../../domain/devices/devices.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import type { ShownSecret } from './DevicesPage.tsx';
import classes from './DevicesPage.module.css';
import { DEVICES } from './device-queries.ts';
import { TruckChoice } from './TruckChoice.tsx';

interface Props {
  onMade: (shown: ShownSecret) => void;
  onClose: () => void;
}

/** A new device: its secret is made by the program, and told once. */
export function NewDevice({ onMade, onClose }: Props) {
  const { t } = useTranslation('manage');
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<(typeof DEVICE_KINDS)[number]>('phone');
  const [truckId, setTruckId] = useState<string | null>(null);
  const make = useMutation({
    mutationFn: () =>
      request(deviceWithSecretSchema, '/api/devices', { method: 'POST', body: { name: name.trim(), kind, truckId } }),
    onSuccess: ({ device, secret }) => {
      void queryClient.invalidateQueries({ queryKey: DEVICES });
      if (secret !== null) onMade({ device, secret });
      onClose();
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <TextInput
        label={t('devices.name')}
        placeholder={t('devices.nameHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('devices.kind')}
        value={kind}
        data={DEVICE_KINDS.map((value) => ({ value, label: t(`devices.kinds.${value}`) }))}
        onChange={(event) => setKind(DEVICE_KINDS.find((value) => value === event.currentTarget.value) ?? 'phone')}
      />
      <TruckChoice label={t('devices.truck')} value={truckId} onChange={setTruckId} />
      <Group gap="xs">
        <Button type="submit" loading={make.isPending} disabled={name.trim() === ''}>
          {t('devices.make')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('devices.cancel')}
        </Button>
      </Group>
      {make.isError && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {messageOf(make.error)}
        </Text>
      )}
    </form>
  );
}
