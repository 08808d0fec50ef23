/** The most that is taken for a mass of a truck. */
export const MOST_KG = 100_000;

/** Whether it is a mass that a truck can have taken or unloaded. */
export function isKg(kg: number | string): kg is number {
  return typeof kg === 'number' && Number.isInteger(kg) && kg >= 0 && kg <= MOST_KG;
}
