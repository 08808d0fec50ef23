import { Button, Drawer, NativeSelect, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconNotebook } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayLogSchema, LOG_GROUPS, type LogItem } from '../../../domain/day-log/day-log.ts';
import { request } from '../../ui/api/request.ts';
import { Failure } from '../../ui/states.tsx';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { DayModel } from '../day-model.ts';
import { NOTHING_CHOSEN, useSelection, useSelectionStore } from '../selection.ts';
import classes from './DayLog.module.css';
import { logSentence } from './log-sentence.ts';

const REFETCH_MILLISECONDS = 20_000;

/** A button that opens what happened on the day, in sentences; the map stays beside it. */
export function DayLog({ day, model }: { day: string; model: DayModel }) {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const isNarrow = useMediaQuery('(max-width: 600px)', false, { getInitialValueInEffect: false });
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconNotebook size={14} />}
        onClick={() => setOpen(!isOpen)}
      >
        {t('log.open')}
      </Button>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        position="right"
        size={isNarrow ? '100%' : 420}
        title={t('log.title', { day: format.dayShort(day) })}
        // One looks at the map beside it.
        withOverlay={isNarrow}
        lockScroll={false}
        trapFocus={isNarrow}
        closeOnClickOutside={false}
        classNames={{ body: classes.body, content: classes.content }}
      >
        {isOpen && <Log day={day} model={model} onChosen={() => isNarrow && setOpen(false)} />}
      </Drawer>
    </>
  );
}

interface LogProps {
  day: string;
  model: DayModel;
  onChosen: () => void;
}

function Log({ day, model, onChosen }: LogProps) {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const selection = useSelectionStore();
  const chosenPoint = model.points.get(useSelection((s) => s.pointId) ?? '');
  const [kind, setKind] = useState('');
  const [truck, setTruck] = useState('');
  const [person, setPerson] = useState('');
  const [point, setPoint] = useState('');
  const query = new URLSearchParams(Object.entries({ kind, truck, person, point }).filter(([, value]) => value !== ''));
  const log = useInfiniteQuery({
    queryKey: ['day-log', day, query.toString()],
    queryFn: ({ signal, pageParam }) => {
      const page = new URLSearchParams(query);
      if (pageParam !== null) page.set('cursor', pageParam);
      return request(dayLogSchema, `/api/day/${day}/log?${page}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: REFETCH_MILLISECONDS,
  });
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  const people = log.data?.pages[0]?.people ?? [];
  const all = { value: '', label: t('log.filter.all') };
  const ofPoint = model.points.get(point) ?? chosenPoint;
  const wording = { t, format, language: currentLanguage() };
  const choose = ({ truck: of, pointId, facilityId }: LogItem) => {
    if (!of && !pointId && !facilityId) return;
    const stop = model.stopsOfPoint.get(pointId ?? '')?.find(({ route }) => route.truckId === of?.id);
    selection.set({ ...NOTHING_CHOSEN, truckId: of?.id ?? null, pointId, facilityId, stopId: stop?.stop.id ?? null });
    onChosen();
  };
  return (
    <>
      <div className={classes.filters}>
        <NativeSelect
          size="xs"
          label={t('log.filter.kind')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
          data={[all, ...LOG_GROUPS.map((group) => ({ value: group, label: t(`log.group.${group}`) }))]}
        />
        <NativeSelect
          size="xs"
          label={t('log.filter.truck')}
          value={truck}
          onChange={(event) => setTruck(event.currentTarget.value)}
          data={[
            all,
            ...model.town.trucks.map(({ id, number, code }) => ({ value: id, label: `${number} · ${code}` })),
          ]}
        />
        <NativeSelect
          size="xs"
          label={t('log.filter.person')}
          value={person}
          onChange={(event) => setPerson(event.currentTarget.value)}
          data={[all, ...people.map(({ id, name }) => ({ value: id ?? name, label: name }))]}
        />
        <NativeSelect
          size="xs"
          label={t('log.filter.point')}
          value={point}
          disabled={!ofPoint}
          onChange={(event) => setPoint(event.currentTarget.value)}
          data={[
            ofPoint ? all : { value: '', label: t('log.filter.choosePoint') },
            ...(ofPoint ? [{ value: ofPoint.id, label: t('log.filter.pointChosen', { name: ofPoint.name }) }] : []),
          ]}
        />
      </div>
      {log.error && items.length === 0 && <Failure error={log.error} onRetry={() => void log.refetch()} />}
      {log.data && items.length === 0 && (
        <Text p="md" size="sm" c="dimmed">
          {t('log.none')}
        </Text>
      )}
      <div className={classes.list}>
        <VirtualList
          items={items}
          label={t('log.list')}
          keyOf={({ id, kind: of }) => `${of} ${id}`}
          rowHeight={44}
          rowClassName={() => classes.row}
          onChoose={choose}
        >
          {(item) => (
            <>
              <time dateTime={item.at}>{format.time(item.at, day)}</time>
              <span>{logSentence(item, wording)}</span>
            </>
          )}
        </VirtualList>
      </div>
      {log.hasNextPage && (
        <Button m="sm" variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t('log.more')}
        </Button>
      )}
    </>
  );
}
