import { ActionIcon, Anchor, CloseButton, Skeleton, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { isStatus } from '../../ui/api/problem.ts';
import { usePermission } from '../../ui/session.ts';
import { Failure, Message } from '../../ui/states.tsx';
import { IconFileOff } from '@tabler/icons-react';
import type { NamedRecords } from '../fields/use-wording.ts';
import type { Wording } from '../fields/value-text.ts';
import { titleOf } from '../list/rows.ts';
import { editPermission, type RegisterRecord } from '../record.ts';
import { recordQuery } from '../register-queries.ts';
import type { SubjectDefinition } from '../subjects/subject.ts';
import { ArchiveRecord } from './ArchiveRecord.tsx';
import { CollectionCalendar } from './CollectionCalendar.tsx';
import { ConflictNote } from './ConflictNote.tsx';
import { Documents } from './Documents.tsx';
import { FieldRow } from './FieldRow.tsx';
import { GroundField } from './GroundField.tsx';
import { History } from './History.tsx';
import { Outs } from './Outs.tsx';
import { PlaceField } from './PlaceField.tsx';
import { PlacePhoto } from './PlacePhoto.tsx';
import classes from './RecordDetail.module.css';
import { useKeys } from '../use-keys.ts';
import { useSave } from './use-save.ts';

interface Props {
  definition: SubjectDefinition;
  id: string;
  wording: Wording;
  named: NamedRecords;
  /** Whether the focus goes to the first field: it was opened from the keyboard. */
  takesFocus: boolean;
  onClose: () => void;
}

/** Everything known of a record, edited in place; below it when it is out, its papers, and what became of it. */
export function RecordDetail({ definition, id, wording, named, takesFocus, onClose }: Props) {
  const { t } = wording;
  const record = useQuery(recordQuery(definition.subject, id));
  const box = useRef<HTMLDivElement>(null);
  useKeys(box, (event) => {
    if (box.current) walk(box.current, event, onClose);
  });
  const isThere = record.data !== undefined;
  useEffect(() => {
    if (takesFocus && isThere) box.current?.querySelector<HTMLElement>('[data-cell]')?.focus();
  }, [takesFocus, isThere]);

  return (
    <div ref={box} className={classes.detail} role="region" aria-label={t('detail.label')}>
      <div className={classes.head}>
        <ActionIcon className={classes.back} variant="subtle" size={40} aria-label={t('detail.back')} onClick={onClose}>
          <IconArrowLeft size={20} />
        </ActionIcon>
        <Title order={2} size="h4" className={classes.title}>
          {record.data ? titleOf(definition.fields, definition.title, record.data, wording) : ' '}
        </Title>
        <CloseButton className={classes.close} aria-label={t('detail.back')} onClick={onClose} />
      </div>
      {record.isPending && <Skeleton h={200} />}
      {record.isError &&
        record.data === undefined &&
        (isStatus(record.error, 404) ? (
          <Message icon={<IconFileOff size={32} stroke={1.4} />} title={t('detail.gone')} />
        ) : (
          <Failure error={record.error} onRetry={() => void record.refetch()} />
        ))}
      {record.data && <Body key={id} definition={definition} record={record.data} wording={wording} named={named} />}
    </div>
  );
}

function Body({
  definition,
  record,
  wording,
  named,
}: Pick<Props, 'definition' | 'wording' | 'named'> & { record: RegisterRecord }) {
  const { t } = wording;
  const { subject, fields } = definition;
  // The photo stands in no list, and is edited apart.
  const names = useMemo(() => [...fields.map(({ name }) => name), 'photoId'], [fields]);
  const save = useSave(subject, names);
  const mayEdit = usePermission(editPermission(subject), record);
  const whole = save.faults?.whole;
  return (
    <>
      {!record.isActive && mayEdit && <ArchiveRecord subject={subject} record={record} wording={wording} />}
      {whole && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {whole}
        </Text>
      )}
      <PlaceField definition={definition} record={record} wording={wording} save={save} mayEdit={mayEdit} />
      <GroundField definition={definition} record={record} wording={wording} save={save} mayEdit={mayEdit} />
      <div>
        {fields.map((field) => (
          <div key={field.name}>
            <FieldRow field={field} record={record} wording={wording} named={named} save={save} mayEdit={mayEdit} />
            {save.conflict && Object.keys(save.conflict.change)[0] === field.name && (
              <ConflictNote conflict={save.conflict} fields={fields} wording={wording} save={save} />
            )}
          </div>
        ))}
      </div>
      {(subject === 'points' || subject === 'units') && (
        <CollectionCalendar subject={subject} id={record.id} wording={wording} />
      )}
      {subject === 'points' && <PlacePhoto record={record} wording={wording} save={save} mayEdit={mayEdit} />}
      {subject === 'points' && <LastVisits pointId={record.id} wording={wording} />}
      {definition.out && <Outs kind={definition.out} record={record} wording={wording} mayEdit={mayEdit} />}
      {definition.hasDocuments && <Documents subject={subject} record={record} wording={wording} mayEdit={mayEdit} />}
      <History subject={subject} id={record.id} fields={fields} wording={wording} />
      {record.isActive && mayEdit && <ArchiveRecord subject={subject} record={record} wording={wording} />}
      {!mayEdit && (
        <Text size="xs" c="dimmed">
          {t('detail.readOnly')}
        </Text>
      )}
    </>
  );
}

/** Where it is told when the point was last emptied, and how that is known. */
function LastVisits({ pointId, wording }: { pointId: string; wording: Wording }) {
  const maySee = usePermission('visits.read');
  if (!maySee) return null;
  return (
    <Anchor
      size="sm"
      renderRoot={(props) => <Link to="/evidence" search={{ tab: 'visits', point: pointId }} {...props} />}
    >
      {wording.t('detail.lastVisits')}
    </Anchor>
  );
}

/** Up and down walk through the fields, Escape leaves the detail; forms and fields being edited have keys of their own. */
function walk(box: HTMLElement, event: KeyboardEvent, onClose: () => void): void {
  if (!(event.target instanceof HTMLElement) || event.target.closest('form, [role=group], input, select, textarea'))
    return;
  if (event.key === 'Escape') {
    onClose();
    return;
  }
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const cells = [...box.querySelectorAll<HTMLElement>('[data-cell]')];
  const at = cells.indexOf(event.target);
  if (at < 0) return;
  event.preventDefault();
  cells[Math.max(0, Math.min(cells.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus();
}
