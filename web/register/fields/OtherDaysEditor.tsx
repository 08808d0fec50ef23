import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { STREAMS } from '../../../domain/stream-names.ts';
import { areaQuery } from '../../ui/api/queries.ts';
import { type DaysDraft, draftOf, scheduleOf } from './collection-days-draft.ts';
import { CollectionDaysEditor } from './CollectionDaysEditor.tsx';
import { Draft } from './Draft.tsx';
import type { EditorProps } from './FieldEditor.tsx';
import { streamName } from './names.ts';

/** Other collection days for many points at once, of all they have or of one stream; what is expected of them stays as it is. */
export function OtherDaysEditor({ label, wording, fault, onCommit, onCancel }: EditorProps) {
  const { t, language } = wording;
  const today = useQuery(areaQuery()).data?.today ?? '';
  const [stream, setStream] = useState('');
  const [days, setDays] = useState<DaysDraft>(() => draftOf({ weekdays: [], days: null }, today));
  const [isPlain, setPlain] = useState(true);
  const read = scheduleOf(days);
  const change = (which: string, draft: DaysDraft) => {
    setStream(which);
    setDays(draft);
    const next = scheduleOf(draft);
    onCommit(
      'value' in next
        ? { stream: which || null, weekdays: next.value.weekdays, days: next.value.days ?? null }
        : undefined,
    );
  };
  // Nothing has been chosen at first: no fault of anybody's.
  const isBegun = days.rules.some(({ weekdays }) => weekdays.length > 0) || days.dates !== '';
  const ownFault = isBegun && 'fault' in read ? t(`fault.${read.fault}`) : undefined;
  return (
    <Draft
      wording={wording}
      label={label}
      isCell={false}
      fault={ownFault ?? fault}
      onSave={onCancel}
      onCancel={onCancel}
    >
      <NativeSelect
        size="xs"
        mb={6}
        aria-label={t('days.ofStream')}
        value={stream}
        data={[
          { value: '', label: t('days.ofAll') },
          ...STREAMS.map((each) => ({ value: each as string, label: streamName(each, language) })),
        ]}
        onChange={(event) => change(event.currentTarget.value, days)}
      />
      <CollectionDaysEditor
        label={label}
        draft={days}
        isPlain={isPlain}
        today={today}
        wording={wording}
        onChange={(draft) => change(stream, draft)}
        onMore={() => setPlain(false)}
      />
    </Draft>
  );
}
