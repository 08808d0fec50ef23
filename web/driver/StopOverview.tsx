import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/use-format.ts';
import { VirtualList } from '../ui/VirtualList.tsx';
import classes from './DriverPage.module.css';
import { StateMark } from './StateMark.tsx';
import type { Task } from './tasks.ts';
import { useStopTitle } from './use-stop-title.ts';

interface Props {
  day: string;
  tasks: readonly Task[];
  currentId: string | null;
  onOpen: (stopId: string) => void;
}

/** All stops of the day; any may be opened, also to put a report right. */
export function StopOverview({ day, tasks, currentId, onOpen }: Props) {
  const { t } = useTranslation('driver');
  const format = useFormat();
  const titleOf = useStopTitle();
  return (
    <VirtualList
      items={tasks}
      label={t('list')}
      keyOf={({ stop }) => stop.id}
      rowHeight={64}
      rowClassName={() => classes.row}
      isChosen={({ stop }) => stop.id === currentId}
      revealKey={currentId}
      onChoose={({ stop }) => onOpen(stop.id)}
    >
      {({ stop, state }) => (
        <>
          <span className={classes.mark} data-state={state}>
            <StateMark state={state} size={24} />
          </span>
          <span className={classes.rowText}>
            <span>{titleOf(stop)}</span>
            <span className={classes.small}>
              {format.time(stop.arrivesAt, day)} · {t(`state.${state}`)}
            </span>
          </span>
        </>
      )}
    </VirtualList>
  );
}
