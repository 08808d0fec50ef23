import { Anchor, Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { skipReasonText } from '../../../domain/skip-reasons.ts';
import { STREAM_NAMES } from '../../../domain/stream-names.ts';
import { MarkIcon } from '../../ui/MarkIcon.tsx';
import { pointIcon } from '../../ui/map/icons.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { usePermission } from '../../ui/session.ts';
import { useFormat } from '../../ui/use-format.ts';
import { PlaceUnserved } from '../board/PlaceUnserved.tsx';
import { StopActions } from '../board/StopActions.tsx';
import { ColleagueMarks } from '../colleagues/ColleagueMarks.tsx';
import { type DayModel, pointStateOf, type StopOnRoute } from '../day-model.ts';
import { SendAgain } from '../moves/SendAgain.tsx';
import { SubjectNotes } from '../notes/SubjectNotes.tsx';
import { NOTHING_CHOSEN, useSelection, useSelectionStore } from '../selection.ts';
import classes from './Details.module.css';
import { UrgentVisit } from '../urgent/UrgentVisit.tsx';
import { windowText } from './window-text.ts';

/** What is known of a collection point, and when who comes to it on the day. */
export function PointDetails({ day, model, pointId }: { day: string; model: DayModel; pointId: string }) {
  const { t } = useTranslation('dispatch');
  const ui = useTranslation('ui').t;
  const notes = useTranslation('notes').t;
  const mayNote = usePermission('alerts.edit');
  const [isWriting, setWriting] = useState(false);
  const format = useFormat();
  const selection = useSelectionStore();
  const shownTruckId = useSelection((s) => s.truckId);
  const stopId = useSelection((s) => s.stopId);
  const point = model.points.get(pointId);
  if (!point) return null;
  const state = pointStateOf(model, pointId);
  const visits = model.stopsOfPoint.get(pointId) ?? [];
  const [first] = visits;
  // What a truck of an earlier revision took is not left, though this revision sends none.
  const unserved = (model.unservedOfPoint.get(pointId) ?? []).filter(({ visitId }) => !model.visitStates.has(visitId));
  const unit = model.unitOfPoint.get(pointId);
  const limits = [
    point.maxWeightTonnes !== null && t('point.maxWeight', { tonnes: format.decimal(point.maxWeightTonnes) }),
    point.maxWidthMetres !== null && t('point.maxWidth', { metres: format.decimal(point.maxWidthMetres) }),
    point.maxHeightMetres !== null && t('point.maxHeight', { metres: format.decimal(point.maxHeightMetres) }),
  ].filter((limit) => limit !== false);
  const edited = visits.find(({ stop }) => stop.id === stopId) ?? visits[0];
  return (
    <section className={classes.card} aria-label={t('point.details')}>
      <div className={classes.title}>
        <MarkIcon
          size={26}
          name={(theme) => pointIcon(point.kind, state, visits[0]?.route.truckNumber ?? null, theme)}
        />
        <div style={{ minWidth: 0 }}>
          <Text fw={600} size="sm" lh={1.3}>
            {point.name} <ColleagueMarks of={{ pointId }} />
          </Text>
          <Text size="xs" c="dimmed">
            {point.code} · {point.onceOn === null ? ui(`pointKind.${point.kind}`) : t('point.once')} ·{' '}
            {ui(`pointState.${state}`)} ·{' '}
            <Anchor
              size="xs"
              renderRoot={(props) => <Link to="/evidence" search={{ tab: 'visits', point: pointId }} {...props} />}
            >
              {t('point.lastVisits')}
            </Anchor>
            {mayNote && (
              <>
                {' · '}
                <Anchor size="xs" component="button" type="button" onClick={() => setWriting(true)}>
                  {notes('write')}
                </Anchor>
              </>
            )}
          </Text>
        </div>
      </div>
      {edited && <StopActions day={day} model={model} route={edited.route} isInCard />}
      {visits.length > 0 && (
        <div className={classes.visits}>
          {visits.map((visit) => (
            <Visit key={visit.stop.id} day={day} model={model} visit={visit} />
          ))}
        </div>
      )}
      <SendAgain day={day} model={model} entries={visits} />
      {unserved.map(({ stream, reason, note, visitId, name, loadKg }) => (
        <div key={stream} className={classes.visit} data-is="unserved">
          {t('point.unserved', {
            stream: STREAM_NAMES[stream][currentLanguage()],
            reason: [t(`unserved.reason.${reason}`), note].filter(Boolean).join(': '),
          })}
          <PlaceUnserved picked={{ visitId, name, loadKg }} />
        </div>
      ))}
      {state === 'none' && model.revision && <div className={classes.visit}>{t('point.notDue')}</div>}
      <SubjectNotes day={day} of={{ pointId }} writing={{ is: isWriting, set: setWriting }} />
      <dl className={classes.figures}>
        <dt>{t('point.windows')}</dt>
        <dd>{point.windows.length > 0 ? point.windows.map(windowText).join(', ') : t('point.anyTime')}</dd>
        {limits.length > 0 && (
          <>
            <dt>{t('point.limits')}</dt>
            <dd>{limits.join(', ')}</dd>
          </>
        )}
        {unit && (
          <>
            <dt>{t('point.unit')}</dt>
            <dd>{unit.name}</dd>
          </>
        )}
        {point.onceOn === null && (
          <>
            <dt>{t('point.streams')}</dt>
            <dd>
              {point.streams
                .map(
                  (entry) =>
                    `${STREAM_NAMES[entry.stream][currentLanguage()]} ${t('point.perDay', { load: format.kg(entry.expectedKgPerDay) })}`,
                )
                .join(', ')}
            </dd>
          </>
        )}
        {point.onceOn === null && (
          <>
            <dt>{t('point.households')}</dt>
            <dd>{format.count(point.householdsServed)}</dd>
          </>
        )}
      </dl>
      <UrgentVisit key={pointId} day={day} model={model} point={point} />
      {first && first.route.truckId !== shownTruckId && (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => selection.set({ ...NOTHING_CHOSEN, truckId: first.route.truckId, stopId: first.stop.id })}
        >
          {t('point.showRoute')}
        </Button>
      )}
    </section>
  );
}

/** When who comes or came, and what became of it: kg only where something was or will be taken. */
function Visit({ day, model, visit: { stop, route } }: { day: string; model: DayModel; visit: StopOnRoute }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const reported = model.stopStates.get(stop.id);
  const outcome = model.outcomes.get(stop.id) ?? 'open';
  const number = route.truckNumber;
  if (outcome === 'served' && reported) {
    const time = format.time(reported.doneAt, day);
    return (
      <div className={classes.visit}>
        {reported.loadKg === null
          ? t('point.served', { number, time, load: format.kg(stop.loadKg) })
          : t(reported.isEstimate ? 'point.servedAbout' : 'point.servedLoad', {
              number,
              time,
              load: format.kg(reported.loadKg),
            })}
      </div>
    );
  }
  if (outcome === 'skipped' && reported) {
    const reason = reported.reason
      ? skipReasonText(reported.reason, currentLanguage())
      : t('unserved.skippedWithoutReason');
    return (
      <div className={classes.visit} data-is="skipped">
        {t('point.skipped', { number, time: format.time(reported.doneAt, day), reason })}
      </div>
    );
  }
  const time = format.time(stop.arrivesAt, day);
  return (
    <div className={classes.visit}>
      {outcome === 'unreported'
        ? t('point.unreported', { number, time })
        : t('point.visit', { number, time, load: format.kg(stop.loadKg) })}
    </div>
  );
}
