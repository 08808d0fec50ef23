import type { Task } from './tasks.ts';

/** What is on the truck now, by what was reported and else by what was expected, and how often it still unloads. */
export function aboardOf(tasks: readonly Task[]): { readonly kg: number; readonly tripsLeft: number } {
  const emptySince = tasks.reduce(
    (latest, { state, doneAt }) => (state === 'unloaded' && doneAt !== null && doneAt > latest ? doneAt : latest),
    '',
  );
  const kg = tasks
    .filter(({ state, doneAt }) => state === 'served' && doneAt !== null && doneAt > emptySince)
    .reduce((sum, { takenKg }) => sum + takenKg, 0);
  return { kg, tripsLeft: tasks.filter(({ stop, state }) => stop.kind === 'unload' && state === 'planned').length };
}
