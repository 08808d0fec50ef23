import type { Browser, BrowserContext } from 'playwright-core';
import { expect, inject, vi } from 'vitest';
import { addDays, type Day } from '../domain/day.ts';
import type { Role } from '../domain/policy/roles.ts';
import { signIn } from './browser.ts';

/**
 * Contexts that tests use one after the other, one for each role: what a page has loaded and signed in to once is there for
 * the next. A test closes its pages and leaves nothing in the storage that another would trip over.
 */
export function openDesks(browser: Browser): (role: Role | null) => Promise<BrowserContext> {
  const desks = new Map<Role | null, Promise<BrowserContext>>();
  const open = async (role: Role | null): Promise<BrowserContext> => {
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      locale: 'vi-VN',
      reducedMotion: 'reduce',
    });
    if (role) await signIn(context, role);
    return context;
  };
  return (role) => {
    const desk = desks.get(role) ?? open(role);
    desks.set(role, desk);
    return desk;
  };
}

const PLANNED_DAYS_AHEAD = 12;

/**
 * A day that has a plan of one revision, unpublished, and the day after it none: for tests that look at it alone. The first
 * that asks in a run has it planned.
 *
 * @param context a dispatcher’s
 */
export async function plannedDay(context: BrowserContext): Promise<Day> {
  const url = inject('programUrl');
  const read = async (path: string) => await (await context.request.get(`${url}${path}`)).json();
  const day: Day = addDays((await read('/api/area')).today, PLANNED_DAYS_AHEAD);
  if ((await read(`/api/plans?from=${day}&to=${day}`)).length === 0) await planDay(context, day);
  return day;
}

/**
 * The numbers of the trucks that drive on the `plannedDay`, in order: which trucks a plan leaves at home is the optimizer’s to say.
 */
export async function drivingTrucks(context: BrowserContext, day: Day): Promise<number[]> {
  const url = inject('programUrl');
  const read = async (path: string) => await (await context.request.get(`${url}${path}`)).json();
  const [{ id }] = await read(`/api/plans?from=${day}&to=${day}`);
  const { routes } = await read(`/api/plans/${id}/revisions/1`);
  return routes.map(({ truckNumber }: { truckNumber: number }) => truckNumber).sort((a: number, b: number) => a - b);
}

/** Plans `day` as a dispatcher does, and waits until it is done. @returns the plan's id */
export async function planDay(context: BrowserContext, day: Day, seconds = 2): Promise<string> {
  const url = inject('programUrl');
  const data = { date: day, seconds };
  const answer = await context.request.post(`${url}/api/plans`, { data, headers: { Origin: url } });
  expect(answer.status()).toBe(202);
  const { id } = await answer.json();
  // Asked before a file's tests as well, where nothing is expected yet.
  await vi.waitFor(
    async () => expect((await (await context.request.get(`${url}/api/plans/${id}`)).json()).state).toBe('done'),
    { timeout: 90_000, interval: 500 },
  );
  return id;
}
