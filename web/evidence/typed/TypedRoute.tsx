import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import type { Day } from '../../../domain/day.ts';
import { fieldEventAnswerSchema, type FieldEventView } from '../../../domain/field-events.ts';
import { foldStopState } from '../../../domain/stop-state.ts';
import type { RouteView } from '../../../domain/plans.ts';
import { reportsByVisit } from '../../../domain/reports-by-visit.ts';
import { sheetMarks } from '../../../domain/run-sheets.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { useTimeZone } from '../../ui/use-format.ts';
import classes from './Typed.module.css';
import { TypedStop } from './TypedStop.tsx';
import { EMPTY_ROW, isTyped, readSheet, type TypedReport, type TypedRow } from './typed-sheet.ts';

interface Props {
  day: Day;
  route: RouteView;
  /** What the field has reported of the day. */
  events: readonly FieldEventView[];
}

/** One sheet: a row for each stop in the order of the paper, filled in with the keyboard alone. */
export function TypedRoute({ day, route, events }: Props) {
  const { t } = useTranslation('evidence');
  const timeZone = useTimeZone();
  const queryClient = useQueryClient();
  const [sheet, setSheet] = useState<ReadonlyMap<string, TypedRow>>(new Map());
  const [isChecked, setChecked] = useState(false);
  /** A report sent again, after an answer that never came, is the very same. */
  const sentBefore = useRef(new Map<string, TypedReport & { id: string }>());
  const marks = useMemo(() => sheetMarks(route.stops), [route]);
  const stops = route.stops.filter(({ id }) => marks.has(id));
  const known = useMemo(() => {
    const told = events.filter(({ visitGrade }) => visitGrade !== 'inferred');
    return new Map([...reportsByVisit([route], told).ofStop].map(([id, { events: of }]) => [id, foldStopState(of)]));
  }, [route, events]);
  const [openedAt] = useState(() => new Date());
  const read = (now: Date) => readSheet(route, sheet, { day, timeZone, now });
  const { reports, faults } = read(openedAt);

  const save = useMutation({
    mutationFn: async (of: readonly TypedReport[]) => {
      const sent = of.map((report) => {
        // A time that was not typed is no part of what the report says.
        const says = JSON.stringify(report.isTimeKnown ? report : { ...report, doneAt: null });
        const known = sentBefore.current.get(says) ?? { ...report, id: uuidv7() };
        sentBefore.current.set(says, known);
        return known;
      });
      await request(fieldEventAnswerSchema, '/api/field-events', { method: 'POST', body: { events: sent } });
      return sent.length;
    },
    onSuccess: () => {
      setSheet(new Map());
      setChecked(false);
      sentBefore.current.clear();
      for (const key of ['day', 'visits', 'visit', 'tickets']) void queryClient.invalidateQueries({ queryKey: [key] });
    },
  });
  const set = (stopId: string, cells: Partial<TypedRow>) => {
    save.reset();
    setSheet((before) => new Map(before).set(stopId, { ...EMPTY_ROW, ...before.get(stopId), ...cells }));
  };
  const allServed = () => {
    save.reset();
    setSheet((before) => {
      const rows = new Map(before);
      for (const { id } of stops) {
        const row = rows.get(id) ?? EMPTY_ROW;
        if (!known.has(id) && !isTyped(row)) rows.set(id, { ...row, isDone: true });
      }
      return rows;
    });
  };
  const submit = () => {
    setChecked(true);
    if (faults.size === 0 && reports.length > 0) save.mutate(read(new Date()).reports);
  };
  return (
    <form
      className={classes.sheet}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={classes.tools}>
        <Button variant="default" onClick={allServed}>
          {t('typed.allServed')}
        </Button>
        <Button variant="subtle" disabled={sheet.size === 0} onClick={() => setSheet(new Map())}>
          {t('typed.clear')}
        </Button>
      </div>
      <div className={classes.rows}>
        {stops.map((stop) => (
          <TypedStop
            key={stop.id}
            stop={stop}
            mark={marks.get(stop.id) ?? ''}
            row={sheet.get(stop.id) ?? EMPTY_ROW}
            known={known.get(stop.id) ?? null}
            fault={isChecked ? (faults.get(stop.id) ?? null) : null}
            onChange={(cells) => set(stop.id, cells)}
          />
        ))}
      </div>
      <div className={classes.foot}>
        <Button type="submit" size="md" loading={save.isPending} disabled={reports.length === 0 && faults.size === 0}>
          {t('typed.save', { count: reports.length + faults.size })}
        </Button>
        {isChecked && faults.size > 0 && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)">
            {[...faults]
              .map(([id, fault]) => t('typed.ofRow', { mark: marks.get(id) ?? '', fault: t(`typed.fault.${fault}`) }))
              .join('; ')}
          </Text>
        )}
        {save.isError && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)">
            {messageOf(save.error)}
          </Text>
        )}
        {save.isSuccess && (
          <Text role="status" size="sm">
            {t('typed.saved', { count: save.data, truck: route.truckCode })}
          </Text>
        )}
      </div>
    </form>
  );
}
