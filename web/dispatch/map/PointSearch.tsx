import { CloseButton, Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MarkIcon } from '../../ui/MarkIcon.tsx';
import { pointIcon } from '../../ui/map/icons.ts';
import { searchByText } from '../../ui/search.ts';
import { type DayModel, pointStateOf } from '../day-model.ts';
import { NOTHING_CHOSEN, useSelectionStore } from '../selection.ts';

const LIMIT = 8;

/** Finds points by code, name or unit, with or without accents. */
export function PointSearch({ model, onFound }: { model: DayModel; onFound: (position: [number, number]) => void }) {
  const { t } = useTranslation('dispatch');
  const selection = useSelectionStore();
  const [query, setQuery] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const entries = useMemo(() => {
    return model.town.points.map((point) => {
      const unitName = model.unitOfPoint.get(point.id)?.name ?? '';
      return { point, unitName, texts: [point.code, point.name, unitName] };
    });
  }, [model.town, model.unitOfPoint]);
  const found = useMemo(() => searchByText(entries, query, LIMIT), [entries, query]);

  const choose = (pointId: string) => {
    const point = model.points.get(pointId);
    if (!point) return;
    const stop = model.stopsOfPoint.get(pointId)?.[0];
    selection.set({ ...NOTHING_CHOSEN, pointId, truckId: stop?.route.truckId ?? null, stopId: stop?.stop.id ?? null });
    onFound(point.position);
    combobox.closeDropdown();
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
              choose(found[0].point.id);
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={query.trim() === ''}>
        <Combobox.Options>
          {found.length === 0 && <Combobox.Empty>{t('search.none')}</Combobox.Empty>}
          {found.map(({ point, unitName }) => (
            <Combobox.Option key={point.id} value={point.id}>
              <span style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
                <MarkIcon
                  size={22}
                  name={(theme) => pointIcon(point.kind, pointStateOf(model, point.id), null, theme)}
                />
                <span>
                  {point.name}
                  <span style={{ display: 'block', fontSize: 12, color: 'var(--mantine-color-dimmed)' }}>
                    {point.code} · {unitName}
                  </span>
                </span>
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
