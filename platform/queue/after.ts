/** Resolves after so many seconds, if the process lasts that long. */
export function after(seconds: number): Promise<'late'> {
  return new Promise((resolve) => setTimeout(() => resolve('late'), seconds * 1000).unref());
}
