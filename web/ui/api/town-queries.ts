import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Day } from '../../../domain/day.ts';
import { planBasisViewSchema } from '../../../domain/plan-basis.ts';
import { planViewSchema, revisionViewSchema } from '../../../domain/plans.ts';
import { streetClosureSchema } from '../../../domain/register/street-closures.ts';
import { simulationViewSchema } from '../../../domain/simulation.ts';
import { type TownBooks, townBooksSchema } from '../../../domain/town-view.ts';
import { dayStateSchema } from '../../../domain/tracking.ts';
import { weekViewSchema } from '../../../domain/week/week.ts';
import { request } from './request.ts';

export type Town = TownBooks;

export const townQuery = () =>
  queryOptions({
    queryKey: ['town'],
    queryFn: ({ signal }) => request(townBooksSchema, '/api/town', { signal }),
  });

/** The town's books as they were when a revision was kept. */
export const revisionTownQuery = (planId: string, number: number) =>
  queryOptions({
    queryKey: ['revision-town', planId, number],
    queryFn: ({ signal }) => request(townBooksSchema, `/api/plans/${planId}/revisions/${number}/town`, { signal }),
    staleTime: 60 * 60_000,
  });

/** Streets closed for trucks on a day and later. */
export const streetClosuresQuery = (on: Day) =>
  queryOptions({
    queryKey: ['register', 'closures', on],
    queryFn: ({ signal }) =>
      request(z.object({ items: z.array(streetClosureSchema) }), `/api/street-closures?on=${on}`, { signal }),
    placeholderData: keepPreviousData,
  });

/** The plans of some days; asks for none while nobody wants to know. */
export const plannedDaysQuery = (days: { from: Day; to: Day } | null) =>
  queryOptions({
    queryKey: ['planned-days', days],
    queryFn: ({ signal }) =>
      request(z.array(planViewSchema), `/api/plans?from=${days?.from}&to=${days?.to}`, { signal }),
    enabled: days !== null,
    placeholderData: keepPreviousData,
  });

/** The week a day lies in, truck by truck. */
export const weekQuery = (monday: Day) =>
  queryOptions({
    queryKey: ['week', monday],
    queryFn: ({ signal }) => request(weekViewSchema, `/api/weeks/${monday}`, { signal }),
    placeholderData: keepPreviousData,
    // Reports of the field are too many to ask again at each of them.
    refetchInterval: 30_000,
  });

/** The day's plan with its revisions; `null` when nobody has planned the day. */
export const dayPlanQuery = (day: Day) =>
  queryOptions({
    queryKey: ['plan-of', day],
    queryFn: async ({ signal }) => {
      const plans = await request(z.array(planViewSchema), `/api/plans?from=${day}&to=${day}`, { signal });
      return plans.find((plan) => plan.day === day) ?? null;
    },
  });

export const revisionQuery = (planId: string, number: number) =>
  queryOptions({
    queryKey: ['revision', planId, number],
    queryFn: ({ signal }) => request(revisionViewSchema, `/api/plans/${planId}/revisions/${number}`, { signal }),
    // A revision never changes but for being the published one.
    staleTime: 60 * 60_000,
  });

/** What a revision was made without, and what is otherwise since. */
export const planBasisQuery = (planId: string, number: number) =>
  queryOptions({
    queryKey: ['plan-basis', planId, number],
    queryFn: ({ signal }) => request(planBasisViewSchema, `/api/plans/${planId}/revisions/${number}/basis`, { signal }),
    // Heals what no announcement told.
    refetchInterval: 60_000,
  });

export const dayStateQuery = (day: Day) =>
  queryOptions({
    queryKey: ['day', day],
    queryFn: ({ signal }) => request(dayStateSchema, `/api/day/${day}`, { signal }),
  });

export const simulationQuery = () =>
  queryOptions({
    queryKey: ['simulation'],
    queryFn: ({ signal }) => request(simulationViewSchema.nullable(), '/api/simulations/current', { signal }),
  });
