import type { Forms } from './forms.ts';

/** A form by its name, loaded when it is wanted: with it comes what reads forms, as much again as the page that asks. */
export const lateForm =
  <K extends keyof Forms>(name: K): (() => Promise<Forms[K]>) =>
  async () =>
    (await import('./forms.ts')).forms[name];
