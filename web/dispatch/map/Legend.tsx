import { Anchor, Button, Popover, useComputedColorScheme } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FACILITY_KINDS } from '../../../domain/facilities.ts';
import { POINT_KINDS } from '../../../domain/points.ts';
import { usePermission } from '../../ui/session.ts';
import { MarkIcon } from '../../ui/MarkIcon.tsx';
import { facilityIcon, POINT_STATES, pointIcon, truckIcon } from '../../ui/map/icons.ts';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import { VerdictMark } from '../VerdictMark.tsx';
import classes from './Legend.module.css';
import { UNIT_TINTS } from './unit-tints.ts';

/**
 * What the marks mean, drawn with the marks themselves.
 * @param isDriven something of the day was reported: units then stand by what was served
 */
export function Legend({ isDriven }: { isDriven: boolean }) {
  const { t } = useTranslation('dispatch');
  const ui = useTranslation('ui').t;
  const theme = useComputedColorScheme('light');
  const mayClose = usePermission('closures.edit');
  return (
    <Popover
      position="top-end"
      width={300}
      withinPortal
      // As much of it as there is room for; the rest is scrolled to.
      middlewares={{
        flip: true,
        shift: true,
        size: {
          apply: ({ availableHeight, elements }) =>
            elements.floating.style.setProperty('--room', `${Math.floor(availableHeight)}px`),
        },
      }}
    >
      <Popover.Target>
        <Button variant="default" size="compact-sm" fw={500} h={36} px={12} className={classes.button}>
          {ui('map.legend')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <div className={classes.legend} tabIndex={0} role="region" aria-label={ui('map.legend')}>
          <h3>{t('legend.states')}</h3>
          {POINT_STATES.map((state) => (
            <span key={state}>
              <MarkIcon size={22} name={(theme) => pointIcon('container', state, null, theme)} />
              {ui(`pointState.${state}`)}
            </span>
          ))}
          <h3>{t('legend.kinds')}</h3>
          {POINT_KINDS.map((kind) => (
            <span key={kind}>
              <MarkIcon size={22} name={(theme) => pointIcon(kind, 'planned', null, theme)} />
              {ui(`pointKind.${kind}`)}
            </span>
          ))}
          <h3>{t('legend.facilities')}</h3>
          {FACILITY_KINDS.map((kind) => (
            <span key={kind}>
              <MarkIcon size={24} name={(theme) => facilityIcon(kind, theme)} />
              {ui(`facilityKind.${kind}`)}
            </span>
          ))}
          <h3>{t(isDriven ? 'legend.unitsServed' : 'legend.units')}</h3>
          {(['meets', 'slightly', 'badly'] as const).map((verdict) => (
            <span key={verdict} className={classes.wide}>
              <span className={classes.swatch} style={{ background: `${UNIT_TINTS[theme][verdict]}40` }} aria-hidden />
              <VerdictMark isReached={verdict === 'meets'} />
              {t(`legend.${verdict}`)}
            </span>
          ))}
          {isDriven && (
            <span className={classes.wide}>
              <span className={classes.swatch} aria-hidden />
              {t('legend.open')}
            </span>
          )}
          <h3>{t('legend.routes')}</h3>
          <span className={classes.wide}>
            {[1, 2, 3, 4].map((number) => (
              <TruckBadge key={number} number={number} />
            ))}
          </span>
          <span className={classes.wide}>
            <MarkIcon size={24} name={(theme) => truckIcon(1, true, theme)} />
            {t('legend.oldPosition')}
          </span>
          {mayClose && (
            <>
              <h3>{t('legend.closed')}</h3>
              <span className={classes.wide}>
                <span className={classes.closed} aria-hidden />
                <Anchor
                  size="sm"
                  renderRoot={(props) => <Link to="/register" search={{ book: 'closures' }} {...props} />}
                >
                  {t('legend.close')}
                </Anchor>
              </span>
            </>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
