import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Remedy, RemedyTotal, StudyRow } from '../../../domain/remedies/remedies.ts';
import { STREAM_NAMES } from '../../../domain/stream-names.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import { type Column, FigureTable } from '../frame/FigureTable.tsx';
import classes from '../frame/Manage.module.css';
import { useStreamName, useUnitName } from '../rates/names.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const MAP = 'https://www.openstreetmap.org/';

/** What each remedy brings to the whole town. */
export function RemedyTotals({ all }: { all: readonly RemedyTotal[] }) {
  const { t } = useTranslation('figures');
  const wordsOf = useRemedyWords();
  const columns: Column<RemedyTotal>[] = [
    {
      ...{ key: 'remedy', label: t('remedies.remedy'), isWide: true },
      shown: nameOf,
      file: ({ remedy }) => wordsOf(remedy),
    },
    ...useEffectColumns<RemedyTotal>((one) => one),
    {
      ...{ key: 'dongPerDay', label: t('remedies.dongPerDay'), file: ({ dongPerDay }) => dongPerDay },
      shown: ({ dongPerDay }) => aboutOf(dongPerDay),
      is: () => 'guessed',
    },
  ];
  return (
    <>
      <h3 className={classes.under}>{t('remedies.ofAll')}</h3>
      <FigureTable
        label={t('remedies.ofAll')}
        rows={all}
        keyOf={({ remedy }) => JSON.stringify(remedy)}
        columns={columns}
        file="remedies.csv"
      />
    </>
  );
}

/** A line of the table: a unit and stream, and one of its remedies. */
interface Line {
  readonly row: StudyRow;
  /** `null`: none helps. */
  readonly effect: StudyRow['remedies'][number] | null;
  readonly isFirst: boolean;
}

/**
 * What is behind, where it stays, and what brings most of it.
 *
 * @param isWhole every remedy of each, not the best alone
 */
export function RemedyRows({ rows, isWhole }: { rows: readonly StudyRow[]; isWhole: boolean }) {
  const { t } = useTranslation('figures');
  const { t: tRates } = useTranslation('rates');
  const format = useFormat();
  const streamName = useStreamName();
  const unitName = useUnitName();
  const wordsOf = useRemedyWords();
  const lines = rows.flatMap((row): Line[] => {
    if (row.remedies.length === 0) return [{ row, effect: null, isFirst: true }];
    return (isWhole ? row.remedies : row.remedies.slice(0, 1)).map((effect, index) => ({
      ...{ row, effect, isFirst: index === 0 },
    }));
  });
  const once = (shown: (row: StudyRow) => ReactNode) => (line: Line) => (line.isFirst ? shown(line.row) : '');
  const unit: Column<Line> = {
    ...{ key: 'unit', label: tRates('column.unit'), file: ({ row }) => row.unit.code },
    shown: once((row) => unitLink(unitName(row.unit), row.unit.code)),
  };
  const columns: Column<Line>[] = [
    ...(isWhole ? [] : [unit]),
    {
      ...{ key: 'stream', label: tRates('column.stream'), isWords: true, file: ({ row }) => row.stream },
      shown: once(({ stream }) => streamName(stream)),
    },
    {
      ...{ key: 'gapKgPerDay', label: t('remedies.gap'), file: ({ row }) => row.gapKgPerDay },
      shown: once(({ gapKgPerDay }) => format.kg(gapKgPerDay)),
      is: () => 'bad',
    },
    {
      ...{ key: 'remedy', label: t('remedies.remedy'), isWords: true, isWide: true },
      shown: ({ effect }) => (effect ? nameOf(effect) : t('remedies.nothing')),
      file: ({ effect }) => (effect ? wordsOf(effect.remedy) : null),
    },
    ...useEffectColumns<Line>(({ effect }) => effect),
    {
      ...{ key: 'stays', label: t('remedies.stays'), isWords: true, isWide: true },
      shown: once(staysOf),
      is: () => 'guessed',
    },
  ];
  return (
    <>
      <h3 className={classes.under}>{t('remedies.ofEach')}</h3>
      <FigureTable
        label={t('remedies.ofEach')}
        rows={lines}
        keyOf={({ row, effect }) => `${row.unitId} ${row.stream} ${JSON.stringify(effect?.remedy)}`}
        columns={columns}
        file="remedies-by-unit.csv"
      />
    </>
  );
}

