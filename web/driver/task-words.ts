import type { TFunction } from 'i18next';
import type { Language } from '../../domain/languages.ts';
import type { OwnRouteView } from '../../domain/own-route.ts';
import { STREAM_NAMES } from '../../domain/stream-names.ts';
import type { Format } from '../ui/format.ts';
import { aboardOf } from './aboard.ts';
import type { Task } from './tasks.ts';

interface Speaking {
  readonly t: TFunction<'driver'>;
  readonly format: Format;
  readonly language: Language;
}

/** What is said of a stop, line by line as it stands on the screen; `null` where there is nothing to say. */
export interface TaskWords {
  /** Which of the points it is, and on which trip. */
  readonly place: string;
  readonly title: string;
  /** What is on the truck, and how often it still unloads. */
  readonly aboard: string | null;
  /** What is to be taken here. */
  readonly expected: string | null;
  /** What the office tells of it. */
  readonly told: string | null;
  readonly when: string;
}

/** Puts into words what a crew reads of one of its stops. */
export function taskWords(
  route: Pick<OwnRouteView, 'day' | 'pointNotes'>,
  tasks: readonly Task[],
  task: Task,
  { t, format, language }: Speaking,
): TaskWords {
  const { stop } = task;
  const points = tasks.filter((candidate) => candidate.stop.kind === 'point');
  const isWork = stop.kind === 'point' || stop.kind === 'unload';
  const aboard = aboardOf(tasks);
  const told = route.pointNotes.find(({ pointId }) => pointId === stop.pointId);
  const title = {
    start: t('start'),
    point: stop.name,
    unload: stop.name,
    break: t('break'),
    end: t('end', { name: stop.name }),
  }[stop.kind];
  const parts = (...all: readonly unknown[]): string => all.filter(Boolean).join(' · ');
  return {
    place: parts(
      stop.kind === 'point' && t('stopOf', { at: points.indexOf(task) + 1, all: points.length }),
      stop.kind === 'unload' && t('unload'),
      stop.tripNumber !== null && t('trip', { number: stop.tripNumber }),
    ),
    title,
    aboard: isWork
      ? parts(
          aboard.kg > 0 ? t('aboard', { load: format.kg(aboard.kg) }) : t('aboardNone'),
          t('tripsLeft', { count: aboard.tripsLeft }),
        )
      : null,
    expected:
      stop.kind === 'point'
        ? parts(
            stop.code,
            stop.stream && STREAM_NAMES[stop.stream][language],
            t('expected', { load: format.kg(stop.loadKg) }),
          )
        : null,
    told: told
      ? parts(told.containers > 0 && t('containers', { count: told.containers }), told.access, told.note)
      : null,
    when: task.isMoved
      ? t(stop.kind === 'unload' && !isBehindUnloading(tasks, task) ? 'full.now' : 'full.later')
      : t('planned', { time: format.time(stop.arrivesAt, route.day) }),
  };
}

/** Whether it is the second unloading of a truck that was full. */
function isBehindUnloading(tasks: readonly Task[], task: Task): boolean {
  return tasks.some(
    (other) => other !== task && other.reportAs === task.reportAs && tasks.indexOf(other) < tasks.indexOf(task),
  );
}
