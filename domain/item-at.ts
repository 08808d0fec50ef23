/**
 * The item at an index where there has to be one.
 *
 * @throws where there is none: a fault of the program, not of what it was given
 */
export function itemAt<T>(items: ArrayLike<T>, index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`there is no item ${index} among ${items.length}`);
  return item;
}