function useEffectColumns<Row>(
  effectOf: (row: Row) => Pick<RemedyTotal, 'kgPerDay' | 'dongPerKg'> | null,
): Column<Row>[] {
  const { t } = useTranslation('figures');
  const format = useFormat();
  return [
    {
      ...{ key: 'kgPerDay', label: t('remedies.brings') },
      file: (row) => effectOf(row)?.kgPerDay ?? null,
      shown: (row) => {
        const effect = effectOf(row);
        return effect && `≈ ${format.kg(effect.kgPerDay)}`;
      },
      is: () => 'guessed',
    },
    {
      ...{ key: 'dongPerKg', label: t('remedies.dongPerKg') },
      file: (row) => effectOf(row)?.dongPerKg ?? null,
      shown: (row) => {
        const effect = effectOf(row);
        return effect && aboutOf(effect.dongPerKg);
      },
      is: () => 'guessed',
    },
  ];
}

/** An estimate in đồng; what costs no truck anything has none. */
function About({ value }: { value: number | null }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  return value === null ? t('remedies.costsNone') : `≈ ${format.money(value)}`;
}

function Stays({ stays }: Pick<StudyRow, 'stays'>) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  return (['left', 'refused', 'unreported', 'elsewhere', 'untreated'] as const)
    .filter((where) => stays[where] > 0)
    .toSorted((a, b) => stays[b] - stays[a])
    .map((where) => t(`remedies.stay.${where}`, { kg: format.kg(stays[where]) }))
    .join(' · ');
}

function RemedyName({ remedy }: { remedy: Remedy }) {
  const { t } = useTranslation('figures');
  const words = useRemedyWords()(remedy);
  if (remedy.kind !== 'point-more') return words;
  const [lon, lat] = remedy.position;
  return (
    <>
      {words}{' '}
      <a
        className={classes.link}
        href={`${MAP}?mlat=${lat}&mlon=${lon}#map=17/${lat}/${lon}`}
        target="_blank"
        rel="noreferrer"
      >
        {t('remedies.onMap')}
      </a>
    </>
  );
}

const nameOf = ({ remedy }: { readonly remedy: Remedy }): ReactNode => <RemedyName remedy={remedy} />;
const aboutOf = (value: number | null): ReactNode => <About value={value} />;
const staysOf = ({ stays }: StudyRow): ReactNode => <Stays stays={stays} />;

/** Says a remedy in words. */
function useRemedyWords(): (remedy: Remedy) => string {
  const { t } = useTranslation('figures');
  const format = useFormat();
  return (remedy) => {
    switch (remedy.kind) {
      case 'one-more-truck': {
        const streams = remedy.streams.map((stream) => STREAM_NAMES[stream][currentLanguage()].toLowerCase());
        return t('remedies.kind.one-more-truck', {
          ...{ capacity: format.tonnes(remedy.capacityKg), streams: streams.join(', ') },
        });
      }
      case 'shift-longer':
        return t('remedies.kind.shift-longer', { duration: format.duration(remedy.seconds) });
      case 'site-open-longer':
        return t('remedies.kind.site-open-longer', {
          ...{ name: remedy.facilityName, duration: format.duration(remedy.seconds) },
        });
      case 'site-takes-more':
        return t('remedies.kind.site-takes-more', { name: remedy.facilityName });
      case 'day-more':
        return t('remedies.kind.day-more', { weekday: t(`remedies.weekday.${WEEKDAYS[remedy.weekday - 1] ?? 'mon'}`) });
      case 'point-more':
        return t('remedies.kind.point-more', {
          ...{ people: format.count(Math.round(remedy.people)), metres: remedy.metres },
        });
      default:
        return t(`remedies.kind.${remedy.kind}`);
    }
  };
}

function unitLink(words: string, code: string): ReactNode {
  return (
    <Link className={classes.link} to="/manage/units/$code" params={{ code }}>
      {words}
    </Link>
  );
}
