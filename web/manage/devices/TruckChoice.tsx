import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { townQuery } from '../../ui/api/town-queries.ts';

interface Props {
  value: string | null;
  label?: string;
  /** What it says of no truck. */
  none?: string;
  ariaLabel?: string;
  isDisabled?: boolean;
  onChange: (truckId: string | null) => void;
}

/** One of the town's trucks, or none. */
export function TruckChoice({ value, label, none, ariaLabel, isDisabled = false, onChange }: Props) {
  const { t } = useTranslation('manage');
  const trucks = useQuery(townQuery()).data?.trucks ?? [];
  return (
    <NativeSelect
      label={label}
      aria-label={ariaLabel}
      value={value ?? ''}
      disabled={isDisabled}
      data={[
        { value: '', label: none ?? t('devices.noTruck') },
        ...trucks.map(({ id, code, number }) => ({ value: id, label: `${number} · ${code}` })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  );
}
