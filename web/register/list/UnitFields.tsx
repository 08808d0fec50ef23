import { NativeSelect, NumberInput, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SETTINGS, UNIT_KINDS } from '../../../domain/units.ts';

/** A unit that takes the place of others, as it is being filled in. */
export interface UnitDraft {
  readonly code: string;
  readonly name: string;
  readonly kind: (typeof UNIT_KINDS)[number];
  readonly setting: (typeof SETTINGS)[number];
  readonly population: number | null;
}

export const EMPTY_UNIT: UnitDraft = { code: '', name: '', kind: 'ward', setting: 'urban', population: null };

interface Props {
  unit: UnitDraft;
  /** What stands in the line of people while nothing is given: without it people have to be given. */
  populationHint?: string;
  faults?: Readonly<Record<string, string | undefined>> | undefined;
  onChange: (unit: UnitDraft) => void;
}

/** Code, name, kind and people of a new unit. */
export function UnitFields({ unit, populationHint, faults, onChange }: Props) {
  const { t, i18n } = useTranslation('register');
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
      <TextInput
        label={t('reform.code')}
        value={unit.code}
        error={faults?.['code']}
        required
        onChange={(event) => onChange({ ...unit, code: event.currentTarget.value })}
      />
      <TextInput
        label={t('reform.name')}
        value={unit.name}
        error={faults?.['name']}
        required
        onChange={(event) => onChange({ ...unit, name: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('reform.kind')}
        value={unit.kind}
        data={UNIT_KINDS.map((kind) => ({ value: kind, label: t(`choice.unitKind.${kind}`) }))}
        onChange={(event) =>
          onChange({ ...unit, kind: UNIT_KINDS.find((kind) => kind === event.currentTarget.value) ?? 'ward' })
        }
      />
      <NativeSelect
        label={t('reform.setting')}
        value={unit.setting}
        data={SETTINGS.map((setting) => ({ value: setting, label: t(`choice.setting.${setting}`) }))}
        onChange={(event) =>
          onChange({ ...unit, setting: SETTINGS.find((each) => each === event.currentTarget.value) ?? 'urban' })
        }
      />
      <NumberInput
        label={t('reform.population')}
        placeholder={populationHint}
        required={populationHint === undefined}
        value={unit.population ?? ''}
        min={0}
        allowDecimal={false}
        thousandSeparator={i18n.language === 'en' ? ',' : '.'}
        decimalSeparator={i18n.language === 'en' ? '.' : ','}
        error={faults?.['population']}
        onChange={(value) => onChange({ ...unit, population: typeof value === 'number' ? value : null })}
      />
    </SimpleGrid>
  );
}
