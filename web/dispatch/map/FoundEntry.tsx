import { IconPointer, IconPolygon, IconReceipt2, IconRoad } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StreetsFound } from '../../../domain/streets.ts';
import type { TicketView } from '../../../domain/tickets/tickets.ts';
import { MarkIcon } from '../../ui/MarkIcon.tsx';
import { facilityIcon, pointIcon } from '../../ui/map/icons.ts';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { crewName } from '../crew-name.ts';
import { type DayModel, pointStateOf } from '../day-model.ts';
import type { PageAction } from './page-actions.ts';
import type { TownEntry } from './town-entries.ts';

/** What the search may find: of the town, a street, a ticket, or something to do. */
export type Found = { readonly key: string } & (
  | TownEntry
  | { readonly kind: 'street'; readonly street: StreetsFound['streets'][number] }
  | { readonly kind: 'ticket'; readonly ticket: TicketView }
  | ({ readonly kind: 'action' } & PageAction)
);

/** One line of what was found: its mark, its name, and what it is. */
export function FoundEntry({ entry, model }: { entry: Found; model: DayModel }) {
  const { t } = useTranslation('dispatch');
  const ui = useTranslation('ui').t;
  const format = useFormat();
  switch (entry.kind) {
    case 'action':
      return (
        <>
          <IconPointer size={22} stroke={1.6} aria-hidden />
          <Named name={entry.label} detail={[t('search.action')]} />
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
    case 'unit':
      return (
        <>
          <IconPolygon size={22} stroke={1.6} aria-hidden />
          <Named name={entry.unit.name} detail={[entry.unit.code, t('search.unit')]} />
        </>
      );
    case 'street':
      return (
        <>
          <IconRoad size={22} stroke={1.6} aria-hidden />
          <Named name={entry.street.name} detail={[t('search.street'), entry.street.unitName ?? '']} />
        </>
      );
    case 'ticket':
      return (
        <>
          <IconReceipt2 size={22} stroke={1.6} aria-hidden />
          <Named
            name={entry.ticket.number}
            detail={[
              t('search.ticket', { day: format.day(entry.ticket.day) }),
              entry.ticket.truckCode,
              format.kg(entry.ticket.netKg),
            ]}
          />
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
