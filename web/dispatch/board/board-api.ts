import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type EditEvaluation,
  editEvaluationSchema,
  lockViewSchema,
  type Move,
  type Place,
  placesViewSchema,
} from '../../../domain/plan-edits.ts';
import { type PlanView, planViewSchema, type RevisionSummary, revisionSummarySchema } from '../../../domain/plans.ts';
import type { RouteChange } from '../../../domain/route-changes.ts';
import { ApiProblem } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';

const placeSchema = z.object({ truckNumber: z.int(), trip: z.int() }).nullable();
const conflictSchema = z.object({
  newest: z.int(),
  changedBy: z.string().nullish(),
  changes: z.array(z.object({ name: z.string(), from: placeSchema, to: placeSchema })),
});
/** What somebody else did to the plan meanwhile. */
export type Conflict = z.infer<typeof conflictSchema>;

/** What a refused edit says of somebody else's; `null` where it was refused for another reason. */
export function conflictOf(error: unknown): Conflict | null {
  if (!(error instanceof ApiProblem) || error.code !== 'plan-changed') return null;
  const parsed = conflictSchema.safeParse(error.body);
  return parsed.success ? parsed.data : null;
}

interface Asked {
  readonly planId: string;
  readonly base: number;
}

/** An edit of a plan: visits moved, and what else is changed of routes. */
export interface Edit {
  readonly moves: readonly Move[];
  readonly changes?: readonly RouteChange[];
}

/** What an edit would come to. */
export async function priceEdit({ planId, base }: Asked, edit: Edit, signal?: AbortSignal): Promise<EditEvaluation> {
  const body = { base, ...edit, dryRun: true };
  const options = { method: 'POST', body, ...(signal && { signal }) } as const;
  return await request(editEvaluationSchema, `/api/plans/${planId}/edits`, options);
}

/** Keeps an edit as the next revision. */
export async function keepEdit(
  { planId, base }: Asked,
  edit: Edit,
  reason: string | undefined,
): Promise<RevisionSummary> {
  const body = { base, ...edit, ...(reason && { override: { reason } }) };
  return await request(revisionSummarySchema, `/api/plans/${planId}/edits`, { method: 'POST', body });
}

/** Where visits would go, the best first. @param asked.reopened those of them that were reported, and would be open again */
export async function findPlaces(
  { planId, base }: Asked,
  asked: { readonly visits: readonly string[]; readonly reopened?: readonly string[] },
  signal?: AbortSignal,
): Promise<Place[]> {
  const body = { base, ...asked };
  const options = { method: 'POST', body, ...(signal && { signal }) } as const;
  return (await request(placesViewSchema, `/api/plans/${planId}/places`, options)).places;
}

/** Puts the stops of trucks in a better order. @returns `null` where none was found */
export async function tidyTrucks({ planId, base }: Asked, trucks: readonly string[]): Promise<RevisionSummary | null> {
  const answer = await request(z.union([revisionSummarySchema, editEvaluationSchema]), `/api/plans/${planId}/tidy`, {
    method: 'POST',
    body: { base, trucks },
  });
  return 'number' in answer ? answer : null;
}

/** Has editing go on from another revision. */
export async function pointHead({ planId, base }: Asked, to: number): Promise<PlanView> {
  return await request(planViewSchema, `/api/plans/${planId}/head`, { method: 'POST', body: { base, to } });
}

/** What is held fast; read again whenever the plan is. */
export const locksQuery = (day: string, planId: string | null) =>
  queryOptions({
    queryKey: ['plan-of', day, 'locks', planId],
    queryFn: ({ signal }) => request(z.array(lockViewSchema), `/api/plans/${planId}/locks`, { signal }),
    enabled: planId !== null,
  });
