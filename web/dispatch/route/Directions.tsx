import { Anchor, Skeleton, Stack } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowBearLeft,
  IconArrowBearRight,
  IconArrowRampRight,
  IconArrowUp,
  IconCornerUpLeft,
  IconCornerUpRight,
  IconFlag,
  IconRotateClockwise,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DirectionsView, RouteView } from '../../../domain/plans.ts';
import { directionsQuery } from '../../ui/api/queries.ts';
import { Failure } from '../../ui/states.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { NOTHING_HOVERED, useSelection, useSelectionStore } from '../selection.ts';
import classes from './RoutePanel.module.css';

type Leg = DirectionsView['legs'][number];
type Step = Leg['steps'][number];

/** The way turn by turn, leg by leg, in the language of the page. */
export function Directions({ planId, route }: { planId: string; route: RouteView }) {
  const { t, i18n } = useTranslation('dispatch');
  const directions = useQuery(directionsQuery(planId, route.id, i18n.language === 'en' ? 'en' : 'vi'));
  const selection = useSelectionStore();
  const hovered = useSelection((s) => s.hoverStopId);
  const legs = useMemo(() => directions.data?.legs ?? [], [directions.data]);
  if (directions.isPending) {
    return (
      <Stack p="sm" gap="xs" role="status" aria-busy>
        {Array.from({ length: 10 }, (_, index) => (
          <Skeleton key={index} h={18} w={`${60 + ((index * 37) % 40)}%`} />
        ))}
      </Stack>
    );
  }
  if (directions.isError) return <Failure error={directions.error} onRetry={() => void directions.refetch()} />;
  return (
    <div className={classes.directions}>
      <RouteFiles planId={planId} route={route} />
      <div className={classes.directionsList}>
        <VirtualList
          items={legs}
          label={t('route.directionsList', { number: route.truckNumber })}
          keyOf={(leg) => leg.stopId}
          rowHeight={130}
          rowClassName={(leg) => (leg.stopId === hovered ? classes.hovered : '')}
          revealKey={hovered}
          onHover={(leg) =>
            selection.set({
              ...NOTHING_HOVERED,
              hoverTruckId: leg ? route.truckId : null,
              hoverStopId: leg?.stopId ?? null,
            })
          }
          onChoose={(leg) => selection.set({ stopId: leg.stopId })}
        >
          {(leg) => <LegSteps leg={leg} />}
        </VirtualList>
      </div>
    </div>
  );
}

/** The route for a navigation device or a map of one's own. */
function RouteFiles({ planId, route }: { planId: string; route: RouteView }) {
  const { t } = useTranslation('dispatch');
  const address = `/api/plans/${planId}/routes/${route.id}/route`;
  return (
    <div className={classes.files}>
      {t('route.files')}{' '}
      <Anchor size="xs" href={`${address}.gpx`} download>
        GPX
      </Anchor>
      {' · '}
      <Anchor size="xs" href={`${address}.geojson`} download>
        GeoJSON
      </Anchor>
    </div>
  );
}

function LegSteps({ leg }: { leg: Leg }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  return (
    <>
      <div className={classes.trip}>
        <span>{t('route.legTo', { name: leg.toName })}</span>
        <span>
          {format.distance(leg.metres)} · {format.duration(leg.seconds)}
        </span>
      </div>
      <ol className={classes.steps}>
        {leg.steps.map((step, index) => (
          <li key={`${index} ${step.text}`}>
            <StepArrow step={step} />
            <span>{step.text}</span>
            <span>{step.metres > 0 ? format.distance(step.metres) : ''}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

function StepArrow({ step: { maneuver, modifier } }: { step: Step }) {
  const props = { size: 18, stroke: 1.8, 'aria-hidden': true } as const;
  if (maneuver === 'arrive') return <IconFlag {...props} />;
  if (maneuver.includes('roundabout') || maneuver.includes('rotary')) return <IconRotateClockwise {...props} />;
  if (maneuver.includes('ramp')) return <IconArrowRampRight {...props} />;
  if (modifier === 'uturn') return <IconArrowBackUp {...props} />;
  if (modifier === 'slight left') return <IconArrowBearLeft {...props} />;
  if (modifier === 'slight right') return <IconArrowBearRight {...props} />;
  if (modifier?.includes('left')) return <IconCornerUpLeft {...props} />;
  if (modifier?.includes('right')) return <IconCornerUpRight {...props} />;
  return <IconArrowUp {...props} />;
}
