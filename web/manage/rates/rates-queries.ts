import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { forecastSchema } from '../../../domain/ledger/forecast-view.ts';
import { ledgerMonthListSchema } from '../../../domain/ledger/months.ts';
import { type Denominator, type RatesBy, ratesSchema } from '../../../domain/ledger/rates.ts';
import { type WhyQuery, whySchema } from '../../../domain/ledger/why.ts';
import { request } from '../../ui/api/request.ts';
import type { Span } from '../../ui/period/span.ts';

/** While days are being recomputed the figures are asked for again so often. */
const RECOMPUTED_MILLISECONDS = 3000;

const spanOf = ({ from, to }: Span): string => `from=${from}&to=${to}`;

export const ratesQuery = (span: Span, by: RatesBy, denominator: Denominator) =>
  queryOptions({
    queryKey: ['ledger', 'rates', span.from, span.to, by, denominator],
    queryFn: ({ signal }) =>
      request(
        ratesSchema,
        `/api/ledger/rates?${spanOf(span)}&by=${encodeURIComponent(by)}&denominator=${denominator}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => ((query.state.data?.dirtyDays ?? 0) > 0 ? RECOMPUTED_MILLISECONDS : 60_000),
  });

export const whyQuery = ({ unit, stream, from, to }: WhyQuery) =>
  queryOptions({
    queryKey: ['ledger', 'why', unit, stream, from, to],
    queryFn: ({ signal }) =>
      request(whySchema, `/api/ledger/why?unit=${encodeURIComponent(unit)}&stream=${stream}&${spanOf({ from, to })}`, {
        signal,
      }),
  });

export const monthsQuery = () =>
  queryOptions({
    queryKey: ['ledger', 'months'],
    queryFn: ({ signal }) => request(ledgerMonthListSchema, '/api/ledger/months', { signal }),
  });

export const forecastQuery = ({ unit, stream }: Pick<WhyQuery, 'unit' | 'stream'>, denominator: Denominator) =>
  queryOptions({
    queryKey: ['ledger', 'forecast', unit, stream, denominator],
    queryFn: ({ signal }) =>
      request(
        forecastSchema,
        `/api/ledger/forecast?unit=${encodeURIComponent(unit)}&stream=${stream}&denominator=${denominator}`,
        { signal },
      ),
  });
