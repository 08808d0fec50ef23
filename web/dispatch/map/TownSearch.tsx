import { CloseButton, Combobox, Text, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MarkIcon } from '../../ui/MarkIcon.tsx';
import { facilityIcon, pointIcon } from '../../ui/map/icons.ts';
import { searchByText } from '../../ui/search.ts';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import { crewName } from '../crew-name.ts';
import { type DayModel, pointStateOf } from '../day-model.ts';
import { NOTHING_CHOSEN, useSelectionStore } from '../selection.ts';
import { type TownEntry, townEntries } from './town-entries.ts';

const LIMIT = 8;

/** Finds points, trucks, crews and facilities by what they are called, with or without accents. */
export function TownSearch({ model, onFound }: { model: DayModel; onFound: (position: [number, number]) => void }) {
  const { t } = useTranslation('dispatch');
  const ui = useTranslation('ui').t;
  const selection = useSelectionStore();
  const [query, setQuery] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const entries = useMemo(
    () =>
      townEntries(
        { ...model.town, unitOfPoint: model.unitOfPoint },
        {
          truck: t('search.truckWord'),
          crew: t('search.crewWord'),
          facilityKind: (kind) => ui(`facilityKind.${kind}`),
        },
      ),
    [model.town, model.unitOfPoint, t, ui],
  );
  const all = useMemo(() => searchByText(entries, query, entries.length), [entries, query]);
  const found = all.slice(0, LIMIT);

  const choose = (key: string) => {
    const entry = entries.find((candidate) => candidate.key === key);
    if (!entry) return;
    combobox.closeDropdown();
    if (entry.kind === 'truck') {
      selection.set({ ...NOTHING_CHOSEN, truckId: entry.truck.id });
      return;
    }
    if (entry.kind === 'facility') {
      selection.set({ ...NOTHING_CHOSEN, facilityId: entry.facility.id });
      onFound(entry.facility.position);
      return;
    }
    const stop = model.stopsOfPoint.get(key)?.[0];
    selection.set({
      ...NOTHING_CHOSEN,
      pointId: key,
      truckId: stop?.route.truckId ?? null,
      stopId: stop?.stop.id ?? null,
    });
    onFound(entry.point.position);
  };

  return (
    <Combobox store={combobox} onOptionSubmit={choose} width={320} position="bottom-start">
      <Combobox.Target>
        <TextInput
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={
            query !== '' && <CloseButton size="sm" aria-label={t('search.clear')} onClick={() => setQuery('')} />
          }
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onFocus={() => query !== '' && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && query !== '') {
              event.stopPropagation();
              setQuery('');
            }
            // Enter without having walked the list takes the best match.
            if (event.key === 'Enter' && combobox.getSelectedOptionIndex() === -1 && found.length > 0) {
              event.preventDefault();
              choose(found[0].key);
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={query.trim() === ''}>
        <Combobox.Options>
          {found.length === 0 && <Combobox.Empty>{t('search.none')}</Combobox.Empty>}
          {found.map((entry) => (
            <Combobox.Option key={entry.key} value={entry.key}>
              <span style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
                <Entry entry={entry} model={model} />
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
        {all.length > found.length && (
          <Combobox.Footer>
            <Text size="xs" c="dimmed" role="status">
              {t('search.cut', { shown: found.length, count: all.length })}
            </Text>
          </Combobox.Footer>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Entry({ entry, model }: { entry: TownEntry; model: DayModel }) {
  const { t } = useTranslation('dispatch');
  const ui = useTranslation('ui').t;
  switch (entry.kind) {
    case 'truck':
      return (
        <>
          <TruckBadge number={entry.truck.number} size={22} />
          <Named
            name={entry.truck.code}
            detail={entry.crews.map((code) => `${t('search.crewWord')} ${crewName(code)}`)}
          />
        </>
      );
    case 'facility':
      return (
        <>
          <MarkIcon size={22} name={(theme) => facilityIcon(entry.facility.kind, theme)} />
          <Named name={entry.facility.name} detail={[entry.facility.code, ui(`facilityKind.${entry.facility.kind}`)]} />
        </>
      );
    case 'point': {
      const { kind, id, name, code } = entry.point;
      return (
        <>
          <MarkIcon size={22} name={(theme) => pointIcon(kind, pointStateOf(model, id), null, theme)} />
          <Named name={name} detail={[code, entry.unitName]} />
        </>
      );
    }
  }
}

function Named({ name, detail }: { name: string; detail: readonly string[] }) {
  return (
    <span>
      {name}
      <span style={{ display: 'block', fontSize: 12, color: 'var(--mantine-color-dimmed)' }}>
        {detail.filter((part) => part !== '').join(' · ')}
      </span>
    </span>
  );
}
