import { z } from 'zod';
import type { Day } from '../../domain/day.ts';
import { planViewSchema, type RevisionView, revisionViewSchema } from '../../domain/plans.ts';
import { type Truck, truckSchema } from '../../domain/trucks.ts';
import type { DispatcherSession } from './dispatcher-session.ts';

const areaSchema = z.object({ today: z.string(), timeZone: z.string() });
const townSchema = z.object({ trucks: z.array(truckSchema) });
/** What the books say a truck weighs empty, in kg; `null`: nothing. */
const weighedSchema = z.object({ items: z.array(z.object({ id: z.string(), tareKg: z.number().nullable() })) });

export type DrivenTruck = Truck & { readonly tareKg: number | null };

/** The plan trucks drive by on a day. */
export interface PublishedDay {
  day: Day;
  timeZone: string;
  revision: RevisionView;
  trucks: ReadonlyMap<string, DrivenTruck>;
}

/**
 * Reads the published revision of a day and the fleet.
 *
 * @param day the town's today when not given
 * @returns the day alone when nothing is published for it
 */
export async function readPublishedDay(
  session: DispatcherSession,
  day: Day | undefined,
  signal: AbortSignal,
): Promise<PublishedDay | { day: Day; revision: null }> {
  const { today, timeZone } = await session.get('/api/area', areaSchema, signal);
  const driven = day ?? today;
  const plans = await session.get(`/api/plans?from=${driven}&to=${driven}`, z.array(planViewSchema), signal);
  const plan = plans.find((one) => one.publishedRevisionId !== null);
  const published = plan?.revisions.find((revision) => revision.id === plan.publishedRevisionId);
  if (!plan || !published) return { day: driven, revision: null };
  const revision = await session.get(`/api/plans/${plan.id}/revisions/${published.number}`, revisionViewSchema, signal);
  const { trucks } = await session.get('/api/town', townSchema, signal);
  const { items } = await session.get('/api/trucks?limit=1000', weighedSchema, signal);
  const tares = new Map(items.map(({ id, tareKg }) => [id, tareKg]));
  const driving = trucks.map((truck) => [truck.id, { ...truck, tareKg: tares.get(truck.id) ?? null }] as const);
  return { day: driven, timeZone, revision, trucks: new Map(driving) };
}
