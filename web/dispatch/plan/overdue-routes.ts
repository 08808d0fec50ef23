import type { DayModel } from '../day-model.ts';

/**
 * Routes of the revision on screen that should have started by now: whoever publishes it then should know. None where crews have reported,
 * since they are out, nor of a past day.
 */
export function overdueRoutes(
  {
    revision,
    hasFieldEvents,
    isSteered,
  }: Pick<DayModel, 'hasFieldEvents' | 'isSteered'> & {
    readonly revision: { readonly routes: readonly { readonly startsAt: string }[] } | null;
  },
  now: Date,
): number {
  if (hasFieldEvents || !isSteered) return 0;
  return revision?.routes.filter(({ startsAt }) => Date.parse(startsAt) < now.getTime()).length ?? 0;
}
