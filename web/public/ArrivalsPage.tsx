import { NativeSelect, SegmentedControl, Skeleton, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCalendarOff, IconMessageReport, IconSearch } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { arrivalsViewSchema } from '../../domain/arrivals.ts';
import { foldAccents } from '../../domain/fold-accents.ts';
import { SHORTEST_STREET_QUERY } from '../../domain/streets.ts';
import { isStatus } from '../ui/api/problem.ts';
import { meQuery } from '../ui/api/queries.ts';
import { request } from '../ui/api/request.ts';
import { GoTo } from '../ui/GoTo.tsx';
import { searchByText } from '../ui/search.ts';
import { homeOf } from '../ui/session.ts';
import { OfflineBanner } from '../ui/shell/OfflineBanner.tsx';
import { TopBar } from '../ui/shell/TopBar.tsx';
import { Failure, Message, NoArea } from '../ui/states.tsx';
import { registerTexts } from '../ui/texts/i18n.ts';
import { en } from '../ui/texts/en/public.ts';
import { vi } from '../ui/texts/vi/public.ts';
import { useFormat } from '../ui/use-format.ts';
import { VirtualList } from '../ui/VirtualList.tsx';
import classes from './ArrivalsPage.module.css';
import { ArrivalRow } from './ArrivalRow.tsx';
import { arrivalsNear } from './near-streets.ts';
import { type Arrival, partArrivals, standingOf } from './next-arrivals.ts';
import { streetsQuery } from '../ui/api/streets-query.ts';

registerTexts('public', { vi, en });

const arrivalsQuery = () =>
  queryOptions({
    queryKey: ['arrivals'],
    queryFn: ({ signal }) => request(arrivalsViewSchema, '/api/public/arrivals', { signal }),
    refetchInterval: 60_000,
  });

/** After so long without another letter the streets are asked for. */
const TYPING_MILLISECONDS = 250;

/** `/`: when the truck comes, for anybody. Who is signed in goes to where they work. */
export function ArrivalsPage() {
  const { t } = useTranslation('public');
  const product = useTranslation('ui').t('product');
  const me = useQuery(meQuery());
  const [chosen, setChosen] = useState<Arrival | null>(null);
  useEffect(() => {
    document.title = `${t('title')} · ${product}`;
  }, [t, product]);
  const home = me.data && homeOf(me.data);
  if (home) return <GoTo href={home} />;
  return (
    <div className={classes.page}>
      <TopBar />
      <OfflineBanner />
      <main id="main" className={classes.main}>
        <Title order={1} size="h2">
          {t('title')}
        </Title>
        <Link to="/complaint" search={chosen ? { point: chosen.pointId } : {}} className={classes.complain}>
          <IconMessageReport size={18} aria-hidden />
          {chosen ? t('complainOf', { point: chosen.name }) : t('complain')}
        </Link>
        <Arrivals chosen={chosen} onChoose={setChosen} />
      </main>
    </div>
  );
}

function Arrivals({ chosen, onChoose }: { chosen: Arrival | null; onChoose: (arrival: Arrival) => void }) {
  const { t } = useTranslation('public');
  const format = useFormat();
  const arrivals = useQuery(arrivalsQuery());
  const [query, setQuery] = useState('');
  const [unit, setUnit] = useState('');
  const [wanted, setWanted] = useState<'coming' | 'over'>('coming');
  const now = useMinute();
  const lateQuery = useDeferredValue(query);
  const all = arrivals.data?.arrivals;
  const units = useMemo(
    () => [...new Set((all ?? []).flatMap((arrival) => arrival.unitName ?? []))].sort(format.compare),
    [all, format],
  );
  const isSearching = lateQuery.trim() !== '';
  const [streetText] = useDebouncedValue(foldAccents(query), TYPING_MILLISECONDS);
  const streets = useQuery(streetsQuery(streetText));
  // Too short a text is not asked for, and leaves the answer of the one before.
  const streetsFound = isSearching && streetText.length >= SHORTEST_STREET_QUERY ? streets.data?.streets : undefined;
  const inUnit = useMemo(() => (all ?? []).filter((arrival) => unit === '' || arrival.unitName === unit), [all, unit]);
  const near = useMemo(() => arrivalsNear(streetsFound ?? [], inUnit), [streetsFound, inUnit]);
  const found = useMemo(() => {
    if (!isSearching) return inUnit;
    const entries = inUnit.map((arrival) => ({ arrival, texts: [arrival.name, arrival.unitName ?? ''] }));
    const named = searchByText(entries, lateQuery, entries.length).map((entry) => entry.arrival);
    return [...new Set([...named, ...near.keys()])];
  }, [inUnit, isSearching, lateQuery, near]);
  const parts = useMemo(() => partArrivals(found, now), [found, now]);
  const shown = parts[wanted];

  if (arrivals.isPending) {
    return (
      <div role="status" aria-busy>
        {Array.from({ length: 8 }, (_, index) => (
          <Skeleton key={index} h={56} mb={8} />
        ))}
      </div>
    );
  }
  if (isStatus(arrivals.error, 404)) return <NoArea />;
  if (arrivals.isError && !arrivals.data)
    return <Failure error={arrivals.error} onRetry={() => void arrivals.refetch()} />;
  if (!arrivals.data.isPublished) {
    return (
      <Message icon={<IconCalendarOff size={40} stroke={1.3} />} title={t('notPublished')}>
        {t('notPublishedHint')}
      </Message>
    );
  }
  return (
    <>
      <Text c="dimmed">{t('intro')}</Text>
      <div className={classes.controls}>
        <TextInput
          size="md"
          label={t('search')}
          placeholder={t('placeholder')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <NativeSelect
          size="md"
          label={t('unit')}
          value={unit}
          data={[{ value: '', label: t('allUnits') }, ...units]}
          onChange={(event) => setUnit(event.currentTarget.value)}
        />
      </div>
      <SegmentedControl
        flex="none"
        aria-label={t('which')}
        value={wanted}
        onChange={(value) => setWanted(value === 'over' ? 'over' : 'coming')}
        data={[
          { value: 'coming', label: t('coming', { count: parts.coming.length }) },
          { value: 'over', label: t('over', { count: parts.over.length }) },
        ]}
      />
      <Text size="sm" c="dimmed">
        {format.day(arrivals.data.day)}. {t('late')}
        {isSearching && streets.data?.isCut && ` ${t('moreStreets')}`}
        {isSearching && streets.isError && ` ${t('streetsFailed')}`}
      </Text>
      <div className={classes.results}>
        {shown.length > 0 ? (
          <VirtualList
            // Other rows, from the first one on.
            key={wanted}
            items={shown}
            label={t('results')}
            keyOf={(arrival) => `${arrival.pointId} ${arrival.plannedArrival}`}
            rowHeight={66}
            rowClassName={() => classes.row}
            isChosen={({ pointId }) => pointId === chosen?.pointId}
            onChoose={onChoose}
          >
            {(arrival) => (
              <ArrivalRow
                arrival={arrival}
                standing={standingOf(arrival, now)}
                day={arrivals.data.day}
                near={near.get(arrival) ?? []}
              />
            )}
          </VirtualList>
        ) : found.length === 0 ? (
          <Text p="md" role="status">
            {isSearching && streets.isFetching ? t('searching') : t('none')}
          </Text>
        ) : (
          <Text p="md" role="status">
            {wanted === 'over'
              ? t('noneOver')
              : found.length < (all?.length ?? 0)
                ? t('noneComingHere')
                : t('noneComing')}
          </Text>
        )}
      </div>
    </>
  );
}

/** The instant it is, told anew every minute. */
function useMinute(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
