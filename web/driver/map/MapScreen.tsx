import { Button, Loader } from '@mantine/core';
import { IconMapOff, IconNavigation, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnRouteView } from '../../../domain/own-route.ts';
import { areaQuery } from '../../ui/api/queries.ts';
import { Message } from '../../ui/states.tsx';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import driver from '../DriverPage.module.css';
import type { Task } from '../tasks.ts';
import { usePlace } from '../use-place.ts';
import { useStopTitle } from '../use-stop-title.ts';
import type { DriverMap as Drawn } from './DriverMap.tsx';
import { guidanceOf, spokenOf } from './guide.ts';
import classes from './MapScreen.module.css';
import { isSpoken, say, setSpoken, useVoice } from './speech.ts';
import { StepArrow } from './StepArrow.tsx';
import { useDirections } from './use-directions.ts';

interface Props {
  route: OwnRouteView;
  tasks: readonly Task[];
  next: Task;
}

/** The way to the next stop: turn by turn above, the map below it. */
export function MapScreen({ route, tasks, next }: Props) {
  const { t } = useTranslation('driver');
  const area = useQuery(areaQuery()).data;
  const place = usePlace();
  const directions = useDirections(route);
  const steps = directions?.legs.find(({ stopId }) => stopId === next.stop.id)?.steps ?? [];
  // Of a stop that is done out of its turn nobody planned the way from here.
  const way = next.isMoved ? null : (next.stop.geometry?.coordinates ?? null);
  const guidance =
    place.state === 'known'
      ? guidanceOf({ way, steps, goal: next.stop.position }, place.position, place.accuracyMetres)
      : null;
  return (
    <section className={classes.screen} aria-label={t('map.label')}>
      <Guide next={next} place={place.state} guidance={guidance} hasDirections={directions !== null} />
      {area && <LazyMap area={area} tasks={tasks} next={next} place={place} isOff={guidance?.isOff ?? false} />}
    </section>
  );
}

interface GuideProps {
  next: Task;
  place: 'asking' | 'unknown' | 'known';
  guidance: ReturnType<typeof guidanceOf> | null;
  hasDirections: boolean;
}

function Guide({ next: { stop }, place, guidance, hasDirections }: GuideProps) {
  const { t } = useTranslation('driver');
  const format = useFormat();
  const titleOf = useStopTitle();
  const voice = useVoice(currentLanguage());
  const [isWished, setWished] = useState(isSpoken);
  const said = useRef<string | null>(null);
  useEffect(() => {
    const spoken = guidance && spokenOf(guidance, stop.id);
    if (!isWished || !voice || !spoken || spoken.key === said.current || !guidance?.step) return;
    said.current = spoken.key;
    const text = guidance.step.text;
    say(
      spoken.isNow ? text : t('map.saidAhead', { distance: format.distance(guidance.stepMetres), step: text }),
      voice,
    );
  });
  const [lon, lat] = [stop.position[0], stop.position[1]];
  return (
    <div className={classes.guide}>
      <div className={classes.step}>
        {guidance?.step && <StepArrow step={guidance.step} size={72} />}
        <div className={classes.words}>
          {guidance?.step ? (
            <>
              <strong className={classes.metres}>{format.distance(guidance.stepMetres)}</strong>
              <span>{guidance.step.text}</span>
            </>
          ) : (
            <span>
              {guidance?.isOff
                ? t('map.off', { distance: format.distance(guidance.metresLeft) })
                : place === 'known'
                  ? hasDirections
                    ? null
                    : t('map.noDirections')
                  : t(`map.place.${place}`)}
            </span>
          )}
        </div>
      </div>
      <div className={classes.goal}>
        <span>
          {guidance && !guidance.isOff && `${format.distance(guidance.metresLeft)} · `}
          {titleOf(stop)}
        </span>
        <Button
          className={classes.tool}
          variant="default"
          aria-pressed={isWished}
          aria-label={t('map.speak')}
          disabled={voice === null}
          onClick={() => {
            setSpoken(!isWished);
            setWished(!isWished);
          }}
        >
          {isWished && voice ? <IconVolume size={28} /> : <IconVolumeOff size={28} />}
        </Button>
        <Button
          className={classes.tool}
          component="a"
          variant="default"
          aria-label={t('map.otherApp')}
          href={`geo:${lat},${lon}?q=${lat},${lon}(${encodeURIComponent(stop.name)})`}
        >
          <IconNavigation size={28} />
        </Button>
      </div>
      {voice === null && <p className={driver.small}>{t('map.noVoice')}</p>}
    </div>
  );
}

/** The map is loaded when it is looked at; without a network, from what the phone keeps. */
function LazyMap(props: Parameters<typeof Drawn>[0]) {
  const { t } = useTranslation('driver');
  const [Loaded, setLoaded] = useState<typeof Drawn | null>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    const page = { isOpen: true };
    import('./DriverMap.tsx').then(
      ({ DriverMap }) => page.isOpen && setLoaded(() => DriverMap),
      (error: unknown) => {
        console.error(error);
        if (page.isOpen) setFailed(true);
      },
    );
    return () => {
      page.isOpen = false;
    };
  }, []);
  if (hasFailed) {
    return (
      <Message icon={<IconMapOff size={40} stroke={1.4} />} title={t('map.missing')}>
        {t('map.missingHint')}
      </Message>
    );
  }
  return Loaded ? <Loaded {...props} /> : <Loader type="dots" m="auto" />;
}
