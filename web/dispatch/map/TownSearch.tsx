import { CloseButton, Combobox, Text, TextInput, useCombobox } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { middleOf } from '../../../domain/streets.ts';
import { searchByText } from '../../ui/search.ts';
import type { DayModel } from '../day-model.ts';
import { NOTHING_CHOSEN, useSelectionStore } from '../selection.ts';
import { type Found, FoundEntry } from './FoundEntry.tsx';
import { actionsOn, type PageAction } from './page-actions.ts';
import { townEntries } from './town-entries.ts';
import { useFoundElsewhere } from './use-found-elsewhere.ts';

const LIMIT = 8;
/** Of streets, so that they leave room for the points along them. */
const MOST_STREETS = 3;

/**
 * Finds points, trucks, crews, facilities and units by what they are called, with or without accents, streets, tickets by their
 * numbers, and everything that can be done on the page. Ctrl-K leads here from anywhere, and shows what can be done while nothing is
 * typed.
 */
export function TownSearch({ model, onFound }: { model: DayModel; onFound: (position: [number, number]) => void }) {
  const { t } = useTranslation('dispatch');
  const ui = useTranslation('ui').t;
  const selection = useSelectionStore();
  const navigate = useNavigate({ from: '/dispatch' });
  const [query, setQuery] = useState('');
  const [actions, setActions] = useState<readonly PageAction[]>([]);
  const lookAround = () => setActions(actionsOn(document));
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const ask = () => {
    lookAround();
    combobox.focusTarget();
    combobox.openDropdown();
  };
  useHotkeys([['mod+K', ask]], []);
  const elsewhere = useFoundElsewhere(query);
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
  const doing = useMemo(
    () => actions.map((action) => ({ ...action, kind: 'action' as const, texts: [action.label] })),
    [actions],
  );
  const all = useMemo((): readonly Found[] => {
    if (query.trim() === '') return doing;
    const streets = (elsewhere.streets ?? [])
      .slice(0, MOST_STREETS)
      .map((street) => ({ key: street.id, kind: 'street' as const, street, texts: [street.name] }));
    const known = [...streets, ...entries, ...doing];
    return [
      ...(elsewhere.tickets ?? []).map((ticket) => ({ key: ticket.id, kind: 'ticket' as const, ticket })),
      ...searchByText(known, query, known.length),
    ];
  }, [doing, entries, query, elsewhere.tickets, elsewhere.streets]);
  // What can be done is looked through; what is found is narrowed down by typing more.
  const found = query.trim() === '' ? all : all.slice(0, LIMIT);

  const choose = (key: string) => {
    const entry = all.find((candidate) => candidate.key === key);
    if (!entry) return;
    combobox.closeDropdown();
    if (entry.kind === 'action') {
      setQuery('');
      // Once the list is gone: what it opens may ask for the keyboard.
      setTimeout(entry.press);
      return;
    }
    if (entry.kind === 'ticket') {
      void navigate({ to: '/evidence', search: { tab: 'tickets', day: entry.ticket.day, id: entry.ticket.id } });
      return;
    }
    if (entry.kind === 'street') {
      onFound(middleOf(entry.street));
      return;
    }
    if (entry.kind === 'unit') {
      selection.set({ ...NOTHING_CHOSEN, unitId: entry.unit.id });
      return;
    }
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
          data-search
          onFocus={() => {
            lookAround();
            if (query !== '') combobox.openDropdown();
          }}
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
      <Combobox.Dropdown data-combobox-dropdown>
        <Combobox.Options mah={380} style={{ overflowY: 'auto' }}>
          {found.length === 0 && <Combobox.Empty>{t('search.none')}</Combobox.Empty>}
          {found.map((entry) => (
            <Combobox.Option key={entry.key} value={entry.key}>
              <span style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
                <FoundEntry entry={entry} model={model} />
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
