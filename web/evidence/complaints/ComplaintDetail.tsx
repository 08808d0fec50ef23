import { ActionIcon, Anchor, Button, Loader, Radio, Text, Textarea, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LEAST_REASON_LENGTH } from '../../../domain/reason.ts';
import {
  ANSWER_LENGTH,
  type ComplaintDetail as Complaint,
  complaintDetailSchema,
} from '../../../domain/complaints/complaints.ts';
import { STREAM_NAMES } from '../../../domain/stream-names.ts';
import forms from '../../complaints/Complaint.module.css';
import { PlaceChoice } from '../../complaints/PlaceChoice.tsx';
import type { Place } from '../../complaints/places.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';
import { Failure } from '../../ui/states.tsx';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from '../EvidencePage.module.css';
import { COMPLAINTS, complaintQuery } from './complaint-queries.ts';

/** One complaint: what was said, what became of the point's visits of that day, and the answer. */
export function ComplaintDetail({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('complaints');
  const { t: tEvidence } = useTranslation('evidence');
  const format = useFormat();
  const query = useQuery(complaintQuery(id));
  const mayEdit = usePermission('complaints.edit');
  if (query.isError && !query.data) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Loader type="dots" aria-label={tEvidence('loading')} />;
  const complaint = query.data;
  const { kind, day, at, by, source, point, street, unit, cooperative, text, phone } = complaint;
  return (
    <>
      <div className={classes.head}>
        <ActionIcon
          className={classes.back}
          variant="subtle"
          size={40}
          aria-label={tEvidence('back')}
          onClick={onClose}
        >
          <IconArrowLeft size={20} />
        </ActionIcon>
        <div>
          <Title order={2} size="h4">
            {t(`kind.${kind}`)}
          </Title>
          <Text size="sm" c="dimmed">
            {point ? `${point.code} · ${point.name}` : street} · {format.day(day)}
          </Text>
        </div>
      </div>
      <Text c={text === '' ? 'dimmed' : undefined}>{text === '' ? t('noText') : text}</Text>
      <dl className={classes.facts}>
        <dt>{t('field.unit')}</dt>
        <dd>{unit?.name ?? t('notKnown')}</dd>
        <dt>{t('field.cooperative')}</dt>
        <dd>{cooperative?.name ?? t('notKnown')}</dd>
        {phone !== null && (
          <>
            <dt>{t('field.phone')}</dt>
            <dd>
              <Anchor href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>{phone}</Anchor>
            </dd>
          </>
        )}
        <dt>{t('field.source')}</dt>
        <dd>{source === 'office' && by !== null ? t('sourceBy', { by }) : t(`source.${source}`)}</dd>
        <dt>{t('field.came')}</dt>
        <dd>{format.instant(at)}</dd>
      </dl>
      {point ? <Visits complaint={complaint} /> : <SetPoint complaint={complaint} mayEdit={mayEdit} />}
      <Answer key={complaint.answered?.at ?? 'open'} complaint={complaint} mayEdit={mayEdit} />
    </>
  );
}

/** The visits of its point on that day: what it is judged by. */
function Visits({ complaint: { visits, day } }: { complaint: Complaint }) {
  const { t } = useTranslation('complaints');
  const { t: tEvidence } = useTranslation('evidence');
  const format = useFormat();
  return (
    <section>
      <Title order={3} size="h6">
        {t('visits')}
      </Title>
      {visits.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noVisits')}
        </Text>
      ) : (
        <ul className={forms.visits}>
          {visits.map((visit) => (
            <li key={visit.id}>
              {STREAM_NAMES[visit.stream][currentLanguage()]}: {tEvidence(`visit.state.${visit.state}`)}
              {visit.doneAt && ` · ${format.time(visit.doneAt, day)}`}
              {visit.truckCode && ` · ${visit.truckCode}`}
              {` · ${tEvidence(`visit.visitGrade.${visit.visitGrade}`)} `}
              <Anchor
                size="sm"
                renderRoot={(props) => (
                  <Link to="/evidence" search={{ tab: 'visits', point: visit.pointId, id: visit.id }} {...props} />
                )}
              >
                {t('lookAtVisit')}
              </Anchor>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function useSent(id: string, action: 'answer' | 'point') {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: object) =>
      request(complaintDetailSchema, `/api/complaints/${id}/${action}`, { method: 'POST', body }),
    onSuccess: (next) => {
      queryClient.setQueryData(complaintQuery(id).queryKey, next);
      void queryClient.invalidateQueries({ queryKey: [...COMPLAINTS, 'list'] });
    },
  });
}

/** Only a street was told: which point it is says whose it is. */
function SetPoint({ complaint: { id, day }, mayEdit }: { complaint: Complaint; mayEdit: boolean }) {
  const { t } = useTranslation('complaints');
  const [place, setPlace] = useState<Place | null>(null);
  const save = useSent(id, 'point');
  if (!mayEdit) return <Text size="sm">{t('noPoint')}</Text>;
  return (
    <div className={forms.form}>
      <PlaceChoice
        place={place}
        hint={t('noPoint')}
        error={save.error ? messageOf(save.error) : undefined}
        day={day}
        finder="points"
        onChange={setPlace}
      />
      {place && (
        <div>
          <Button loading={save.isPending} onClick={() => save.mutate({ pointId: place.id })}>
            {t('setPoint')}
          </Button>
          {save.error && (
            <Text role="alert" size="sm" c="var(--mantine-color-error)">
              {messageOf(save.error)}
            </Text>
          )}
        </div>
      )}
    </div>
  );
}

function Answer({ complaint: { id, answered }, mayEdit }: { complaint: Complaint; mayEdit: boolean }) {
  const { t } = useTranslation('complaints');
  const format = useFormat();
  const [isChanging, setChanging] = useState(false);
  const [answer, setAnswer] = useState(answered?.answer ?? '');
  const [finding, setFinding] = useState(answered ? String(answered.isJustified) : '');
  const save = useSent(id, 'answer');
  if (answered && !isChanging) {
    return (
      <section>
        <Title order={3} size="h6" mt="md">
          {t('answerTitle')}
        </Title>
        <div className={classes.answer}>
          <Text fw={600}>{t(answered.isJustified ? 'justified' : 'unjustified')}</Text>
          <Text>{answered.answer}</Text>
          <Text size="sm" c="dimmed">
            {t('answeredBy', { by: answered.by ?? t('notKnown'), at: format.instant(answered.at) })}
          </Text>
        </div>
        {mayEdit && (
          <Button variant="default" onClick={() => setChanging(true)}>
            {t('change')}
          </Button>
        )}
      </section>
    );
  }
  if (!mayEdit) return <Text c="dimmed">{t('waiting')}</Text>;
  return (
    <form
      className={forms.form}
      style={{ marginTop: 16 }}
      aria-label={t('answerTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ answer: answer.trim(), isJustified: finding === 'true' });
      }}
    >
      <Radio.Group label={t('finding')} value={finding} onChange={setFinding}>
        <div className={forms.kinds} style={{ marginTop: 6 }}>
          <Radio required value="true" label={t('justified')} />
          <Radio required value="false" label={t('unjustified')} />
        </div>
      </Radio.Group>
      <Textarea
        autosize
        minRows={2}
        label={t('answer')}
        description={t('answerHint')}
        required
        withAsterisk={false}
        minLength={LEAST_REASON_LENGTH}
        maxLength={ANSWER_LENGTH}
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
      {save.error && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {messageOf(save.error)}
        </Text>
      )}
      <div className={forms.buttons}>
        <Button type="submit" loading={save.isPending}>
          {t('close')}
        </Button>
        {answered && (
          <Button variant="default" onClick={() => setChanging(false)}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
