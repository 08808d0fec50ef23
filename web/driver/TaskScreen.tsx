import { Button } from '@mantine/core';
import { IconBan, IconCheck, IconClipboardCheck, IconMapPin, IconReceipt, IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnRouteView } from '../../domain/own-route.ts';
import type { CheckKind } from '../../domain/truck-checks/check-kinds.ts';
import { currentLanguage } from '../ui/texts/i18n.ts';
import { useFormat } from '../ui/use-format.ts';
import classes from './DriverPage.module.css';
import { PhotoButton } from './photos/PhotoButton.tsx';
import type { TakenPhoto } from './photos/shrink-photo.ts';
import { PlacePhoto } from './place-photo/PlacePhoto.tsx';
import { KgEntry, SkipReasons, SlipEntry } from './lazy-screens.tsx';
import { MainButton } from './MainButton.tsx';
import { mainReport, type Report } from './reports.ts';
import type { Slip } from './slip/slip-draft.ts';
import { StateMark } from './StateMark.tsx';
import type { Task } from './tasks.ts';
import { taskWords } from './task-words.ts';
import { filledContainers, type ToldMass, useMassText } from './told-mass.ts';
import { Unloading } from './Unloading.tsx';

interface Props {
  route: OwnRouteView;
  tasks: readonly Task[];
  task: Task;
  /** Something was reported a moment ago. */
  isResting: boolean;
  onReport: (report: Report) => void;
  onMap: () => void;
  /** The truck checks that were made. */
  checked: ReadonlySet<CheckKind>;
  onCheck: (kind: CheckKind) => void;
  /** Keeps a photo on the phone. @returns its id */
  onPhoto: (photo: TakenPhoto) => Promise<string>;
}

/** One stop: where it is, and the one or two things that can be done there. */
export function TaskScreen({ route, tasks, task, isResting, onReport, onMap, checked, onCheck, onPhoto }: Props) {
  const { t } = useTranslation('driver');
  const format = useFormat();
  const [isSkipping, setSkipping] = useState(false);
  const [photoIds, setPhotoIds] = useState<readonly string[]>([]);
  const [isTellingMass, setTellingMass] = useState(false);
  const [mass, setMass] = useState<ToldMass | null>(null);
  const massText = useMassText();
  const [isTellingSlip, setTellingSlip] = useState(false);
  const [slip, setSlip] = useState<Slip | null>(null);
  const { stop, state } = task;
  const told = route.pointNotes.find(({ pointId }) => pointId === stop.pointId);
  const photos = photoIds.length > 0 ? { photoIds: [...photoIds] } : {};
  const visit = { visitId: stop.visitId, stopId: stop.id, stream: stop.stream, ...photos };

  if (isSkipping) {
    return (
      <SkipReasons
        isResting={isResting}
        onBack={() => setSkipping(false)}
        onReason={(reason) => onReport({ kind: 'skipped', ...visit, reason })}
      />
    );
  }

  // Of a visit that is taken in parts, how full the containers were tells no part.
  const filled = (stop.visitParts ?? 1) > 1 ? null : filledContainers(told);
  if (isTellingMass) {
    return (
      <KgEntry
        stop={taskWords(route, tasks, task, { t, format, language: currentLanguage() }).title}
        mass={mass}
        filled={filled}
        onDone={(how) => {
          setMass(how);
          setTellingMass(false);
        }}
      />
    );
  }

  if (isTellingSlip) {
    return (
      <SlipEntry
        slip={slip}
        onDone={(told) => {
          setSlip(told);
          setTellingSlip(false);
        }}
      />
    );
  }

  const words = taskWords(route, tasks, task, { t, format, language: currentLanguage() });
  const main = mainReport(task);
  const photoButton = (
    <PhotoButton
      count={photoIds.length}
      onTaken={async (photo) => {
        const id = await onPhoto(photo);
        setPhotoIds((before) => [...before, id]);
      }}
    />
  );

  return (
    <section className={classes.task} aria-label={words.title}>
      <div className={classes.about}>
        {told?.photoId && <PlacePhoto photoId={told.photoId} />}
        <p className={classes.small}>{words.place}</p>
        <h1>{words.title}</h1>
        {words.aboard && <p className={classes.small}>{words.aboard}</p>}
        {words.expected && <p>{words.expected}</p>}
        {words.told && <p className={classes.told}>{words.told}</p>}
        <p className={classes.when}>{words.when}</p>
        {state !== 'planned' && (
          <p className={classes.known} data-state={state}>
            <StateMark state={state} size={20} /> {t(`state.${state}`)}
          </p>
        )}
      </div>
      <div className={classes.actions}>
        {stop.kind !== 'break' && stop.kind !== 'start' && (
          <Button
            className={classes.secondary}
            variant="default"
            leftSection={<IconMapPin size={22} />}
            onClick={onMap}
          >
            {t('map.open')}
          </Button>
        )}
        {(stop.kind === 'start' || stop.kind === 'end') && (
          <Button
            className={classes.secondary}
            variant="default"
            leftSection={checked.has(stop.kind) ? <IconCheck size={22} /> : <IconClipboardCheck size={22} />}
            onClick={() => onCheck(stop.kind === 'end' ? 'end' : 'start')}
          >
            {t(`check.${stop.kind}`)}
          </Button>
        )}
        {stop.kind === 'point' && (
          <>
            {photoButton}
            <Button
              className={classes.secondary}
              variant="default"
              leftSection={<IconScale size={22} />}
              onClick={() => setTellingMass(true)}
            >
              {mass === null ? t(filled ? 'typeKgOrFill' : 'typeKg') : massText(mass)}
            </Button>
            <Button
              className={classes.secondary}
              variant="default"
              disabled={isResting}
              leftSection={<IconBan size={22} />}
              onClick={() => setSkipping(true)}
            >
              {t('skip')}
            </Button>
          </>
        )}
        {stop.kind === 'unload' && (
          <>
            {photoButton}
            <Button
              className={classes.secondary}
              variant="default"
              leftSection={<IconReceipt size={22} />}
              onClick={() => setTellingSlip(true)}
            >
              {slip === null ? t('slip.title') : `${slip.number} · ${format.kg(slip.grossKg - slip.tareKg)}`}
            </Button>
            <Unloading
              isResting={isResting}
              isWeighed={slip !== null}
              onUnloaded={(loadKg) =>
                onReport({
                  ...{ kind: 'unloaded', stopId: task.reportAs, ...photos },
                  ...(slip !== null ? { ticket: slip } : loadKg !== null && { loadKg }),
                })
              }
            />
          </>
        )}
        {main && (
          <MainButton
            isResting={isResting}
            label={t(main.label)}
            // A mass that nobody told is not told: the server takes the planned figure as an estimate.
            onClick={() =>
              onReport({ ...main.report, ...photos, ...(mass && { mass: { kg: mass.kg, how: mass.how } }) })
            }
          />
        )}
      </div>
    </section>
  );
}
