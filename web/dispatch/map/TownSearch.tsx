import { CloseButton, Combobox, Text, TextInput, useCombobox } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconCalendarWeek, IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
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

/** Where one gets to from here beside the town's own places. */
const PAGES = [{ key: 'week', kind: 'page' }] as const;

/**
 * Finds points, trucks, crews and facilities by what they are called, with or without accents, and the pages beside this one.
 * Ctrl-K leads here from anywhere on the page, and shows the pages while nothing is typed.
 */
export function TownSearch({ model, onFound }: { model: DayModel; onFound: (position: [number, number]) => void }) {
  const { t } = useTranslation('dispatch');
  const ui = useTranslation('ui').t;
  const selection = useSelectionStore();
  const navigate = useNavigate({ from: '/dispatch' });
  const [query, setQuery] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const ask = () => {
    combobox.focusTarget();
    combobox.openDropdown();
  };
  useHotkeys([['mod+K', ask]], []);
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
  const pages = useMemo(() => PAGES.map((page) => ({ ...page, texts: [t(page.key)] })), [t]);
  const all = useMemo(
    () => (query.trim() === '' ? pages : searchByText([...pages, ...entries], query, entries.length)),
    [pages, entries, query],
  );
  const found = all.slice(0, LIMIT);

  const choose = (key: string) => {
    if (key === 'week') {
      void navigate({ to: '/dispatch/week', search: ({ day }) => ({ day }) });
      return;
    }
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
            if (event.currentTarget.value === '') combobox.closeDropdown();
            else combobox.openDropdown();
          }}
          onFocus={() => query !== '' && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && query !== '') {
              event.stopPropagation();
              setQuery('');
            }
            // Enter without having walked the list takes the best match.
            const isWalked = combobox.getSelectedOptionIndex() !== -1;
            if (event.key === 'Enter' && combobox.dropdownOpened && !isWalked && found[0]) {
              event.preventDefault();
              choose(found[0].key);
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
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

function Entry({ entry, model }: { entry: TownEntry | (typeof PAGES)[number]; model: DayModel }) {
  const { t } = useTranslation('dispatch');
  const ui = useTranslation('ui').t;
  switch (entry.kind) {
    case 'page':
      return (
        <>
          <IconCalendarWeek size={22} stroke={1.6} aria-hidden />
          <Named name={t(entry.key)} detail={[t('search.page')]} />
        </>
      );
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
