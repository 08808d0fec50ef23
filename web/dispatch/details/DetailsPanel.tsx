import { CloseButton } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayModel } from '../day-model.ts';
import classes from '../DispatchPage.module.css';
import { RoutePanel } from '../route/RoutePanel.tsx';
import { NOTHING_CHOSEN, useSelection, useSelectionStore } from '../selection.ts';
import { FacilityDetails } from './FacilityDetails.tsx';
import { PointDetails } from './PointDetails.tsx';

/** The right panel: what was chosen, and under it the route it lies on. */
export function DetailsPanel({ day, model }: { day: string; model: DayModel }) {
  const { t } = useTranslation('ui');
  const selection = useSelectionStore();
  const { truckId, pointId, facilityId } = useSelection((s) => s);
  const panel = useRef<HTMLDivElement>(null);
  // What a choice opens stands at the top, however far the panel was scrolled for the one before.
  useLayoutEffect(() => {
    if (panel.current) panel.current.scrollTop = 0;
    // Another choice scrolls, nothing else.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [truckId, pointId, facilityId]);
  return (
    <div className={classes.side} ref={panel}>
      <CloseButton
        className={classes.close}
        aria-label={t('close')}
        title={t('close')}
        onClick={() => selection.set(NOTHING_CHOSEN)}
      />
      {pointId && (
        <div className={classes.known} key={pointId}>
          <PointDetails day={day} model={model} pointId={pointId} />
        </div>
      )}
      {facilityId && <FacilityDetails day={day} model={model} facilityId={facilityId} />}
      {truckId && (
        <div className={classes.rest}>
          <RoutePanel key={truckId} day={day} model={model} truckId={truckId} />
        </div>
      )}
    </div>
  );
}
